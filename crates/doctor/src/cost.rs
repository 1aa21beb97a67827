//! Judging takes time in proportion to what the evidence holds: how often licenses are looked at is counted, and twice as many
//! machines, products or results may not cost more than twice as much.

use crate::diagnosis::diagnose;
use muster_evidence::Source;
use std::cell::Cell;

thread_local! {
    static LOOKS: Cell<u64> = const { Cell::new(0) };
}

/// Counts a look at a license. Every rule asks what it is for or how it is activated.
pub(crate) fn count() {
    LOOKS.set(LOOKS.get() + 1);
}

/// So many looks does a text of so many parts take.
fn looks(part: impl Fn(usize) -> String, parts: usize) -> u64 {
    let text: String = (0..parts).map(part).collect();
    LOOKS.set(0);
    let diagnosis = diagnose(&[Source { name: "evidence.txt".into(), bytes: text.into() }]);
    assert!(!diagnosis.findings.is_empty());
    LOOKS.get()
}

fn check(name: &str, part: impl Fn(usize) -> String) {
    check_from(40, name, part);
}

fn check_from(parts: usize, name: &str, part: impl Fn(usize) -> String) {
    let (few, many) = (looks(&part, parts), looks(&part, 2 * parts));
    // A square would be four times as much.
    assert!(few > 0 && many * 2 <= few * 5, "{name}: {few} looks for {parts} parts, {many} for twice as many");
}

fn windows(name: &str, channel: &str, status: &str, own: &str) -> String {
    format!(
        "Name: Windows(R), {name} edition\nDescription: Windows(R) Operating System, {channel} channel\n{own}\n\
         License Status: {status}\n\n"
    )
}

fn office(name: &str, channel: &str, status: &str, number: usize) -> String {
    format!(
        "---------------------------------------\nSKU ID: {number:08x}-894d-49e0-966a-fd39ed4c4c64\n\
         LICENSE NAME: Office 16, Office16{name} edition\nLICENSE DESCRIPTION: Office 16, {channel} channel\n\
         LICENSE STATUS:  ---{status}---\nERROR CODE: 0xC004F074\n\
         Last 5 characters of installed product key: {:05X}\n",
        number + 0xA_0000
    )
}

fn id(number: usize) -> String {
    format!("Activation ID: {number:08x}-5638-40f6-bc11-f1d7b0d64300\nPartial Product Key: 3V66T")
}

#[test]
fn prints_of_many_machines_cost_in_proportion() {
    let cmid = |number: usize| format!("Client Machine ID (CMID): 36f27b39-2fd5-440b-be67-{number:012x}");
    check("clients of a host", |number| windows("Enterprise", "VOLUME_KMSCLIENT", "Notification", &cmid(number)));
    check("licensed clients", |number| windows("Enterprise", "VOLUME_KMSCLIENT", "Licensed", &cmid(number)));
    check("retail", |number| windows("Professional", "RETAIL", "Notification", &id(number)));
    check("evaluations", |number| windows("ServerStandardEval", "TIMEBASED_EVAL", "Notification", &id(number)));
    check("evaluations in force", |number| windows("ServerStandardEval", "TIMEBASED_EVAL", "Licensed", &id(number)));
    check("hosts", |number| windows("Enterprise", "VOLUME_KMS_WS22", "Licensed", &id(number)));
    check("add-ons", |number| windows("Client-ESU-Year1 add-on for Enterprise", "VOLUME_MAK", "Licensed", &id(number)));
}

#[test]
fn products_of_office_cost_in_proportion() {
    check("volume", |number| office("ProPlusVL_MAK", "VOLUME_MAK", "NOTIFICATIONS", number));
    check("trials", |number| office(&format!("Product{number}R_Trial"), "RETAIL(Trial)", "NOTIFICATIONS", number));
    check("trials beside a product", |number| match number % 2 {
        0 => office("ProPlusVL_MAK", "VOLUME_MAK", "LICENSED", number),
        _ => office("ProPlusR_Trial", "RETAIL(Trial)", "NOTIFICATIONS", number),
    });
}

#[test]
fn results_of_many_commands_cost_in_proportion() {
    check("of products with an id", |number| {
        format!(
            "C:\\>slmgr.vbs /ato\nActivating Windows(R), Edition{number} edition \
             ({number:08x}-5638-40f6-bc11-f1d7b0d64300) ...\nError: 0xC004F074\n\n"
        )
    });
    check("of no product", |number| format!("C:\\>slmgr.vbs /ato\nError: 0x{:08X}\n\n", 0xC004_F000 + number));
    check("of products by name", |number| {
        format!("Activating Office 16, Office16Product{number}VL_KMS_Client edition...\nERROR CODE: 0xC004F074\n\n")
    });
}

#[test]
fn states_without_a_name_cost_in_proportion() {
    // So many are a list: no story is looked for in it.
    check_from(300, "licensed", |_| "License Status: Licensed\n\n".to_owned());
    check_from(300, "in notification mode", |_| "License Status: Notification\n\n".to_owned());
}

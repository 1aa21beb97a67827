//! Many machines: causes by rank, shared ids, and a table that no spreadsheet takes for a program.

use muster_core::lang::Lang;
use muster_doctor::{
    Source, diagnose,
    fleet::{Fleet, Machine},
};

fn machine(name: &str, cmid: &str, status: &str) -> Vec<Machine> {
    let text = format!(
        "Host Name:                 {name}\n\nName: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
         Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\nPartial Product Key: 2YT43\n{status}\n\
         Client Machine ID (CMID): {cmid}\nKMS machine name from DNS: kms1.corp.example:1688\n"
    );
    Machine::all_of(name, &diagnose(&[Source { name: "dlv.txt".into(), bytes: text.into_bytes() }]))
}

fn fleet() -> Fleet {
    let licensed = "License Status: Licensed\nVolume activation expiration: 7000 minute(s) (5 day(s))";
    let refused = "License Status: Notification\nNotification Reason: 0xC004F056.\n\nError: 0xC004F042 refused";
    let (one, two) = ("11111111-2222-4333-8444-555555555555", "11111111-2222-4333-8444-666666666666");
    let mut fleet = Fleet::default();
    [("pc-1", one, refused), ("pc-2", one, refused), ("=pc-3", two, licensed)]
        .into_iter()
        .flat_map(|(name, cmid, status)| machine(name, cmid, status))
        .for_each(|machine| fleet.add(machine));
    fleet
}

#[test]
fn causes_hosts_shared_ids_and_the_calendar() {
    let fleet = fleet();
    let causes = fleet.causes(Lang::En);
    let first = causes.first().expect("a cause");
    assert_eq!((first.rule, first.machines.as_slice()), ("HST003", ["pc-1".to_owned(), "pc-2".to_owned()].as_slice()));
    assert_eq!(fleet.hosts(), [("kms1.corp.example".to_owned(), 3)]);
    let shared = fleet.shared_ids();
    assert_eq!(shared.len(), 1);
    assert_eq!(shared[0].2, ["pc-1", "pc-2"]);
    assert_eq!(fleet.calendar().first(), Some(&("0-7", 1)));
    assert_eq!((fleet.len(), fleet.failing()), (3, 3));
}

#[test]
fn the_table_quotes_and_disarms_its_cells() {
    let csv = fleet().csv(Lang::En);
    assert_eq!(csv.lines().count(), 4);
    assert!(csv.contains("\r\n'=pc-3,'=pc-3,CLI003,"), "{csv}");
    assert!(csv.contains("\"Windows(R), Enterprise\""), "{csv}");
}

#[test]
fn the_machine_form_and_the_page_hold_the_same_ranks() {
    let fleet = fleet();
    let document = fleet.json(Lang::Ja);
    assert_eq!(document["causes"][0]["rule"], "HST003");
    assert_eq!(document["shared_cmids"][0]["application"], "windows");
    let page = muster_doctor::report::fleet_html(&fleet, Lang::Ja);
    assert!(page.contains("3 台中 3 台で対処が必要です") && page.contains("HST003"), "{page}");
}

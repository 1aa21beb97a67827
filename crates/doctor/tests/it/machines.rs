//! Evidence of several machines: each is judged by its own, and a machine with its host is one story.

use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis, Source, diagnose,
    fleet::{Fleet, Origin},
    read,
};
use proptest::prelude::*;

const HEADER: &str = "FullyQualifiedDomainName,ProductName,ProductDescription,PartialProductKey,LicenseStatus,CMID";

fn source(name: &str, text: &str) -> Source {
    Source { name: name.into(), bytes: text.into() }
}

fn vamt(machines: &[(&str, &str)]) -> Vec<Source> {
    let row = |(name, status): &(&str, &str)| {
        format!("{name},Windows(R) Enterprise edition,VOLUME_KMSCLIENT channel,2YT43,{status},\n")
    };
    let rows: String = machines.iter().map(row).collect();
    vec![source("vamt.csv", &format!("{HEADER}\n{rows}"))]
}

/// The rules in the headlines of a computer.
fn heads(diagnosis: &Diagnosis, computer: &str) -> Vec<&'static str> {
    let own = diagnosis.headline.iter().filter(|head| head.computer == computer);
    own.map(|head| head.rule.id).collect()
}

fn dlv(status: &str) -> String {
    format!(
        "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
         Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\nPartial Product Key: 2YT43\n{status}\n"
    )
}

const LICENSED: &str = "License Status: Licensed\nVolume activation expiration: 259000 minute(s) (180 day(s))";
const NOTIFICATION: &str = "License Status: Notification\nNotification Reason: 0xC004F074.";

#[test]
fn each_row_of_an_export_is_a_machine() {
    let rows = [
        ("pc-1.corp.example", "Licensed"),
        ("pc-2.corp.example", "Notification"),
        ("pc-3.corp.example", "Notification"),
    ];
    let diagnosis = diagnose(&vamt(&rows));
    assert_eq!(diagnosis.computers, rows.map(|(name, _)| name));
    assert!(diagnosis.needs_attention());
    assert_eq!(heads(&diagnosis, "pc-1.corp.example"), ["CLI001"]);
    assert_eq!(heads(&diagnosis, "pc-2.corp.example"), heads(&diagnosis, "pc-3.corp.example"));
    let mut fleet = Fleet::default();
    Diagnosis::each(&read(&vamt(&rows))).for_each(|diagnosis| fleet.add(&Origin::default(), &diagnosis));
    assert_eq!((fleet.len(), fleet.counts().failing), (3, 2));
}

#[test]
fn a_machine_of_a_fleet_has_its_ladder_and_the_places_of_its_evidence() {
    let set = read(&[source("pc-1.txt", &dlv(NOTIFICATION))]);
    let all: Vec<Diagnosis> = Diagnosis::each(&set).collect();
    let [diagnosis] = all.as_slice() else { panic!("{} machines", all.len()) };
    let head = diagnosis.headline.first().expect("a headline");
    assert_eq!(diagnosis.ladder(head).map(|ladder| &ladder.product), Some(&head.product));
    let places: Vec<String> = head.cites.iter().map(|cite| diagnosis.place(cite)).collect();
    assert!(!places.is_empty() && places.iter().all(|place| place.starts_with("pc-1.txt:")), "{places:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever stands around it, a machine gets the verdict that it gets alone.
    #[test]
    fn a_machine_among_others_is_judged_as_alone(states in proptest::collection::vec(0_usize..3, 2..6)) {
        let statuses = ["Licensed", "Notification", "Unlicensed"];
        let names: Vec<String> = (0..states.len()).map(|number| format!("pc-{number}.corp.example")).collect();
        let rows: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(states.iter().map(|state| statuses[*state])).collect();
        let together = diagnose(&vamt(&rows));
        prop_assert_eq!(&together.computers, &names);
        for row in &rows {
            let alone = diagnose(&vamt(&[*row]));
            prop_assert_eq!(heads(&together, row.0), heads(&alone, row.0));
        }
    }
}

#[test]
fn folders_with_the_same_files_are_machines() {
    let bundle = [source("PC-1/dlv.txt", &dlv(LICENSED)), source("PC-2/dlv.txt", &dlv(NOTIFICATION))];
    let diagnosis = diagnose(&bundle);
    assert_eq!(diagnosis.computers, ["pc-1", "pc-2"]);
    assert_eq!(heads(&diagnosis, "pc-1"), ["CLI001"]);
    assert!(heads(&diagnosis, "pc-2").iter().all(|rule| *rule != "CLI001") && diagnosis.needs_attention());
    // A name inside is the machine's own, for all files of its folder.
    let named = [&bundle[..], &[source("PC-2/systeminfo.txt", "Host Name:                 KEIRI-07\n")]].concat();
    assert_eq!(diagnose(&named).computers, ["pc-1", "KEIRI-07"]);
}

#[test]
fn transcripts_of_two_machines_in_one_file() {
    let text = format!(
        "**********************\nトランスクリプト開始\nコンピューター: KEIRI-01 (Microsoft Windows NT 10.0.19045.0)\n{}\n\
         **********************\nコンピューター: KEIRI-02 (Microsoft Windows NT 10.0.19045.0)\n{}\n",
        dlv(NOTIFICATION),
        dlv(LICENSED)
    );
    let diagnosis = diagnose(&[source("transcript.txt", &text)]);
    assert_eq!(heads(&diagnosis, "KEIRI-02"), ["CLI001"]);
    assert!(!heads(&diagnosis, "KEIRI-01").contains(&"CLI001") && diagnosis.needs_attention());
}

/// Tools that run a command on many machines write a head above what each printed, and people who collect do too.
#[test]
fn each_head_above_a_print_names_its_machine() {
    let strings = |text: &str| text.lines().map(|line| format!("        \"{line}\",\n")).collect::<String>();
    let play = |machine: &str, text: &str| {
        format!("ok: [{machine}] => {{\n    \"dlv.stdout_lines\": [\n{}    ]\n}}\n", strings(text))
    };
    let (bad, good) = (dlv(NOTIFICATION), dlv(LICENSED));
    let collected = |head: fn(&str, &str) -> String| head("ws-114", &bad) + &head("ws-115", &good);
    let texts = [
        play("ws-114", &bad) + &play("ws-115", &good),
        collected(|machine, text| format!("{machine} | CHANGED | rc=0 >>\n{text}\n")),
        collected(|machine, text| format!("=== {machine} ===\n{text}\n")),
        collected(|machine, text| format!("■{machine}\n{text}\n")),
        collected(|machine, text| format!("{machine}:\n{text}\n")),
        collected(|machine, text| format!("【コンピューター名】{machine}\n{text}\n")),
    ];
    for text in texts {
        let diagnosis = diagnose(&[source("all.txt", &text)]);
        assert_eq!(heads(&diagnosis, "ws-115"), ["CLI001"], "{text}");
        assert!(diagnosis.needs_attention() && !heads(&diagnosis, "ws-114").contains(&"CLI001"), "{text}");
    }
    // Steps of one machine are in the order of time: it is licensed at last.
    let steps = format!("=== step-1 ===\n{bad}\n=== step-2 ===\n{good}\n");
    assert_eq!(diagnose(&[source("all.txt", &steps)]).computers.len(), 1);
}

#[test]
fn files_that_are_named_after_machines_are_theirs() {
    let of = |first: &str, second: &str| diagnose(&[source(first, &dlv(NOTIFICATION)), source(second, &dlv(LICENSED))]);
    let diagnosis = of("prints/WS-114_dlv.txt", "prints/WS-115_dlv.txt");
    assert_eq!(diagnosis.computers, ["ws-114", "ws-115"]);
    assert_eq!(heads(&diagnosis, "ws-115"), ["CLI001"]);
    assert!(diagnosis.needs_attention());
    assert_eq!(of("prints/dlv1.txt", "prints/dlv2.txt").computers.len(), 1);
}

/// Rows of `Get-CimInstance -ComputerName … | ConvertTo-Json`.
#[test]
fn records_that_name_their_machines() {
    let record = |computer: &str, status: u8, reason: u32| {
        format!(
            r#"{{"PSComputerName":"{computer}","Name":"Windows(R), Enterprise edition","Description":"Windows(R) Operating System, VOLUME_KMSCLIENT channel",
            "ID":"73111121-5638-40f6-bc11-f1d7b0d64300","PartialProductKey":"2YT43","LicenseStatus":{status},"LicenseStatusReason":{reason}}}"#
        )
    };
    let text = format!("[{},\n{}]", record("pc-1", 1, 0), record("pc-2", 5, 3_221_549_172));
    let diagnosis = diagnose(&[source("licenses.json", &text)]);
    assert_eq!(diagnosis.computers, ["pc-1", "pc-2"]);
    assert_eq!(heads(&diagnosis, "pc-1"), ["CLI001"]);
    assert!(diagnosis.needs_attention());
}

/// A list of VAMT as XML (`.cilx`). Its elements are documented nowhere, so each way of writing the columns of its database is taken:
/// rows that name their computer in an element or an attribute, and rows that lie in their computer.
#[test]
fn a_list_of_vamt_as_xml_names_its_machines_in_any_shape() {
    const PRODUCT: [(&str, &str); 5] = [
        ("ProductName", "Windows(R), Enterprise edition"),
        ("ApplicationId", "55c92734-d682-4d71-983e-d6ec3f16059f"),
        ("Sku", "73111121-5638-40f6-bc11-f1d7b0d64300"),
        ("ProductKeyType", "GVLK"),
        ("PartialProductKey", "2YT43"),
    ];
    let columns = |status| [&PRODUCT[..], status].concat();
    let elements = |status| {
        let element = |(name, value): (&str, &str)| format!("      <{name}>{value}</{name}>\n");
        columns(status).into_iter().map(element).collect::<String>()
    };
    let attributes = |status| {
        let attribute = |(name, value): (&str, &str)| format!(" {name}=\"{value}\"");
        columns(status).into_iter().map(attribute).collect::<String>()
    };
    let rows = [
        ("pc-1.corp.example", &[("LicenseStatus", "1"), ("LicenseStatusReason", "1074066433")][..]),
        ("pc-2.corp.example", &[("LicenseStatus", "5"), ("LicenseStatusReason", "-1073418124")]),
    ];
    let name = |computer| format!("<FullyQualifiedDomainName>{computer}</FullyQualifiedDomainName>");
    let shapes = [
        rows.map(|(pc, status)| format!("<ActiveProduct>\n{}{}</ActiveProduct>\n", name(pc), elements(status))),
        rows.map(|(pc, status)| format!("<ActiveProduct FullyQualifiedDomainName=\"{pc}\"{}/>\n", attributes(status))),
        rows.map(|(pc, status)| {
            let product = elements(status);
            format!("<VolumeClient>\n{}\n<ActiveProducts><ActiveProduct>\n{product}</ActiveProduct></ActiveProducts>\n</VolumeClient>\n", name(pc))
        }),
    ];
    for shape in shapes {
        let text = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<List>\n{}</List>\n", shape.concat());
        let diagnosis = diagnose(&[source("vamt.cilx", &text)]);
        assert_eq!(diagnosis.computers, ["pc-1.corp.example", "pc-2.corp.example"], "{text}");
        assert_eq!(heads(&diagnosis, "pc-1.corp.example"), ["CLI001"], "{text}");
        assert_eq!(heads(&diagnosis, "pc-2.corp.example"), ["NET014"], "{text}");
    }
}

fn event(time: &str, computer: &str, values: &str) -> String {
    let id = if values.starts_with("hr") { 8198 } else { 12289 };
    format!(
        "Log Name:      Application\nSource:        Microsoft-Windows-Security-SPP\nDate:          2026/03/10 {time}\n\
         Event ID:      {id}\nComputer:      {computer}\nDescription:\n{values}\n\n"
    )
}

#[test]
fn collected_events_of_two_machines_do_not_outdate_each_other() {
    let success = "0x00000000, 0x00000000, 1, 0, 50, 120, 10080, 2026/03/10 11:00";
    let text = [
        event("09:00:00", "pc-1.corp.example", "hr=0x8007232B"),
        event("10:00:00", "pc-2.corp.example", success),
        event("11:00:00", "pc-1.corp.example", "hr=0x8007232B"),
    ];
    let diagnosis = diagnose(&[source("events.txt", &text.concat())]);
    assert_eq!(diagnosis.computers.len(), 2);
    assert!(heads(&diagnosis, "pc-1.corp.example").contains(&"DNS001"));
    assert!(!heads(&diagnosis, "pc-2.corp.example").contains(&"DNS001"));
}

#[test]
fn a_machine_that_was_renamed_is_one() {
    let success = "0x00000000, 0x00000000, 1, 0, 50, 120, 10080, 2026/03/10 11:00";
    let text = [event("09:00:00", "WIN-4J8K2L1M0N9", "hr=0x8007232B"), event("10:00:00", "pc-2.corp.example", success)];
    let diagnosis = diagnose(&[source("events.txt", &text.concat()), source("dlv.txt", &dlv(LICENSED))]);
    assert_eq!(diagnosis.computers, ["pc-2.corp.example"]);
    assert!(!diagnosis.needs_attention());
}

#[test]
fn a_file_without_a_name_belongs_to_the_only_machine() {
    let parts = [source("dlv.txt", &dlv(NOTIFICATION)), source("sys.txt", "Host Name:                 KEIRI-07\n")];
    let diagnosis = diagnose(&parts);
    assert_eq!(diagnosis.computers, ["KEIRI-07"]);
    assert!(diagnosis.headline.iter().all(|head| head.computer == "KEIRI-07"));
}

/// A client and its host have the name of the edition in common; the id of the attempt tells them apart.
#[test]
fn an_attempt_of_a_client_is_none_of_the_host_below_it() {
    let text = |id: &str| {
        format!(
            "Activating Windows(R), ServerStandard edition ({id}) ...\nError: 0xC004F038 The count is insufficient.\n\n\
             Name: Windows(R), ServerStandard edition\nDescription: Windows(R) Operating System, VOLUME_KMS_WS22 channel\n\
             License Status: Licensed\n    Current count: 3\n    Listening on Port: 1688\n"
        )
    };
    let head = |text: String| {
        let diagnosis = diagnose(&[Source { name: "note.txt".into(), bytes: text.into() }]);
        diagnosis.headline.first().map(|head| head.rule.id)
    };
    assert_eq!(head(text("9bd77860-9b31-4b7b-96ad-2564017315bf")), Some("CNT001"));
    assert_ne!(head(text("00000000-0000-4000-8000-000000000000")), Some("CNT001"));
}

/// A success of which somebody copied a part is no count that is too low.
#[test]
fn an_answer_without_all_of_its_values_is_a_success() {
    let head = |values: &str| {
        let text = format!(
            "2026-09-13 02:11:40  8198   hr=0xC004F074  Trigger=NetworkAvailable\n2026-09-13 02:14:03  12289  {values}\n"
        );
        let diagnosis = diagnose(&[Source { name: "note.txt".into(), bytes: text.into() }]);
        diagnosis.verdict().id()
    };
    assert_eq!(head("0x00000000, 1, 0, 50, 120, 10080"), "healthy");
    assert_eq!(head("0xC004F038, 1, 0, 3, 120, 10080"), "failing");
}

/// Windows and Office ask within one second: each has the answer to its own request, however the log was exported.
#[test]
fn answers_of_one_second_belong_to_their_products() {
    const WINDOWS: &str = "73111121-5638-40f6-bc11-f1d7b0d64300";
    const OFFICE: &str = "85dd8b5f-eaa4-4af3-a628-cce9e77c9a03";
    let at = |id: u32, values: &str| {
        format!("TimeCreated : 2026-03-10T09:00:00Z\nId          : {id}\nMessage     : Info: {values}\n\n")
    };
    let asked = |product: &str, sent: &str| {
        at(
            12288,
            &format!(
                "{sent}, 0x00000000, kms1.corp.example:1688, 3d3c1b8e-6f2a-4e0b-9a7d-2c1f00aa0001, 2026/03/10 09:00, 1, 2, 0, {product}, 25"
            ),
        )
    };
    let good = at(12289, "0x00000000, 0x00000000, 1, 0, 50, 120, 10080, 2026/03/10 09:00");
    let bad = at(12289, "0xC004F042, 0x00000000, 0, 0, 0, 120, 10080, 2026/03/10 09:00");
    let failing = |events: &[&String]| {
        let text: String = events.iter().map(|event| event.as_str()).collect();
        let diagnosis = diagnose(&[source("events.txt", &text)]);
        let failing =
            diagnosis.headline.iter().filter(|head| !head.rule.labels.contains(&muster_doctor::Label::LicensedOk));
        failing.map(|head| head.product.to_string()).collect::<Vec<_>>()
    };
    let (windows, office) = (asked(WINDOWS, "0x00000000"), asked(OFFICE, "0x00000000"));
    let only = |found: Vec<String>, word: &str| {
        assert!(!found.is_empty() && found.iter().all(|product| product.contains(word)), "{word}: {found:?}");
    };
    only(failing(&[&windows, &good, &office, &bad]), "Office");
    only(failing(&[&bad, &office, &good, &windows]), "Office");
    only(failing(&[&office, &bad, &windows, &good]), "Office");
    only(failing(&[&windows, &bad, &office, &good]), "Windows");
    let unsent = asked(WINDOWS, "0xC004F074");
    only(failing(&[&unsent, &office, &good]), "Windows");
}

/// A print that ends before its state says nothing of its key.
#[test]
fn a_print_that_is_cut_is_not_seen() {
    let head = |rest: &str| {
        let text = format!(
            "Name: Windows(R), Professional edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
             Activation ID: 2de67392-b7a7-462a-b1ca-108dd189f588\n{rest}"
        );
        let diagnosis = diagnose(&[Source { name: "note.txt".into(), bytes: text.into() }]);
        diagnosis.headline.first().map(|head| head.rule.id)
    };
    assert_eq!(head(""), Some("EVI014"));
    assert_eq!(head("License Status: Unlicensed\n"), Some("EVI013"));
}

/// 3221549112 is 0xC004F038, 3221549108 is 0xC004F034.
#[test]
fn rows_of_several_machines_with_one_id_are_clones_where_the_count_is_too_low() {
    let with = |ids: [char; 3], reason: &str| {
        let row = |(number, id): (usize, char)| {
            let cmid = format!("6d2f0b1e-93c4-4a57-8e10-5b7a0c31e00{id}");
            format!(r#""VD-{number:02}","{cmid}","Windows(R), Enterprise edition","2","{reason}","40210","2YT43""#)
        };
        let rows: Vec<String> = ids.into_iter().enumerate().map(row).collect();
        let head = r#""PSComputerName","ClientMachineID","Name","LicenseStatus","LicenseStatusReason","GracePeriodRemaining","PartialProductKey""#;
        diagnose(&[source("clients.csv", &format!("{head}\n{}\n", rows.join("\n")))])
    };
    let clones = with(['1', '1', '1'], "3221549112");
    assert!(heads(&clones, "vd-00").contains(&"CNT003"), "{:?}", heads(&clones, "vd-00"));
    let finding = clones.findings.iter().find(|found| found.rule.id == "CNT003").expect("a finding");
    let sentence = finding.sentence(Lang::En);
    assert!(sentence.contains("vd-00, vd-01, vd-02"), "{sentence}");
    for other in [with(['1', '2', '3'], "3221549112"), with(['1', '1', '1'], "3221549108")] {
        assert!(other.findings.iter().all(|found| found.rule.id != "CNT003"));
    }
}

/// A finding of each of thousands of clones that named and quoted all of them would be gigabytes.
#[test]
fn of_many_clones_a_few_are_named_and_the_own_line_is_quoted() {
    let row = |number: u32| {
        let cmid = "6d2f0b1e-93c4-4a57-8e10-5b7a0c31e001";
        format!(r#""VD-{number:02}","{cmid}","Windows(R), Enterprise edition","2","3221549112","40210","2YT43""#)
    };
    let rows: Vec<String> = (0..20).map(row).collect();
    let head = r#""PSComputerName","ClientMachineID","Name","LicenseStatus","LicenseStatusReason","GracePeriodRemaining","PartialProductKey""#;
    let clones = diagnose(&[source("clients.csv", &format!("{head}\n{}\n", rows.join("\n")))]);
    let found: Vec<_> = clones.findings.iter().filter(|found| found.rule.id == "CNT003").collect();
    assert_eq!(found.len(), 20);
    for finding in found {
        let sentence = finding.sentence(Lang::En);
        assert!(sentence.contains("vd-06, vd-07, … (20)") && !sentence.contains("vd-08"), "{sentence}");
        assert!(finding.cites.len() <= 4, "{:?}", finding.cites);
        let own = finding.computer.to_uppercase();
        assert!(finding.cites.iter().any(|cite| cite.text.contains(&own)), "{own}: {:?}", finding.cites);
    }
}

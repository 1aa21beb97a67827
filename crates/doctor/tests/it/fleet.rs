//! Many machines: causes by rank with their steps, shared ids, what changed, what was not read, and a table that no spreadsheet takes
//! for a program.

use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis, Source, Verdict,
    document::FleetDocument,
    fleet::{CoverageState, Fleet, Origin, PreviousRun, Reason, Unread},
    read,
    report::{self, FleetReport},
};
use serde_json::Value;

/// 26 November 2026, when the second year of Windows 10 is in force.
const DAY: i64 = 1_795_687_200;
const ONE: &str = "11111111-2222-4333-8444-555555555555";
const TWO: &str = "11111111-2222-4333-8444-666666666666";
const LICENSED: &str = "License Status: Licensed\nVolume activation expiration: 7000 minute(s) (5 day(s))";
const WELL: &str = "License Status: Licensed\nVolume activation expiration: 250000 minute(s) (173 day(s))";
const REFUSED: &str = "License Status: Notification\nNotification Reason: 0xC004F056.\n\nError: 0xC004F042 refused";

fn origin(customer: &str, bundle: &str) -> Origin {
    Origin { customer: customer.into(), bundle: bundle.into(), page: Some(format!("{bundle}.html")) }
}

fn add(fleet: &mut Fleet, origin: &Origin, text: &str) {
    let set = read(&[Source { name: "dlv.txt".into(), bytes: text.into() }]);
    assert!(fleet.add_files(origin, &set), "{text}");
    Diagnosis::each(&set).for_each(|diagnosis| fleet.add(origin, &diagnosis));
}

fn dlv(name: &str, cmid: &str, status: &str) -> String {
    format!(
        "Host Name:                 {name}\n\nName: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
         Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\nPartial Product Key: 2YT43\n{status}\n\
         Client Machine ID (CMID): {cmid}\nKMS machine name from DNS: kms1.corp.example:1688\n"
    )
}

fn fleet_of(machines: &[(&str, &str, &str)]) -> Fleet {
    let mut fleet = Fleet::on(Some(DAY));
    for (name, cmid, status) in machines {
        add(&mut fleet, &origin("", name), &dlv(name, cmid, status));
    }
    fleet.settle();
    fleet
}

fn fleet() -> Fleet {
    fleet_of(&[("pc-1", ONE, REFUSED), ("pc-2", ONE, REFUSED), ("=pc-3", TWO, LICENSED)])
}

fn report(fleet: &Fleet) -> FleetReport<'_> {
    FleetReport { fleet, difference: None, time: None, linked: false }
}

fn csv(fleet: &Fleet) -> String {
    fleet.csv(Lang::En).collect()
}

fn document(fleet: &Fleet) -> Value {
    serde_json::to_value(FleetDocument::of(fleet, None, Lang::Ja, None)).expect("JSON")
}

#[test]
fn causes_hosts_shared_ids_and_the_calendar() {
    let fleet = fleet();
    let causes = fleet.causes();
    let first = causes.first().expect("a cause");
    let names: Vec<&str> = first.machines.iter().map(|machine| &*machine.name).collect();
    assert_eq!((first.rule.id, names.as_slice()), ("HST003", ["pc-1", "pc-2"].as_slice()));
    let (steps, machines) = first.steps.expect("steps");
    assert!(machines == 2 && steps.iter().all(|step| step.rule.id == "HST003" && step.computers.is_empty()));
    assert_eq!(fleet.hosts(), [("kms1.corp.example", 3)]);
    let shared = fleet.shared_ids();
    assert_eq!(shared.len(), 1);
    assert_eq!((shared[0].cmid, shared[0].is_office, shared[0].machines.len()), (ONE, false, 2));
    assert_eq!(fleet.calendar().first(), Some(&("0-7", 1)));
    assert_eq!((fleet.len(), fleet.counts().failing, fleet.verdict()), (3, 3, Verdict::Failing));
}

#[test]
fn machines_count_by_verdict_and_the_worst_is_the_fleets() {
    let mut fleet = fleet_of(&[("pc-1", ONE, WELL)]);
    assert_eq!((fleet.counts().healthy, fleet.verdict()), (1, Verdict::Healthy));
    let lost = Unread {
        customer: String::new(),
        bundle: "pc-2.rar".into(),
        file: String::new(),
        reason: Reason::Failed("permission denied".into()),
    };
    fleet.add_unread(lost);
    assert_eq!(fleet.verdict(), Verdict::NotSeen, "nobody knows how pc-2 stands");
}

#[test]
fn the_table_has_its_mark_quotes_and_disarms_its_cells() {
    let csv = csv(&fleet());
    assert!(csv.starts_with("\u{feff}customer,computer,bundle,verdict,"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), 4);
    assert!(csv.contains("\r\n,'=pc-3,'=pc-3,failing,CLI003,"), "{csv}");
    assert!(csv.contains("\"Windows(R), Enterprise\""), "{csv}");
}

#[test]
fn the_machine_form_and_the_page_hold_the_same_ranks() {
    let fleet = fleet();
    let document = document(&fleet);
    assert_eq!((&document["causes"][0]["rule"], &document["causes"][0]["machines"]), (&"HST003".into(), &2.into()));
    assert!(document["causes"][0]["steps"][0]["link"].is_string(), "{}", document["causes"][0]);
    assert_eq!(document["shared_cmids"][0]["application"], "windows");
    assert_eq!(document["verdicts"]["failing"], 3);
    let page = report::fleet_html(&report(&fleet), Lang::Ja);
    assert!(page.contains("<b>3</b>対処が必要") && page.contains("HST003"), "{page}");
    assert!(!page.contains("pc-1.html"), "a page elsewhere links no machine");
    let linked = report::fleet_html(&FleetReport { linked: true, ..report(&fleet) }, Lang::En);
    assert!(linked.contains("<a href=\"pc-1.html\">pc-1</a>") && linked.contains("%3Dpc-3.html"), "{linked}");
}

#[test]
fn what_was_not_read_and_what_holds_two_computers_is_listed() {
    let mut fleet = Fleet::default();
    let packed = Source { name: "pc-7.rar".into(), bytes: b"Rar!\x1a\x07".to_vec() };
    assert!(!fleet.add_files(&origin("contoso", "contoso/pc-7.rar"), &read(&[packed])));
    let two = dlv("pc-1", ONE, WELL) + "\n" + &dlv("pc-2", TWO, REFUSED);
    add(&mut fleet, &origin("contoso", "contoso/both.txt"), &two);
    add(&mut fleet, &origin("contoso", "contoso/again.txt"), &dlv("pc-1", ONE, WELL));
    fleet.settle();
    assert_eq!(fleet.unread().len(), 1);
    let bundles = fleet.shared_bundles();
    assert!(bundles.len() == 1 && bundles[0].0 == "contoso/both.txt" && bundles[0].1.len() == 2);
    assert!(matches!(fleet.repeated().as_slice(), [("pc-1", machines)] if machines.len() == 2));
    assert_eq!(
        fleet.customers().iter().map(|(name, counts)| (*name, counts.failing)).collect::<Vec<_>>(),
        [("contoso", 1)]
    );
    for (lang, words) in [(Lang::En, "that is not opened: unpack it"), (Lang::Ja, "対応していない形式のアーカイブ")]
    {
        let text = report::fleet_text(&report(&fleet), lang);
        assert!(text.contains(words) && text.contains("contoso/both.txt"), "{text}");
        assert!(report::fleet_html(&report(&fleet), lang).contains(words));
    }
    assert_eq!(document(&fleet)["unread"][0]["bundle"], "contoso/pc-7.rar");
}

#[test]
fn the_difference_to_an_earlier_run() {
    let before =
        fleet_of(&[("pc-1", ONE, REFUSED), ("pc-2", TWO, REFUSED), ("pc-3", TWO, WELL), ("pc-4", TWO, REFUSED)]);
    let time = Some("2026-11-20T08:00:00Z".to_owned());
    let earlier = serde_json::to_vec(&FleetDocument::of(&before, None, Lang::Ja, time)).expect("JSON");
    let earlier = PreviousRun::read(&earlier).expect("a run");
    let today =
        fleet_of(&[("PC-1", ONE, REFUSED), ("pc-2", TWO, WELL), ("pc-3", TWO, REFUSED), ("pc-5", TWO, REFUSED)]);
    let difference = today.difference(&earlier);
    let names = |machines: &[&muster_doctor::fleet::Machine]| {
        machines.iter().map(|machine| machine.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(difference.since, "2026-11-20T08:00:00Z");
    assert_eq!(names(&difference.new), ["pc-3", "pc-5"]);
    assert_eq!(names(&difference.mended), ["pc-2"]);
    assert_eq!(names(&difference.still), ["PC-1"]);
    assert_eq!(difference.out_of_sight, [("", "pc-4")]);
    let text = report::fleet_text(&FleetReport { difference: Some(difference), ..report(&today) }, Lang::En);
    assert!(text.contains("Since 2026-11-20T08:00:00Z\n       2  newly failing  pc-3, pc-5\n"), "{text}");
    assert!(PreviousRun::read(b"{\"schema\":9,\"list\":[]}").is_err() && PreviousRun::read(b"[]").is_err());
}

/// A row of an inventory for each license of a machine: name, id, status and key of the license.
fn inventory(version: &str, licenses: &[(&str, &str, &str, u8)]) -> Fleet {
    let mut text = "ComputerName,OSVersion,Name,Description,ID,LicenseStatus,PartialProductKey\n".to_owned();
    for (machine, name, id, status) in licenses {
        let channel = if name.contains("ESU") { "VOLUME_MAK channel" } else { "VOLUME_KMSCLIENT channel" };
        text +=
            &format!("{machine},{version},\"{name}\",\"Windows(R) Operating System, {channel}\",{id},{status},2YT43\n");
    }
    let mut fleet = Fleet::on(Some(DAY));
    add(&mut fleet, &origin("", "inventory.csv"), &text);
    fleet.settle();
    fleet
}

const ENTERPRISE: (&str, &str) = ("Windows(R), Enterprise edition", "73111121-5638-40f6-bc11-f1d7b0d64300");
const YEAR_1: (&str, &str) =
    ("Windows(R), Client-ESU-Year1 add-on for Enterprise", "f520e45e-7413-4a34-a497-d2765967d094");
const YEAR_2: (&str, &str) =
    ("Windows(R), Client-ESU-Year2 add-on for Enterprise", "1043add5-23b1-4afb-9a0f-64343c8f3f8d");

#[test]
fn which_machine_holds_which_year_of_extended_security_updates() {
    let (base, id) = ENTERPRISE;
    let fleet = inventory(
        "10.0.19045",
        &[
            ("covered", base, id, 1),
            ("covered", YEAR_2.0, YEAR_2.1, 1),
            ("last-year", base, id, 1),
            ("last-year", YEAR_1.0, YEAR_1.1, 1),
            ("no-ato", base, id, 1),
            ("no-ato", YEAR_2.0, YEAR_2.1, 0),
            ("nothing", base, id, 1),
        ],
    );
    let found: Vec<(&str, CoverageState, &str)> = fleet
        .coverage()
        .into_iter()
        .map(|(machine, coverage)| (&*machine.name, coverage.state, coverage.rule.map_or("", |rule| rule.id)))
        .collect();
    assert_eq!(
        found,
        [
            ("last-year", CoverageState::NotLicensed, ""),
            ("no-ato", CoverageState::NotLicensed, "ESU001"),
            ("nothing", CoverageState::NotSeen, ""),
            ("covered", CoverageState::Licensed, ""),
        ]
    );
    let rows = document(&fleet);
    assert_eq!(rows["esu"][0]["system"], "Windows 10");
    assert_eq!(rows["esu"][0]["year_in_force"], "2");
    let text = report::fleet_text(&report(&fleet), Lang::En);
    assert!(text.contains("Windows 10, year 2: not seen: slmgr /dlv all would tell\n"), "{text}");
    assert!(csv(&fleet).contains(",not_licensed,1,"), "{}", csv(&fleet));
}

#[test]
fn systems_without_a_programme_stand_in_no_table_of_extended_security_updates() {
    let (base, id) = ENTERPRISE;
    assert!(inventory("10.0.22631", &[("eleven", base, id, 1)]).coverage().is_empty());
    let old = inventory("10.0.19044", &[("old", base, id, 1)]);
    assert_eq!(old.coverage()[0].1.state, CoverageState::NotEligible);
    let long_term = ("Windows(R), EnterpriseS edition", "32d2fab3-e4a8-42c2-923b-4bf4fd13e6ee");
    assert!(inventory("10.0.19044", &[("ltsc", long_term.0, long_term.1, 1)]).coverage().is_empty());
}

#[test]
fn the_page_of_a_large_fleet_stays_below_a_megabyte() {
    let mut text = "FullyQualifiedDomainName,ProductName,ProductDescription,PartialProductKey,LicenseStatus,LicenseStatusReason,CMID\n".to_owned();
    let reasons = ["0xC004F074", "0xC004F038", "0xC004F042", "0x8007232B", "0xC004F056", "0xC004F06C"];
    for number in 0..1_200_usize {
        let (status, reason) = if number % 3 == 0 { (1, "0x0") } else { (5, reasons[number % reasons.len()]) };
        let shared = number % 500;
        text += &format!(
            "workstation-{number:05}.department.corp.example,\"Windows(R), Enterprise edition\",VOLUME_KMSCLIENT channel,2YT43,{status},{reason},\
             11111111-2222-4333-8444-{shared:012}\n"
        );
    }
    let mut fleet = Fleet::on(Some(DAY));
    add(&mut fleet, &origin("", "vamt.csv"), &text);
    fleet.settle();
    assert_eq!(fleet.len(), 1_200);
    for lang in [Lang::En, Lang::Ja] {
        let page = report::fleet_html(&FleetReport { linked: true, ..report(&fleet) }, lang);
        assert!(page.len() < 1_000_000, "{}", page.len());
        let more = lang.pick("… and 700 more", "… ほか 700 件");
        assert!(page.contains(more), "the page says how many machines it leaves out");
    }
}

#[test]
fn a_machine_that_does_not_tell_its_name_is_named_once_by_its_customer() {
    let mut fleet = Fleet::on(Some(DAY));
    for (customer, bundle) in [("contoso", "contoso/front-desk"), ("", "front-desk"), ("con", "contoso/front-desk")] {
        add(&mut fleet, &origin(customer, bundle), REFUSED);
    }
    fleet.settle();
    let text = report::fleet_text(&report(&fleet), Lang::En);
    assert!(text.contains("contoso/front-desk") && !text.contains("contoso/contoso"), "{text}");
    let names: Vec<&str> = fleet.causes()[0].machines.iter().map(|machine| &*machine.name).collect();
    assert_eq!(names, ["front-desk", "contoso/front-desk", "front-desk"]);
}

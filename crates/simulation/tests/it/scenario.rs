//! What a scenario comes to.

use muster_simulation::{HostPlan, Outage, Report, Scenario, simulate};

fn plain(machines: u32) -> Scenario {
    Scenario::plain(machines, 400, 1)
}

fn json(report: &Report) -> String {
    serde_json::to_string(report).expect("JSON")
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let scenario = plain(300);
    assert_eq!(json(&simulate(&scenario, 7)), json(&simulate(&scenario, 7)));
    assert_ne!(json(&simulate(&scenario, 7)), json(&simulate(&scenario, 8)));
}

#[test]
fn a_threshold_is_passed_by_enough_machines_and_not_by_copies() {
    let passed = |machines, clones| {
        let mut scenario = plain(10);
        scenario.groups.truncate(1);
        (scenario.groups[0].machines, scenario.groups[0].clones) = (machines, clones);
        let report = simulate(&scenario, 1);
        (report.products[0].passed.is_some(), report.copies)
    };
    assert_eq!(passed(24, 0.0), (false, 0));
    assert_eq!(passed(25, 0.0), (true, 0));
    assert_eq!(passed(48, 0.5), (true, 23));
    assert_eq!(passed(47, 0.5), (false, 23));
}

#[test]
fn in_a_long_outage_licenses_expire_and_come_back() {
    let mut scenario = plain(200);
    scenario.hosts[0].outages = vec![Outage { from_day: 100.0, days: 200.0 }];
    let report = simulate(&scenario, 1);
    for group in &report.groups {
        let first = group.ended.iter().position(|ended| *ended > 0).expect("an expiry");
        // 180 days after a renewal that was up to 7 days, a journey and a weekend ago.
        assert!((260..=280).contains(&first), "{}: day {first}", group.name);
        let all = u64::from(group.machines);
        assert_eq!(group.ended.iter().sum::<u64>(), all);
        assert_eq!((group.licensed[99], group.licensed[285], group.licensed[399]), (all, 0, all));
        assert_eq!(group.grace[285], all, "30 days of grace");
    }
}

#[test]
fn hosts_that_share_a_store_reach_the_threshold_together() {
    let passed = |store: Option<&str>| {
        let mut scenario = plain(10);
        scenario.groups.truncate(1);
        scenario.groups[0].machines = 30;
        let host =
            |name: &str| HostPlan { name: name.into(), store: store.map(String::from), ..scenario.hosts[0].clone() };
        scenario.hosts = ["a", "b"].map(host).into();
        simulate(&scenario, 1).products[0].passed.is_some()
    };
    assert_eq!((passed(None), passed(Some("both"))), (false, true));
}

const FLEET: &str = r#"
days = 30
[[product]]
name = "Ledger"
[[host]]
name = "kms"
[[group]]
name = "desks"
machines = 40
product = "Ledger"
"#;

#[test]
fn a_scenario_file_says_what_is_wrong_with_it() {
    let check = |line: &str, instead: &str, expected: &str| {
        assert!(FLEET.contains(line), "{line}");
        let read = Scenario::parse(&FLEET.replace(line, instead));
        assert_eq!(read.map(|_| ()).expect_err("a problem").to_string(), expected, "{instead}");
    };
    assert!(Scenario::parse(FLEET).is_ok());
    let group = "machines = 40";
    check("days = 30", "days = 0", "days is 0: 1 to 3650");
    check("days = 30", "days = 3651", "days is 3651: 1 to 3650");
    check("days = 30", "dns.failing = 1.5", "dns.failing is 1.5: 0 to 1");
    check(group, "machines = 10_000_001", "10000001 machines: at most 10000000");
    check(group, "machines = 40\nclones = -0.1", "group 'desks': clones is -0.1: 0 to 1");
    let hours = "group 'desks': hours go from a smaller to a larger one, up to 24";
    check(group, "machines = 40\nhours = [8, 8]", hours);
    check(group, "machines = 40\nhours = [8, 25]", hours);
    let away = "group 'desks': away.every_days is more than twice away.for_days";
    check(group, "machines = 40\naway = { every_days = 20, for_days = 10 }", away);
    check(group, "machines = 40\naway = { every_days = 20, for_days = 0 }", away);
    check("product = \"Ledger\"", "product = \"Draft\"", "group 'desks': there is no product 'Draft'");
    check("name = \"kms\"", "name = \"kms\"\n[[host]]\nname = \"kms\"", "host 'kms' is there twice");
    let hosts: String = (0..201).map(|number| format!("[[host]]\nname = \"kms{number}\"\n")).collect();
    check("[[host]]\nname = \"kms\"\n", &hosts, "201 hosts: at most 200");
}

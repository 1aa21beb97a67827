//! What a scenario comes to.

use muster_simulation::{HostPlan, Outage, Report, Scenario, simulate};

fn plain(machines: u32) -> Scenario {
    Scenario::of(machines, 400, 1)
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

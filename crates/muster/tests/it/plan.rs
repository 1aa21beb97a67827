//! The simulation: what must always hold, holds under faults, and a plan says what comes.

use crate::harness::process::{run, run_ok, text};
use muster::plan::{Faults, HostPlan, Outage, Report, Scenario, Trial, simulate, trials};
use std::fs;

const SEEDS: u64 = 150;

#[test]
fn what_must_hold_holds_under_every_seed() {
    for trial in trials(1, SEEDS) {
        let violations = trial.violations();
        let seed = trial.seed;
        assert!(
            violations.is_empty(),
            "again with `muster plan --faults 1 --seed {seed}`: {violations:#?}\n{trial:#?}"
        );
    }
}

/// A host that answers before it commits is found out, or the checks above are worth nothing.
#[test]
fn a_careless_host_is_found_out() {
    let careless = |trial: Trial| Trial { faults: Faults { careless: true, crash: 0.2, ..trial.faults }, ..trial };
    let found = trials(1, 10).map(careless).filter(|trial| !trial.violations().is_empty()).count();
    assert_eq!(found, 10);
}

/// A fleet whose hosts are all away for weeks is found not to have been renewed.
#[test]
fn a_missing_renewal_is_found_out() {
    let trial = trials(1, 50).find(|trial| trial.scenario.hosts.len() == 1).expect("one with one host");
    let days = trial.scenario.days;
    let mut scenario = trial.scenario.clone();
    // Told in hours that the checks do not look at: they believe that the host lives.
    scenario.hosts[0].outages =
        (0..days * 24).map(|hour| Outage { from_day: f64::from(hour) / 24.0 + 0.001, days: 0.04 }).collect();
    assert!(!Trial { scenario, ..trial }.violations().is_empty());
}

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

#[test]
fn a_plan_is_read_and_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("plan.toml"), folder.path().join("out"));
    let (file, out) = (file.to_str().expect("a path"), out.to_str().expect("a path"));
    let plan = "days = 30\n[[product]]\nname = \"Ledger\"\n[[host]]\nname = \"kms\"\n[[group]]\nname = \"desks\"\nmachines = 40\nproduct = \"Ledger\"\n";
    fs::write(file, plan).expect("written");
    let printed = run_ok(["--lang", "en", "plan", file, "--out", out]);
    assert!(printed.contains("Ledger: threshold 25 passed on day 0, 12:"), "{printed}");
    for name in ["licenses.svg", "load.svg", "peaks.svg"] {
        let svg = fs::read_to_string(format!("{out}/{name}")).expect("a plot");
        assert!(svg.starts_with("<svg") && svg.contains("polyline"), "{name}: {svg}");
    }
    fs::write(file, plan.replace("product = \"Ledger\"", "product = \"Draft\"")).expect("written");
    let output = run(["--lang", "en", "plan", file]);
    let error = text(&output.stderr);
    assert!(error.contains("group 'desks': there is no product 'Draft'") && error.contains(file), "{error}");
}

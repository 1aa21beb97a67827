//! The invariants hold under faults, and notice what breaks them.

use muster_simulation::{Faults, Outage, SeedRun, seed_runs};

const SEEDS: u64 = 150;

#[test]
fn invariants_hold_under_every_seed() {
    for run in seed_runs(1, SEEDS) {
        let violations = run.violations();
        let seed = run.seed;
        assert!(violations.is_empty(), "again with `muster plan --faults 1 --seed {seed}`: {violations:#?}\n{run:#?}");
    }
}

/// If hosts that answer before they commit went unnoticed, the test above would be worth nothing.
#[test]
fn an_answer_before_the_commit_is_noticed() {
    let faulty =
        |run: SeedRun| SeedRun { faults: Faults { answer_before_commit: true, crash: 0.2, ..run.faults }, ..run };
    let noticed = seed_runs(1, 10).map(faulty).filter(|run| !run.violations().is_empty()).count();
    assert_eq!(noticed, 10);
}

/// In a fleet whose hosts are away for weeks, the missing renewals are noticed.
#[test]
fn a_missing_renewal_is_noticed() {
    let run = seed_runs(1, 50).find(|run| run.scenario.hosts.len() == 1).expect("one with one host");
    let days = run.scenario.days;
    let mut scenario = run.scenario.clone();
    // The outages begin after each full hour, where the scenario looks for them: it believes that the host always answers.
    scenario.hosts[0].outages =
        (0..days * 24).map(|hour| Outage { from_day: f64::from(hour) / 24.0 + 0.001, days: 0.04 }).collect();
    assert!(!SeedRun { scenario, ..run }.violations().is_empty());
}

//! What must always hold, holds under faults; and what breaks it is found.

use muster_simulation::{Faults, Outage, Trial, trials};

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

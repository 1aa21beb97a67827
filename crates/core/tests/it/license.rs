//! The life of a license: status by day.

use crate::table::{assert_lines, day, day_of, lines};
use muster_core::{
    license::{Intervals, License, Period, next_attempt},
    pack::Policy,
    time::Span,
};

/// `installed DAY`, `activated DAY`, `hardware DAY` change the license; `at DAY` shows it.
fn check(input: &str, expected: &str) {
    let policy = Policy::documented(25);
    let mut license = License { installed: day("0"), activation: None, hardware_changed: None };
    let mut found = String::new();
    for words in lines(input) {
        let moment = day(words[1]);
        match words[0] {
            "installed" => license.installed = moment,
            "activated" => {
                license.activation = Some(Period { from: moment, until: moment + policy.validity });
                license.hardware_changed = None;
            }
            "hardware" => license.hardware_changed = Some(moment),
            "at" => {
                let standing = license.standing(&policy, moment);
                found += &format!("{}: {:?}", words[1], standing.status);
                found += &standing.until.map(|until| format!(" until {}", day_of(until))).unwrap_or_default();
                found += &standing.reason.map(|reason| format!(" {reason}")).unwrap_or_default();
                found += "\n";
            }
            word => panic!("{word}"),
        }
    }
    assert_lines(&found, expected);
}

#[test]
fn grace_then_notification() {
    check(
        "installed 0
         at 0
         at 29.9
         at 30",
        "0: InitialGrace until 30
         29.9: InitialGrace until 30
         30: Notification 0xC004F009",
    );
}

#[test]
fn licensed_then_additional_grace_then_notification() {
    check(
        "installed 0
         activated 10
         at 10
         at 189.9
         at 190
         at 219.9
         at 220",
        "10: Licensed until 190
         189.9: Licensed until 190
         190: AdditionalGrace until 220
         219.9: AdditionalGrace until 220
         220: Notification 0xC004F009",
    );
}

#[test]
fn every_renewal_gives_180_days_again() {
    check(
        "activated 0
         activated 7
         at 186
         activated 186
         at 187",
        "186: Licensed until 187
         187: Licensed until 366",
    );
}

#[test]
fn an_activation_ends_notification() {
    check(
        "installed 0
         at 100
         activated 100
         at 100",
        "100: Notification 0xC004F009
         100: Licensed until 280",
    );
}

#[test]
fn other_hardware_gives_30_days_to_activate_again() {
    check(
        "activated 0
         hardware 20
         at 20
         at 50
         activated 51
         at 51",
        "20: AdditionalGrace until 50
         50: Notification 0xC004F00F
         51: Licensed until 231",
    );
}

#[test]
fn a_fleet_does_not_ask_at_once() {
    let intervals = Intervals::default();
    let asked = day("0");
    assert_eq!(next_attempt(asked, false, &intervals, 0), asked + Span::minutes(120));
    assert_eq!(next_attempt(asked, false, &intervals, 255), asked + Span::minutes(108));
    assert_eq!(next_attempt(asked, true, &intervals, 0), asked + Span::days(7));
    let earliest = next_attempt(asked, true, &intervals, 255);
    assert_eq!(earliest, asked + Span::minutes(10_080 - 1_008));
}

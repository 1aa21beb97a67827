//! The life of a license: status by day.

use crate::table::{assert_lines, day, day_of, lines};
use muster_core::{
    client::license::{Intervals, License, Period, Status, next_attempt},
    pack::Policy,
    time::Span,
};

/// `installed DAY`, `activated DAY`, `permanent DAY`, `hardware DAY`, `revoked DAY` change the license; `at DAY` shows it.
fn check(input: &str, expected: &str) {
    check_with(&Policy::documented(25), input, expected);
}

fn check_with(policy: &Policy, input: &str, expected: &str) {
    let mut license =
        License { installed: day("0"), activation: None, hardware_changed: None, non_genuine: None, ends: None };
    let mut found = String::new();
    for words in lines(input) {
        let moment = day(words[1]);
        match words[0] {
            "installed" => {
                license = License {
                    installed: moment,
                    activation: None,
                    hardware_changed: None,
                    non_genuine: None,
                    ends: None,
                }
            }
            "activated" | "permanent" => {
                let until = (words[0] == "activated").then_some(moment + policy.validity);
                license.activation = Some(Period { from: moment, until });
                license.hardware_changed = None;
                license.non_genuine = None;
            }
            "revoked" => license.non_genuine = Some(moment),
            "hardware" => license.hardware_changed = Some(moment),
            "at" => {
                let standing = license.standing(policy, moment);
                found += &format!("{}: {:?}", words[1], standing.status);
                found += &standing.until.map(|until| format!(" until {}", day_of(until))).unwrap_or_default();
                found += &standing.reason.map(|reason| format!(" {reason}")).unwrap_or_default();
                found += &standing
                    .warning(moment)
                    .map(|span| format!(" warns {}", span.as_days_started()))
                    .unwrap_or_default();
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
         189.9: Licensed until 190 warns 1
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
        "186: Licensed until 187 warns 1
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

#[test]
fn the_end_is_announced_for_30_days() {
    check(
        "activated 0
         at 149.9
         at 150
         at 179
         activated 179
         at 179",
        "149.9: Licensed until 180
         150: Licensed until 180 warns 30
         179: Licensed until 180 warns 1
         179: Licensed until 359",
    );
}

#[test]
fn a_mak_holds_until_the_hardware_changes() {
    check(
        "permanent 1
         at 4000
         hardware 4000
         at 4001
         at 4030
         permanent 4031
         at 9000",
        "4000: Licensed
         4001: AdditionalGrace until 4030
         4030: Notification 0xC004F00F
         9000: Licensed",
    );
}

#[test]
fn what_a_revoked_issuer_activated_runs_out() {
    check(
        "activated 0
         revoked 10
         at 10
         at 39.9
         at 40
         activated 41
         at 41",
        "10: NonGenuineGrace until 40
         39.9: NonGenuineGrace until 40
         40: Notification 0xC004F200
         41: Licensed until 221",
    );
}

#[test]
fn a_rearm_starts_the_first_grace_again() {
    check(
        "installed 0
         at 35
         installed 35
         at 35
         at 65",
        "35: Notification 0xC004F009
         35: InitialGrace until 65
         65: Notification 0xC004F009",
    );
}

#[test]
fn a_license_may_extend_grace_and_do_without_notification() {
    let policy = Policy { extended_grace: Span::days(10), notification: false, ..Policy::documented(5) };
    check_with(
        &policy,
        "installed 0
         at 29
         at 30
         at 39.9
         at 40
         activated 50
         at 230
         at 260",
        "29: InitialGrace until 30
         30: ExtendedGrace until 40
         39.9: ExtendedGrace until 40
         40: Unlicensed 0xC004F009
         230: AdditionalGrace until 260
         260: Unlicensed 0xC004F009",
    );
}

/// Ten years of a machine that renews every 7 days, misses a year, and comes back.
#[test]
fn years_of_renewals_and_a_year_of_silence() {
    let policy = Policy::documented(25);
    let mut license =
        License { installed: day("0"), activation: None, hardware_changed: None, non_genuine: None, ends: None };
    let mut seen = std::collections::BTreeMap::new();
    for number in 0..3_650_u32 {
        let now = day("0") + Span::days(number);
        let silent = number < 20 || (1_000..1_365).contains(&number);
        if number % 7 == 0 && !silent {
            license.activation = Some(Period { from: now, until: Some(now + policy.validity) });
        }
        *seen.entry(license.standing(&policy, now).status.number()).or_insert(0) += 1;
    }
    // 21 days of first grace; the last renewal before the silence was on day 994 and held until 1174, grace until 1204;
    // day 1365 is a multiple of 7.
    let notified = 1_365 - 1_204;
    assert_eq!(
        seen.into_iter().collect::<Vec<_>>(),
        [(1, 3_650 - 21 - 30 - notified), (2, 21), (3, 30), (5, notified)]
    );
}

#[test]
fn intervals_stay_within_the_documented_limits() {
    let of = |activation, renewal| Intervals { activation: Span::minutes(activation), renewal: Span::minutes(renewal) };
    assert_eq!(of(0, 99_999).within_limits(), of(15, 43_200));
    assert_eq!(of(120, 10_080).within_limits(), of(120, 10_080));
}

#[test]
fn jitter_spreads_over_the_last_tenth_of_an_interval() {
    let intervals = Intervals { activation: Span::seconds(7_205), renewal: Span::days(7) };
    let check = |jitter, seconds| {
        assert_eq!(next_attempt(day("0"), false, &intervals, jitter), day("0") + Span::seconds(seconds), "{jitter}");
    };
    check(0, 7_205);
    check(1, 7_203);
    check(128, 6_844);
    check(255, 6_485);
}

#[test]
fn a_status_has_the_documented_number() {
    let names: Vec<String> = (0..=7).map(|number| format!("{:?}", Status::from_number(number))).collect();
    assert_eq!(
        names.join(" "),
        "Some(Unlicensed) Some(Licensed) Some(InitialGrace) Some(AdditionalGrace) Some(NonGenuineGrace) \
         Some(Notification) Some(ExtendedGrace) None"
    );
    assert!((0..=6).all(|number| Status::from_number(number).is_some_and(|status| status.number() == number)));
}

#[test]
fn what_is_left_of_a_status() {
    let license =
        License { installed: day("0"), activation: None, hardware_changed: None, non_genuine: None, ends: None };
    let standing = |at| license.standing(&Policy::documented(25), day(at));
    assert_eq!(standing("10").remaining(day("10")), Span::days(20));
    assert_eq!(standing("10").remaining(day("31")), Span::ZERO);
    assert_eq!(standing("31").remaining(day("31")), Span::ZERO, "notification does not end");
}

/// A trial of 14 days, a subscription of a year: nothing lasts beyond the end of the key, not even grace.
#[test]
fn nothing_lasts_beyond_the_end_of_the_key() {
    let check = |ends: &str, hardware: Option<&str>, expected: [&str; 2]| {
        let activation = Some(Period { from: day("0"), until: Some(day("180")) });
        let hardware_changed = hardware.map(day);
        let license =
            License { installed: day("0"), activation, hardware_changed, non_genuine: None, ends: Some(day(ends)) };
        let policy = Policy::documented(25);
        let shown = |at: &str| {
            let standing = license.standing(&policy, day(at));
            let until = standing.until.map(day_of).map(|until| format!(" until {until}")).unwrap_or_default();
            let reason = standing.reason.map(|reason| format!(" {reason}")).unwrap_or_default();
            format!("{at}: {:?}{until}{reason}", standing.status)
        };
        let moments = expected.map(|line| line.split(':').next().unwrap());
        assert_eq!(moments.map(shown), expected);
    };
    check("14", None, ["13.9: Licensed until 14", "14: Notification 0xC004F009"]);
    check("190", None, ["185: AdditionalGrace until 190", "190: Notification 0xC004F009"]);
    check("400", None, ["179: Licensed until 180", "209: AdditionalGrace until 210"]);
    check("14", Some("1"), ["2: AdditionalGrace until 14", "14: Notification 0xC004F009"]);
}

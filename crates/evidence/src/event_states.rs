//! The states that event 1003 lists: a line for each license, `n: <id>, level, key [(0 …)(1 …)(2 …)(3 …)]`. The state whose code
//! is 0 is the one in force: licensed, initial grace, additional grace, notification. Its last entry holds the reason. Windows 7 has
//! one state for grace and notification, where the minutes left tell which, and does not tell which license has a key: only the
//! states of one in use have codes of their own.
//!
//! Of Windows only: a suite of Office has several licenses with a key, of which one is in use.

use crate::{fact::EventField, pattern};

const WINDOWS: &str = "55c92734-d682-4d71-983e-d6ec3f16059f";
/// A license in force at that state.
const IN_FORCE: &str = "[0x00000000,";
/// The names that event 8230 has for the states.
const STATES: [&str; 4] = ["LICENSED", "IN_GRACE_PERIOD", "IN_GRACE_PERIOD", "NOTIFICATION"];
const STATES_OF_7: [&str; 3] = ["LICENSED", "IN_GRACE_PERIOD", "NOTIFICATION"];
/// The number of the entry that holds the reason of a notification.
const REASON: &str = "( 11 0x00000000 ";
const REASON_OF_7: &str = "( 9 0x00000000 ";
/// A period that runs, before its minutes.
const PERIOD_OF_7: &str = "( 5 0x00000000 ";

struct Listed<'t> {
    id: &'t str,
    state: &'static str,
    reason: Option<&'t str>,
}

/// What the list says of Windows: its licensed product, else the only one with a key.
pub(crate) fn fields(text: &str) -> Vec<(EventField, String)> {
    if !text.contains(WINDOWS) {
        return Vec::new();
    }
    let keyed: Vec<Listed<'_>> = entries(text).filter_map(listed).collect();
    let licensed = keyed.iter().find(|license| license.state == STATES[0]);
    let Some(found) = licensed.or_else(|| keyed.first().filter(|first| keyed.iter().all(|it| it.id == first.id)))
    else {
        return Vec::new();
    };
    let state = format!("SL_LICENSING_STATUS_{}", found.state);
    let reason = found.reason.map(|reason| (EventField::Reason, reason.to_owned()));
    [(EventField::ActivationId, found.id.to_lowercase()), (EventField::LicenseState, state)]
        .into_iter()
        .chain(reason)
        .collect()
}

/// The entries of the list, also where its line breaks were lost.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = pattern::STATE_ENTRY.find_iter(text).map(|start| start.start()).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).filter_map(|(start, end)| text.get(start..end))
}

/// An entry of the list, if its license has a key and a state in force.
fn listed(line: &str) -> Option<Listed<'_>> {
    let (number, rest) = line.trim().split_once(": ")?;
    number.parse::<u32>().ok()?;
    let (head, states) = rest.split_once(" [")?;
    let mut values = head.split(", ");
    let (id, _, key) = (values.next()?, values.next()?, values.next()?);
    let is_of_7 = !states.contains("(3 ");
    if id.len() != 36 || key != "1" && !is_of_7 {
        return None;
    }
    let (names, reason) = if is_of_7 { (&STATES_OF_7[..], REASON_OF_7) } else { (&STATES[..], REASON) };
    let in_force = |(place, _): &(usize, &&str)| states.contains(&format!("({place} {IN_FORCE}"));
    let mut state = names.iter().enumerate().find(in_force).map(|(_, state)| *state)?;
    if is_of_7 && state == STATES[3] && !states.contains(REASON_OF_7) && period_runs(states) {
        state = STATES[1];
    }
    let reason = states.rsplit_once(reason).and_then(|(_, rest)| rest.get(..10)).filter(|code| *code != "0x00000000");
    Some(Listed { id, state, reason })
}

/// Whether the state in force has minutes left: `( 5 0x00000000 10 14400)`.
fn period_runs(states: &str) -> bool {
    let minutes = |(_, rest): (&str, &str)| rest.split_once(')')?.0.split(' ').nth(1)?.parse::<u64>().ok();
    states.split_once(PERIOD_OF_7).and_then(minutes).is_some_and(|left| left > 0)
}

#[cfg(test)]
mod tests {
    use super::fields;
    use crate::fact::EventField;

    const HEAD: &str = "Application Id=55c92734-d682-4d71-983e-d6ec3f16059f\nLicensing Status=\n";
    const NO_KEY: &str =
        "1: 2de67392-b7a7-462a-b1ca-108dd189f588, 1, 0 [(0 [0xC004F014, 0, 0], [(?)(?)])(1 )(2 )(3 )]\n";
    const NOTIFIES: &str = "2: 4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c, 1, 1 [(0 )(1 )(2 [0xC004E003, 0, 0], [( 1 0xC004F034)])\
                            (3 [0x00000000, 0, 0], [( 6 0xC004F009 0 0)( 11 0x00000000 0xC004F034)])]\n";
    const LICENSED: &str =
        "3: 73111121-5638-40f6-bc11-f1d7b0d64300, 1, 1 [(0 [0x00000000, 0, 0], [( 1 0x00000000)])(1 )(2 )(3 )]\n";

    fn said(list: &str) -> Vec<String> {
        let kept = |(field, value): (EventField, String)| format!("{} {value}", field.id());
        fields(&format!("{HEAD}{list}")).into_iter().map(kept).collect()
    }

    #[test]
    fn the_license_with_a_key_tells_how_windows_stands() {
        assert_eq!(
            said(&format!("{NO_KEY}{NOTIFIES}")),
            [
                "activation_id 4de7cb65-cdf1-4de9-8ae8-e3cce27b9f2c",
                "license_state SL_LICENSING_STATUS_NOTIFICATION",
                "reason 0xC004F034"
            ]
        );
        assert_eq!(
            said(&format!("{NO_KEY}{NOTIFIES}{LICENSED}")),
            ["activation_id 73111121-5638-40f6-bc11-f1d7b0d64300", "license_state SL_LICENSING_STATUS_LICENSED"]
        );
        assert!(said(NO_KEY).is_empty());
    }

    #[test]
    fn windows_7_has_three_states_and_tells_no_key() {
        let of_7 = "1: 4f00134f-b514-4626-a74b-a8ec7c8dfe92, 1, 0 [(0 [0xC004F014, 0, 0], [(?)(?)])(1 )(2 )]\n\
                    2: 8dffd6e4-0497-4c35-b7d7-e47cf464cf30, 1, 0 [(0 )(1 )(2 [0x00000000, 0, 0], \
                    [( 5 0xC004F009 10 0)(?)( 9 0x00000000 0xC004F009)])]\n";
        let id = "activation_id 8dffd6e4-0497-4c35-b7d7-e47cf464cf30";
        assert_eq!(said(of_7), [id, "license_state SL_LICENSING_STATUS_NOTIFICATION", "reason 0xC004F009"]);
        let licensed = of_7.replace("(0 )(1 )(2 [0x00000000", "(0 [0x00000000, 0, 0], [(?)])(1 )(2 [0xC004F014");
        assert_eq!(
            said(&licensed.replace("0xC004F009)])]", "0x00000000)])]")),
            [id, "license_state SL_LICENSING_STATUS_LICENSED"]
        );
        assert!(said(of_7.lines().next().unwrap_or_default()).is_empty());
    }

    #[test]
    fn a_period_of_windows_7_that_runs_is_grace() {
        let with = |minutes: &str, reason: &str| {
            said(&format!(
                "1: 8dffd6e4-0497-4c35-b7d7-e47cf464cf30, 1, 0 [(0 )(1 )(2 [0x00000000, 0, 1], \
                 [(?)( 5 0x00000000 10 {minutes})( 1 0x00000000 0 0 msft:rm/algorithm/flags/1.0 0x00000000 0){reason}])]\n"
            ))
        };
        let state = |state: &str| format!("license_state SL_LICENSING_STATUS_{state}");
        assert_eq!(with("7200", "(?)").get(1), Some(&state("IN_GRACE_PERIOD")));
        assert_eq!(with("0", "(?)").get(1), Some(&state("NOTIFICATION")));
        assert_eq!(with("7200", "( 9 0x00000000 0xC004F009)").get(1), Some(&state("NOTIFICATION")));
    }

    #[test]
    fn other_applications_tell_nothing() {
        assert!(
            fields(&format!("Application Id=0ff1ce15-a989-479d-af46-f275c6370663\nLicensing Status=\n{NOTIFIES}"))
                .is_empty()
        );
    }
}

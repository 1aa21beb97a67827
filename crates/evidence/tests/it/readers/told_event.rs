//! Events that people ask about by their numbers.

use crate::check;

#[test]
fn a_routine_event_may_be_asked_about() {
    for (text, number) in [
        ("Microsoft-Windows-Security-SPP, event ID 16394, all day long", "16394"),
        ("# Warning ID 1058 (Security-SPP) after a restart", "1058"),
        ("Security-SPP のイベント 16398 が起動時に毎回記録されます", "16398"),
    ] {
        check(text, &format!("event.txt\n1 told_in_prose.routine_event = {number}"));
    }
}

/// Another provider, another number, and a code, which says what failed.
#[test]
fn other_events_tell_none() {
    for text in [
        "Microsoft-Windows-GroupPolicy, event ID 1058, all day long",
        "Security-SPP has an event ID 8198 there",
        "1058 machines have a Security-SPP",
        "Security-SPP events 16384, 8198 at each start",
        "Security-SPP event ID 16385: the task cannot be scheduled",
        "Security-SPP complains, and the Service Control Manager has the event 1058, 8198 too",
    ] {
        check(text, "");
    }
}

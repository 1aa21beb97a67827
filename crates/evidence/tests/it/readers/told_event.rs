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

#[test]
fn a_head_names_the_provider_of_what_stands_below_it() {
    let text = "### Microsoft-Windows-Security-SPP (6)\n- **EventID 16394**: offline downlevel migration, three times";
    check(text, "event.txt\n2 told_in_prose.routine_event = 16394");
    check(&text.replace("Security-SPP", "GroupPolicy"), "");
}

/// Another provider, another number, and a code, which says what failed.
#[test]
fn other_events_tell_none() {
    for text in [
        "Microsoft-Windows-GroupPolicy, event ID 1058, all day long",
        "1058 machines have a Security-SPP",
        "Security-SPP event ID 16385: the task cannot be scheduled",
        "Security-SPP complains, and the Service Control Manager has the event 1058, 12289 too",
    ] {
        check(text, "");
    }
}

#[test]
fn an_event_of_a_failure_is_a_complaint() {
    for text in [
        "Security-SPP has an event ID 8198 there",
        "SRV-12: Software Protection Platform Service, event 8200 every two hours",
        "イベント ID 8198 が毎日記録されます (ライセンス認証に関するものです)",
    ] {
        check(
            text,
            "event.txt\n1 told_in_prose.not_activated.windows = NUMBER"
                .replace("NUMBER", if text.contains("8200") { "8200" } else { "8198" })
                .as_str(),
        );
    }
    check(
        "
        License Activation (slui.exe) failed.
        Event ID:
        8198
        ",
        "event.txt
        3 told_in_prose.not_activated.windows = 8198",
    );
    for text in [
        "Security-SPP no longer logs event 8198",
        "If Security-SPP logs the event 8198, send it.",
        "Order 8198 of the activation team",
        "Event 8198 of the accounting program",
    ] {
        check(text, "");
    }
}

/// The heading of an article names what is printed below it.
#[test]
fn an_event_that_is_printed_too_is_no_complaint() {
    let printed = "\nLog Name: Application\nSource: Microsoft-Windows-Security-SPP\nEvent ID: 8208\nLevel: Error\nDescription:\n\
                   Acquisition of genuine ticket failed (hr=0x80072EE7) for template Id {99d92734-d682-4d71-983e-d6ec3f16059f}";
    let told = |text: &str| crate::read_text(text).rows().iter().any(|row| row.key.contains("not_activated"));
    let heading = "Software Protection: event ID 8208 is logged";
    assert!(told(heading) && !told(&format!("{heading}{printed}")));
}

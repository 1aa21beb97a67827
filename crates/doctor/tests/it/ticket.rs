//! Six lines for a ticket.

use crate::rules::sources;
use muster_core::lang::Lang;
use muster_doctor::{Source, diagnose, report};
use std::path::Path;

fn ticket(fixture: &str, lang: Lang) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture);
    report::ticket(&diagnose(&sources(&folder)), lang)
}

#[test]
fn a_ticket_says_the_verdict_the_cause_the_step_and_what_to_ask_for() {
    let text = ticket("DNS001/fires", Lang::En);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 6, "{text}");
    assert!(lines[0].ends_with(": failing"), "{text}");
    assert!(lines[1].contains("No SRV record found (DNS001, "), "{text}");
    assert!(lines[3].starts_with("Do next: ") && lines[3].ends_with(']'), "{text}");
    assert!(lines[4].starts_with("Command Prompt, elevated: ") && lines[4].contains(" && "), "{text}");
    assert!(lines[5].starts_with("Ask for the output of: "), "{text}");
    let japanese = ticket("DNS001/fires", Lang::Ja);
    assert!(japanese.contains("対処が必要") && japanese.contains("次に行うこと: "), "{japanese}");
}

#[test]
fn a_healthy_machine_asks_for_nothing() {
    let printed = "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
         License Status: Licensed\nVolume activation expiration: 259000 minute(s) (179 day(s))\n";
    let text = report::ticket(&diagnose(&[Source { name: "dlv.txt".into(), bytes: printed.into() }]), Lang::En);
    assert!(text.lines().next().is_some_and(|line| line.ends_with(": healthy")), "{text}");
    assert!(!text.contains("Ask for"), "{text}");
}

#[test]
fn nothing_to_judge_is_said() {
    let text = report::ticket(&diagnose(&[]), Lang::En);
    assert_eq!(text.lines().next(), Some("(computer not named): not seen (the evidence does not tell)"), "{text}");
}

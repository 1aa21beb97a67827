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
    let [cause, finding, step, command, check, ask] = lines.as_slice() else { panic!("{text}") };
    assert!(cause.starts_with("Cause: failing, ") && cause.contains("DNS001 No SRV record found ("), "{text}");
    assert!(finding.contains("0x8007232B") && step.starts_with("Step: ") && step.contains("https://"), "{text}");
    assert!(command.starts_with("Command: ") && check.starts_with("Worked if: "), "{text}");
    assert_eq!(*ask, "Ask next: nothing, the evidence is enough", "{text}");
    let japanese = ticket("DNS001/fires", Lang::Ja);
    assert!(japanese.contains("原因: 対処が必要") && japanese.contains("次に確認すること: "), "{japanese}");
    assert!(ticket("NET014/fires", Lang::En).contains("Ask next: Test-NetConnection"));
}

#[test]
fn a_healthy_machine_asks_for_nothing() {
    let printed = "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
         License Status: Licensed\nVolume activation expiration: 259000 minute(s) (179 day(s))\n";
    let text = report::ticket(&diagnose(&[Source { name: "dlv.txt".into(), bytes: printed.into() }]), Lang::En);
    assert!(
        text.starts_with("State: healthy, ") && text.ends_with("Ask next: nothing, the evidence is enough\n"),
        "{text}"
    );
}

/// The health of one product does not hide what fails beside it.
#[test]
fn a_failing_machine_is_not_called_licensed() {
    let text = ticket("DNS010/fires", Lang::En);
    assert!(text.starts_with("Cause: failing, ") && text.contains("DNS009"), "{text}");
}

#[test]
fn nothing_to_judge_is_said() {
    let text = report::ticket(&diagnose(&[]), Lang::En);
    assert!(text.starts_with("State: not seen (the evidence does not tell), (computer not named)"), "{text}");
}

#[test]
fn a_ticket_names_what_could_not_be_read() {
    let sources = ["a.rar", "b.rar"].map(|name| Source { name: name.into(), bytes: b"Rar!\x1a\x07".to_vec() });
    let diagnosis = diagnose(&sources);
    let text = report::ticket(&diagnosis, Lang::En);
    assert!(text.contains("; not read: a.rar: an archive of a format that is not opened: "), "{text}");
    assert!(text.contains(" (others: 1)\n") && !text.contains("the evidence is enough"), "{text}");
    let japanese = report::ticket(&diagnosis, Lang::Ja);
    assert!(
        japanese.contains("。読み取れなかったファイル: a.rar: ") && japanese.contains(" (ほか 1 件)"),
        "{japanese}"
    );
}

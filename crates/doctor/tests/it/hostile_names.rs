//! Commands are pasted into shells with rights, and evidence comes from anybody: no name in it brings a command of its own.

use crate::rules::{sides, sources};
use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, all_rules, diagnose, report};

/// What a shell would run, each to stand in the middle of a name.
const HOSTILE: [&str; 5] = ["$(calc)", "&calc&", ";calc;", "';calc;'", "`calc`"];

#[test]
fn no_name_of_the_evidence_brings_a_command_into_a_step() {
    let mut reached = 0;
    let mut wrong = Vec::new();
    let folders = all_rules().into_iter().flat_map(|rule| sides(rule.id, "fires"));
    for (folder, hostile) in folders.zip(HOSTILE.iter().cycle()) {
        let sources: Vec<Source> = sources(&folder).into_iter().map(|source| with(source, hostile)).collect();
        let diagnosis = diagnose(&sources);
        let report = report::text(&diagnosis, Lang::En);
        reached += usize::from(report.contains("calc"));
        let pasted = pasted(&diagnosis, &report);
        wrong.extend(pasted.filter(|line| line.contains("calc")).map(|line| format!("{}: {line}", folder.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(reached > 20, "the names reach {reached} reports");
}

fn with(source: Source, hostile: &str) -> Source {
    let Ok(text) = String::from_utf8(source.bytes.clone()) else { return source };
    let text =
        text.replace("corp.example", &format!("corp{hostile}.example")).replace("kms1", &format!("kms1{hostile}"));
    Source { bytes: text.into_bytes(), ..source }
}

/// What a reader would paste: commands of steps, what undoes them, and the commands of questions.
fn pasted<'d>(diagnosis: &'d Diagnosis, report: &'d str) -> impl Iterator<Item = &'d str> {
    let steps = diagnosis.steps.iter().flat_map(|step| {
        let commands = step.commands.iter().map(|command| command.line.as_str());
        commands.chain([step.undo(Lang::En), step.undo(Lang::Ja), step.check(Lang::En)])
    });
    let asked = report.split_once("\nAsk next\n").map_or("", |(_, asked)| asked);
    steps.chain(asked.lines().take_while(|line| !line.is_empty()))
}

//! Traces of imaging: sysprep's logs, and `SkipRearm` of an answer file.

use crate::{
    doubt,
    fact::{Fact, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    terms::Term,
};

/// Longer words before a `>` are no prompt.
const PROMPT_MAX: usize = 64;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let lines = document.with(&[Term::Sysprep]);
    // `…, Error  [0x0f0082] SYSPRP …`: a run that failed has generalised nothing.
    let fails = |line: &str| line.split_once("SYSPRP").is_some_and(|(head, _)| head.contains("Error"));
    let is_failed = lines.iter().any(|index| fails(document.line(*index)));
    for index in lines {
        let trace = trace(document.line(index)).filter(|(about, _)| !(is_failed && *about == "generalize"));
        if let Some((about, value)) = trace {
            found.push(document.observe(index, Kind::Imaging, ObservationKind::Sysprep, about, &value));
        }
    }
    found
}

fn trace(line: &str) -> Option<(&'static str, String)> {
    let lower = line.to_lowercase();
    if is_generalizing(&lower) {
        return Some(("generalize", line.trim().to_owned()));
    }
    if let Some((_, rest)) = line.split_once("command line option '") {
        return Some(("option", rest.split('\'').next().unwrap_or_default().to_owned()));
    }
    let skipped = lower.contains("<skiprearm>1") || lower.contains("<skiprearm>true");
    lower.contains("<skiprearm>").then(|| ("skip_rearm", u8::from(skipped).to_string()))
}

/// Whether a line shows that an image was generalised: a line of the log, the command at a prompt, or somebody who did it. Whoever
/// advises it, or tells that it was left out, tells nothing of the kind.
fn is_generalizing(lower: &str) -> bool {
    const DENIED: [&str; 4] = ["not ", "n't ", "without ", "never "];
    const DONE: [&str; 20] = [
        "ran ",
        "was run",
        "were run",
        "been run",
        "generalized",
        "generalised",
        "i used",
        "we used",
        "実行し",
        "実行済",
        "一般化し",
        "リセットされ",
        "ausgeführt",
        "laufen lassen",
        "a lancé",
        "exécuté",
        "ejecuté",
        "ejecutó",
        "executou",
        "执行了",
    ];
    if !lower.contains("generalize") || holds_any(lower, &DENIED) {
        return false;
    }
    let is_command = lower.split_once('>').is_some_and(|(prompt, command)| {
        let program = command.split_whitespace().next().unwrap_or_default();
        prompt.trim_start().len() < PROMPT_MAX && program.contains("sysprep")
    });
    let is_told = || holds_any(lower, &DONE) && !doubt::is_supposed(lower);
    lower.contains("sysprp") || is_command || is_told()
}

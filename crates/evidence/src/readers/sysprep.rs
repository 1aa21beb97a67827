//! Traces of imaging: sysprep's logs, and `SkipRearm` of an answer file.

use crate::{
    fact::{Fact, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    terms::Term,
};

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
    // Whoever says that an image was not generalised tells of another trace.
    let is_denied = holds_any(&lower, &["not ", "n't ", "without ", "never "]);
    if !is_denied && (lower.contains("sysprp") || lower.contains("sysprep")) && lower.contains("generalize") {
        return Some(("generalize", line.trim().to_owned()));
    }
    if let Some((_, rest)) = line.split_once("command line option '") {
        return Some(("option", rest.split('\'').next().unwrap_or_default().to_owned()));
    }
    let skipped = lower.contains("<skiprearm>1") || lower.contains("<skiprearm>true");
    lower.contains("<skiprearm>").then(|| ("skip_rearm", u8::from(skipped).to_string()))
}

//! The clock: `w32tm /query /status`, `/source` and `/stripchart`.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let about_time = document.kinds().contains(&Kind::W32tm)
        || document.with(&[Term::Clock]).into_iter().any(|index| {
            let lower = document.line(index).to_lowercase();
            !document.is_consumed(index) && lower.contains("w32tm")
                || lower.contains("stratum")
                || lower.contains("leap indicator")
        });
    if !about_time {
        return found;
    }
    for index in 0..document.len() {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index).trim().to_owned();
        let lower = line.to_lowercase();
        if lower.contains("local cmos clock") || lower.contains("free-running system clock") {
            found.push(document.observe(index, Kind::W32tm, ObservationKind::ClockSource, "", "none"));
        } else if let Some(source) = line.strip_prefix("Source:") {
            found.push(document.observe(index, Kind::W32tm, ObservationKind::ClockSource, "", source.trim()));
        } else if let Some(offset) = pattern::CLOCK_OFFSET.captures(&line).and_then(|found| found.get(1)) {
            found.push(document.observe(index, Kind::W32tm, ObservationKind::ClockOffset, "", offset.as_str()));
        } else if lower.contains("w32tm") || lower.starts_with("stratum") {
            document.recognise(Kind::W32tm);
            document.consume(index);
        }
    }
    found
}

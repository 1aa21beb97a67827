//! The clock of a machine that does not run Windows: `timedatectl status` and `chronyc tracking`, in English everywhere.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    number::number,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Unix]) {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index).trim().to_owned();
        if line.ends_with("timedatectl status")
            || line.ends_with("timedatectl")
            || line.ends_with("chronyc -n tracking")
        {
            document.recognise(Kind::W32tm);
            document.claim(index);
        } else if let Some((label, value)) = split_label(&line) {
            let fact = clock(&label.to_lowercase(), value);
            found.extend(fact.map(|(kind, about, value)| document.observe(index, Kind::W32tm, kind, about, &value)));
        }
    }
    found
}

fn clock(label: &str, value: &str) -> Option<(ObservationKind, &'static str, String)> {
    match (label, value) {
        ("system clock synchronized" | "ntp synchronized", "yes") => {
            Some((ObservationKind::ClockSource, "timedatectl", "NTP".into()))
        }
        ("system clock synchronized" | "ntp synchronized", "no") => {
            Some((ObservationKind::ClockSource, "timedatectl", "none".into()))
        }
        ("leap status", "Not synchronised") => Some((ObservationKind::ClockSource, "chronyc", "none".into())),
        ("reference id", value) => {
            let source = value.split_once('(')?.1.trim_end_matches(')');
            (!source.is_empty()).then(|| (ObservationKind::ClockSource, "chronyc", source.to_owned()))
        }
        ("system time", value) => {
            let (seconds, rest) = value.split_once(" seconds ")?;
            number(seconds)?;
            // The distance of the source from this clock, as w32tm has it.
            let sign = if rest.starts_with("slow") { '+' } else { '-' };
            Some((ObservationKind::ClockOffset, "chronyc", format!("{sign}{seconds}")))
        }
        _ => None,
    }
}

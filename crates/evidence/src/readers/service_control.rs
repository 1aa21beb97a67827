//! States and start types of services: `sc query`, `sc qc`, Get-Service, `wmic service`. The numbers of type and state are
//! the same in every language.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
    service_event::EVALUATION_MONITOR,
    terms::Term,
};

/// The last one is the license monitor, which evaluations alone have.
const SERVICES: [&str; 4] = ["sppsvc", "osppsvc", "clicktorunsvc", EVALUATION_MONITOR];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut service: Option<&str> = None;
    for index in 0..document.len() {
        if document.is_consumed(index) || service.is_none() && !document.terms(index).has(Term::Service) {
            continue;
        }
        let line = document.line(index).trim().to_owned();
        let lower = line.to_lowercase();
        if lower.starts_with("service_name") || lower.starts_with("servicename") || lower.starts_with("name  ") {
            service = SERVICES.into_iter().find(|name| lower.split([':', ' ']).any(|word| word == *name));
            if service.is_some() {
                document.recognise(Kind::Service);
                document.consume(index);
            }
        } else if let Some(columns) = pattern::SERVICE_ROW.captures(&lower).filter(|_| !lower.contains(".exe")) {
            let word = |group: usize| columns.get(group).map_or("", |word| word.as_str());
            found.push(document.observe(index, Kind::Service, ObservationKind::ServiceState, word(2), word(1)));
            if let Some(start) = columns.get(3) {
                found.push(document.observe(
                    index,
                    Kind::Service,
                    ObservationKind::ServiceStart,
                    word(2),
                    start.as_str(),
                ));
            }
        } else if lower.contains("get-service ") {
            service = SERVICES.into_iter().find(|name| lower.split([' ', '"', '\'']).any(|word| word == *name));
        } else if let Some((name, (state, start))) = service.zip(chosen(&lower)) {
            let kinds = [(ObservationKind::ServiceState, state), (ObservationKind::ServiceStart, start)];
            let observed = kinds.map(|(kind, value)| document.observe(index, Kind::Service, kind, name, value));
            found.extend(observed);
        } else if let (Some(name), Some((label, value))) =
            (service, split_label(&line).or_else(|| line.split_once(':')))
        {
            let value = value.trim().to_lowercase();
            let number = value.split_whitespace().next().and_then(|word| word.parse::<u32>().ok());
            match (label.trim().to_uppercase().as_str(), number) {
                ("START_TYPE", Some(number)) | ("STARTTYPE", Some(number)) => {
                    found.push(document.observe(
                        index,
                        Kind::Service,
                        ObservationKind::ServiceStart,
                        name,
                        start_type(number),
                    ));
                }
                ("STATE", Some(number)) => {
                    let state = if number == 4 { "running" } else { "stopped" };
                    found.push(document.observe(index, Kind::Service, ObservationKind::ServiceState, name, state));
                }
                ("STARTTYPE" | "STARTMODE", None) => {
                    found.push(document.observe(index, Kind::Service, ObservationKind::ServiceStart, name, &value));
                }
                ("STATUS" | "STATE", None) => {
                    found.push(document.observe(index, Kind::Service, ObservationKind::ServiceState, name, &value));
                }
                _ => {}
            }
        }
    }
    found
}

/// `Stopped  Disabled`, below a command that names the service and chooses these two columns.
fn chosen(lower: &str) -> Option<(&str, &str)> {
    let mut words = lower.split_whitespace();
    let (state, start) = (words.next()?, words.next()?);
    let is_row = matches!(state, "running" | "stopped") && matches!(start, "disabled" | "manual" | "automatic");
    (is_row && words.next().is_none()).then_some((state, start))
}

fn start_type(number: u32) -> &'static str {
    match number {
        2 => "automatic",
        3 => "manual",
        4 => "disabled",
        _ => "other",
    }
}

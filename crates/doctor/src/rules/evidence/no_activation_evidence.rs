//! EVI001: no activation evidence in the bundle.

use super::{EVI, prelude::*};

/// What says something of activation although it shows no license.
const TELLING: [ObservationKind; 16] = [
    ObservationKind::MusterHost,
    ObservationKind::MusterKey,
    ObservationKind::MusterMachine,
    ObservationKind::ActivationObject,
    ObservationKind::CommandMissing,
    ObservationKind::Edition,
    ObservationKind::GenuineCode,
    ObservationKind::GenuineResult,
    ObservationKind::OemMarker,
    ObservationKind::Probe,
    ObservationKind::RegistryValue,
    ObservationKind::ServiceStart,
    ObservationKind::ServiceStartError,
    ObservationKind::Subscription,
    ObservationKind::Sysprep,
    ObservationKind::KeyRemoved,
];

pub(super) static RULE: Rule = Rule {
    id: "EVI001",
    severity: Severity::Low,
    role: Role::State,
    sources: "D",
    title: Text { en: "No activation evidence in the bundle", ja: "ライセンス認証の診断データがない" },
    finding: Text {
        en: "Nothing in the files shows a product, an attempt or a host",
        ja: "どのファイルにも、製品、ライセンス認証の試行、ホストを示す内容がありません",
    },
    actions: &[&action::COLLECT],
    labels: &[Label::InsufficientEvidence],
    ..EVI
};

/// Whether an event only says that the service started, stopped or listed states: no product is known by it.
fn tells_nothing(event: &LoggedEvent) -> bool {
    let is_of_service = |field: EventField| matches!(field, EventField::Caller | EventField::ServiceVersion);
    let record = &event.record;
    let is_plain = ROUTINE_EVENTS.contains(&record.id) || matches!(record.id, 900 | 1003);
    is_plain && record.code.is_none() && record.fields.iter().all(|(field, _)| is_of_service(*field))
}

/// That an evaluation is installed, or where, says nothing by itself.
fn tells(observation: &Observation) -> bool {
    const CIRCUMSTANCES: [&str; 10] = [
        "evaluation",
        "azure",
        "cause",
        "forced_tunnel",
        "key_used_elsewhere",
        "hardware_topic",
        "no_internet",
        "host_key_on_client",
        "key_blocked",
        "not_genuine",
    ];
    let is_told =
        observation.kind == ObservationKind::ToldInProse && !CIRCUMSTANCES.contains(&observation.about.as_str());
    is_told || TELLING.contains(&observation.kind)
}

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let nothing = case.licenses.is_empty()
        && case.unused.is_empty()
        && case.srvs.is_empty()
        && case.requests.is_empty()
        && case.events.iter().all(tells_nothing)
        && case.ports.is_empty()
        && case.unattributed_codes.is_empty()
        && case.no_key.is_empty()
        && !case.observations.iter().any(|(observation, _)| tells(observation));
    if nothing { vec![Hit::global(&[])] } else { Vec::new() }
}

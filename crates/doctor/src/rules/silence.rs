//! Whether evidence says anything of activation at all.

use super::queries::ROUTINE_EVENTS;
use crate::case::{Case, LoggedEvent};
use muster_evidence::fact::{EventField, Observation, ObservationKind};

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

/// Whether an event only says that the service started, stopped or listed states: no product is known by it.
fn is_routine(event: &LoggedEvent) -> bool {
    let is_of_service = |field: EventField| matches!(field, EventField::Caller | EventField::ServiceVersion);
    let record = &event.record;
    let is_plain = ROUTINE_EVENTS.contains(&record.id) || matches!(record.id, 900 | 1003 | 1033..=1041);
    is_plain && record.code.is_none() && record.fields.iter().all(|(field, _)| is_of_service(*field))
}

/// Where a machine stands and what was done to it says nothing by itself.
fn tells(observation: &Observation) -> bool {
    const CIRCUMSTANCES: [&str; 9] = [
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

/// Whether nothing shows a product, an attempt or a host.
pub(super) fn tells_nothing(case: &Case) -> bool {
    case.licenses.is_empty()
        && case.unused.is_empty()
        && case.srvs.is_empty()
        && case.requests.is_empty()
        && case.events.iter().all(is_routine)
        && case.ports.is_empty()
        && case.unattributed_codes.is_empty()
        && case.no_key.is_empty()
        && !case.observations.iter().any(|(observation, _)| tells(observation))
}

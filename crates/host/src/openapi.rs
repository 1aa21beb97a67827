//! What a host answers on the port of activations, as an OpenAPI document.

use muster_proto::{
    evidence::{EVIDENCE_PATH, EvidenceAnswer, EvidenceBody},
    order::{CONTACTS_PATH, ContactAnswer, ContactBody},
    request::{ACTIVATIONS_PATH, ActivationRequestBody, ActivationResponseBody, PACK_PATH},
};
use muster_server::{
    listener::OPEN_METRICS,
    openapi::{Answer, Operation, message},
};

const MONITORING: &[(&str, &str)] = &[("403", "The settings allow this network no monitoring.")];

const OPERATIONS: [Operation; 6] = [
    Operation {
        path: ACTIVATIONS_PATH,
        summary: "Counts a machine and activates it.",
        takes: Some(message::<ActivationRequestBody>),
        answers: Answer::Message(message::<ActivationResponseBody>),
        refusals: &[("403", "The host does not activate this machine; code says why.")],
    },
    Operation {
        path: CONTACTS_PATH,
        summary: "Takes what a managed machine reports, and hands out its orders.",
        takes: Some(message::<ContactBody>),
        answers: Answer::Message(message::<ContactAnswer>),
        refusals: &[("403", "The contact is not for this host, or not by the key of this machine.")],
    },
    Operation {
        path: EVIDENCE_PATH,
        summary: "Takes what a managed machine tells of why it is not activated, masked.",
        takes: Some(message::<EvidenceBody>),
        answers: Answer::Message(message::<EvidenceAnswer>),
        refusals: &[(
            "403",
            "The evidence is not for this host, not by the key of this machine, or this host takes none.",
        )],
    },
    Operation {
        path: PACK_PATH,
        summary: "The license pack, JWS compact.",
        takes: None,
        answers: Answer::Text("text/plain"),
        refusals: &[],
    },
    Operation {
        path: "/health",
        summary: "How the host is.",
        takes: None,
        answers: Answer::Health,
        refusals: MONITORING,
    },
    Operation {
        path: "/metrics",
        summary: "Metrics in the OpenMetrics text format.",
        takes: None,
        answers: Answer::Text(OPEN_METRICS),
        refusals: MONITORING,
    },
];

/// The document, as JSON.
pub fn openapi() -> String {
    muster_server::openapi::openapi(
        "Muster: activation host",
        "Clients activate here, and agents of managed machines ask for orders.",
        &OPERATIONS,
    )
}

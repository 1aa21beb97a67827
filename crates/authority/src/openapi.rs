//! What an authority answers, as an OpenAPI document.

use muster_core::keys::{installation_id::ActivationTarget, product_key::KeyKind};
use muster_proto::{
    authority::{
        CONFIRMATIONS_PATH, ConfirmationRequest, ConfirmationResponse, LicenseRequest, LicenseResponse, RETURNS_PATH,
        ReturnRequest, ReturnResponse, activation_path,
    },
    request::PACK_PATH,
};
use muster_server::{
    listener::OPEN_METRICS,
    openapi::{Answer, Operation, message},
};

const REFUSED: &[(&str, &str)] = &[("403", "The authority refuses; code says why.")];

/// Where a license is asked for.
const fn license(path: &'static str, summary: &'static str) -> Operation {
    Operation {
        path,
        summary,
        takes: Some(message::<LicenseRequest>),
        answers: Answer::Message(message::<LicenseResponse>),
        refusals: REFUSED,
    }
}

const fn told(path: &'static str, summary: &'static str, answers: Answer) -> Operation {
    Operation { path, summary, takes: None, answers, refusals: &[] }
}

/// The document, as JSON.
pub fn openapi() -> String {
    let operations = [
        license(activation_path(KeyKind::Host, ActivationTarget::Machine), "Activates a host by its host key."),
        license(activation_path(KeyKind::Multiple, ActivationTarget::Machine), "Activates a machine by a MAK."),
        license(activation_path(KeyKind::Host, ActivationTarget::Directory), "Activates a directory by a host key."),
        Operation {
            path: CONFIRMATIONS_PATH,
            summary: "Confirmation ids for installation ids; each has its own code.",
            takes: Some(message::<ConfirmationRequest>),
            answers: Answer::Message(message::<ConfirmationResponse>),
            refusals: REFUSED,
        },
        Operation {
            path: RETURNS_PATH,
            summary: "Takes back an activation by a MAK.",
            takes: Some(message::<ReturnRequest>),
            answers: Answer::Message(message::<ReturnResponse>),
            refusals: REFUSED,
        },
        told(PACK_PATH, "The license pack in force, JWS compact.", Answer::Text("text/plain")),
        told("/health", "How the authority is.", Answer::Health),
        told("/metrics", "Metrics in the OpenMetrics text format.", Answer::Text(OPEN_METRICS)),
    ];
    muster_server::openapi::openapi(
        "Muster: authority",
        "Hosts, machines and directories are activated here. Requests hold whole product keys: by TLS, or on a loopback address.",
        &operations,
    )
}

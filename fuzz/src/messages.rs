//! Messages between client, host, authority and agent.

use muster_client::agent::AgentRequest;
use muster_core::{
    host::request::ActivationRequest,
    id::Nonce,
    keys::{installation_id::InstallationId, product_key::ProductKey},
};
use muster_proto::{
    authority::{ConfirmationRequest, ConfirmationResponse, LicenseRequest, LicenseResponse, ReturnRequest},
    problem::Problem,
    request::{ActivationRequestBody, ActivationResponseBody},
};
use muster_trust::jwk::PublicKey;
use serde_json::from_slice;

/// What a client asks a host.
pub(crate) fn activation_request(bytes: &[u8]) -> bool {
    let Ok(body) = from_slice::<ActivationRequestBody>(bytes) else { return false };
    let Ok((request, nonce)) = <(ActivationRequest, Nonce)>::try_from(body) else { return false };
    let again = <(ActivationRequest, Nonce)>::try_from(ActivationRequestBody::new(&request, nonce));
    assert_eq!(again.expect("what was accepted is accepted again"), (request, nonce));
    true
}

/// What a host answers.
pub(crate) fn activation_response(bytes: &[u8]) -> bool {
    from_slice::<ActivationResponseBody>(bytes).is_ok() | from_slice::<Problem>(bytes).is_ok()
}

/// What the signer of an authority is asked.
pub(crate) fn signer_request(bytes: &[u8]) -> bool {
    let root = PublicKey::from_bytes(&[1; 32]).expect("a key");
    crate::text(bytes).is_some_and(|line| muster_authority::decoders::signer_request(line, &root))
}

/// What the authority is asked.
pub(crate) fn authority_request(bytes: &[u8]) -> bool {
    if let Ok(request) = from_slice::<LicenseRequest>(bytes) {
        return request.key.parse::<ProductKey>().is_ok() | PublicKey::try_from(&request.jwk).is_ok();
    }
    if let Ok(request) = from_slice::<ConfirmationRequest>(bytes) {
        return request.installation_ids.iter().any(|id| id.parse::<InstallationId>().is_ok());
    }
    from_slice::<ReturnRequest>(bytes).is_ok()
}

/// What the authority answers.
pub(crate) fn authority_response(bytes: &[u8]) -> bool {
    from_slice::<LicenseResponse>(bytes).is_ok()
        | from_slice::<ConfirmationResponse>(bytes).is_ok()
        | from_slice::<Problem>(bytes).is_ok()
}

/// What the agent is asked.
pub(crate) fn agent(bytes: &[u8]) -> bool {
    let Ok(request) = from_slice::<AgentRequest>(bytes) else { return false };
    let written = serde_json::to_string(&request).expect("it can be written");
    serde_json::from_str::<AgentRequest>(&written).expect("and read again");
    true
}

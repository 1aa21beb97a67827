//! The decoder of what a signer is asked, for fuzzing. Not stable.

use crate::signer::{
    message::SignerRequest,
    permission::{Role, permits},
    signable,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::keys::{
    installation_id::InstallationId,
    product_key::{KeyClaim, ProductKey},
};
use muster_trust::{
    jwk::PublicKey,
    jws::{Kind, header},
};

/// Whether a signer with this root key would understand a line. The claims of a document to be signed may stand there as they are.
///
/// # Panics
/// If a request is another once it was written, or if the account of the service would get a document signed that is no license.
#[expect(clippy::expect_used, reason = "fuzzing looks for panics")]
pub fn signer_request(line: &str, root: &PublicKey) -> bool {
    let Ok(request) = serde_json::from_str::<SignerRequest>(line) else { return false };
    let written = serde_json::to_string(&request).expect("it can be written");
    let again = serde_json::from_str::<SignerRequest>(&written).expect("it can be read again");
    assert_eq!(serde_json::to_string(&again).expect("it can be written"), written);
    match &request {
        SignerRequest::Sign { input } => {
            let claims = URL_SAFE_NO_PAD.encode(input);
            let headers = signable::KINDS.iter().map(|kind| header(*kind, root));
            let inputs = headers.map(|header| format!("{header}.{claims}")).chain([input.clone()]);
            inputs.map(|input| is_signed(input, root)).max().unwrap_or_default()
        }
        SignerRequest::Root { .. } => true,
        SignerRequest::MakeKeys { claims, .. } => claims.iter().all(|claim| KeyClaim::from_number(*claim).is_some()),
        SignerRequest::CheckKey { key, .. } => key.parse::<ProductKey>().is_ok(),
        SignerRequest::CheckProof { installation_id, .. } | SignerRequest::Confirm { installation_id, .. } => {
            installation_id.parse::<InstallationId>().is_ok()
        }
        SignerRequest::NewSlot { claim, .. } | SignerRequest::FileSlot { claim, .. } => {
            KeyClaim::from_number(*claim).is_some()
        }
    }
}

fn is_signed(input: String, root: &PublicKey) -> bool {
    let Ok(kind) = signable::kind_of(&input, root) else { return false };
    drop((signable::described(&input), signable::named_roots(&input)));
    let license = matches!(kind, Kind::HostLicense | Kind::DirectoryLicense | Kind::MakLicense);
    assert_eq!(permits(Role::Service, &SignerRequest::Sign { input }), license, "{}", kind.typ());
    true
}

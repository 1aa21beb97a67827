//! What the state of a client says of one product: the evidence of its license.

use crate::{
    error::ClientError,
    store::Store,
    stored_activation::{Documents, StoredActivation},
};
use muster_core::{
    id::{ActivationId, Nonce},
    time::Moment,
};
use muster_proto::{
    jwk::Jwk,
    license_statement::{ActivationEvidence, LicenseStatement, VERSION},
};

/// The statement that answers the question with this nonce.
///
/// # Errors
/// If the product is not installed.
pub(crate) fn of_store(store: &Store, id: ActivationId, nonce: Nonce) -> Result<LicenseStatement, ClientError> {
    let (installed, _) = store.installed(id)?;
    let state = &store.state;
    Ok(LicenseStatement {
        ver: VERSION,
        sub: state.cmid(),
        aud: id,
        nonce,
        latest: state.trusted().latest().unix(),
        enrolled: state.enrolled().iter().map(|(part, value)| (part.name().to_owned(), *value)).collect(),
        root: Jwk::from(store.root),
        pack: store.anchors.document().to_owned(),
        installed: installed.installed().unix(),
        hardware_changed: installed.hardware_changed().map(Moment::unix),
        non_genuine: installed.non_genuine().map(Moment::unix),
        last_code: installed.last_code(),
        activation: installed.activation.as_ref().map(evidence),
    })
}

/// Without the key that a MAK's license binds.
fn evidence(stored: &StoredActivation) -> ActivationEvidence {
    let Documents { activation, license, by, certificates, received } = stored.into();
    ActivationEvidence {
        activation: activation.to_owned(),
        license: license.to_owned(),
        by: by.name().to_owned(),
        certificates: certificates.to_vec(),
        received: received.unix(),
        salt: stored.salt,
    }
}

//! What the evidence of a license proves on this machine.

use super::{
    answer::{LicenseAnswer, Verdict},
    root_key::RootKey,
};
use crate::{license_state, stored_activation::Documents};
use muster_core::{
    client::{
        activation::Channel,
        license::{License, LicenseState, Status},
    },
    clock::trusted_time::TrustedTime,
    code::{self, Code},
    hardware,
    id::ActivationId,
    pack::Product,
    time::Moment,
};
use muster_platform::machine::Machine;
use muster_proto::license_statement::{ActivationEvidence, LicenseStatement};
use muster_trust::{anchors::TrustAnchors, chain::Expected, error::ChainError, jwk::PublicKey, machine_key};

/// The product's own knowledge.
pub(super) struct Question<'q> {
    pub(super) root: &'q RootKey,
    pub(super) product: ActivationId,
    pub(super) machine: &'q Machine,
    pub(super) now: Moment,
}

/// Who brought the evidence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Speaker {
    /// Whoever signed for this very question with this key.
    Agent {
        key: PublicKey,
        /// Whether its account can be believed what no document proves.
        of_service: bool,
    },
    /// This process: it read the state.
    Itself,
}

pub(super) fn judge(statement: &LicenseStatement, speaker: Speaker, question: &Question<'_>) -> LicenseAnswer {
    match anchors(statement, question) {
        Ok(anchors) => {
            let name = anchors.pack.product(question.product).map(|product| product.name.clone());
            let judged = by_pack(statement, speaker, question, &anchors);
            LicenseAnswer { product: name, ..judged.unwrap_or_else(LicenseAnswer::refused) }
        }
        Err(error) => LicenseAnswer::refused(error.code()),
    }
}

fn anchors(statement: &LicenseStatement, question: &Question<'_>) -> Result<TrustAnchors, ChainError> {
    TrustAnchors::open(&statement.pack, &question.root.resolve(&statement.root)?)
}

fn by_pack(
    statement: &LicenseStatement,
    speaker: Speaker,
    question: &Question<'_>,
    anchors: &TrustAnchors,
) -> Result<LicenseAnswer, Code> {
    let product = anchors.pack.product(question.product).ok_or(code::PRODUCT_NOT_INSTALLED)?;
    let now = TrustedTime::restore(Moment::from_unix(statement.latest)).evaluate(question.now).now;
    let held = match &statement.activation {
        Some(evidence) => Some(held(evidence, statement, speaker, (question, now), anchors)?),
        None => {
            unproved(speaker)?;
            None
        }
    };
    let (enrolled, found) = (statement.fingerprint(), question.machine.readings());
    let changed = !hardware::service_within_tolerance(&enrolled, found);
    if changed && !hardware::same_installation(&enrolled, found) {
        return Err(code::HARDWARE_OUT_OF_TOLERANCE);
    }
    let since = |at: Option<i64>| at.map_or(now, Moment::from_unix);
    let license = License {
        installed: Moment::from_unix(statement.installed),
        activation: held.as_ref().map(|held| held.activation.period()),
        hardware_changed: changed.then(|| since(statement.hardware_changed)),
        non_genuine: held.as_ref().is_some_and(|held| held.revoked).then(|| since(statement.non_genuine)),
        ends: held.as_ref().and_then(|held| held.ends),
    };
    let standing = license.standing(&product.policy, now);
    let features = license_state::features(&standing, held.as_ref(), product);
    let ended = license.ends.is_some_and(|ends| ends <= now);
    Ok(LicenseAnswer { features, ends: license.ends, ended, ..answer(&standing, product, now) })
}

/// The grace before the first activation rests on no document: it is the word of the machine's own service.
fn unproved(speaker: Speaker) -> Result<(), Code> {
    match speaker {
        Speaker::Agent { of_service: false, .. } => Err(code::SIGNATURE_INVALID),
        Speaker::Agent { .. } | Speaker::Itself => Ok(()),
    }
}

/// The activation, if it is this machine's and whoever brings it has the key that it binds.
fn held(
    evidence: &ActivationEvidence,
    statement: &LicenseStatement,
    speaker: Speaker,
    (question, now): (&Question<'_>, Moment),
    anchors: &TrustAnchors,
) -> Result<license_state::VerifiedActivation, Code> {
    let documents = Documents {
        activation: &evidence.activation,
        license: &evidence.license,
        by: Channel::from_name(&evidence.by).ok_or(code::SIGNATURE_INVALID)?,
        certificates: &evidence.certificates,
        received: Moment::from_unix(evidence.received),
    };
    let expected = Expected { cmid: statement.sub, product: question.product, now, nonce: None };
    let hardware = Machine::hardware_id(&statement.fingerprint());
    let held = license_state::open(&documents, &expected, hardware, anchors).map_err(|error| error.code())?;
    match speaker {
        Speaker::Agent { key, .. } => {
            let bound = evidence.salt.map(|salt| machine_key::bound_nonce(&key, &salt));
            if bound == Some(held.activation.nonce) { Ok(held) } else { Err(code::NONCE_MISMATCH) }
        }
        Speaker::Itself => Ok(held),
    }
}

fn answer(standing: &LicenseState, product: &Product, now: Moment) -> LicenseAnswer {
    let (verdict, code) = match standing.status {
        Status::Licensed => (Verdict::Licensed, code::SUCCESS),
        Status::InitialGrace | Status::ExtendedGrace => (Verdict::Grace, INITIAL_GRACE),
        Status::AdditionalGrace => (Verdict::Grace, ADDITIONAL_GRACE),
        Status::NonGenuineGrace => (Verdict::Grace, NON_GENUINE_GRACE),
        Status::Notification | Status::Unlicensed => {
            (Verdict::NotLicensed, standing.reason.unwrap_or(code::GRACE_EXPIRED))
        }
    };
    LicenseAnswer {
        verdict,
        until: standing.until,
        days_left: standing.until.map(|until| until.since(now).as_days_started()),
        warns: verdict == Verdict::Grace || standing.warning(now).is_some(),
        product: Some(product.name.clone()),
        ..LicenseAnswer::refused(code)
    }
}

/// `SL_I_OOB_GRACE_PERIOD`, `SL_I_OOT_GRACE_PERIOD` and `SL_I_NONGENUINE_GRACE_PERIOD`: states, no failures.
const INITIAL_GRACE: Code = Code(0x4004_F00C);
const ADDITIONAL_GRACE: Code = Code(0x4004_F00D);
const NON_GENUINE_GRACE: Code = Code(0x4004_F065);

#[cfg(test)]
mod tests {
    use super::{Speaker, unproved};
    use muster_core::code;
    use muster_trust::jwk::PublicKey;

    /// A program of another user that says "the grace has just begun", again and again.
    #[test]
    fn grace_that_no_document_proves_is_the_word_of_the_machines_service() {
        let key = PublicKey::from_bytes(&[7; 32]).expect("32 bytes");
        assert_eq!(unproved(Speaker::Agent { key, of_service: true }), Ok(()));
        assert_eq!(unproved(Speaker::Agent { key, of_service: false }), Err(code::SIGNATURE_INVALID));
        assert_eq!(unproved(Speaker::Itself), Ok(()));
    }
}

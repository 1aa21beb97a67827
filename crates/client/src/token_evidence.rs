//! Verifies a stored activation that a certificate of the site signed, and says what it rests on.

use crate::{
    license_state::VerifiedActivation,
    stored_activation::{Documents, StoredActivation},
};
use muster_core::{
    client::{license::Period, report::TokenFacts},
    host::request::CLOCK_TOLERANCE,
    time::{Moment, Span},
};
use muster_proto::{activation::Activation, issuance_license::IssuanceLicense};
use muster_trust::{anchors::TrustAnchors, certificate, chain::Expected, issuance_license, token};

/// The activation, which may rest on an issuance license that was revoked since. The chain is judged by the moment of the activation:
/// a certificate that has expired since takes nothing away, and no revocation list is asked.
pub(crate) fn verify(
    documents: &Documents<'_>,
    expected: &Expected,
    anchors: &TrustAnchors,
) -> Option<VerifiedActivation> {
    let license = issuance_license::open(documents.license, anchors).ok()?;
    let chain: Vec<_> = documents.certificates.iter().map(|text| certificate::decode(text)).collect::<Option<_>>()?;
    let activation = token::open(documents.activation, chain.first()?).ok()?;
    let unlisted = IssuanceLicense { require_crl: false, ..license.clone() };
    issuance_license::check_chain(&unlisted, &chain, &[], Moment::from_unix(activation.iat)).ok()?;
    let own = activation.sub == expected.cmid
        && activation.aud == expected.product
        && anchors.pack.products_of(&license.groups).contains(&expected.product)
        && is_within_terms(&activation, &license, expected.now);
    let revoked = anchors.pack.revoked.contains(&license.sub);
    own.then_some(VerifiedActivation { activation, revoked, features: license.features, ends: None })
}

/// Whether the activation was issued within the term of its license, not in the future, and lasts no longer than the license allows.
fn is_within_terms(activation: &Activation, license: &IssuanceLicense, now: Moment) -> bool {
    let Period { from, until } = activation.period();
    let licensed = from + CLOCK_TOLERANCE >= Moment::from_unix(license.iat) && from.unix() < license.exp;
    let ends = until.is_some_and(|until| until <= from + Span::days(license.validity_days));
    licensed && ends && from <= now + CLOCK_TOLERANCE
}

/// What `/dlv` shows of it.
pub(crate) fn facts(stored: &StoredActivation, certificates: &[String], anchors: &TrustAnchors) -> Option<TokenFacts> {
    let license = issuance_license::open(&stored.license, anchors).ok()?;
    let leaf = certificate::decode(certificates.first()?)?;
    Some(TokenFacts {
        license: license.sub,
        version: license.version,
        grant: license.grant,
        thumbprint: certificate::thumbprint(&leaf),
        description: license.description,
    })
}

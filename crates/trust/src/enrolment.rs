//! Enrolment files: one document that brings a machine its root key, its license pack and its settings.
//!
//! A new machine trusts nothing yet, so the file names the root key itself: it is whole and signed by that key, or it is refused.
//! Whose key it is, only the administrator can tell, by its thumbprint. A machine that trusts a vendor already takes files of that
//! vendor alone.

use crate::{
    anchors::TrustAnchors,
    error::ChainError,
    jwk::PublicKey,
    jws::{self, Kind, OpenError},
};
use muster_core::{host::request::CLOCK_TOLERANCE, time::Moment};
use muster_proto::{enrolment::Enrolment, instant::rfc3339};

/// An enrolment file that was verified.
pub struct VerifiedEnrolment {
    /// What it says.
    pub claims: Enrolment,
    /// The root key that a new client is to trust.
    pub root: PublicKey,
    /// What is trusted with its license pack, or with the installed one where that is newer.
    pub anchors: TrustAnchors,
}

/// Opens an enrolment file. `installed` is what the machine trusts already, `expected` the thumbprint of the root key if the
/// administrator knows it.
///
/// # Errors
/// If it is damaged, of another root key than is expected or trusted, not in force at `now`, or written for a newer Muster.
pub fn open(
    document: &str,
    installed: Option<&TrustAnchors>,
    expected: Option<&str>,
    now: Moment,
) -> Result<VerifiedEnrolment, ChainError> {
    let document = document.trim();
    let named: Enrolment = jws::unverified(document, Kind::Enrolment).map_err(open_error)?;
    let root = PublicKey::try_from(&named.root)?;
    check_root(&root, expected)?;
    let anchors = match installed {
        Some(trust) => newest(trust, &named.pack)?,
        None => TrustAnchors::open(&named.pack, &root)?,
    };
    let (claims, _) = jws::open_by::<Enrolment>(document, Kind::Enrolment, &anchors.roots).map_err(not_trusted)?;
    if claims.iss != anchors.pack.vendor {
        return Err(ChainError::Vendor { expected: anchors.pack.vendor.clone(), found: claims.iss });
    }
    check_term(&claims, now)?;
    Ok(VerifiedEnrolment { claims, root, anchors })
}

fn check_root(root: &PublicKey, expected: Option<&str>) -> Result<(), ChainError> {
    let found = root.thumbprint();
    match expected {
        Some(expected) if expected != found => Err(ChainError::OtherRoot { found, expected: expected.to_owned() }),
        _ => Ok(()),
    }
}

/// What is trusted after the pack of a file: the installed pack stays where it is as new.
fn newest(installed: &TrustAnchors, pack: &str) -> Result<TrustAnchors, ChainError> {
    match installed.update(pack) {
        Err(ChainError::PackVersion { .. }) => Ok(installed.clone()),
        Err(ChainError::Open { source, .. }) => Err(not_trusted(source)),
        updated => updated,
    }
}

fn check_term(claims: &Enrolment, now: Moment) -> Result<(), ChainError> {
    let (from, until) = (Moment::from_unix(claims.iat), Moment::from_unix(claims.exp));
    if now + CLOCK_TOLERANCE < from {
        return Err(ChainError::NotYet { document: ChainError::ENROLMENT_FILE, from: rfc3339(from) });
    }
    if now < until { Ok(()) } else { Err(ChainError::EnrolmentEnded { until: rfc3339(until) }) }
}

/// A key that is not trusted here is another vendor's; everything else is damage.
fn not_trusted(error: OpenError) -> ChainError {
    match error {
        OpenError::OtherKey { found, trusted } => ChainError::OtherRoot { found, expected: trusted },
        error => open_error(error),
    }
}

fn open_error(source: OpenError) -> ChainError {
    ChainError::Open { document: ChainError::ENROLMENT_FILE, source }
}

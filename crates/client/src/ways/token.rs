//! Token-based activation: a certificate of the site's own authority signs, and no network is needed.

use super::{attempt_result::AttemptResult, own_activation};
use crate::{
    certificates::{self, Candidate},
    env::Env,
    error::ClientError,
    issuance_licenses::{self, InstalledIssuance},
    store::Store,
    stored_activation::{Evidence, StoredActivation},
};
use muster_core::{
    client::report::CertificateReport,
    code,
    event::Occurrence,
    id::ActivationId,
    sentence,
    sentence::Sentence,
    time::{Moment, Span},
};
use muster_proto::{activation::IssuerInfo, event::Event};
use muster_trust::{
    certificate::{self, CertificateFacts},
    issuance_license,
    token::{self, TokenError, token_error},
};

/// Activates with any certificate that asks for no PIN.
pub(super) fn attempt(store: &Store, id: ActivationId, env: &Env) -> AttemptResult {
    result(with_certificate(store, id, None, None, env), env.now)
}

/// Activates with the certificate of a thumbprint, 40 hexadecimal digits with or without blanks and colons between.
pub(crate) fn attempt_with(
    store: &Store,
    id: ActivationId,
    thumbprint: &str,
    pin: Option<&str>,
    env: &Env,
) -> AttemptResult {
    let digits: String = thumbprint.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
    if digits.len() != 40 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
        return result(
            Err(token_error(code::TOKEN_THUMBPRINT, Sentence::foreign(format_args!("'{thumbprint}'")))),
            env.now,
        );
    }
    result(with_certificate(store, id, Some(&digits), pin, env), env.now)
}

fn result(activation: Result<StoredActivation, TokenError>, now: Moment) -> AttemptResult {
    match activation {
        Ok(activation) => AttemptResult::activated(activation),
        Err(TokenError { code, detail }) => {
            let events = vec![Event::new(&Occurrence::TokenFailed { code, detail: &detail.to_string() }, now)];
            AttemptResult { events, ..AttemptResult::failed(code, detail) }
        }
    }
}

/// The certificates that an installed issuance license accepts now.
pub(crate) fn accepted(store: &Store, now: Moment) -> Result<Vec<CertificateReport>, ClientError> {
    let crls = certificates::revocation_lists(store)?;
    let licenses = issuance_licenses::list(store)?;
    let is_accepted =
        |candidate: &Candidate| licenses.iter().any(|issuance| accept(issuance, candidate, &crls, now).is_ok());
    let found = certificates::candidates(store)?.into_iter().filter(is_accepted);
    let report = |candidate: Candidate| {
        let CertificateFacts { thumbprint, subject, issuer, from, until } = CertificateFacts::read(candidate.leaf())?;
        Some(CertificateReport { thumbprint, subject, issuer, from, until })
    };
    Ok(found.filter_map(report).collect())
}

fn with_certificate(
    store: &Store,
    id: ActivationId,
    thumbprint: Option<&str>,
    pin: Option<&str>,
    env: &Env,
) -> Result<StoredActivation, TokenError> {
    let fault = |error: ClientError| token_error(error.code(), error);
    let pack = &store.anchors.pack;
    let mut licenses = issuance_licenses::list(store).map_err(fault)?;
    licenses.retain(|issuance| pack.products_of(&issuance.license.groups).contains(&id));
    if licenses.is_empty() {
        let missing = sentence!(
            "no issuance license of the product is installed",
            "製品の発行ライセンスがインストールされていません"
        );
        return Err(token_error(code::TOKEN_GRANT_NOT_FOUND, missing));
    }
    let now = store.state.trusted_now(env.now);
    if !pack.activates(now) {
        let ended = sentence!(
            "version {version} of the license pack has ended",
            "ライセンス パックのバージョン {version} の有効期限が切れています",
            version = pack.version
        );
        return Err(token_error(code::PACK_VERSION, ended));
    }
    let crls = certificates::revocation_lists(store).map_err(fault)?;
    let candidates = certificates::candidates(store).map_err(fault)?;
    let mut failure = match thumbprint {
        Some(digits) => {
            token_error(code::TOKEN_THUMBPRINT_NOT_FOUND, sentence!("thumbprint {digits}", "拇印 {digits}"))
        }
        None => token_error(
            code::TOKEN_CERT_NOT_FOUND,
            sentence!("no certificate with a key was found", "キーのある証明書が見つかりません"),
        ),
    };
    for candidate in candidates.iter().filter(|candidate| candidate.is_named(thumbprint)) {
        if candidate.on_token() && thumbprint.is_none() {
            failure = token_error(
                code::TOKEN_NOT_SILENT,
                sentence!("the certificates are on a token", "証明書がトークンに保存されています"),
            );
            continue;
        }
        for issuance in &licenses {
            match accept(issuance, candidate, &crls, now) {
                Ok(()) => return sign(store, id, issuance, candidate, pin, env),
                Err(error) => failure = error,
            }
        }
    }
    Err(failure)
}

fn sign(
    store: &Store,
    id: ActivationId,
    issuance: &InstalledIssuance,
    candidate: &Candidate,
    pin: Option<&str>,
    env: &Env,
) -> Result<StoredActivation, TokenError> {
    let license = &issuance.license;
    let expires = CertificateFacts::read(candidate.leaf()).map_or(env.now, |facts| facts.until);
    let now = store.state.trusted_now(env.now);
    let until = (now + Span::days(license.validity_days)).min(expires);
    let epid = format!("{}-{}", license.grant, license.version);
    let issuer = IssuerInfo { id: license.sub, epid: &epid, pack: store.anchors.pack.version };
    let fault = |error: ClientError| token_error(error.code(), error);
    let (claims, salt) = own_activation::claims(store, id, &issuer, (now, Some(until)), env).map_err(fault)?;
    let activation = token::seal(&claims, |challenge| candidate.sign(challenge, pin))?;
    token::open(&activation, candidate.leaf())?;
    let certificates = candidate.chain().iter().map(|der| certificate::encode(der)).collect();
    let (license, evidence) = (issuance.document.clone(), Evidence::Token { certificates });
    Ok(StoredActivation { activation, license, received: now, salt: Some(salt), evidence })
}

fn accept(
    issuance: &InstalledIssuance,
    candidate: &Candidate,
    crls: &[Vec<u8>],
    now: Moment,
) -> Result<(), TokenError> {
    let license = &issuance.license;
    if now.unix() >= license.exp {
        let expired = sentence!("the issuance license has expired", "発行ライセンスの有効期限が切れています");
        return Err(token_error(code::TOKEN_GRANT_NOT_FOUND, expired));
    }
    if license.hardware_keys_only && !candidate.on_token() {
        let refused = sentence!(
            "the issuance license accepts keys in hardware only",
            "発行ライセンスで使用できるのは、ハードウェアに保存されたキーだけです"
        );
        return Err(token_error(code::TOKEN_CRITERIA, refused));
    }
    issuance_license::check_chain(license, candidate.chain(), crls, now)
}

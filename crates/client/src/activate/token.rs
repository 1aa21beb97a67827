//! Token-based activation: a certificate of the site's own authority signs, and no network is needed.

use super::{AttemptResult, Issuing};
use crate::{
    Attempt, Client, ClientError, Env,
    certificates::{self, Candidate},
    issuance::InstalledIssuance,
    state::StoredActivation,
};
use muster_core::{
    client::activation::Channel,
    code,
    event::Occurrence,
    id::ActivationId,
    time::{Moment, Span},
};
use muster_proto::event::Event;
use muster_trust::{
    certificate::{self, CertificateFacts},
    issuance_license,
    token::{self, TokenError, token_error},
};

/// A certificate that could activate a product of this machine.
#[derive(Clone, Debug)]
pub struct TokenCertificate {
    /// What `/ltc` shows.
    pub facts: CertificateFacts,
    /// Whether its key is on a token, which asks for a PIN.
    pub on_token: bool,
}

impl Client {
    /// The certificates that an installed issuance license accepts now.
    pub fn token_certificates(&self, now: Moment) -> Result<Vec<TokenCertificate>, ClientError> {
        let crls = certificates::revocation_lists(self)?;
        let licenses = self.issuance_licenses()?;
        let good =
            |candidate: &Candidate| licenses.iter().any(|issuance| accept(issuance, candidate, &crls, now).is_ok());
        let found = certificates::candidates(self)?.into_iter().filter(good);
        Ok(found
            .filter_map(|candidate| {
                Some(TokenCertificate {
                    facts: CertificateFacts::read(candidate.leaf())?,
                    on_token: candidate.on_token(),
                })
            })
            .collect())
    }

    /// Activates a product with the certificate of this thumbprint; `pin` opens the token that its key is on.
    pub fn activate_by_certificate(
        &mut self,
        id: ActivationId,
        thumbprint: &str,
        pin: Option<&str>,
        env: &Env,
    ) -> Result<Attempt, ClientError> {
        self.record_observations(env)?;
        let digits: String = thumbprint.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
        let way = if digits.len() != 40 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            self.failed(token_error(code::TOKEN_THUMBPRINT, format!("'{thumbprint}'")), env.now)
        } else {
            let outcome = self.via_certificate(id, Some(&digits), pin, env);
            outcome.unwrap_or_else(|error| self.failed(error, env.now))
        };
        self.finish(id, way, env)
    }

    /// Activates with any certificate that needs no PIN.
    pub(super) fn via_any_certificate(&self, id: ActivationId, env: &Env) -> AttemptResult {
        self.via_certificate(id, None, None, env).unwrap_or_else(|error| self.failed(error, env.now))
    }

    fn failed(&self, error: TokenError, now: Moment) -> AttemptResult {
        let events = vec![Event::new(&Occurrence::TokenFailed { code: error.code, detail: &error.detail }, now)];
        AttemptResult { events, ..AttemptResult::failed(error.code, error.detail) }
    }

    fn via_certificate(
        &self,
        id: ActivationId,
        thumbprint: Option<&str>,
        pin: Option<&str>,
        env: &Env,
    ) -> Result<AttemptResult, TokenError> {
        let fault = |error: ClientError| token_error(error.code(), error.to_string());
        let licenses = self.issuance_licenses().map_err(fault)?;
        let covering: Vec<&InstalledIssuance> = licenses
            .iter()
            .filter(|issuance| self.trust.pack.products_of(&issuance.license.groups).contains(&id))
            .collect();
        if covering.is_empty() {
            return Err(token_error(code::TOKEN_GRANT_NOT_FOUND, "no issuance license of the product is installed"));
        }
        let crls = certificates::revocation_lists(self).map_err(fault)?;
        let candidates = certificates::candidates(self).map_err(fault)?;
        let mut failure = match thumbprint {
            Some(digits) => token_error(code::TOKEN_THUMBPRINT_NOT_FOUND, format!("thumbprint {digits}")),
            None => token_error(code::TOKEN_CERT_NOT_FOUND, "no certificate with a key was found"),
        };
        for candidate in candidates.iter().filter(|candidate| candidate.is_named(thumbprint)) {
            if candidate.on_token() && thumbprint.is_none() {
                failure = token_error(code::TOKEN_NOT_SILENT, "the certificates are on a token");
                continue;
            }
            for issuance in &covering {
                match accept(issuance, candidate, &crls, env.now) {
                    Ok(()) => return self.sign(id, issuance, candidate, pin, env),
                    Err(error) => failure = error,
                }
            }
        }
        Err(failure)
    }

    fn sign(
        &self,
        id: ActivationId,
        issuance: &InstalledIssuance,
        candidate: &Candidate,
        pin: Option<&str>,
        env: &Env,
    ) -> Result<AttemptResult, TokenError> {
        let license = &issuance.license;
        let expires = CertificateFacts::read(candidate.leaf()).map_or(env.now, |facts| facts.until);
        let until = (env.now + Span::days(license.validity_days)).min(expires);
        let epid = format!("{}-{}", license.grant, license.version);
        let issuing = Issuing { holder: license.sub, epid: &epid, until: Some(until) };
        let claims = self.own_activation(id, &issuing, env);
        let activation = token::seal(&claims, |challenge| candidate.sign(challenge, pin))?;
        token::open(&activation, candidate.leaf())?;
        Ok(AttemptResult::done(
            Channel::Token,
            StoredActivation {
                activation,
                license: issuance.document.clone(),
                by: Channel::Token,
                object: None,
                seed: None,
                certificates: candidate.chain().iter().map(|der| certificate::encode(der)).collect(),
            },
        ))
    }
}

fn accept(
    issuance: &InstalledIssuance,
    candidate: &Candidate,
    crls: &[Vec<u8>],
    now: Moment,
) -> Result<(), TokenError> {
    let license = &issuance.license;
    if now.unix() >= license.exp {
        return Err(token_error(code::TOKEN_GRANT_NOT_FOUND, "the issuance license has expired"));
    }
    if license.hardware_keys_only && !candidate.on_token() {
        return Err(token_error(code::TOKEN_CRITERIA, "the issuance license accepts keys in hardware only"));
    }
    issuance_license::check_chain(license, candidate.chain(), crls, now)
}

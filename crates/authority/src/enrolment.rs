//! Enrolment files: what a new machine needs of the vendor, and where it asks, in one signed document.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    issued_key::KeyState,
    store::StoreTransaction,
};
use muster_core::{
    authority::quota::KeyStatus,
    client::discovery::HostAddress,
    id::ActivationId,
    keys::product_key::{KeyClaim, KeyKind, ProductKey},
    pack::Pack,
    sentence::Sentence,
    time::{Moment, Span},
};
use muster_proto::{
    enrolment::{EnrolledProduct, Enrolment, VERSION},
    instant,
    jwk::Jwk,
};
use muster_trust::jws::Kind;

/// What an enrolment file is to say.
#[derive(Clone, Debug, Default)]
pub struct EnrolmentTerms {
    /// The products to install.
    pub products: Vec<ActivationId>,
    /// A MAK, or the setup key of a further product.
    pub product_key: Option<ProductKey>,
    /// The host to ask.
    pub host: Option<HostAddress>,
    /// The domain to look for hosts in.
    pub domain: Option<String>,
    /// The text of `client.toml`, which the caller has checked.
    pub config: Option<String>,
    /// How long it can be used, in days; at most as long as the license pack in it.
    pub days: u32,
}

/// A signed enrolment file.
#[derive(Debug)]
pub struct SignedEnrolment {
    /// Its text.
    pub document: String,
    /// When it ends.
    pub until: Moment,
    /// The thumbprint of the root key that it names.
    pub root_key: String,
}

impl Authority {
    /// Signs an enrolment file with the newest license pack.
    ///
    /// # Errors
    /// If the pack has none of the products, or if the key is none that machines take from this authority.
    pub fn issue_enrolment(&self, terms: &EnrolmentTerms, now: Moment) -> Result<SignedEnrolment, AuthorityError> {
        self.pack_in_force(now)?;
        let anchors = self.anchors()?;
        let pack = &anchors.pack;
        if let Some(unknown) = terms.products.iter().find(|id| pack.product(**id).is_none()) {
            return Err(AuthorityError::NoProduct(*unknown, names_of(pack)));
        }
        let claim = terms.product_key.as_ref().map(|key| self.machine_key_claim(key)).transpose()?;
        let until = (now + Span::days(terms.days)).min(pack.until);
        let enrolment = Enrolment {
            ver: VERSION,
            iss: pack.vendor.clone(),
            iat: now.unix(),
            exp: until.unix(),
            root: Jwk::from(anchors.signer),
            pack: anchors.document().to_owned(),
            products: terms.products.iter().map(|id| EnrolledProduct(*id)).collect(),
            product_key: terms.product_key.as_ref().map(ProductKey::reveal),
            host: terms.host.clone(),
            domain: terms.domain.clone(),
            config: terms.config.clone(),
        };
        let root = self.secrets.root()?;
        self.store().write(|tx| {
            if let Some(claim) = &claim {
                check_key(tx, pack, claim, now)?;
            }
            let entry = match &claim {
                Some(claim) => self.key_entry(AuditAction::Enrolment, claim, now),
                None => self.entry(AuditAction::Enrolment, now),
            };
            tx.add_audit(AuditEntry { detail: Some(audit_detail(terms, until)), ..entry })
        })?;
        let document = self.secrets.sign(Kind::Enrolment, &root, &enrolment)?;
        Ok(SignedEnrolment { document, until, root_key: anchors.signer.thumbprint() })
    }

    /// What a key says that machines can be given: a setup key or a MAK of this authority.
    fn machine_key_claim(&self, key: &ProductKey) -> Result<KeyClaim, AuthorityError> {
        let claim = self
            .secrets
            .check_key(key)?
            .ok_or_else(|| AuthorityError::NoKey(Sentence::foreign(format_args!("{key:?}"))))?;
        if claim.kind == KeyKind::Host { Err(AuthorityError::KeyOfHost(claim.masked())) } else { Ok(claim) }
    }
}

/// Whether a MAK still activates something.
fn check_key(tx: &StoreTransaction<'_>, pack: &Pack, claim: &KeyClaim, now: Moment) -> Result<(), AuthorityError> {
    if claim.kind == KeyKind::Setup {
        return Ok(());
    }
    let KeyState { status, terms, .. } = tx.key_state(claim)?;
    if status != KeyStatus::Issued {
        return Err(AuthorityError::not_in_use(claim));
    }
    if terms.ended(pack.group(claim.group), now) {
        return Err(AuthorityError::KeyEnded(claim.masked()));
    }
    Ok(())
}

fn names_of(pack: &Pack) -> String {
    let names: Vec<String> = pack.products.iter().map(|product| format!("{} ({})", product.id, product.name)).collect();
    names.join(", ")
}

fn audit_detail(terms: &EnrolmentTerms, until: Moment) -> String {
    let products = terms.products.iter().map(|id| format!("product {id}"));
    let host = terms.host.iter().map(|host| format!("host {host}"));
    let domain = terms.domain.iter().map(|domain| format!("domain {domain}"));
    let config = terms.config.iter().map(|_| "with client.toml".to_owned());
    let until = [format!("until {}", instant::rfc3339(until))];
    products.chain(host).chain(domain).chain(config).chain(until).collect::<Vec<_>>().join("; ")
}

//! License pack: a vendor's products and policies as a signed document.

use crate::jwk::Jwk;
use muster_core::{
    id::{ActivationId, ApplicationId, HostId},
    keys::product_key::{KeyKind, ProductKey},
    pack::{Application, KeyGroup, Pack, Policy, Product},
    time::Span,
};
use serde::{Deserialize, Serialize};

/// The claims of a pack.
#[derive(Clone, Serialize, Deserialize)]
pub struct PackClaims {
    /// The vendor.
    pub iss: String,
    /// When it was issued, seconds since the epoch.
    pub iat: i64,
    /// Counts up with each issue.
    pub version: u32,
    /// The SRV service label.
    pub service: String,
    /// The applications.
    pub applications: Vec<ApplicationClaim>,
    /// The products.
    pub products: Vec<ProductClaim>,
    /// The key groups.
    pub key_groups: Vec<KeyGroupClaim>,
    /// Where the authority answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The root keys that are trusted once this pack is installed; the key that signed it, if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<Jwk>,
    /// Holders of licenses that are not valid any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<String>,
    /// Earlier versions that must not be used any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked_packs: Vec<u32>,
}

/// An application in a pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationClaim {
    /// Its id.
    #[serde(with = "crate::as_text")]
    pub id: ApplicationId,
    /// Its name.
    pub name: String,
}

/// A product in a pack; the periods are days.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProductClaim {
    /// Its id.
    #[serde(with = "crate::as_text")]
    pub id: ActivationId,
    /// Its application.
    #[serde(with = "crate::as_text")]
    pub application: ApplicationId,
    /// Its name.
    pub name: String,
    /// The number in its setup key.
    pub number: u16,
    /// Its setup key.
    pub setup_key: String,
    /// The least count.
    pub threshold: u32,
    /// Initial grace.
    pub grace_days: u32,
    /// Validity of an activation.
    pub validity_days: u32,
    /// Grace after it.
    pub out_of_tolerance_grace_days: u32,
    /// By how much the initial grace is extended.
    #[serde(default)]
    pub extended_grace_days: u32,
    /// Grace after the issuer of an activation was revoked.
    #[serde(default = "default_grace")]
    pub non_genuine_grace_days: u32,
    /// Whether the product reminds when no grace is left.
    #[serde(default = "default_notification")]
    pub notification: bool,
    /// How often its periods may be started anew.
    #[serde(default = "default_rearms")]
    pub rearms: u32,
}

/// 30 days.
pub fn default_grace() -> u32 {
    30
}

/// A product reminds its user.
pub fn default_notification() -> bool {
    true
}

/// As documented for Windows: 5 rearms.
pub fn default_rearms() -> u32 {
    5
}

/// A key group in a pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeyGroupClaim {
    /// The activation id of a host.
    #[serde(with = "crate::as_text")]
    pub id: ActivationId,
    /// The number in its keys.
    pub number: u16,
    /// Its name.
    pub name: String,
    /// Its products.
    pub products: Vec<String>,
    /// How long a host license is in force, in days.
    pub license_days: u32,
}

/// A pack that contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPack {
    /// An id or key in it is malformed.
    #[error("{place}: {problem}")]
    Value {
        /// Where.
        place: String,
        /// What is wrong.
        problem: String,
    },
    /// A product's setup key is not its own.
    #[error("the setup key of product '{0}' carries another number")]
    SetupKey(String),
}

impl TryFrom<PackClaims> for Pack {
    type Error = BadPack;

    fn try_from(claims: PackClaims) -> Result<Self, BadPack> {
        let applications = claims.applications.into_iter().map(|a| Application { id: a.id, name: a.name });
        Ok(Self {
            vendor: claims.iss,
            version: claims.version,
            service: claims.service,
            applications: applications.collect(),
            products: claims.products.into_iter().map(Product::try_from).collect::<Result<_, _>>()?,
            groups: claims.key_groups.into_iter().map(KeyGroup::try_from).collect::<Result<_, _>>()?,
            authority: claims.authority,
            revoked: ids::<HostId>(&claims.revoked, "revoked")?,
            revoked_packs: claims.revoked_packs,
        })
    }
}

impl TryFrom<ProductClaim> for Product {
    type Error = BadPack;

    fn try_from(claim: ProductClaim) -> Result<Self, BadPack> {
        let setup_key: ProductKey =
            claim.setup_key.parse().map_err(|problem: muster_core::keys::product_key::KeyError| BadPack::Value {
                place: format!("setup key of product '{}'", claim.name),
                problem: problem.to_string(),
            })?;
        let own = setup_key.claim().is_some_and(|key| key.kind == KeyKind::Setup && key.group == claim.number);
        if !own {
            return Err(BadPack::SetupKey(claim.name));
        }
        let policy = Policy {
            threshold: claim.threshold,
            grace: Span::days(claim.grace_days),
            validity: Span::days(claim.validity_days),
            out_of_tolerance_grace: Span::days(claim.out_of_tolerance_grace_days),
            extended_grace: Span::days(claim.extended_grace_days),
            non_genuine_grace: Span::days(claim.non_genuine_grace_days),
            notification: claim.notification,
            rearms: claim.rearms,
        };
        Ok(Self {
            id: claim.id,
            application: claim.application,
            name: claim.name,
            number: claim.number,
            setup_key,
            policy,
        })
    }
}

impl TryFrom<KeyGroupClaim> for KeyGroup {
    type Error = BadPack;

    fn try_from(claim: KeyGroupClaim) -> Result<Self, BadPack> {
        let place = format!("products of key group '{}'", claim.name);
        let products = ids::<ActivationId>(&claim.products, &place)?;
        Ok(Self {
            id: claim.id,
            number: claim.number,
            name: claim.name,
            products,
            license: Span::days(claim.license_days),
        })
    }
}

fn ids<T: std::str::FromStr<Err = muster_core::id::NotAnId>>(texts: &[String], place: &str) -> Result<Vec<T>, BadPack> {
    let wrong = |problem: T::Err| BadPack::Value { place: place.to_owned(), problem: problem.to_string() };
    texts.iter().map(|text| text.parse().map_err(wrong)).collect()
}

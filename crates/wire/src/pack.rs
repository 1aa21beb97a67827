//! License pack: a vendor's products and policies as a signed document.

use muster_core::{
    id::{ActivationId, ApplicationId},
    key::{KeyKind, ProductKey},
    pack::{Application, KeyGroup, Pack, Policy, Product},
    time::Span,
};
use serde::{Deserialize, Serialize};

/// The claims of a pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
}

/// An application in a pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationClaim {
    /// Its id.
    #[serde(with = "crate::text")]
    pub id: ApplicationId,
    /// Its name.
    pub name: String,
}

/// A product in a pack; the periods are days.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProductClaim {
    /// Its id.
    #[serde(with = "crate::text")]
    pub id: ActivationId,
    /// Its application.
    #[serde(with = "crate::text")]
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
}

/// A key group in a pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeyGroupClaim {
    /// The activation id of a host.
    #[serde(with = "crate::text")]
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
        })
    }
}

impl TryFrom<ProductClaim> for Product {
    type Error = BadPack;

    fn try_from(claim: ProductClaim) -> Result<Self, BadPack> {
        let setup_key: ProductKey = claim.setup_key.parse().map_err(|problem: muster_core::key::KeyError| {
            BadPack::Value { place: format!("setup key of product '{}'", claim.name), problem: problem.to_string() }
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
        let parse = |id: &String| {
            id.parse().map_err(|problem: muster_core::id::NotAnId| BadPack::Value {
                place: place.clone(),
                problem: problem.to_string(),
            })
        };
        let products = claim.products.iter().map(parse).collect::<Result<Vec<ActivationId>, _>>()?;
        Ok(Self {
            id: claim.id,
            number: claim.number,
            name: claim.name,
            products,
            license: Span::days(claim.license_days),
        })
    }
}

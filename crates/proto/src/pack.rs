//! License pack: a vendor's products and policies as a signed document.

use crate::jwk::Jwk;
use muster_core::{
    features::Features,
    id::{ActivationId, ApplicationId, HostId, NotAnId},
    keys::product_key::{KeyClaim, KeyKind, ProductKey},
    pack::{Application, KeyGroup, Pack, Policy, Product},
    sentence,
    sentence::Sentence,
    sentences_of,
    time::{Moment, Span},
};
use serde::{Deserialize, Serialize};

/// Version of the claims.
pub const VERSION: u32 = 1;

/// The claims of a pack.
#[derive(Clone, Serialize, Deserialize)]
pub struct PackClaims {
    /// Version of the claims: [`VERSION`]. [`version`](Self::version) counts packs.
    pub ver: u32,
    /// Issuer: the vendor's short name.
    pub iss: String,
    /// Issued at, seconds since the Unix epoch.
    pub iat: i64,
    /// Expires at, seconds since the Unix epoch.
    pub exp: i64,
    /// Rises with each pack that the vendor signs.
    pub version: u32,
    /// The SRV service label, without underscore.
    pub service: String,
    /// Groups of products that share a count.
    pub applications: Vec<ApplicationClaim>,
    /// What can be activated.
    pub products: Vec<ProductClaim>,
    /// What host keys and MAKs are good for.
    pub key_groups: Vec<KeyGroupClaim>,
    /// URL of the authority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The root keys that are trusted once this pack is installed; if empty, the key that signed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<Jwk>,
    /// Holders whose licenses are revoked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked: Vec<String>,
    /// Earlier versions that are withdrawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revoked_packs: Vec<u32>,
}

/// An application in a pack.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApplicationClaim {
    /// Application id.
    #[serde(with = "crate::as_text")]
    pub id: ApplicationId,
    /// Name for people.
    pub name: String,
}

/// A product in a pack; the periods are days.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProductClaim {
    /// Activation id.
    #[serde(with = "crate::as_text")]
    pub id: ActivationId,
    /// The application whose count it shares.
    #[serde(with = "crate::as_text")]
    pub application: ApplicationId,
    /// Name for people.
    pub name: String,
    /// The number in its setup key.
    pub number: u16,
    /// The setup key (GVLK), public.
    pub setup_key: String,
    /// The least count that the client accepts.
    pub threshold: u32,
    /// Initial grace.
    pub grace_days: u32,
    /// How long an activation is valid.
    pub validity_days: u32,
    /// Grace after an activation has expired.
    pub out_of_tolerance_grace_days: u32,
    /// Grace after the initial grace, before the first activation.
    #[serde(default)]
    pub extended_grace_days: u32,
    /// Grace after the issuer of an activation was revoked.
    #[serde(default = "default_grace")]
    pub non_genuine_grace_days: u32,
    /// Whether the product is in notification when no grace is left, rather than unlicensed.
    #[serde(default = "default_notification")]
    pub notification: bool,
    /// How often its periods may be reset (rearm).
    #[serde(default = "default_rearms")]
    pub rearms: u32,
    /// What every license of the product allows.
    #[serde(default, with = "crate::features", skip_serializing_if = "Features::is_empty")]
    pub features: Features,
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
    /// The activation id of a host with such a key.
    #[serde(with = "crate::as_text")]
    pub id: ActivationId,
    /// The number in its keys.
    pub number: u16,
    /// Name, as `/dlv` of a host prints it.
    pub name: String,
    /// Activation ids of the products that it covers.
    pub products: Vec<String>,
    /// How long a host license is in force, in days.
    pub license_days: u32,
    /// How long an activation by a MAK is valid, in days; absent if it is permanent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mak_days: Option<u32>,
    /// What licenses of its keys allow, over the defaults of their products.
    #[serde(default, with = "crate::features", skip_serializing_if = "Features::is_empty")]
    pub features: Features,
    /// When its keys end that have no end of their own, seconds since the Unix epoch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<i64>,
}

/// A pack that contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPack {
    /// An id or key in it is malformed.
    Value {
        /// The field.
        place: Sentence,
        /// What is wrong.
        problem: Sentence,
    },
    /// A product's setup key is not its own.
    SetupKey(String),
}

sentences_of!(BadPack, lang {
    Self::Value { place, problem } => (format!("{}: {}", place.text(lang), problem.text(lang)));
    Self::SetupKey(product) => (
        "the setup key of product '{product}' carries another number",
        "製品 '{product}' のセットアップ キーの番号が製品と一致しません"
    );
});

impl TryFrom<PackClaims> for Pack {
    type Error = BadPack;

    fn try_from(claims: PackClaims) -> Result<Self, BadPack> {
        let applications = claims.applications.into_iter().map(|a| Application { id: a.id, name: a.name });
        Ok(Self {
            vendor: claims.iss,
            version: claims.version,
            issued: Moment::from_unix(claims.iat),
            until: Moment::from_unix(claims.exp),
            service: claims.service,
            applications: applications.collect(),
            products: claims.products.into_iter().map(Product::try_from).collect::<Result<_, _>>()?,
            groups: claims.key_groups.into_iter().map(KeyGroup::try_from).collect::<Result<_, _>>()?,
            authority: claims.authority,
            revoked: ids::<HostId>(&claims.revoked, &Sentence::foreign("revoked"))?,
            revoked_packs: claims.revoked_packs,
        })
    }
}

impl TryFrom<ProductClaim> for Product {
    type Error = BadPack;

    fn try_from(claim: ProductClaim) -> Result<Self, BadPack> {
        let setup_key: ProductKey =
            claim.setup_key.parse().map_err(|problem: muster_core::keys::product_key::KeyError| BadPack::Value {
                place: sentence!(
                    "setup key of product '{name}'",
                    "製品 '{name}' のセットアップ キー",
                    name = claim.name
                ),
                problem: problem.into(),
            })?;
        let KeyClaim { kind, group, .. } = setup_key.claim();
        let own = kind == KeyKind::Setup && group == claim.number;
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
            features: claim.features,
        })
    }
}

impl TryFrom<KeyGroupClaim> for KeyGroup {
    type Error = BadPack;

    fn try_from(claim: KeyGroupClaim) -> Result<Self, BadPack> {
        let place = sentence!("products of key group '{name}'", "キー グループ '{name}' の製品", name = claim.name);
        let products = ids::<ActivationId>(&claim.products, &place)?;
        Ok(Self {
            id: claim.id,
            number: claim.number,
            name: claim.name,
            products,
            license: Span::days(claim.license_days),
            mak_validity: claim.mak_days.map(Span::days),
            features: claim.features,
            ends: claim.ends.map(Moment::from_unix),
        })
    }
}

fn ids<T: std::str::FromStr<Err = NotAnId>>(texts: &[String], place: &Sentence) -> Result<Vec<T>, BadPack> {
    let wrong = |problem: T::Err| BadPack::Value { place: place.clone(), problem: problem.into() };
    texts.iter().map(|text| text.parse().map_err(wrong)).collect()
}

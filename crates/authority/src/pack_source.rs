//! The vendor's description of a license pack, in TOML: what a person writes and the authority signs.

use muster_core::{
    features::Features,
    id::{ActivationId, ApplicationId, HostId},
    keys::product_key::{GROUPS, KeyClaim, KeyKind, ProductKey},
    sentence,
    sentence::Sentence,
    sentences_of,
    time::{Moment, Span},
};
use muster_proto::{
    instant,
    jwk::Jwk,
    pack::{
        ApplicationClaim, KeyGroupClaim, PackClaims, ProductClaim, default_grace, default_notification, default_rearms,
    },
};
use serde::Deserialize;
use std::collections::HashSet;

const THRESHOLD_MAX: u32 = 10_000;
const DAYS_MAX: u32 = 3_650;

/// The file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    /// Short name of the vendor: up to 63 letters, digits and hyphens.
    vendor: String,
    /// Name of the service in DNS, where machines look for hosts: up to 15 letters, digits and hyphens. `muster` if absent.
    #[serde(default = "default_service")]
    service: String,
    /// Address of the authority, `https://…`, for machines and hosts whose own file names none.
    authority: Option<String>,
    /// How long the pack is in force: 1 to 3650 days, 730 if absent.
    #[serde(default = "default_pack")]
    pack_days: u32,
    /// Groups of products that share a count.
    #[serde(default)]
    application: Vec<ApplicationClaim>,
    /// What can be activated; at least one.
    #[serde(default)]
    product: Vec<ProductSource>,
    /// What host keys and MAKs are good for.
    #[serde(default)]
    key_group: Vec<KeyGroupSource>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProductSource {
    /// Activation id, a UUID of your own for each product. It is built into the product.
    #[serde(with = "muster_proto::as_text")]
    id: ActivationId,
    /// The `id` of its application.
    #[serde(with = "muster_proto::as_text")]
    application: ApplicationId,
    /// Name for people.
    name: String,
    /// The number in its setup key (GVLK): 0 to 255, each product its own.
    number: u16,
    /// How many machines must have asked a host before it activates any: 1 to 10000.
    threshold: u32,
    /// Initial grace: 1 to 3650 days, 30 if absent.
    #[serde(default = "default_grace")]
    grace_days: u32,
    /// How long an activation by a host or a directory is valid: 1 to 3650 days, 180 if absent.
    #[serde(default = "default_validity")]
    validity_days: u32,
    /// Grace after an activation has ended, and on changed hardware: 1 to 3650 days, 30 if absent.
    #[serde(default = "default_grace")]
    out_of_tolerance_grace_days: u32,
    /// Grace after the initial grace, before the first activation: 0 to 3650 days, 0 if absent.
    #[serde(default)]
    extended_grace_days: u32,
    /// Grace after the issuer of an activation was revoked: 1 to 3650 days, 30 if absent.
    #[serde(default = "default_grace")]
    non_genuine_grace_days: u32,
    /// Whether the product is in notification when no grace is left, rather than unlicensed. `true` if absent.
    #[serde(default = "default_notification")]
    notification: bool,
    /// How often its periods may be reset (rearm). 5 if absent.
    #[serde(default = "default_rearms")]
    rearms: u32,
    /// What every license of the product allows ([features](features.md)).
    #[serde(default, deserialize_with = "muster_proto::features::strict")]
    features: Features,
}

/// What the authority adds to a description: whom to trust, and whom no longer.
#[derive(Clone, Default)]
pub struct TrustState {
    /// The root keys that are trusted.
    pub roots: Vec<Jwk>,
    /// Holders of revoked licenses.
    pub revoked: Vec<HostId>,
    /// Withdrawn versions of the pack.
    pub revoked_packs: Vec<u32>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyGroupSource {
    /// The activation id of a host with such a key, a UUID.
    #[serde(with = "muster_proto::as_text")]
    id: ActivationId,
    /// The number in its keys: 0 to 255, each group its own.
    number: u16,
    /// Name, as `slmgr /dlv` of a host prints it.
    name: String,
    /// The `number` of each product that its keys cover.
    products: Vec<u16>,
    /// How long a host license is in force: 1 to 3650 days, 1825 if absent.
    #[serde(default = "default_license")]
    license_days: u32,
    /// How long an activation by a MAK is valid: 1 to 3650 days, permanent if absent.
    mak_days: Option<u32>,
    /// What licenses of its keys allow, over the defaults of their products ([features](features.md)).
    #[serde(default, deserialize_with = "muster_proto::features::strict")]
    features: Features,
    /// The last day (UTC) of its keys that have no end of their own, such as `2027-12-31`.
    ends: Option<String>,
}

fn default_service() -> String {
    "muster".into()
}

/// Two years: what a vendor has revoked is revoked everywhere after that, and a site on a closed network carries a pack in every
/// second year.
fn default_pack() -> u32 {
    730
}

/// Five years: a host on a closed network is licensed again by hand.
fn default_license() -> u32 {
    1825
}

fn default_validity() -> u32 {
    180
}

/// Why a description makes no pack.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    /// Not TOML, or not these fields.
    Syntax(String),
    /// A field has a value that it cannot have.
    Value {
        /// Where.
        place: Sentence,
        /// What is wrong, and what would be right.
        problem: Sentence,
    },
}

sentences_of!(SourceError, lang {
    Self::Syntax(error) => (error.clone());
    Self::Value { place, problem } => (format!("{}: {}", place.text(lang), problem.text(lang)));
});

fn wrong(place: Sentence, problem: Sentence) -> SourceError {
    SourceError::Value { place, problem }
}

/// A field, as the description has it.
fn field(name: &str) -> Sentence {
    Sentence::foreign(name)
}

fn field_of_product(name: &str, field: &str) -> Sentence {
    sentence!("product '{name}', {field}", "製品 '{name}' の {field}")
}

fn field_of_group(name: &str, field: &str) -> Sentence {
    sentence!("key group '{name}', {field}", "キー グループ '{name}' の {field}")
}

fn product_number_wrong(name: &str) -> SourceError {
    let problem = sentence!(
        "each product its own, from 0 to {last}",
        "製品ごとに異なる 0 ～ {last} の値を指定してください",
        last = GROUPS - 1
    );
    wrong(field_of_product(name, "number"), problem)
}

fn group_number_wrong(name: &str) -> SourceError {
    let problem = sentence!(
        "each group its own, from 0 to {last}",
        "グループごとに異なる 0 ～ {last} の値を指定してください",
        last = GROUPS - 1
    );
    wrong(field_of_group(name, "number"), problem)
}

/// A number of days that is none of these.
fn days(from: u32) -> Sentence {
    sentence!("from {from} to {DAYS_MAX} days", "{from} ～ {DAYS_MAX} 日の範囲で指定してください")
}

impl PackSource {
    /// Reads and checks a description.
    pub fn parse(text: &str) -> Result<Self, SourceError> {
        let source: Self = toml::from_str(text).map_err(|error| SourceError::Syntax(error.to_string()))?;
        source.check_names()?;
        source.check_products()?;
        source.check_groups()?;
        Ok(source)
    }

    /// The vendor's short name.
    pub fn vendor(&self) -> &str {
        &self.vendor
    }

    /// The claims of the setup keys of its products, in their order.
    pub fn setup_claims(&self) -> Result<Vec<KeyClaim>, SourceError> {
        let claim = |product: &ProductSource| {
            KeyClaim::new(KeyKind::Setup, product.number, 0).ok_or_else(|| product_number_wrong(&product.name))
        };
        self.product.iter().map(claim).collect()
    }

    /// The claims of the pack. `setup_keys` are those of its products, in their order.
    pub fn claims(&self, version: u32, now: Moment, standing: TrustState, setup_keys: &[ProductKey]) -> PackClaims {
        let products = self.product.iter().zip(setup_keys).map(|(product, key)| product.claim(*key));
        PackClaims {
            ver: muster_proto::pack::VERSION,
            iss: self.vendor.clone(),
            iat: now.unix(),
            exp: (now + Span::days(self.pack_days)).unix(),
            version,
            service: self.service.clone(),
            applications: self.application.clone(),
            products: products.collect(),
            key_groups: self.key_group.iter().map(|group| self.group_claim(group)).collect(),
            authority: self.authority.clone(),
            roots: standing.roots,
            revoked: standing.revoked.iter().map(HostId::to_string).collect(),
            revoked_packs: standing.revoked_packs,
        }
    }

    fn group_claim(&self, group: &KeyGroupSource) -> KeyGroupClaim {
        let named = self.product.iter().filter(|product| group.products.contains(&product.number));
        let products = named.map(|product| product.id.to_string()).collect();
        KeyGroupClaim {
            id: group.id,
            number: group.number,
            name: group.name.clone(),
            products,
            license_days: group.license_days,
            mak_days: group.mak_days,
            features: group.features.clone(),
            ends: group.ends().map(Moment::unix),
        }
    }

    fn check_names(&self) -> Result<(), SourceError> {
        if !(1..=DAYS_MAX).contains(&self.pack_days) {
            return Err(wrong(field("pack_days"), days(1)));
        }
        let label = |text: &str| {
            !text.is_empty() && text.len() <= 63 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        };
        if !label(&self.vendor) {
            let problem = sentence!(
                "a short name of letters, digits and hyphens, such as \"contoso\"",
                "英数字とハイフンによる短い名前 (例: \"contoso\") を指定してください"
            );
            return Err(wrong(field("vendor"), problem));
        }
        if !label(&self.service) || self.service.len() > 15 || self.service.eq_ignore_ascii_case("vlmcs") {
            let problem = sentence!(
                "a service name of your own (RFC 6335): up to 15 letters, digits, hyphens",
                "独自のサービス名 (RFC 6335) を 15 文字以内の英数字とハイフンで指定してください"
            );
            return Err(wrong(field("service"), problem));
        }
        if self.authority.as_ref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
            let problem =
                sentence!("the address of the authority, https://…", "認証局のアドレス (https://…) を指定してください");
            return Err(wrong(field("authority"), problem));
        }
        Ok(())
    }

    fn check_products(&self) -> Result<(), SourceError> {
        let mut numbers = HashSet::new();
        let mut ids = HashSet::new();
        for product in &self.product {
            let place = |field: &str| field_of_product(&product.name, field);
            if product.number >= GROUPS || !numbers.insert(product.number) {
                return Err(product_number_wrong(&product.name));
            }
            if !ids.insert(product.id) {
                return Err(wrong(
                    place("id"),
                    sentence!("each product its own", "製品ごとに異なる値を指定してください"),
                ));
            }
            if !self.application.iter().any(|application| application.id == product.application) {
                let problem =
                    sentence!("no [[application]] has this id", "この ID の [[application]] が見つかりません");
                return Err(wrong(place("application"), problem));
            }
            if !(1..=THRESHOLD_MAX).contains(&product.threshold) {
                let problem = sentence!("from 1 to {THRESHOLD_MAX}", "1 ～ {THRESHOLD_MAX} の範囲で指定してください");
                return Err(wrong(place("threshold"), problem));
            }
            let grace = [product.grace_days, product.out_of_tolerance_grace_days, product.non_genuine_grace_days];
            if product.extended_grace_days > DAYS_MAX {
                return Err(wrong(place("extended_grace_days"), days(0)));
            }
            if grace.iter().chain([&product.validity_days]).any(|days| !(1..=DAYS_MAX).contains(days)) {
                return Err(wrong(place("*_days"), days(1)));
            }
        }
        let none = || sentence!("at least one [[product]]", "[[product]] を 1 つ以上指定してください");
        if self.product.is_empty() { Err(wrong(field("product"), none())) } else { Ok(()) }
    }

    fn check_groups(&self) -> Result<(), SourceError> {
        let mut numbers = HashSet::new();
        for group in &self.key_group {
            let place = |field: &str| field_of_group(&group.name, field);
            if group.number >= GROUPS || !numbers.insert(group.number) {
                return Err(group_number_wrong(&group.name));
            }
            if !(1..=DAYS_MAX).contains(&group.license_days) {
                return Err(wrong(place("license_days"), days(1)));
            }
            if group.mak_days.is_some_and(|days| !(1..=DAYS_MAX).contains(&days)) {
                let problem = sentence!(
                    "from 1 to {DAYS_MAX} days; without it an activation is permanent",
                    "1 ～ {DAYS_MAX} 日の範囲で指定してください。省略すると、ライセンス認証は無期限になります"
                );
                return Err(wrong(place("mak_days"), problem));
            }
            if group.ends.is_some() && group.ends().is_none() {
                let problem = sentence!(
                    "the last day of its keys, such as \"2027-12-31\"",
                    "キーの最終日を \"2027-12-31\" のような形式で指定してください"
                );
                return Err(wrong(place("ends"), problem));
            }
            let known = |number: &u16| self.product.iter().any(|product| product.number == *number);
            if let Some(number) = group.products.iter().find(|number| !known(number)) {
                let problem = sentence!("no product has number {number}", "番号 {number} の製品が見つかりません");
                return Err(wrong(place("products"), problem));
            }
        }
        Ok(())
    }
}

impl KeyGroupSource {
    fn ends(&self) -> Option<Moment> {
        self.ends.as_deref().and_then(instant::end_of_day)
    }
}

impl ProductSource {
    fn claim(&self, setup_key: ProductKey) -> ProductClaim {
        ProductClaim {
            id: self.id,
            application: self.application,
            name: self.name.clone(),
            number: self.number,
            setup_key: setup_key.reveal(),
            threshold: self.threshold,
            grace_days: self.grace_days,
            validity_days: self.validity_days,
            out_of_tolerance_grace_days: self.out_of_tolerance_grace_days,
            extended_grace_days: self.extended_grace_days,
            non_genuine_grace_days: self.non_genuine_grace_days,
            notification: self.notification,
            rearms: self.rearms,
            features: self.features.clone(),
        }
    }
}

//! Packs, licenses and activations that the tests sign.

use muster_core::{
    client::license::{Intervals, Status},
    code::{self, Code},
    features::Features,
    host::request::{ActivationRequest, Grant},
    id::{ActivationId, Cmid, HardwareId, HostId, Nonce},
    keys::product_key::{KeyClaim, ProductKey},
    time::{Moment, Span},
};
use muster_proto::{
    activation::{Activation, IssuerInfo},
    jwk::Jwk,
    license::{Confirmation, License},
    pack::{ApplicationClaim, KeyGroupClaim, PackClaims, ProductClaim},
};
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, Expected, VerifiedLicense},
    error::ChainError,
    jwk::{PublicKey, SigningKey},
    jws::{Kind, Signer},
};
use std::sync::Arc;

pub(crate) const NOW: Moment = Moment::from_unix(1_800_000_000);
pub(crate) const CMID: Cmid = Cmid::from_bytes([3; 16]);
pub(crate) const NONCE: Nonce = Nonce::from_bytes([4; 16]);
pub(crate) const HOST: HostId = HostId::from_bytes([5; 16]);

pub(crate) fn key(seed: u8) -> Arc<SigningKey> {
    Arc::new(SigningKey::from_seed([seed; 32]).expect("a key"))
}

pub(crate) fn one() -> ActivationId {
    "00000000-0000-0000-0000-0000000000b1".parse().expect("an id")
}

pub(crate) fn two() -> ActivationId {
    "00000000-0000-0000-0000-0000000000b2".parse().expect("an id")
}

/// What the vendor changes from one version of its pack to the next.
#[derive(Default)]
pub(crate) struct Changes {
    pub(crate) roots: Vec<Jwk>,
    pub(crate) revoked: Vec<HostId>,
    pub(crate) revoked_packs: Vec<u32>,
    /// `contoso` without.
    pub(crate) vendor: Option<String>,
}

pub(crate) fn pack_document(root: u8) -> String {
    pack_version(root, 1, Changes::default())
}

pub(crate) fn pack_version(root: u8, version: u32, changes: Changes) -> String {
    let application = "00000000-0000-0000-0000-0000000000a1".parse().expect("an id");
    let product = |id, number| ProductClaim {
        id,
        application,
        name: format!("Product {number}"),
        number,
        setup_key: ProductKey::new(KeyClaim::setup(number as u8), [0; 10]).reveal(),
        threshold: 25,
        grace_days: 30,
        validity_days: 180,
        out_of_tolerance_grace_days: 30,
        extended_grace_days: 0,
        non_genuine_grace_days: 30,
        notification: true,
        rearms: 5,
        features: Features::default(),
    };
    let hosts = KeyGroupClaim {
        id: "00000000-0000-0000-0000-0000000000c9".parse().expect("an id"),
        number: 9,
        name: "Host".into(),
        products: vec![one().to_string()],
        license_days: 1825,
        mak_days: None,
        features: Features::default(),
        ends: None,
    };
    let claims = PackClaims {
        ver: muster_proto::pack::VERSION,
        iss: changes.vendor.unwrap_or_else(|| "contoso".into()),
        iat: NOW.unix(),
        exp: (NOW + Span::days(730)).unix(),
        version,
        service: "muster".into(),
        applications: vec![ApplicationClaim { id: application, name: "App".into() }],
        products: vec![product(one(), 1), product(two(), 2)],
        key_groups: vec![hosts],
        authority: None,
        roots: changes.roots,
        revoked: changes.revoked.iter().map(HostId::to_string).collect(),
        revoked_packs: changes.revoked_packs,
    };
    Signer::new(Kind::Pack, key(root)).seal(&claims).expect("a document")
}

pub(crate) fn trust() -> TrustAnchors {
    TrustAnchors::open(&pack_document(1), &root()).expect("a genuine pack")
}

pub(crate) fn root() -> PublicKey {
    key(1).public()
}

pub(crate) fn license(change: impl FnOnce(&mut License)) -> License {
    let mut license = License {
        ver: muster_proto::license::VERSION,
        iss: "contoso".into(),
        sub: HOST,
        iat: NOW.unix(),
        exp: (NOW + Span::days(100)).unix(),
        cnf: Confirmation { jwk: Jwk::from(key(2).public()) },
        groups: vec![9],
        epid: "epid".into(),
        hardware: None,
        cmid: None,
        permanent: false,
        features: Features::default(),
        ends: None,
        answers: None,
    };
    change(&mut license);
    license
}

pub(crate) fn license_document(root: u8, change: impl FnOnce(&mut License)) -> String {
    Signer::new(Kind::HostLicense, key(root)).seal(&license(change)).expect("a document")
}

pub(crate) fn activation_document(host: u8, product: ActivationId, issued: Moment) -> String {
    activation_with(host, product, issued, |_| {})
}

pub(crate) fn activation_with(host: u8, product: ActivationId, issued: Moment, change: fn(&mut Activation)) -> String {
    let ask = ActivationRequest {
        cmid: CMID,
        hardware: HardwareId::from_bytes([6; 16]),
        machine: "pc".into(),
        product,
        client_time: issued,
        virtual_machine: false,
        status: Status::InitialGrace,
        minutes_left: 1,
        threshold: 25,
        counter: 1,
    };
    let grant = Grant { count: 30, until: issued + Span::days(180), intervals: Intervals::default() };
    let mut activation = Activation::new(&ask, NONCE, &grant, &IssuerInfo { id: HOST, epid: "epid", pack: 1 }, issued);
    change(&mut activation);
    Signer::new(Kind::Activation, key(host)).seal(&activation).expect("a document")
}

pub(crate) fn open(license: &str, activation: &str, expected: &Expected) -> Result<Activation, ChainError> {
    let credential = VerifiedLicense::open(license, Kind::HostLicense, &trust())?;
    chain::open_activation(activation, &credential, expected)
}

pub(crate) fn expected() -> Expected {
    Expected { cmid: CMID, product: one(), now: NOW, nonce: Some(NONCE) }
}

pub(crate) fn check(license: &str, activation: &str, expected: &Expected, code: Code) {
    let found = open(license, activation, expected);
    assert_eq!(found.as_ref().err().map_or(code::SUCCESS, ChainError::code), code, "{:?}", found.err());
}

pub(crate) fn jwk(seed: u8) -> Jwk {
    Jwk::from(key(seed).public())
}

pub(crate) fn naming(roots: &[u8]) -> Changes {
    Changes { roots: roots.iter().map(|seed| jwk(*seed)).collect(), ..Changes::default() }
}

pub(crate) fn stored(now: Moment) -> Expected {
    Expected { now, nonce: None, ..expected() }
}

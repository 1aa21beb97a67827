//! A vendor with known keys: what is fuzzed is the inside of documents, so their signatures have to be genuine.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_proto::jwk::Jwk;
use muster_trust::{
    anchors::TrustAnchors,
    chain::VerifiedLicense,
    jwk::{Sign, SigningKey},
    jws::Kind,
};
use serde_json::Value;

const PACK: &[u8] = include_bytes!("../seeds/pack/lab.json");
const LICENSE: &[u8] = include_bytes!("../seeds/license/host.json");

/// The vendor, and the holder of a license of it.
pub(crate) struct Vendor {
    pub(crate) root: SigningKey,
    pub(crate) holder: SigningKey,
    pub(crate) trust: TrustAnchors,
}

impl Vendor {
    pub(crate) fn new() -> Self {
        let [root, holder] = [1, 2].map(|byte| SigningKey::from_seed([byte; 32]).expect("a key"));
        let trust =
            TrustAnchors::open(&signed(Kind::Pack, PACK, &root), &root.public()).expect("the pack of the seeds");
        Self { root, holder, trust }
    }

    /// A license that binds the holder's key.
    pub(crate) fn license(&self) -> VerifiedLicense {
        let mut claims: Value = serde_json::from_slice(LICENSE).expect("the license of the seeds");
        claims["cnf"]["jwk"] = serde_json::to_value(Jwk::from(self.holder.public())).expect("a key");
        let document = signed(Kind::HostLicense, claims.to_string().as_bytes(), &self.root);
        VerifiedLicense::open(&document, Kind::HostLicense, &self.trust).expect("the license of the seeds")
    }
}

/// A document of `kind` with these claims, which may be anything.
pub(crate) fn signed(kind: Kind, claims: &[u8], key: &SigningKey) -> String {
    let header = format!(r#"{{"alg":"EdDSA","typ":"{}","kid":"{}"}}"#, kind.typ(), key.public().thumbprint());
    sign(&format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims)), key)
}

/// A text with a genuine signature over it.
pub(crate) fn sign(text: &str, key: &SigningKey) -> String {
    let signature = key.sign(text.as_bytes()).expect("a key in memory signs");
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}

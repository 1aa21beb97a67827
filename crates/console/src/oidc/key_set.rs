//! The keys of a provider (RFC 7517), and what each of them signed.

use aws_lc_rs::signature::{self, RsaPublicKeyComponents, UnparsedPublicKey};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;

/// More keys than a provider has.
const KEYS_MAX: usize = 100;

/// How an ID token may be signed. What has no key pair (`none`, `HS256`) is not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Ed25519,
    Es256,
    Rs256,
}

/// The keys that are understood; others are left out.
#[derive(Debug)]
pub(crate) struct KeySet(Vec<Key>);

#[derive(Debug)]
struct Key {
    id: Option<String>,
    material: Material,
}

#[derive(Debug)]
enum Material {
    Ed25519(Vec<u8>),
    P256(Vec<u8>),
    Rsa { n: Vec<u8>, e: Vec<u8> },
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    used: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// Whether a signature is that of one of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signed {
    Own,
    /// There is a key of the id, and it is not of that.
    Foreign,
    /// It may be of a key that is not here: no key has the id, or the token names none.
    Unknown,
}

impl Algorithm {
    /// The algorithm of this name in a header.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "EdDSA" => Some(Self::Ed25519),
            "ES256" => Some(Self::Es256),
            "RS256" => Some(Self::Rs256),
            _ => None,
        }
    }
}

impl KeySet {
    /// Reads the document of the keys; none if it is not one.
    pub(crate) fn read(json: &[u8]) -> Option<Self> {
        let document: Document = serde_json::from_slice(json).ok()?;
        Some(Self(document.keys.into_iter().take(KEYS_MAX).filter_map(key).collect()))
    }

    /// Whether one of the keys made a signature: that of the id, if the token names one.
    pub(crate) fn verify(&self, algorithm: Algorithm, id: Option<&str>, message: &[u8], signature: &[u8]) -> Signed {
        let of_id = |key: &&Key| id.is_none_or(|id| key.id.as_deref() == Some(id));
        let mut fitting = self.0.iter().filter(of_id).filter(|key| key.material.is_for(algorithm)).peekable();
        if fitting.peek().is_none() {
            return Signed::Unknown;
        }
        match id {
            _ if fitting.any(|key| key.material.verifies(message, signature)) => Signed::Own,
            Some(_) => Signed::Foreign,
            // It may be of a key that is newer than those here.
            None => Signed::Unknown,
        }
    }
}

fn key(jwk: serde_json::Value) -> Option<Key> {
    let Jwk { kty, kid, alg, used, crv, n, e, x, y } = serde_json::from_value(jwk).ok()?;
    let bytes = |text: Option<String>| BASE64URL_NOPAD.decode(text?.as_bytes()).ok();
    let (material, name) = match (kty.as_str(), crv.as_deref()) {
        ("OKP", Some("Ed25519")) => (Material::Ed25519(bytes(x)?), "EdDSA"),
        ("EC", Some("P-256")) => {
            let (x, y) = (bytes(x)?, bytes(y)?);
            if x.len() != 32 || y.len() != 32 {
                return None;
            }
            (Material::P256([&[4][..], &x, &y].concat()), "ES256")
        }
        ("RSA", _) => (Material::Rsa { n: bytes(n)?, e: bytes(e)? }, "RS256"),
        _ => return None,
    };
    let fits = used.is_none_or(|used| used == "sig") && alg.is_none_or(|alg| alg == name);
    fits.then_some(Key { id: kid, material })
}

impl Material {
    fn is_for(&self, algorithm: Algorithm) -> bool {
        matches!(
            (self, algorithm),
            (Self::Ed25519(_), Algorithm::Ed25519)
                | (Self::P256(_), Algorithm::Es256)
                | (Self::Rsa { .. }, Algorithm::Rs256)
        )
    }

    fn verifies(&self, message: &[u8], signed: &[u8]) -> bool {
        let verified = match self {
            Self::Ed25519(key) => UnparsedPublicKey::new(&signature::ED25519, key).verify(message, signed),
            Self::P256(key) => UnparsedPublicKey::new(&signature::ECDSA_P256_SHA256_FIXED, key).verify(message, signed),
            // 2048 to 8192 bits: a shorter key verifies nothing.
            Self::Rsa { n, e } => {
                RsaPublicKeyComponents { n, e }.verify(&signature::RSA_PKCS1_2048_8192_SHA256, message, signed)
            }
        };
        verified.is_ok()
    }
}

//! Ed25519 keys as JSON Web Keys (RFC 8037).

use aws_lc_rs::{
    digest,
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{sentence::Sentence, sentences_of};
use muster_proto::jwk::Jwk;
use std::{fmt, str::FromStr};
use zeroize::Zeroizing;

/// A key that verifies.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The key with these bytes; `None` if there are not 32.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Whether `signature` is this key's over `message`.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.0).verify(message, signature).is_ok()
    }

    /// Its JWK thumbprint (RFC 7638), base64url of SHA-256: the key id in every header.
    pub fn thumbprint(&self) -> String {
        let x = URL_SAFE_NO_PAD.encode(self.0);
        let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
        URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, canonical.as_bytes()))
    }
}

/// Whether a text has the form of a thumbprint: the bytes of SHA-256 in base64url.
pub fn is_thumbprint(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|hash| hash.len() == digest::SHA256_OUTPUT_LEN)
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.thumbprint())
    }
}

/// A key that signs, wherever its secret is.
pub trait Sign: Send + Sync {
    /// The key that verifies what this one signs.
    fn public(&self) -> PublicKey;
    /// The 64-byte signature over `message`.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError>;
    /// Whether it could sign now, without signing anything. A key in memory always can.
    fn check(&self) -> Result<(), SignError> {
        Ok(())
    }
}

/// A key that is there and does not sign: its hardware says why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct SignError(pub Sentence);

sentences_of!(SignError, lang {
    Self(problem) => ("the key does not sign: {problem}", "キーで署名できません: {problem}", problem = problem.text(lang));
});

/// A key that signs. Its secret never appears in `Debug` output, and is wiped from memory at the end.
pub struct SigningKey {
    seed: Zeroizing<[u8; 32]>,
    pair: Ed25519KeyPair,
    public: PublicKey,
}

impl SigningKey {
    /// The key of 32 random bytes (RFC 8032 seed).
    pub fn from_seed(seed: [u8; 32]) -> Result<Self, BadKey> {
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| BadKey)?;
        let public = PublicKey::from_bytes(pair.public_key().as_ref()).ok_or(BadKey)?;
        Ok(Self { seed: Zeroizing::new(seed), pair, public })
    }

    /// The key that verifies what this one signs.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    /// The 32 secret bytes, for the one place that stores them.
    pub fn seed(&self) -> &[u8; 32] {
        &self.seed
    }
}

impl Sign for SigningKey {
    fn public(&self) -> PublicKey {
        self.public
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SignError> {
        let mut signature = [0; 64];
        let signed = self.pair.sign(message);
        signature.copy_from_slice(signed.as_ref());
        Ok(signature)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({:?})", self.public)
    }
}

/// A key document that is not an Ed25519 key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadKey;

sentences_of!(BadKey, lang {
    Self => (
        "not an Ed25519 key (JWK with kty OKP, crv Ed25519)",
        "Ed25519 のキー (kty が OKP、crv が Ed25519 の JWK) ではありません"
    );
});

impl std::error::Error for BadKey {}

/// The document of the private key: `d` is the seed.
impl From<&SigningKey> for Jwk {
    fn from(key: &SigningKey) -> Self {
        Self { d: Some(URL_SAFE_NO_PAD.encode(key.seed())), ..Self::from(key.public()) }
    }
}

/// The private key of a document whose public part belongs to it.
impl TryFrom<&Jwk> for SigningKey {
    type Error = BadKey;

    fn try_from(jwk: &Jwk) -> Result<Self, BadKey> {
        let seed = jwk.d.as_ref().and_then(|d| URL_SAFE_NO_PAD.decode(d).ok()).ok_or(BadKey)?;
        let key = Self::from_seed(seed.try_into().map_err(|_| BadKey)?)?;
        if key.public() == PublicKey::try_from(jwk)? { Ok(key) } else { Err(BadKey) }
    }
}

impl From<PublicKey> for Jwk {
    fn from(key: PublicKey) -> Self {
        Self { kty: "OKP".into(), crv: "Ed25519".into(), x: URL_SAFE_NO_PAD.encode(key.0), d: None }
    }
}

/// The public key in the text of a key document.
impl FromStr for PublicKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        Self::try_from(&serde_json::from_str::<Jwk>(text).map_err(|_| BadKey)?)
    }
}

/// The private key in the text of a key document.
impl FromStr for SigningKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        Self::try_from(&serde_json::from_str::<Jwk>(text).map_err(|_| BadKey)?)
    }
}

impl TryFrom<&Jwk> for PublicKey {
    type Error = BadKey;

    fn try_from(jwk: &Jwk) -> Result<Self, BadKey> {
        let bytes = URL_SAFE_NO_PAD.decode(&jwk.x).map_err(|_| BadKey)?;
        let named = jwk.kty == "OKP" && jwk.crv == "Ed25519";
        Self::from_bytes(&bytes).filter(|_| named).ok_or(BadKey)
    }
}

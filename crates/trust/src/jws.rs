//! Signed documents: JWS compact serialization with EdDSA (RFC 7515, RFC 8037).
//!
//! Each kind of document has its own `typ` (RFC 8725, section 3.11), so that one can never pass for another.

use crate::jwk::{PublicKey, Sign, SignError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::sentences_of;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::sync::Arc;

/// The kinds of signed documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What a host issues to a client.
    Activation,
    /// What an agent tells a host that manages its machine.
    Contact,
    /// What the authority issues to a directory: every member activates itself by it.
    DirectoryLicense,
    /// What makes a machine a client: root key, license pack, settings.
    Enrolment,
    /// What an agent uploads to a host that manages its machine.
    Evidence,
    /// What the authority issues to a host.
    HostLicense,
    /// What the authority issues to a site with a public key infrastructure of its own: certificates activate by it.
    IssuanceLicense,
    /// What a machine tells a product of its license.
    LicenseStatement,
    /// What the authority issues to a machine with a MAK.
    MakLicense,
    /// What a host orders of a machine that it manages.
    Order,
    /// A vendor's products and policies.
    Pack,
}

impl Kind {
    /// Whether a document says of itself that it is of this kind. That proves nothing: opening it does.
    pub fn is_of(self, document: &str) -> bool {
        let header = document.trim().split('.').next().and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
        header.is_some_and(|json| read_header(&json).is_ok_and(|header| header.typ == self.typ()))
    }

    /// The `ver` of the claims that this version of Muster reads and writes.
    pub fn version(self) -> u32 {
        match self {
            Self::Activation => muster_proto::activation::VERSION,
            Self::DirectoryLicense | Self::HostLicense | Self::MakLicense => muster_proto::license::VERSION,
            Self::Contact => muster_proto::order::CONTACT_VERSION,
            Self::Enrolment => muster_proto::enrolment::VERSION,
            Self::Evidence => muster_proto::evidence::EVIDENCE_VERSION,
            Self::IssuanceLicense => muster_proto::issuance_license::VERSION,
            Self::LicenseStatement => muster_proto::license_statement::VERSION,
            Self::Order => muster_proto::order::ORDER_VERSION,
            Self::Pack => muster_proto::pack::VERSION,
        }
    }

    /// The `typ` in the header.
    pub fn typ(self) -> &'static str {
        match self {
            Self::Activation => "muster-activation+jwt",
            Self::Contact => "muster-contact+jwt",
            Self::DirectoryLicense => "muster-directory-license+jwt",
            Self::Enrolment => "muster-enrolment+jwt",
            Self::Evidence => "muster-evidence+jwt",
            Self::HostLicense => "muster-host-license+jwt",
            Self::IssuanceLicense => "muster-issuance-license+jwt",
            Self::LicenseStatement => "muster-license-statement+jwt",
            Self::MakLicense => "muster-mak-license+jwt",
            Self::Order => "muster-order+jwt",
            Self::Pack => "muster-pack+jwt",
        }
    }
}

/// Why a signed document was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not three base64url parts with a JSON header.
    Form,
    /// The header lacks a member, or has one that is not understood, `crit` among them (RFC 7515, 4.1.11).
    Header(serde_json::Error),
    /// Signed as another kind of document, or with another algorithm.
    Kind {
        /// The type that was needed.
        expected: &'static str,
        /// The type and algorithm found.
        found: String,
    },
    /// The header names a key that is not trusted here.
    OtherKey {
        /// The `kid` of the header, a JWK thumbprint (RFC 7638).
        found: String,
        /// The thumbprints of the keys that may sign, with commas between.
        trusted: String,
    },
    /// The signature is not that key's over these bytes.
    Signature {
        /// Thumbprint of the key that was expected to sign.
        key: String,
    },
    /// Genuine, but not what a document of this kind holds.
    Claims(#[from] serde_json::Error),
    /// Genuine, of a version that this Muster does not read.
    Version {
        /// The type of the document.
        typ: &'static str,
        /// Its `ver`; 0 if it has none.
        found: u32,
        /// The version that is read.
        known: u32,
    },
}

sentences_of!(OpenError, lang {
    Self::Form => (
        "not a signed document (JWS compact with three parts)",
        "署名された文書 (3 つの部分からなる JWS compact) ではありません"
    );
    Self::Header(error) => (
        "the header is not that of a document of Muster: {error}",
        "Muster の文書のヘッダーではありません: {error}"
    );
    Self::Kind { expected, found } => (
        "a document of type '{found}' where '{expected}' is needed",
        "文書の種類が '{found}' です ('{expected}' が必要です)"
    );
    Self::OtherKey { found, trusted } => (
        "signed by key {found}; trusted here: {trusted}",
        "キー {found} で署名されています (ここで信頼されているキー: {trusted})"
    );
    Self::Signature { key } => ("the signature is not that of key {key}", "キー {key} による署名ではありません");
    Self::Claims(error) => (
        "signed, but not readable: {error}",
        "署名は正しいものの、内容を読み取れません: {error}"
    );
    Self::Version { typ, found, known } => (
        "a document of type '{typ}' and version {found}; this Muster reads version {known}: update Muster",
        "種類 '{typ}' の文書のバージョン {found} は、この Muster (バージョン {known} に対応) では読み取れません。Muster を更新してください"
    );
});

/// A member that is not one of these makes a header that is refused: whoever wrote it meant something by it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header<'h> {
    alg: std::borrow::Cow<'h, str>,
    typ: std::borrow::Cow<'h, str>,
    kid: String,
}

/// Why a document was not signed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The claims cannot be encoded.
    Encode(#[from] serde_json::Error),
    /// The key does not sign.
    Sign(#[from] SignError),
}

sentences_of!(SealError, lang {
    Self::Encode(error) => ("cannot encode: {error}", "エンコードできません: {error}");
    Self::Sign(error) => (error.text(lang));
});

/// A key with the header of one kind of document ready: what a host signs thousands of times a second.
pub struct Signer {
    key: Arc<dyn Sign>,
    header: String,
}

impl Signer {
    /// A signer of `kind` with `key`.
    pub fn new(kind: Kind, key: Arc<dyn Sign>) -> Self {
        let header = header(kind, &key.public());
        Self { key, header }
    }

    /// Signs claims.
    pub fn seal(&self, claims: &impl Serialize) -> Result<String, SealError> {
        let input = with_claims(&self.header, claims)?;
        let signature = self.key.sign(input.as_bytes())?;
        Ok(signed(input, &signature))
    }
}

/// The header of a document of `kind` that `key` signs, in base64url.
pub fn header(kind: Kind, key: &PublicKey) -> String {
    let kid = key.thumbprint();
    URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"EdDSA","typ":"{}","kid":"{kid}"}}"#, kind.typ()))
}

/// What `key` signs of a document of `kind` with these claims, where the key is elsewhere (RFC 7515, 5.1: the signing input).
pub fn signing_input(kind: Kind, key: &PublicKey, claims: &impl Serialize) -> Result<String, serde_json::Error> {
    with_claims(&header(kind, key), claims)
}

/// The document of a signing input and the signature over it.
pub fn signed(mut input: String, signature: &[u8; 64]) -> String {
    input.push('.');
    URL_SAFE_NO_PAD.encode_string(signature, &mut input);
    input
}

fn with_claims(header: &str, claims: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut input = String::with_capacity(1024);
    input.push_str(header);
    input.push('.');
    URL_SAFE_NO_PAD.encode_string(serde_json::to_vec(claims)?, &mut input);
    Ok(input)
}

/// Opens a document that one of `keys` must have signed, the one that its `kid` names; also says which.
pub fn open_by<'k, T: DeserializeOwned>(
    document: &str,
    kind: Kind,
    keys: &'k [PublicKey],
) -> Result<(T, &'k PublicKey), OpenError> {
    let parts = Parts::of(document)?;
    let header = read_header(&parts.header)?;
    check_kind(&header, kind)?;
    let Some(key) = keys.iter().find(|key| key.thumbprint() == header.kid) else {
        let trusted: Vec<String> = keys.iter().map(PublicKey::thumbprint).collect();
        return Err(OpenError::OtherKey { found: header.kid, trusted: trusted.join(", ") });
    };
    if !key.verifies(parts.signed.as_bytes(), &parts.signature) {
        return Err(OpenError::Signature { key: key.thumbprint() });
    }
    check_version(&parts.payload, kind)?;
    Ok((serde_json::from_slice(&parts.payload)?, key))
}

/// Opens a document that `key` must have signed. The payload is looked at only after the signature was found good.
pub fn open<T: DeserializeOwned>(document: &str, kind: Kind, key: &PublicKey) -> Result<T, OpenError> {
    open_by(document, kind, std::slice::from_ref(key)).map(|(claims, _)| claims)
}

/// What a document says before anybody has verified it. It is for one thing: to learn which key it names, and then to open it.
pub(crate) fn unverified<T: DeserializeOwned>(document: &str, kind: Kind) -> Result<T, OpenError> {
    let parts = Parts::of(document)?;
    let header = read_header(&parts.header)?;
    check_kind(&header, kind)?;
    check_version(&parts.payload, kind)?;
    Ok(serde_json::from_slice(&parts.payload)?)
}

/// A document taken apart.
struct Parts<'d> {
    header: Vec<u8>,
    payload: Vec<u8>,
    signature: Vec<u8>,
    /// The bytes that the signature covers.
    signed: &'d str,
}

impl<'d> Parts<'d> {
    fn of(document: &'d str) -> Result<Self, OpenError> {
        let (signed, signature) = document.rsplit_once('.').ok_or(OpenError::Form)?;
        let (header, payload) = signed.split_once('.').ok_or(OpenError::Form)?;
        let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| OpenError::Form);
        Ok(Self { header: decode(header)?, payload: decode(payload)?, signature: decode(signature)?, signed })
    }
}

fn read_header(json: &[u8]) -> Result<Header<'_>, OpenError> {
    // An array would pass as a header with its members in order.
    if !json.starts_with(b"{") {
        return Err(OpenError::Form);
    }
    serde_json::from_slice(json)
        .map_err(|error| if error.is_data() { OpenError::Header(error) } else { OpenError::Form })
}

fn check_kind(header: &Header<'_>, kind: Kind) -> Result<(), OpenError> {
    if header.alg == "EdDSA" && header.typ == kind.typ() {
        return Ok(());
    }
    Err(OpenError::Kind { expected: kind.typ(), found: format!("{} ({})", header.typ, header.alg) })
}

/// Fails for claims of another version before they are read: what they mean is not known.
fn check_version(payload: &[u8], kind: Kind) -> Result<(), OpenError> {
    #[derive(Deserialize)]
    struct Versioned {
        #[serde(default)]
        ver: u32,
    }
    let Versioned { ver: found } = serde_json::from_slice(payload)?;
    let known = kind.version();
    if found == known { Ok(()) } else { Err(OpenError::Version { typ: kind.typ(), found, known }) }
}

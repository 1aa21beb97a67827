//! Signed documents: JWS compact serialization with EdDSA (RFC 7515, RFC 8037).
//!
//! Each kind of document has its own `typ` (RFC 8725, section 3.11), so that one can never pass for another.

use crate::jwk::{PublicKey, Sign, SignError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::sync::Arc;

/// The kinds of signed documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What a host issues to a client.
    Activation,
    /// What the authority issues to a directory: every member activates itself by it.
    DirectoryLicense,
    /// What the authority issues to a host.
    HostLicense,
    /// What the authority issues to a site with a public key infrastructure of its own: certificates activate by it.
    IssuanceLicense,
    /// What the authority issues to a machine with a MAK.
    MakLicense,
    /// A vendor's products and policies.
    Pack,
}

impl Kind {
    /// Whether a document says of itself that it is of this kind. That proves nothing: opening it does.
    pub fn is_of(self, document: &str) -> bool {
        let header = document.trim().split('.').next().and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
        header.is_some_and(|json| {
            serde_json::from_slice::<Header<'_>>(&json).is_ok_and(|header| header.typ == self.typ())
        })
    }

    /// The `typ` in the header.
    pub fn typ(self) -> &'static str {
        match self {
            Self::Activation => "muster-activation+jwt",
            Self::DirectoryLicense => "muster-directory-license+jwt",
            Self::HostLicense => "muster-host-license+jwt",
            Self::IssuanceLicense => "muster-issuance-license+jwt",
            Self::MakLicense => "muster-mak-license+jwt",
            Self::Pack => "muster-pack+jwt",
        }
    }
}

/// Why a signed document was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Not three base64url parts with a JSON header.
    #[error("not a signed document (JWS compact with three parts)")]
    Form,
    /// Signed as another kind of document, or with another algorithm.
    #[error("a document of type '{found}' where '{expected}' is needed")]
    Kind {
        /// The type that was needed.
        expected: &'static str,
        /// The type and algorithm found.
        found: String,
    },
    /// The signature is not that key's over these bytes.
    #[error("the signature is not that of key {key}")]
    Signature {
        /// Thumbprint of the key that was expected to sign.
        key: String,
    },
    /// Genuine, but not what a document of this kind holds.
    #[error("signed, but not readable: {0}")]
    Claims(#[from] serde_json::Error),
}

#[derive(Serialize, Deserialize)]
struct Header<'h> {
    alg: std::borrow::Cow<'h, str>,
    typ: std::borrow::Cow<'h, str>,
    kid: String,
}

/// Why a document was not signed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The claims cannot be encoded.
    #[error("cannot encode: {0}")]
    Encode(#[from] serde_json::Error),
    /// The key does not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// A key with the header of one kind of document ready: what a host signs thousands of times a second.
pub struct Signer {
    key: Arc<dyn Sign>,
    header: String,
}

impl Signer {
    /// A signer of `kind` with `key`.
    pub fn new(kind: Kind, key: Arc<dyn Sign>) -> Self {
        let kid = key.public().thumbprint();
        let header = format!(r#"{{"alg":"EdDSA","typ":"{}","kid":"{kid}"}}"#, kind.typ());
        Self { key, header: URL_SAFE_NO_PAD.encode(header) }
    }

    /// Signs claims.
    pub fn seal(&self, claims: &impl Serialize) -> Result<String, SealError> {
        let mut document = String::with_capacity(1024);
        document.push_str(&self.header);
        document.push('.');
        URL_SAFE_NO_PAD.encode_string(serde_json::to_vec(claims)?, &mut document);
        let signature = self.key.sign(document.as_bytes())?;
        document.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut document);
        Ok(document)
    }
}

/// Opens a document that one of `keys` must have signed; also says which.
pub fn open_by<'k, T: DeserializeOwned>(
    document: &str,
    kind: Kind,
    keys: &'k [PublicKey],
) -> Result<(T, &'k PublicKey), OpenError> {
    let mut failure = OpenError::Form;
    for key in keys {
        match open(document, kind, key) {
            Ok(claims) => return Ok((claims, key)),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

/// Opens a document that `key` must have signed. The payload is looked at only after the signature was found good.
pub fn open<T: DeserializeOwned>(document: &str, kind: Kind, key: &PublicKey) -> Result<T, OpenError> {
    let (signed, signature) = document.rsplit_once('.').ok_or(OpenError::Form)?;
    let (header, payload) = signed.split_once('.').ok_or(OpenError::Form)?;
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| OpenError::Form);
    let header = decode(header)?;
    let header: Header<'_> = serde_json::from_slice(&header).map_err(|_| OpenError::Form)?;
    if header.alg != "EdDSA" || header.typ != kind.typ() {
        return Err(OpenError::Kind { expected: kind.typ(), found: format!("{} ({})", header.typ, header.alg) });
    }
    if !key.verifies(signed.as_bytes(), &decode(signature)?) {
        return Err(OpenError::Signature { key: key.thumbprint() });
    }
    Ok(serde_json::from_slice(&decode(payload)?)?)
}

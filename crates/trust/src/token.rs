//! Token-based activation: an activation that a certificate of the site signs.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    code::{self, Code},
    sentence,
    sentence::Sentence,
    sentences_of,
};
use muster_proto::activation::Activation;
use rustls_pki_types::CertificateDer;
use webpki::EndEntityCert;

/// Why a certificate does not activate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TokenError {
    /// The documented code.
    pub code: Code,
    /// What was found.
    pub detail: Sentence,
}

sentences_of!(TokenError, lang {
    Self { detail, .. } => (detail.text(lang));
});

/// A failure with this code.
pub fn token_error(code: Code, detail: impl Into<Sentence>) -> TokenError {
    TokenError { code, detail: detail.into() }
}

/// How a certificate signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Ed25519.
    Ed25519,
    /// ECDSA on P-256 with SHA-256.
    EcdsaP256,
    /// RSA with PKCS #1 v1.5 padding and SHA-256.
    Rsa,
}

/// An activation that a certificate signed: payload and signature, base64url, with a point between.
pub fn seal(
    activation: &Activation,
    sign: impl FnOnce(&[u8]) -> Result<Vec<u8>, TokenError>,
) -> Result<String, TokenError> {
    let claims =
        serde_json::to_vec(activation).map_err(|error| token_error(code::UNEXPECTED, Sentence::foreign(error)))?;
    let payload = URL_SAFE_NO_PAD.encode(claims);
    let signature = URL_SAFE_NO_PAD.encode(sign(payload.as_bytes())?);
    Ok(format!("{payload}.{signature}"))
}

/// Opens an activation that the leaf of `chain` signed.
pub fn open(document: &str, leaf: &CertificateDer<'_>) -> Result<Activation, TokenError> {
    let tampered = || {
        let detail = sentence!(
            "the stored activation is not what the certificate signed",
            "保存されているライセンス認証の内容が、証明書で署名されたものと一致しません"
        );
        token_error(code::TOKEN_CHAIN, detail)
    };
    let (payload, signature) = document.split_once('.').ok_or_else(tampered)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| tampered())?;
    let certificate = EndEntityCert::try_from(leaf).map_err(|_| tampered())?;
    let algorithms = [
        webpki::aws_lc_rs::ED25519,
        webpki::aws_lc_rs::ECDSA_P256_SHA256,
        webpki::aws_lc_rs::RSA_PKCS1_2048_8192_SHA256,
    ];
    let verified = algorithms
        .into_iter()
        .any(|algorithm| certificate.verify_signature(algorithm, payload.as_bytes(), &signature).is_ok());
    if !verified {
        return Err(tampered());
    }
    let claims = URL_SAFE_NO_PAD.decode(payload).map_err(|_| tampered())?;
    let activation: Activation = serde_json::from_slice(&claims).map_err(|_| tampered())?;
    if activation.ver != muster_proto::activation::VERSION {
        let problem = sentence!(
            "the stored activation has version {version}, which this Muster does not read",
            "保存されているライセンス認証のバージョン {version} は、この Muster では読み取れません",
            version = activation.ver
        );
        return Err(token_error(code::TOKEN_CHAIN, problem));
    }
    Ok(activation)
}

/// The signature of ECDSA as certificates have it (RFC 3279, 2.2.3), from the bare numbers that a token gives.
pub fn ecdsa_der(bare: &[u8]) -> Vec<u8> {
    let (r, s) = bare.split_at(bare.len() / 2);
    let integer = |bytes: &[u8]| {
        let start = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
        let digits = bytes.get(start..).unwrap_or_default();
        let sign = digits.first().is_none_or(|first| *first >= 0x80).then_some(0);
        let value: Vec<u8> = sign.into_iter().chain(digits.iter().copied()).collect();
        [vec![0x02, value.len() as u8], value].concat()
    };
    let body = [integer(r), integer(s)].concat();
    [vec![0x30, body.len() as u8], body].concat()
}

//! Sealing with AES-256-GCM (NIST SP 800-38D). Nonce and sealed text are written in base64url.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// Why a sealed text does not open.
pub(crate) enum OpenError {
    /// Nonce or text is none.
    Form,
    /// It was sealed under another key or context, or altered.
    Other,
}

/// `secret`, sealed under `key` and bound to `context`. A nonce is used once with a key.
#[expect(clippy::expect_used, reason = "AES-GCM seals every text below 64 GB")]
pub(crate) fn seal(key: &[u8; 32], nonce: [u8; 12], context: &[u8], secret: &[u8]) -> String {
    let mut bytes = secret.to_vec();
    let nonce = Nonce::assume_unique_for_key(nonce);
    cipher(key).seal_in_place_append_tag(nonce, Aad::from(context), &mut bytes).expect("a short text");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is sealed in such a text, wiped from memory at the end.
pub(crate) fn open(key: &[u8; 32], nonce: &str, context: &[u8], sealed: &str) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| OpenError::Form);
    let nonce = Nonce::try_assume_unique_for_key(&decode(nonce)?).map_err(|_| OpenError::Form)?;
    let mut bytes = Zeroizing::new(decode(sealed)?);
    let opened = cipher(key).open_in_place(nonce, Aad::from(context), &mut bytes).map_err(|_| OpenError::Other)?;
    let length = opened.len();
    bytes.truncate(length);
    Ok(bytes)
}

#[expect(clippy::expect_used, reason = "AES-256 takes every key of 32 bytes")]
fn cipher(key: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("32 bytes"))
}

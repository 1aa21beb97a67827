//! Sealing to a public key: HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305. The key of each
//! message is drawn from the operating system's generator.

use rustls::crypto::{
    aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_CHACHA20_POLY1305 as SUITE,
    hpke::{EncapsulatedSecret, Hpke, HpkePrivateKey, HpkePublicKey},
};

/// What was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The encapsulated key.
    pub enc: Vec<u8>,
    /// The ciphertext.
    pub ciphertext: Vec<u8>,
}

/// Seals to the holder of a public key (X25519); whoever opens it has to know `info` and `aad`. `None` if the key is none.
pub fn seal(public: &[u8; 32], info: &[u8], aad: &[u8], plaintext: &[u8]) -> Option<Sealed> {
    let (enc, ciphertext) = SUITE.seal(info, aad, plaintext, &HpkePublicKey(public.to_vec())).ok()?;
    Some(Sealed { enc: enc.0, ciphertext })
}

/// Opens what was sealed; `None` if it was sealed to another key, or with another `info` or `aad`, or was changed.
pub fn open(secret: &[u8; 32], info: &[u8], aad: &[u8], sealed: &Sealed) -> Option<Vec<u8>> {
    let enc = EncapsulatedSecret(sealed.enc.clone());
    SUITE.open(&enc, info, aad, &sealed.ciphertext, &HpkePrivateKey::from(secret.to_vec())).ok()
}

#[cfg(test)]
mod tests {
    use super::{Sealed, open, seal};

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        std::array::from_fn(|place| u8::from_str_radix(&hex[2 * place..2 * place + 2], 16).expect("hexadecimal"))
    }

    /// RFC 9180, appendix A.2.1: `skRm` and `pkRm`.
    const SECRET: &str = "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb";
    const PUBLIC: &str = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";

    /// RFC 9180, appendix A.2.1.1: the first message.
    #[test]
    fn the_vector_of_the_rfc_opens() {
        let enc: [u8; 32] = bytes("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
        let ciphertext: [u8; 45] =
            bytes("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28");
        let info: [u8; 20] = bytes("4f6465206f6e2061204772656369616e2055726e");
        let sealed = Sealed { enc: enc.to_vec(), ciphertext: ciphertext.to_vec() };
        let opened = open(&bytes(SECRET), &info, b"Count-0", &sealed).expect("opened");
        assert_eq!(opened, b"Beauty is truth, truth beauty");
    }

    #[test]
    fn only_the_holder_of_the_key_opens_and_only_what_it_was_bound_to() {
        let sealed = seal(&bytes(PUBLIC), b"info", b"order 1", b"a key").expect("sealed");
        let secret = bytes(SECRET);
        assert_eq!(open(&secret, b"info", b"order 1", &sealed).as_deref(), Some(&b"a key"[..]));
        assert_eq!(open(&secret, b"info", b"order 2", &sealed), None);
        assert_eq!(open(&secret, b"other", b"order 1", &sealed), None);
        assert_eq!(open(&[7; 32], b"info", b"order 1", &sealed), None);
        let mut changed = sealed.clone();
        changed.ciphertext[0] ^= 1;
        assert_eq!(open(&secret, b"info", b"order 1", &changed), None);
        let again = seal(&bytes(PUBLIC), b"info", b"order 1", b"a key").expect("sealed");
        assert_ne!(sealed, again, "each has a key of its own");
    }
}

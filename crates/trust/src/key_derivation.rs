//! Keys and masks derived from a secret (HKDF-SHA256, RFC 5869).

use aws_lc_rs::hkdf;

/// `N` bytes, at most 255 digests long.
#[expect(
    clippy::expect_used,
    reason = "fails only for lengths beyond 255 digests; zeros would be a key that everybody has"
)]
pub(crate) fn derive<const N: usize>(secret: &[u8], salt: &[u8], info: &[u8]) -> [u8; N] {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut bytes = [0; N];
    let key = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
    key.expand(&[info], Length(N)).and_then(|output| output.fill(&mut bytes)).expect("at most 255 digests");
    bytes
}

#[cfg(test)]
mod tests {
    use super::derive;

    /// RFC 5869, appendix A.1.
    #[test]
    fn the_vector_of_the_rfc() {
        let salt: Vec<u8> = (0..=0x0C).collect();
        let info: Vec<u8> = (0xF0..=0xF9).collect();
        let found: [u8; 42] = derive(&[0x0B; 22], &salt, &info);
        let hex: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    }
}

//! Keys and masks derived from a secret (HKDF-SHA256, RFC 5869).

use aws_lc_rs::hkdf;

/// `N` bytes, at most 255 digests long.
pub(crate) fn derive<const N: usize>(secret: &[u8], salt: &[u8], info: &[u8]) -> [u8; N] {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut bytes = [0; N];
    let key = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
    // Fails only for lengths beyond 255 digests.
    let filled = key.expand(&[info], Length(N)).and_then(|output| output.fill(&mut bytes));
    filled.map_or([0; N], |()| bytes)
}

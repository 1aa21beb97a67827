//! The generator of the cryptography draws from Windows.

/// Leaves it to that.
pub(crate) fn fill(_: &mut [u8]) -> bool {
    false
}

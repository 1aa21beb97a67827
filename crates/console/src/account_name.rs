//! Names of accounts.

/// The most characters of a name.
pub(crate) const LENGTH_MAX: usize = 64;

/// The name of an account as it is stored.
pub(crate) fn normalised(typed: &str) -> String {
    typed.trim().to_lowercase()
}

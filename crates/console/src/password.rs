//! Passwords: Argon2id (RFC 9106) with the parameters that OWASP's Password Storage Cheat Sheet names, as a PHC string.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use std::sync::{Mutex, OnceLock, PoisonError};

/// 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The least characters of a password.
pub(crate) const LENGTH_MIN: usize = 12;
/// The most characters of a password: a longer one only costs time.
pub(crate) const LENGTH_MAX: usize = 256;

/// One at a time: whoever floods the sign-in takes 19 MiB and one processor, not more.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The PHC string of a password with a random salt; none if it cannot be hashed.
pub(crate) fn hash(password: &str, salt: [u8; 16]) -> Option<String> {
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    argon2().hash_password_with_salt(password.as_bytes(), &salt).ok().map(|hash| hash.to_string())
}

/// Whether the password is that of the hash. Without a hash it takes as long, and it never is: who asks does not learn whether there
/// is such an account.
pub(crate) fn verify(password: &str, stored: Option<&str>) -> bool {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let nobody = NOBODY.get_or_init(|| hash("", [0; 16]).unwrap_or_default());
    let _one = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let fits = argon2().verify_password(password.as_bytes(), stored.unwrap_or(nobody)).is_ok();
    fits && stored.is_some()
}

#[cfg(test)]
mod tests {
    use super::{hash, verify};

    #[test]
    fn a_password_is_kept_as_argon2id_and_nobody_has_none() {
        let stored = hash("correct horse", [7; 16]).expect("hashed");
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify("correct horse", Some(&stored)) && !verify("correct horse ", Some(&stored)));
        assert!(!verify("", None) && !verify("", Some("")) && !verify("", Some("$argon2id$")));
        assert_ne!(hash("correct horse", [8; 16]).expect("hashed"), stored);
    }
}

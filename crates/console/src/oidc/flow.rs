//! One sign-in on its way to the provider and back. All that it is recognised by comes from one secret, which the browser holds in a
//! cookie: nothing is stored until somebody is signed in.

use crate::{cookie::SignInSecret, secret::SecretHash};
use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};

/// Where it begins.
pub(crate) const BEGIN: &str = "/sign-in/provider";
/// Where the provider sends the browser back to: what is registered there.
pub(crate) const RETURN: &str = "/sign-in/return";

/// Set in the address where it begins, if the provider is to ask again who it is.
pub(crate) const AGAIN: &str = "again";

/// What a sign-in is recognised by.
pub(crate) struct SignInFlow {
    /// Comes back with the answer: it was begun in this browser.
    pub(crate) state: String,
    /// Stands in the ID token: it was made for this sign-in.
    pub(crate) nonce: String,
    /// Goes with the code: whoever stole that has nothing (RFC 7636).
    pub(crate) verifier: String,
}

impl SignInFlow {
    pub(crate) fn of(secret: &SignInSecret) -> Self {
        let part = |used: &str| text(&secret.hash_for(used));
        Self { state: part("oidc state"), nonce: part("oidc nonce"), verifier: part("oidc verifier") }
    }

    /// What the provider is shown of the verifier at the beginning.
    pub(crate) fn challenge(&self) -> String {
        BASE64URL_NOPAD.encode(digest(&SHA256, self.verifier.as_bytes()).as_ref())
    }
}

fn text(hash: &SecretHash) -> String {
    HEXLOWER.encode(hash.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::SignInFlow;
    use crate::cookie::SignInSecret;

    #[test]
    fn what_a_sign_in_is_recognised_by_is_its_own() {
        let flow = |digit: &str| SignInFlow::of(&SignInSecret::parse(&digit.repeat(64)).expect("a secret"));
        let (one, other) = (flow("1"), flow("2"));
        assert!(one.state != one.nonce && one.nonce != one.verifier && one.state != other.state);
        assert_eq!((one.verifier.len(), one.challenge().len()), (64, 43));
        let known = SignInFlow { verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(), ..one };
        assert_eq!(known.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "RFC 7636, appendix B");
    }
}

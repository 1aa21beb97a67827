//! One sign-in on its way to the provider and back. All that it is recognised by comes from one secret, which the browser holds in a
//! cookie: nothing is stored until somebody is signed in.

use crate::{cookie::SignInSecret, language, secret::SecretHash};
use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use muster_core::lang::Lang;

/// Where it begins.
pub(crate) const BEGIN: &str = "/sign-in/provider";
/// Where the provider sends the browser back to: what is registered there.
pub(crate) const RETURN: &str = "/sign-in/return";

/// Set in the address where it begins, if the provider is to ask again who it is.
pub(crate) const AGAIN: &str = "again";
/// Stands between state and language; a state is of hexadecimal digits.
const BEFORE_LANGUAGE: char = '.';

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

    /// The state as the provider is sent it: the answer comes to an address that names no language, so the one that was chosen stands behind it.
    pub(crate) fn state_in(&self, lang: Option<Lang>) -> String {
        lang.map_or_else(|| self.state.clone(), |lang| format!("{}{BEFORE_LANGUAGE}{}", self.state, language::id(lang)))
    }

    /// Whether an answer with this state is that of this sign-in.
    pub(crate) fn has_state(&self, answered: &str) -> bool {
        answered.split(BEFORE_LANGUAGE).next() == Some(self.state.as_str())
    }

    /// What the provider is shown of the verifier at the beginning.
    pub(crate) fn challenge(&self) -> String {
        BASE64URL_NOPAD.encode(digest(&SHA256, self.verifier.as_bytes()).as_ref())
    }
}

/// The language behind the state of an answer.
pub(crate) fn language_of(state: &str) -> Option<Lang> {
    language::named(state.split_once(BEFORE_LANGUAGE)?.1)
}

fn text(hash: &SecretHash) -> String {
    HEXLOWER.encode(hash.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{SignInFlow, language_of};
    use crate::cookie::SignInSecret;
    use muster_core::lang::Lang;

    #[test]
    fn what_a_sign_in_is_recognised_by_is_its_own() {
        let flow = |digit: &str| SignInFlow::of(&SignInSecret::parse(&digit.repeat(64)).expect("a secret"));
        let (one, other) = (flow("1"), flow("2"));
        assert!(one.state != one.nonce && one.nonce != one.verifier && one.state != other.state);
        assert_eq!((one.verifier.len(), one.challenge().len()), (64, 43));
        for lang in [None, Some(Lang::En), Some(Lang::Ja)] {
            let sent = one.state_in(lang);
            assert_eq!(
                (one.has_state(&sent), other.has_state(&sent), language_of(&sent)),
                (true, false, lang),
                "{sent}"
            );
        }
        let (longer, unknown) = (format!("{}0", one.state), format!("{}.de", one.state));
        assert!(!one.has_state(&longer) && !one.has_state(".ja") && language_of(&unknown).is_none());
        let known = SignInFlow { verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(), ..one };
        assert_eq!(known.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "RFC 7636, appendix B");
    }
}

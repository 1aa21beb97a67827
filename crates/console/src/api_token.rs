//! What a program shows to call the API: made on a page, shown once, and of one role's rights until its end.

use crate::{
    audit::AuditEntry,
    error::ConsoleError,
    limited_role::LimitedRole,
    role::Permission,
    secret::{Secret, SecretHash},
};
use axum::http::{HeaderMap, header};
use muster_core::time::{Moment, Span};
use muster_platform::entropy::Entropy;

/// The longest life of a token, in days.
pub(crate) const DAYS_MAX: u32 = 365;
/// What a token begins with, so that whoever looks for secrets in files knows it.
const PREFIX: &str = "muster_";
/// Its use is stored this often, not at every request: a write waits for the host's writer.
const STORED_EVERY: Span = Span::minutes(1);

/// A token, as the store has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// The hash of its secret.
    pub hash: SecretHash,
    /// Its name, unique among tokens.
    pub name: String,
    /// The role whose rights it has, within its key groups.
    pub scope: LimitedRole,
    /// The account that made it.
    pub maker: String,
    /// When it was made.
    pub created: Moment,
    /// When it ends.
    pub until: Moment,
    /// When it was used last, a minute exact.
    pub used: Option<Moment>,
}

/// The tokens of an open store.
pub trait TokenStore {
    /// All tokens, in the order of their names.
    fn tokens(&mut self) -> Result<Vec<ApiToken>, ConsoleError>;
    /// The token of this secret.
    fn token(&mut self, hash: &SecretHash) -> Result<Option<ApiToken>, ConsoleError>;
    /// Stores a new token and records it, in one transaction; false if there is one of its name.
    fn add_token(&mut self, token: &ApiToken, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Removes the token of this name and records it, in one transaction; false if there is none.
    fn remove_token(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError>;
    /// Stores that a token was used.
    fn use_token(&mut self, hash: &SecretHash, now: Moment) -> Result<(), ConsoleError>;
    /// Stores a token of another store.
    fn import_token(&mut self, token: &ApiToken) -> Result<(), ConsoleError>;
}

impl ApiToken {
    /// A new secret, as text and as its hash.
    pub(crate) fn draw(entropy: &Entropy) -> (String, SecretHash) {
        let secret = Secret::<32>::draw(entropy);
        (format!("{PREFIX}{}", secret.text()), secret.hash())
    }

    /// Whether it is good at `now`, and has not ended by `end_time`, which is not before `now`. One from the future, by more than clocks of hosts may differ, is not: the clock was set, and it
    /// would last too long.
    pub(crate) fn is_in_force(&self, now: Moment, end_time: Moment) -> bool {
        self.until > end_time && self.created < now + Span::minutes(1)
    }

    /// Whether it may do that. It is nobody who signs in: it has no account of its own, and makes no tokens.
    pub(crate) fn has(&self, permission: Permission) -> bool {
        !matches!(permission, Permission::SignedIn | Permission::ManageTokens) && self.scope.role().has(permission)
    }

    /// Whether the store is to be told of its use at `now`.
    pub(crate) fn is_use_to_be_stored(&self, now: Moment) -> bool {
        self.used.is_none_or(|used| now.seconds_after(used).abs() >= STORED_EVERY.as_seconds())
    }
}

/// What a request shows in `Authorization` (RFC 6750).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Credential {
    Nothing,
    /// No token of ours has this form.
    Other,
    Token(SecretHash),
}

impl Credential {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let mut lines = headers.get_all(header::AUTHORIZATION).iter();
        let Some(line) = lines.next() else { return Self::Nothing };
        let token = line.to_str().ok().filter(|_| lines.next().is_none()).and_then(|line| line.split_once(' '));
        let secret = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"));
        let secret = secret.and_then(|(_, token)| Secret::<32>::parse(token.trim().strip_prefix(PREFIX)?));
        secret.map_or(Self::Other, |secret| Self::Token(secret.hash()))
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiToken, Credential};
    use crate::role::{Permission, Role};
    use axum::http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
    use muster_core::time::{Moment, Span};
    use muster_platform::entropy::Entropy;

    #[test]
    fn a_token_is_read_from_one_bearer_line_of_its_own_form() {
        let (text, hash) = ApiToken::draw(&Entropy::from_fn(|bytes| bytes.fill(7)));
        let shown = |lines: &[&str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(AUTHORIZATION, HeaderValue::from_str(line).expect("a header"));
            }
            Credential::of(&headers)
        };
        assert_eq!(shown(&[]), Credential::Nothing);
        assert_eq!(shown(&[&format!("bearer {text}")]), Credential::Token(hash));
        let twice = format!("Bearer {text}");
        for lines in [
            &["Bearer"][..],
            &["Basic cm9vdDpyb290"],
            &["Bearer muster_00"],
            &[&twice.replace("muster_", "")],
            &[&format!("Basic {text}")],
            &[&twice, &twice],
        ] {
            assert_eq!(shown(lines), Credential::Other, "{lines:?}");
        }
    }

    #[test]
    fn a_token_lasts_until_its_end_and_is_not_from_the_future() {
        let (_, hash) = ApiToken::draw(&Entropy::from_fn(|bytes| bytes.fill(7)));
        let (created, name) = (Moment::from_unix(1_000_000), String::new());
        let until = created + Span::days(1);
        let token = ApiToken {
            hash,
            name: name.clone(),
            scope: Role::Administrator.into(),
            maker: name,
            created,
            until,
            used: None,
        };
        let at = |now: Moment| token.is_in_force(now, now);
        assert!(at(created) && at(until - Span::seconds(1)) && !at(until));
        assert!(!at(created - Span::minutes(1)));
        assert!(!token.is_in_force(created, until), "it has ended, and the clock was set back");
        assert!(!token.has(Permission::ManageTokens) && !token.has(Permission::SignedIn));
        assert!(token.has(Permission::ManageAccounts) && token.has(Permission::Everyone));
    }
}

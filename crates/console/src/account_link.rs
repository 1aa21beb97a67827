//! Accounts and their links, as a command at the host makes them.

use crate::{
    account_change::{self, AccountVerb},
    account_name,
    audit::{AuditAction, AuditEntry},
    limited_role::LimitedRole,
    secret::{Secret, SecretHash},
    store::{Account, AccountLink, AccountRefusal, ConsoleError, ConsoleStore},
};
use muster_core::time::Moment;
use muster_platform::entropy::Entropy;
use std::net::IpAddr;

/// What a new link is for, which its stored hash says too: the token of one is none of the other. Both are good once and within a day, and
/// void the password before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkUse {
    /// Whoever follows it chooses the password of the account.
    ChoosePassword,
    /// Whoever follows it is signed in after one click, and no password is chosen.
    SignIn,
}

impl LinkUse {
    /// What the store has of a link for this use.
    pub(crate) fn hash(self, token: &Secret<16>) -> SecretHash {
        match self {
            Self::ChoosePassword => token.hash(),
            Self::SignIn => token.hash_for("sign-in"),
        }
    }
}

/// Who makes a link: the account of the system and the address that it is recorded with.
#[derive(Clone, Copy, Debug)]
pub struct LinkMaker<'m> {
    /// The name of the account.
    pub account: &'m str,
    /// The address.
    pub address: IpAddr,
}

/// A link that was made: only its hash is stored.
#[derive(Clone, Debug)]
pub struct MadeLink {
    /// The account, by its normalised name.
    pub account: String,
    /// The path of the link and its query, to be put behind the address of the console.
    pub path: String,
    /// When it ends.
    pub until: Moment,
}

/// Makes a link for the account `name`; with a role it makes the account too.
///
/// # Errors
/// If the store fails. A refusal is an answer.
pub fn make_account_link(
    store: &mut dyn ConsoleStore,
    (name, role): (&str, Option<LimitedRole>),
    used: LinkUse,
    by: LinkMaker<'_>,
    entropy: &Entropy,
    now: Moment,
) -> Result<Result<MadeLink, AccountRefusal>, ConsoleError> {
    let name = account_name::looked_for(name);
    if role.is_some() && !account_name::is_good(&name) {
        return Ok(Err(AccountRefusal::BadName));
    }
    let token: Secret<16> = Secret::draw(entropy);
    let link = AccountLink { token: used.hash(&token), until: now + AccountLink::LIFETIME };
    let entry = |action| AuditEntry::new(action, by.account, by.address, now);
    let changed = store.change_account(&mut |accounts| match role.clone() {
        Some(role) => {
            let (name, password) = (name.clone(), String::new());
            let account =
                Account { name, password, role, created: now, disabled: false, link: Some(link), provider: None };
            account_change::add(accounts, account, entry(AuditAction::AccountAdd))
        }
        None => account_change::change(accounts, &name, &AccountVerb::Link(link), entry(AuditAction::AccountLink)),
    })?;
    let page = match used {
        LinkUse::ChoosePassword => "/password",
        LinkUse::SignIn => "/link",
    };
    let path = format!("{page}?token={}", token.text());
    Ok(changed.map(|()| MadeLink { account: name, path, until: link.until }))
}

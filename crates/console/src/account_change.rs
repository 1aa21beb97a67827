//! What may be done to an account: the last administrator who can sign in stays one.

use crate::{
    audit::{AuditAction, AuditEntry},
    limited_role::LimitedRole,
    role::Role,
    store::{Account, AccountChange, AccountLink, AccountRefusal, EndedSessions},
};
use muster_core::time::Moment;

/// What an administrator does to an account.
#[derive(Clone, Debug)]
pub(crate) enum AccountVerb {
    Disable,
    Enable,
    EndSessions,
    /// A link by which somebody chooses a new password; the one before is void.
    Link(AccountLink),
    Remove,
    /// The role with its key groups, and the one before, if it has to be that.
    SetRole(LimitedRole, Option<LimitedRole>),
}

/// A new account without a password.
pub(crate) fn add(accounts: &[Account], account: Account, entry: AuditEntry) -> Result<AccountChange, AccountRefusal> {
    if accounts.iter().any(|known| known.name == account.name) {
        return Err(AccountRefusal::Exists);
    }
    let (name, new) = (account.name.clone(), Some(account.role.text()));
    let entry = AuditEntry { subject: Some(name.clone()), new, ..entry };
    // A session that is left of an account of this name, which somebody removed by hand, is not the new one's.
    Ok(AccountChange { name, account: Some(account), ends_sessions: Some(EndedSessions::All), entry })
}

/// The account of somebody whom a provider signs in, in the role that his groups there give him: a new one the first time.
pub(crate) fn sign_in(
    accounts: &[Account],
    account: &Account,
    entry: AuditEntry,
) -> Result<AccountChange, AccountRefusal> {
    let known = accounts.iter().find(|known| known.name == account.name);
    if known.is_some_and(|known| known.provider.is_none()) {
        return Err(AccountRefusal::Exists);
    }
    let issuer = |account: &Account| account.provider.as_ref().map(|provider| provider.issuer.clone());
    // Whoever had this name at another provider is somebody else.
    let known = known.filter(|known| issuer(known) == issuer(account));
    if known.is_some_and(|known| known.disabled) {
        return Err(AccountRefusal::NoAccount);
    }
    let created = known.map_or(account.created, |known| known.created);
    let old = known.filter(|known| known.role != account.role).map(|known| known.role.text());
    let entry = AuditEntry { old, new: Some(account.role.text()), ..entry };
    let (name, changed) = (account.name.clone(), Account { created, ..account.clone() });
    Ok(AccountChange {
        name,
        account: Some(changed),
        ends_sessions: known.is_none().then_some(EndedSessions::All),
        entry,
    })
}

/// A change of an account.
pub(crate) fn change(
    accounts: &[Account],
    name: &str,
    verb: &AccountVerb,
    entry: AuditEntry,
) -> Result<AccountChange, AccountRefusal> {
    let account = accounts.iter().find(|account| account.name == name).ok_or(AccountRefusal::NoAccount)?;
    if account.provider.is_some() && matches!(verb, AccountVerb::Link(_) | AccountVerb::SetRole(..)) {
        return Err(AccountRefusal::OfProvider);
    }
    if matches!(verb, AccountVerb::SetRole(_, Some(before)) if *before != account.role) {
        return Err(AccountRefusal::Changed);
    }
    let (changed, ends) = match verb {
        AccountVerb::Disable => (Some(Account { disabled: true, ..account.clone() }), true),
        AccountVerb::Enable => (Some(Account { disabled: false, ..account.clone() }), false),
        AccountVerb::EndSessions => (Some(account.clone()), true),
        AccountVerb::Link(link) => {
            (Some(Account { password: String::new(), link: Some(*link), ..account.clone() }), true)
        }
        AccountVerb::Remove => (None, true),
        AccountVerb::SetRole(role, _) => (Some(Account { role: role.clone(), ..account.clone() }), false),
    };
    let others = accounts.iter().any(|other| other.name != name && administers(other));
    if administers(account) && !others && !changed.as_ref().is_some_and(administers) {
        return Err(AccountRefusal::LastAdministrator);
    }
    let role = |account: &Account| account.role.text();
    let (old, new) = match verb {
        AccountVerb::SetRole(..) => (Some(role(account)), changed.as_ref().map(role)),
        AccountVerb::Remove => (Some(role(account)), None),
        _ => (None, None),
    };
    let entry = AuditEntry { subject: Some(name.to_owned()), old, new, ..entry };
    let ends_sessions = ends.then_some(EndedSessions::All);
    Ok(AccountChange { name: name.to_owned(), account: changed, ends_sessions, entry })
}

/// The account of a link that is good at `now` and has not ended by `end_time`.
pub(crate) fn of_link<'a>(
    accounts: &'a [Account],
    token: &crate::SecretHash,
    now: Moment,
    end_time: Moment,
) -> Option<&'a Account> {
    let is_good = |link: AccountLink| link.token == *token && link.is_in_force(now, end_time);
    accounts.iter().find(|account| !account.disabled && account.link.is_some_and(is_good))
}

/// Whether it can sign in and do everything.
fn administers(account: &Account) -> bool {
    account.role == Role::Administrator && !account.disabled && !account.password.is_empty()
}

impl AccountVerb {
    /// What it is recorded as.
    pub(crate) fn action(&self) -> AuditAction {
        match self {
            Self::Disable => AuditAction::AccountDisable,
            Self::Enable => AuditAction::AccountEnable,
            Self::EndSessions => AuditAction::EndSessions,
            Self::Link(_) => AuditAction::AccountLink,
            Self::Remove => AuditAction::AccountRemove,
            Self::SetRole(..) => AuditAction::AccountRole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AccountVerb, change};
    use crate::{
        audit::{AuditAction, AuditEntry},
        role::Role,
        secret::SecretHash,
        store::{Account, AccountLink, AccountRefusal},
    };
    use muster_core::time::Moment;

    const NOW: Moment = Moment::from_unix(1_795_255_200);

    fn account(name: &str, role: Role) -> Account {
        Account {
            name: name.into(),
            password: "$".into(),
            role: role.into(),
            created: NOW,
            disabled: false,
            link: None,
            provider: None,
        }
    }

    fn verbs() -> [AccountVerb; 6] {
        let link = AccountLink { token: SecretHash::from_bytes([1; 32]), until: NOW };
        [
            AccountVerb::Disable,
            AccountVerb::Enable,
            AccountVerb::EndSessions,
            AccountVerb::Link(link),
            AccountVerb::Remove,
            AccountVerb::SetRole(Role::Viewer.into(), None),
        ]
    }

    fn refusals(accounts: &[Account]) -> Vec<bool> {
        let entry = || AuditEntry::new(AuditAction::AccountRole, "root", [127, 0, 0, 1].into(), NOW);
        let refused = |verb| change(accounts, "root", &verb, entry()).err() == Some(AccountRefusal::LastAdministrator);
        verbs().into_iter().map(refused).collect()
    }

    #[test]
    fn the_last_administrator_who_can_sign_in_stays_one() {
        let root = account("root", Role::Administrator);
        let second = account("second", Role::Administrator);
        let alone = vec![true, false, false, true, true, true];
        assert_eq!(refusals(&[root.clone(), account("a", Role::Auditor)]), alone);
        assert_eq!(refusals(&[root.clone(), Account { disabled: true, ..second.clone() }]), alone);
        assert_eq!(refusals(&[root.clone(), Account { password: String::new(), ..second.clone() }]), alone);
        assert_eq!(refusals(&[root, second]), [false; 6]);
        assert_eq!(refusals(&[account("root", Role::Operator)]), [false; 6], "he is none");
    }
}

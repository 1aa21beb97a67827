//! What the console keeps: accounts, sessions, the link that makes the first administrator, and failed sign-ins.

pub use crate::{error::ConsoleError, provider_identity::ProviderIdentity};

use crate::{
    account_name::LENGTH_MAX,
    api_token::TokenStore,
    audit::{AuditEntry, AuditSearch},
    limited_role::LimitedRole,
    lockout::Failures,
    secret::SecretHash,
    session::Session,
};
use crate::{passkey::store::PasskeyStore, saved_view::ViewStore, webhook::store::WebhookStore};
use muster_core::{
    authority::key_groups::KeyGroups,
    lang::Lang,
    time::{Moment, Span},
};
use muster_server::audit_chain::ChainedEntry;

/// Who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its name, as names of accounts are normalised: in NFKC and small letters.
    pub name: String,
    /// The hash of its password, a PHC string; empty if none was chosen yet, which nobody signs in with.
    pub password: String,
    /// What it may do, and of which key groups.
    pub role: LimitedRole,
    /// When it was made.
    pub created: Moment,
    /// Whether it may not sign in.
    pub disabled: bool,
    /// The link by which its password is chosen, once.
    pub link: Option<AccountLink>,
    /// Who it is at an OpenID Connect provider, which signs it in and gives it its role; none for an account of the console's own.
    pub provider: Option<ProviderIdentity>,
}

/// A link by which whoever has it chooses the password of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountLink {
    /// The hash of its token.
    pub token: SecretHash,
    /// When it ends.
    pub until: Moment,
}

impl AccountLink {
    /// How long it is good.
    pub(crate) const LIFETIME: Span = Span::days(1);

    /// Whether it is good at `now`, and has not ended by `end_time`, which is not before `now`. One from the future, by more than clocks
    /// of hosts may differ, is not: the clock was set, and it would last too long.
    pub(crate) fn is_in_force(&self, now: Moment, end_time: Moment) -> bool {
        let made = self.until - Self::LIFETIME;
        self.until > end_time && made < now + Span::minutes(1)
    }
}

/// A change of an account, and what is recorded of it.
#[derive(Clone, Debug)]
pub struct AccountChange {
    /// The name of the account.
    pub name: String,
    /// What it becomes; none removes it.
    pub account: Option<Account>,
    /// Which of its sessions end; none of them without it.
    pub ends_sessions: Option<EndedSessions>,
    /// What is recorded.
    pub entry: AuditEntry,
}

/// Why an account is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountRefusal {
    /// No account may have this name.
    BadName,
    /// Somebody has changed it since it was looked at.
    Changed,
    /// There is an account of this name already.
    Exists,
    /// There would be no administrator who can sign in.
    LastAdministrator,
    /// There is no such account.
    NoAccount,
    /// The provider that signs it in says this.
    OfProvider,
}

impl AccountRefusal {
    /// As people are told.
    pub fn text(self, lang: Lang) -> String {
        let (en, ja) = match self {
            Self::BadName => (
                format!("A name has 1 to {LENGTH_MAX} characters, no spaces and nothing invisible."),
                format!("名前は 1 ～ {LENGTH_MAX} 文字で指定してください。空白や表示されない文字は使用できません。"),
            ),
            Self::Changed => (
                "Somebody has changed it meanwhile. This is how it is now: change it again if that is still wanted."
                    .to_owned(),
                "ほかの管理者によって変更されました。現在の内容を確認し、必要であればもう一度変更してください。"
                    .to_owned(),
            ),
            Self::Exists => (
                "There is an account of this name already.".to_owned(),
                "この名前のアカウントは既に存在します。".to_owned(),
            ),
            Self::LastAdministrator => (
                "It is the last administrator who can sign in: make another first.".to_owned(),
                "サインインできる最後の管理者です。先に別の管理者を追加してください。".to_owned(),
            ),
            Self::NoAccount => ("There is no such account.".to_owned(), "アカウントが存在しません。".to_owned()),
            Self::OfProvider => (
                "The provider signs this account in, and its groups there give it its role.".to_owned(),
                "このアカウントは ID プロバイダーでサインインし、役割は ID プロバイダーのグループで決まります。"
                    .to_owned(),
            ),
        };
        lang.pick(en, ja)
    }
}

/// Which sessions of an account end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedSessions {
    /// All.
    All,
    /// All but this one.
    Others(SecretHash),
}

/// An open store. It may wait for a disk or a database: not for an async task.
pub trait ConsoleStore: PasskeyStore + TokenStore + ViewStore + WebhookStore {
    /// All accounts, in the order of their names.
    fn accounts(&mut self) -> Result<Vec<Account>, ConsoleError>;
    /// The account of this name.
    fn account(&mut self, name: &str) -> Result<Option<Account>, ConsoleError>;
    /// Stores an account, in place of the one of the same name.
    fn set_account(&mut self, account: &Account) -> Result<(), ConsoleError>;

    /// Stores the link by which the first administrator is made; this host's one before is void.
    fn set_setup_link(&mut self, token: &SecretHash, until: Moment) -> Result<(), ConsoleError>;
    /// Whether this link is good at `now`: it has not ended, and there is no account.
    fn is_setup_link(&mut self, token: &SecretHash, now: Moment) -> Result<bool, ConsoleError>;
    /// Makes the first account if the link is good at `now`, ends all links and sessions, and records it, in one transaction. Returns
    /// whether it did.
    fn create_first_account(
        &mut self,
        token: &SecretHash,
        account: &Account,
        entry: &AuditEntry,
        now: Moment,
    ) -> Result<bool, ConsoleError>;
    /// Shows `decide` all accounts, makes the change that it returns and records it, in one transaction: no other change comes
    /// between.
    fn change_account(
        &mut self,
        decide: &mut dyn FnMut(&[Account]) -> Result<AccountChange, AccountRefusal>,
    ) -> Result<Result<(), AccountRefusal>, ConsoleError>;

    /// Appends an entry to the audit log; it is on disk when this returns.
    fn add_audit(&mut self, entry: &AuditEntry) -> Result<(), ConsoleError>;
    /// The `limit` entries before a number that a search finds, newest first, of those that are about these key groups and no others.
    fn audit_before(
        &mut self,
        groups: &KeyGroups,
        number: u32,
        search: &AuditSearch,
        limit: u32,
    ) -> Result<Vec<ChainedEntry>, ConsoleError>;
    /// The entries after a number, oldest first, a thousand at most, of those that are about these key groups and no others.
    fn audit_after(&mut self, groups: &KeyGroups, number: u32) -> Result<Vec<ChainedEntry>, ConsoleError>;
    /// Stores an entry of another store's log under its number.
    fn import_audit(&mut self, entry: &ChainedEntry) -> Result<(), ConsoleError>;

    /// Stores a new session.
    fn add_session(&mut self, id: &SecretHash, session: &Session) -> Result<(), ConsoleError>;
    /// The sessions of an account, the one used last first.
    fn sessions(&mut self, account: &str) -> Result<Vec<(SecretHash, Session)>, ConsoleError>;
    /// The session, with the role that its account has now; none if session or account are gone, or the account is disabled.
    fn session(&mut self, id: &SecretHash) -> Result<Option<Session>, ConsoleError>;
    /// Stores that a session was used.
    fn use_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError>;
    /// Stores that whoever a session is of has shown again that it is him.
    fn prove_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError>;
    /// Ends a session.
    fn remove_session(&mut self, id: &SecretHash) -> Result<(), ConsoleError>;
    /// Removes the sessions that began or were used last before these moments.
    fn prune_sessions(&mut self, created: Moment, used: Moment) -> Result<(), ConsoleError>;

    /// The failed sign-ins of an account or a network.
    fn failures(&mut self, subject: &str) -> Result<Failures, ConsoleError>;
    /// Counts one more.
    fn add_failure(&mut self, subject: &str, now: Moment) -> Result<(), ConsoleError>;
    /// Takes `count` back. The last failure is then the one at `last`, if that is given.
    fn forgive(&mut self, subject: &str, count: u32, last: Option<Moment>) -> Result<(), ConsoleError>;
    /// Forgets those whose last failure was before a moment.
    fn prune_failures(&mut self, before: Moment) -> Result<(), ConsoleError>;
}

//! The store of either over the data that is made up; webhooks have a real one.

use crate::made_up_host::MadeUpHost;
use muster_console::{
    Account, AccountChange, AccountRefusal, ApiToken, AuditEntry, AuditSearch, ConsoleError, ConsoleFile, ConsoleStore,
    Delivery, EndedSessions, Failures, NoteChange, Passkey, PasskeyStore, QueuedDelivery, SavedView, SecretHash,
    Session, TokenStore, VIEWS_MAX, ViewKey, ViewStore, Webhook, WebhookStore,
};
use muster_core::{authority::key_groups::KeyGroups, sentence::Sentence, time::Moment};
use muster_server::audit_chain::ChainedEntry;
use std::collections::HashMap;

/// Whether an entry is about these key groups and no others.
fn is_about(entry: &AuditEntry, groups: &KeyGroups) -> bool {
    let of = &entry.key_groups;
    !groups.is_limited() || (!of.is_empty() && of.iter().all(|group| groups.has(*group)))
}

pub(crate) struct Store(pub(crate) MadeUpHost);

impl ConsoleStore for Store {
    fn accounts(&mut self) -> Result<Vec<Account>, ConsoleError> {
        Ok(self.0.data().accounts.clone())
    }

    fn account(&mut self, name: &str) -> Result<Option<Account>, ConsoleError> {
        assert!(!name.contains('\0'), "PostgreSQL takes no NUL");
        let found = self.0.data().accounts.iter().find(|account| account.name == name).cloned();
        let overtaken_by = self.0.data().overtaken_by.take();
        overtaken_by.iter().try_for_each(|account| self.set_account(account))?;
        Ok(found)
    }

    fn set_account(&mut self, account: &Account) -> Result<(), ConsoleError> {
        self.0.data().accounts.retain(|known| known.name != account.name);
        self.0.data().accounts.push(account.clone());
        Ok(())
    }

    fn set_setup_link(&mut self, token: &SecretHash, until: Moment) -> Result<(), ConsoleError> {
        self.0.data().links = HashMap::from([(*token.as_bytes(), until)]);
        Ok(())
    }

    fn is_setup_link(&mut self, token: &SecretHash, now: Moment) -> Result<bool, ConsoleError> {
        let data = self.0.data();
        let has_own = data.accounts.iter().any(|account| account.provider.is_none());
        Ok(!has_own && data.links.get(token.as_bytes()).is_some_and(|until| *until > now))
    }

    fn create_first_account(
        &mut self,
        token: &SecretHash,
        account: &Account,
        entry: &AuditEntry,
        now: Moment,
    ) -> Result<bool, ConsoleError> {
        let good = self.is_setup_link(token, now)?;
        if good {
            self.set_account(account)?;
            self.0.data().links.clear();
            self.0.data().sessions.clear();
            self.add_audit(entry)?;
        }
        Ok(good)
    }

    fn change_account(
        &mut self,
        decide: &mut dyn FnMut(&[Account]) -> Result<AccountChange, AccountRefusal>,
    ) -> Result<Result<(), AccountRefusal>, ConsoleError> {
        let change = match decide(&self.accounts()?) {
            Ok(change) => change,
            Err(refusal) => return Ok(Err(refusal)),
        };
        self.0.data().accounts.retain(|known| known.name != change.name);
        if change.account.as_ref().is_none_or(|account| account.password.is_empty()) {
            self.0.data().passkeys.retain(|passkey| passkey.account != change.name);
        }
        if change.account.is_none() {
            self.0.data().views.retain(|view| view.key.owner != change.name);
        }
        self.0.data().accounts.extend(change.account);
        self.0.data().sessions.retain(|id, session| {
            session.account != change.name
                || match change.ends_sessions {
                    None => true,
                    Some(EndedSessions::All) => false,
                    Some(EndedSessions::Others(own)) => own.as_bytes() == id,
                }
        });
        self.add_audit(&change.entry)?;
        Ok(Ok(()))
    }

    fn add_audit(&mut self, entry: &AuditEntry) -> Result<(), ConsoleError> {
        let mut data = self.0.data();
        if let Some(code) = data.audit_fails {
            return Err(ConsoleError { code, detail: Sentence::foreign("only for the log") });
        }
        let entry = |number, previous| AuditEntry { number, previous, ..entry.clone() };
        let entry = ChainedEntry::after(data.audit.last(), entry).expect("encoded");
        data.audit.push(entry);
        Ok(())
    }

    fn audit_before(
        &mut self,
        groups: &KeyGroups,
        number: u32,
        search: &AuditSearch,
        limit: u32,
    ) -> Result<Vec<ChainedEntry>, ConsoleError> {
        let data = self.0.data();
        let found = data.audit.iter().rev().filter(|stored| {
            let entry: AuditEntry = stored.entry().expect("an entry");
            let of_account = search.account.is_empty()
                || entry.account == search.account
                || entry.subject.as_ref() == Some(&search.account);
            stored.number < number
                && is_about(&entry, groups)
                && of_account
                && search.action.is_none_or(|action| entry.action == action)
        });
        Ok(found.take(limit as usize).cloned().collect())
    }

    fn audit_after(&mut self, groups: &KeyGroups, number: u32) -> Result<Vec<ChainedEntry>, ConsoleError> {
        let data = self.0.data();
        let behind = data.audit.iter().filter(|entry| entry.number > number);
        let found = behind.filter(|stored| is_about(&stored.entry().expect("an entry"), groups));
        Ok(found.take(7).cloned().collect())
    }

    fn import_audit(&mut self, _: &ChainedEntry) -> Result<(), ConsoleError> {
        unreachable!("no page moves a host")
    }

    fn sessions(&mut self, account: &str) -> Result<Vec<(SecretHash, Session)>, ConsoleError> {
        let data = self.0.data();
        let own = data.sessions.iter().filter(|(_, session)| session.account == account);
        Ok(own.map(|(id, session)| (SecretHash::from_bytes(*id), session.clone())).collect())
    }

    fn add_session(&mut self, id: &SecretHash, session: &Session) -> Result<(), ConsoleError> {
        self.0.data().sessions.insert(*id.as_bytes(), session.clone());
        Ok(())
    }

    fn session(&mut self, id: &SecretHash) -> Result<Option<Session>, ConsoleError> {
        // As the stores join them: the role that the account has now, and nothing of one that is disabled. A test may make a session
        // without an account.
        let data = self.0.data();
        let session = data.sessions.get(id.as_bytes()).cloned();
        let account =
            session.as_ref().and_then(|session| data.accounts.iter().find(|known| known.name == session.account));
        let role = account.map(|account| account.role.clone());
        let disabled = account.is_some_and(|account| account.disabled);
        Ok(session.filter(|_| !disabled).map(|session| Session { role: role.unwrap_or(session.role), ..session }))
    }

    fn use_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        self.0.data().sessions.get_mut(id.as_bytes()).expect("a session").used = now;
        Ok(())
    }

    fn prove_session(&mut self, id: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        self.0.data().sessions.get_mut(id.as_bytes()).expect("a session").proved = now;
        Ok(())
    }

    fn remove_session(&mut self, id: &SecretHash) -> Result<(), ConsoleError> {
        self.0.data().sessions.remove(id.as_bytes());
        Ok(())
    }

    fn prune_sessions(&mut self, created: Moment, used: Moment) -> Result<(), ConsoleError> {
        self.0.data().sessions.retain(|_, session| session.created >= created && session.used >= used);
        Ok(())
    }

    fn failures(&mut self, subject: &str) -> Result<Failures, ConsoleError> {
        Ok(self.0.data().failures.get(subject).copied().unwrap_or_default())
    }

    fn add_failure(&mut self, subject: &str, now: Moment) -> Result<(), ConsoleError> {
        let mut data = self.0.data();
        let failures = data.failures.entry(subject.to_owned()).or_default();
        *failures = Failures { count: failures.count + 1, last: Some(now) };
        Ok(())
    }

    fn forgive(&mut self, subject: &str, count: u32, last: Option<Moment>) -> Result<(), ConsoleError> {
        if let Some(failures) = self.0.data().failures.get_mut(subject) {
            failures.count = failures.count.saturating_sub(count);
            failures.last = last.or(failures.last);
        }
        Ok(())
    }

    fn prune_failures(&mut self, before: Moment) -> Result<(), ConsoleError> {
        self.0.data().failures.retain(|_, failures| failures.last.is_some_and(|last| last >= before));
        Ok(())
    }
}

impl PasskeyStore for Store {
    fn passkeys(&mut self, account: Option<&str>) -> Result<Vec<Passkey>, ConsoleError> {
        let of = |passkey: &&Passkey| account.is_none_or(|account| passkey.account == account);
        Ok(self.0.data().passkeys.iter().filter(of).cloned().collect())
    }

    fn passkey(&mut self, id: &[u8]) -> Result<Option<Passkey>, ConsoleError> {
        let mut data = self.0.data();
        let found = data.passkeys.iter().find(|passkey| passkey.id == id).cloned();
        if std::mem::take(&mut data.passkeys_overtaken) {
            data.passkeys.clear();
        }
        Ok(found)
    }

    fn add_passkey(&mut self, passkey: &Passkey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        let has_password = self.account(&passkey.account)?.is_some_and(|account| !account.password.is_empty());
        if !has_password || self.passkey(&passkey.id)?.is_some() {
            return Ok(false);
        }
        self.add_audit(entry)?;
        self.0.data().passkeys.push(passkey.clone());
        Ok(true)
    }

    fn remove_passkey(&mut self, account: &str, id: &[u8], entry: &AuditEntry) -> Result<bool, ConsoleError> {
        if self.passkey(id)?.is_none_or(|passkey| passkey.account != account) {
            return Ok(false);
        }
        self.add_audit(entry)?;
        self.0.data().passkeys.retain(|passkey| passkey.id != id);
        Ok(true)
    }

    fn use_passkey(&mut self, before: &Passkey, credential: &str, now: Moment) -> Result<bool, ConsoleError> {
        let mut data = self.0.data();
        let stored = data.passkeys.iter_mut().find(|passkey| *passkey == before);
        Ok(stored.map(|stored| (stored.credential, stored.used) = (credential.to_owned(), Some(now))).is_some())
    }

    fn import_passkey(&mut self, _: &Passkey) -> Result<(), ConsoleError> {
        unreachable!("no page moves a host")
    }
}

impl TokenStore for Store {
    fn tokens(&mut self) -> Result<Vec<ApiToken>, ConsoleError> {
        Ok(self.0.data().tokens.clone())
    }

    fn token(&mut self, hash: &SecretHash) -> Result<Option<ApiToken>, ConsoleError> {
        Ok(self.0.data().tokens.iter().find(|token| token.hash == *hash).cloned())
    }

    fn add_token(&mut self, token: &ApiToken, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        if self.0.data().tokens.iter().any(|known| known.name == token.name) {
            return Ok(false);
        }
        self.add_audit(entry)?;
        self.0.data().tokens.push(token.clone());
        Ok(true)
    }

    fn remove_token(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        if !self.0.data().tokens.iter().any(|token| token.name == name) {
            return Ok(false);
        }
        self.add_audit(entry)?;
        self.0.data().tokens.retain(|token| token.name != name);
        Ok(true)
    }

    fn use_token(&mut self, hash: &SecretHash, now: Moment) -> Result<(), ConsoleError> {
        self.0.data().tokens.iter_mut().filter(|token| token.hash == *hash).for_each(|token| token.used = Some(now));
        Ok(())
    }

    fn import_token(&mut self, _: &ApiToken) -> Result<(), ConsoleError> {
        unreachable!("no page moves a host")
    }
}

impl ViewStore for Store {
    fn views(&mut self, account: Option<&str>) -> Result<Vec<SavedView>, ConsoleError> {
        let mut views = self.0.data().views.clone();
        views.retain(|view| account.is_none_or(|account| [account, ""].contains(&view.key.owner.as_str())));
        views.sort_by_key(|view| (view.key.owner.clone(), view.key.name.clone()));
        Ok(views)
    }

    fn add_view(&mut self, view: &SavedView, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        if !self.has_place(&view.key) {
            return Ok(false);
        }
        self.add_audit(entry)?;
        self.0.data().views.push(view.clone());
        Ok(true)
    }

    fn move_view(&mut self, from: &ViewKey, to: &ViewKey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        if !self.has_view(from) || !self.has_place(to) {
            return Ok(false);
        }
        self.add_audit(entry)?;
        let mut data = self.0.data();
        data.views.iter_mut().filter(|view| view.key == *from).for_each(|view| view.key = to.clone());
        Ok(true)
    }

    fn remove_view(&mut self, key: &ViewKey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        if !self.has_view(key) {
            return Ok(false);
        }
        self.add_audit(entry)?;
        self.0.data().views.retain(|view| view.key != *key);
        Ok(true)
    }

    fn import_view(&mut self, _: &SavedView) -> Result<(), ConsoleError> {
        unreachable!("no page moves a host")
    }
}

impl Store {
    fn has_view(&self, key: &ViewKey) -> bool {
        self.0.data().views.iter().any(|view| view.key == *key)
    }

    fn has_place(&self, key: &ViewKey) -> bool {
        let of_owner = self.0.data().views.iter().filter(|view| view.key.owner == key.owner).count();
        !self.has_view(key) && of_owner < VIEWS_MAX as usize
    }

    fn file(&self) -> ConsoleFile {
        let mut data = self.0.data();
        let folder = data.webhooks.get_or_insert_with(|| tempfile::tempdir().expect("a folder"));
        ConsoleFile::open(&folder.path().join("console.db")).expect("a store")
    }
}

impl WebhookStore for Store {
    fn webhooks(&mut self) -> Result<Vec<Webhook>, ConsoleError> {
        self.file().webhooks()
    }

    fn add_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        let added = self.file().add_webhook(webhook, entry)?;
        if added {
            self.add_audit(entry)?;
        }
        Ok(added)
    }

    fn change_webhook(&mut self, webhook: &Webhook, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        let changed = self.file().change_webhook(webhook, entry)?;
        if changed {
            self.add_audit(entry)?;
        }
        Ok(changed)
    }

    fn remove_webhook(&mut self, name: &str, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        let removed = self.file().remove_webhook(name, entry)?;
        if removed {
            self.add_audit(entry)?;
        }
        Ok(removed)
    }

    fn import_webhook(&mut self, _: &Webhook) -> Result<(), ConsoleError> {
        unreachable!("no page moves a host")
    }

    fn webhook_notes(&mut self) -> Result<Vec<(String, i64)>, ConsoleError> {
        self.file().webhook_notes()
    }

    fn queue_deliveries(
        &mut self,
        change: Option<&NoteChange>,
        deliveries: &[QueuedDelivery],
    ) -> Result<bool, ConsoleError> {
        self.file().queue_deliveries(change, deliveries)
    }

    fn claim_deliveries(&mut self, now: Moment, until: Moment, limit: u32) -> Result<Vec<Delivery>, ConsoleError> {
        self.file().claim_deliveries(now, until, limit)
    }

    fn finish_delivery(&mut self, delivery: &Delivery) -> Result<(), ConsoleError> {
        self.file().finish_delivery(delivery)
    }

    fn pending_deliveries(&mut self) -> Result<u32, ConsoleError> {
        self.file().pending_deliveries()
    }

    fn deliveries_before(&mut self, number: i64, limit: u32) -> Result<Vec<Delivery>, ConsoleError> {
        self.file().deliveries_before(number, limit)
    }

    fn prune_deliveries(&mut self, before: Moment) -> Result<(), ConsoleError> {
        self.file().prune_deliveries(before)
    }
}

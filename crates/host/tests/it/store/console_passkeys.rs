//! Passkeys of the console's accounts.

use super::{Engine, NOW};
use muster_console::{Account, AccountChange, AuditAction, AuditEntry, PASSKEYS_MAX, Passkey, Role};
use muster_core::{authority::key_groups::KeyGroups, time::Span};
use muster_host::store::Store;

pub(super) fn passkey(byte: u8, account: &str) -> Passkey {
    Passkey {
        id: vec![byte; 16],
        account: account.into(),
        site: "kms.corp.test".into(),
        user_handle: [7; 16],
        name: format!("key {byte}"),
        credential: "{}".into(),
        created: NOW,
        used: None,
    }
}

fn account(name: &str, password: &str) -> Account {
    let (name, password) = (name.into(), password.into());
    Account { name, password, role: Role::Viewer.into(), created: NOW, disabled: false, link: None, provider: None }
}

fn entry(action: AuditAction) -> AuditEntry {
    AuditEntry::new(action, "kim", [192, 0, 2, 7].into(), NOW)
}

pub(super) fn a_passkey_is_stored_used_and_removed_with_its_entry(engine: &Engine) {
    let mut store = engine.open();
    for (name, password) in [("kim", "$"), ("root", "$"), ("link", "")] {
        store.set_account(&account(name, password)).expect("stored");
    }
    let mut add = |passkey: &Passkey| store.add_passkey(passkey, &entry(AuditAction::PasskeyAdd)).expect("an answer");
    let added = [(1, "kim"), (2, "root"), (2, "kim"), (3, "link"), (3, "nobody")].map(|(id, of)| add(&passkey(id, of)));
    assert_eq!(added, [true, true, false, false, false], "once, and for an account with a password");
    let later = NOW + Span::minutes(1);
    let (before, mut used) = (passkey(1, "kim"), passkey(1, "kim"));
    (used.credential, used.used) = ("{\"counter\":1}".into(), Some(later));
    let mut store = engine.open();
    let uses = [(); 2].map(|()| store.use_passkey(&before, &used.credential, later).expect("an answer"));
    assert_eq!(uses, [true, false], "another use came between");
    assert_eq!(store.passkeys(None).expect("passkeys"), [used.clone(), passkey(2, "root")]);
    assert_eq!(store.passkeys(Some("kim")).expect("passkeys"), [used.clone()]);
    assert_eq!((store.passkey(&[1; 16]).expect("read"), store.passkey(&[9]).expect("read")), (Some(used), None));
    let mut remove =
        |account, id: &[u8]| store.remove_passkey(account, id, &entry(AuditAction::PasskeyRemove)).expect("an answer");
    assert_eq!([remove("root", &[1; 16]), remove("kim", &[1; 16]), remove("kim", &[1; 16])], [false, true, false]);
    let entries = store.audit_after(&KeyGroups::All, 0).expect("entries");
    let actions = entries.iter().map(|stored| stored.entry::<AuditEntry>().expect("an entry").action.id());
    assert_eq!(actions.collect::<Vec<_>>(), ["passkey-add", "passkey-add", "passkey-remove"]);
    for id in 10..=10 + u8::try_from(PASSKEYS_MAX).expect("few") {
        let added = store.add_passkey(&passkey(id, "kim"), &entry(AuditAction::PasskeyAdd)).expect("an answer");
        assert_eq!(added, u32::from(id) < 10 + PASSKEYS_MAX, "{id}");
    }
}

pub(super) fn an_account_without_a_password_has_no_passkey(engine: &Engine) {
    let mut store = engine.open();
    let kept = |store: &mut dyn Store| store.passkeys(None).expect("passkeys").len();
    let mut change = |password: Option<&str>| {
        let account = password.map(|password| account("kim", password));
        let (name, entry) = ("kim".to_owned(), entry(AuditAction::AccountLink));
        let change = AccountChange { name, account, ends_sessions: None, entry };
        store.change_account(&mut |_| Ok(change.clone())).expect("a store").expect("changed");
        let before = kept(&mut *store);
        store.add_passkey(&passkey(1, "kim"), &self::entry(AuditAction::PasskeyAdd)).expect("an answer");
        before
    };
    assert_eq!([change(Some("$")), change(Some("$2"))], [0, 1], "another password changes nothing");
    assert_eq!([change(Some("")), change(Some("$3")), change(None), change(Some("$4"))], [0; 4]);
}

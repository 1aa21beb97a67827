//! Tokens of the console's API.

use super::{Engine, NOW};
use muster_console::{ApiToken, AuditAction, AuditEntry, Role, Secret, SecretHash};
use muster_core::{authority::key_groups::KeyGroups, time::Span};
use muster_host::store::Store;
use muster_platform::entropy::Entropy;

fn hash(byte: u8) -> SecretHash {
    Secret::<32>::draw(&Entropy::from_fn(move |buffer| buffer.fill(byte))).hash()
}

pub(super) fn token(byte: u8, name: &str) -> ApiToken {
    let (maker, until) = ("root".to_owned(), NOW + Span::days(90));
    ApiToken {
        hash: hash(byte),
        name: name.into(),
        scope: Role::Operator.into(),
        maker,
        created: NOW,
        until,
        used: None,
    }
}

fn entry(action: AuditAction) -> AuditEntry {
    AuditEntry::new(action, "root", [192, 0, 2, 7].into(), NOW)
}

fn recorded(store: &mut dyn Store) -> Vec<&'static str> {
    let entries = store.audit_after(&KeyGroups::All, 0).expect("entries");
    entries.iter().map(|stored| stored.entry::<AuditEntry>().expect("an entry").action.id()).collect()
}

pub(super) fn a_token_is_stored_used_and_removed_with_its_entry(engine: &Engine) {
    let mut store = engine.open();
    let mut add = |token: &ApiToken| store.add_token(token, &entry(AuditAction::TokenAdd)).expect("an answer");
    assert_eq!(
        [add(&token(1, "b")), add(&token(2, "a")), add(&token(3, "a")), add(&token(1, "c"))],
        [true, true, false, false]
    );
    store.use_token(&hash(1), NOW + Span::minutes(1)).expect("stored");
    let mut store = engine.open();
    let used = ApiToken { used: Some(NOW + Span::minutes(1)), ..token(1, "b") };
    assert_eq!(store.tokens().expect("tokens"), [token(2, "a"), used.clone()]);
    assert_eq!(store.token(&hash(1)).expect("read"), Some(used));
    assert_eq!(store.token(&hash(3)).expect("read"), None);
    let mut remove = |name| store.remove_token(name, &entry(AuditAction::TokenRemove)).expect("an answer");
    assert_eq!([remove("b"), remove("b"), remove("' OR ''='")], [true, false, false]);
    assert_eq!(store.token(&hash(1)).expect("read"), None);
    assert_eq!(recorded(&mut *store), ["token-add", "token-add", "token-remove"]);
    engine.sql("UPDATE console_token SET scope = 'king'");
    assert_eq!(store.token(&hash(2)).expect("read"), None, "a role that is not known permits nothing");
}

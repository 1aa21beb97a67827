//! Saved views of the list of machines.

use super::{Engine, NOW};
use muster_console::{Account, AccountChange, AuditAction, AuditEntry, Role, SavedView, VIEWS_MAX, ViewKey};
use muster_core::authority::key_groups::KeyGroups;
use muster_host::store::Store;

pub(super) fn key(owner: &str, name: &str) -> ViewKey {
    ViewKey { owner: owner.into(), name: name.into() }
}

pub(super) fn view(owner: &str, name: &str) -> SavedView {
    SavedView { key: key(owner, name), query: "state=waiting&sort=-seen".into(), maker: "root".into(), created: NOW }
}

fn account(name: &str) -> Account {
    let (name, password) = (name.into(), "$".into());
    Account { name, password, role: Role::Viewer.into(), created: NOW, disabled: false, link: None, provider: None }
}

fn entry(action: AuditAction) -> AuditEntry {
    AuditEntry::new(action, "kim", [192, 0, 2, 7].into(), NOW)
}

fn names(store: &mut dyn Store, account: Option<&str>) -> Vec<String> {
    let views = store.views(account).expect("views");
    views.iter().map(|view| format!("{}/{}", view.key.owner, view.key.name)).collect()
}

pub(super) fn a_view_is_stored_moved_and_removed_with_its_entry(engine: &Engine) {
    let mut store = engine.open();
    for name in ["kim", "root"] {
        store.set_account(&account(name)).expect("stored");
    }
    let mut add = |view: &SavedView| store.add_view(view, &entry(AuditAction::ViewAdd)).expect("an answer");
    let of = [("kim", "late"), ("kim", "late"), ("root", "late"), ("", "late"), ("kim", "Old '; --"), ("nobody", "x")];
    let added = of.map(|(owner, name)| add(&view(owner, name)));
    assert_eq!(added, [true, false, true, true, true, false], "once for each owner, who is an account or everybody");
    let mut store = engine.open();
    assert_eq!(store.views(None).expect("views")[1], view("kim", "Old '; --"));
    assert_eq!(names(&mut *store, Some("kim")), ["/late", "kim/Old '; --", "kim/late"]);
    assert_eq!(names(&mut *store, Some("nobody")), ["/late"]);
    let mut change = |from, to| store.move_view(&from, &to, &entry(AuditAction::ViewRename)).expect("an answer");
    let moved = [
        change(key("kim", "late"), key("kim", "Old '; --")),
        change(key("kim", "late"), key("", "late")),
        change(key("kim", "gone"), key("kim", "new")),
        change(key("", "late"), key("nobody", "late")),
        change(key("kim", "late"), key("kim", "早い")),
        change(key("kim", "早い"), key("", "早い")),
    ];
    assert_eq!(moved, [false, false, false, false, true, true]);
    assert_eq!(names(&mut *store, None), ["/late", "/早い", "kim/Old '; --", "root/late"]);
    let mut remove = |key| store.remove_view(&key, &entry(AuditAction::ViewRemove)).expect("an answer");
    assert_eq!([remove(key("root", "早い")), remove(key("", "早い")), remove(key("", "早い"))], [false, true, false]);
    let entries = store.audit_after(&KeyGroups::All, 0).expect("entries");
    let actions = entries.iter().map(|stored| stored.entry::<AuditEntry>().expect("an entry").action.id());
    let expected = [&["view-add"; 4][..], &["view-rename"; 2], &["view-remove"]].concat();
    assert_eq!(actions.collect::<Vec<_>>(), expected);
}

pub(super) fn an_owner_has_so_many_views_and_takes_them_along(engine: &Engine) {
    let mut store = engine.open();
    store.set_account(&account("kim")).expect("stored");
    for owner in ["kim", ""] {
        for number in 0..=VIEWS_MAX {
            let added = store.add_view(&view(owner, &number.to_string()), &entry(AuditAction::ViewAdd));
            assert_eq!(added.expect("an answer"), number < VIEWS_MAX, "{owner} {number}");
        }
    }
    let mut change = |from, to| store.move_view(&from, &to, &entry(AuditAction::ViewShare)).expect("an answer");
    assert!(!change(key("kim", "0"), key("", "new")), "there is no place");
    assert!(change(key("kim", "0"), key("kim", "new")), "another name takes none");
    let change = AccountChange {
        name: "kim".into(),
        account: None,
        ends_sessions: None,
        entry: entry(AuditAction::AccountRemove),
    };
    store.change_account(&mut |_| Ok(change.clone())).expect("a store").expect("removed");
    assert_eq!(names(&mut *store, Some("kim")).len(), VIEWS_MAX as usize, "those of everybody stay");
}

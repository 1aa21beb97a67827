//! What the store does, on both engines.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

#[cfg(feature = "console")]
mod key_groups;
#[cfg(feature = "console")]
mod plans;

use super::{ComputerRow, IssuedLicense, Store, copy::TABLES};
#[cfg(feature = "console")]
use super::{issued::HolderFilter, orders::OrderFilter, product_keys::KeyFilter};
use crate::{
    audit_entry::{AuditAction, AuditEntry},
    error::AuthorityError,
    key_details::KeyDetails,
    key_terms::KeyTerms,
    product_keys::KeyOrder,
};
#[cfg(feature = "console")]
use muster_console::CustomerOrder;
use muster_core::{
    authority::{
        guess_limit::{PERIOD, WrongGuesses},
        key_groups::KeyGroups,
        quota::{Computer, KeyStatus, Limit},
    },
    features::Features,
    id::{HardwareId, HostId},
    keys::{
        product_key::{KeyClaim, KeyKind, ProductKey},
        serial::Epoch,
    },
    time::{Moment, Span},
};
use muster_server::audit_chain::ChainVerifier;
#[cfg(feature = "console")]
use muster_server::audit_chain::ChainedEntry;
use std::collections::BTreeSet;

const NOW: Moment = Moment::from_unix(1_795_255_200);
/// What a store is put through, and its name.
type Case = (&'static str, fn(&Store));

const CASES: &[Case] = &[
    ("packs", packs),
    ("roots", roots),
    ("keys", keys),
    ("computers", computers),
    #[cfg(feature = "console")]
    ("key_groups", key_groups::limited),
    ("slots", slots),
    ("holders", holders),
    ("guesses", guesses),
    ("audit", audit),
    ("transactions", transactions),
    ("health", health),
];

fn claim(serial: u32) -> KeyClaim {
    KeyClaim::new(KeyKind::Multiple, 90, serial).expect("a claim")
}

fn add_key(store: &Store, serial: u32) -> KeyClaim {
    add_key_of(store, serial, KeyDetails::default(), KeyTerms::default())
}

fn add_key_of(store: &Store, serial: u32, details: KeyDetails, terms: KeyTerms) -> KeyClaim {
    let (key, limit) = (ProductKey::new(claim(serial), [7; _]), Limit::Multiple { limit: 2, ceiling: 5 });
    let order = KeyOrder { kind: KeyKind::Multiple, group: 90, count: 1, limit, details, terms };
    store.write(|tx| tx.add_key(&key, &order, NOW)).expect("added");
    claim(serial)
}

fn holder(number: u8) -> HostId {
    HostId::from_random([number; 16])
}

fn computer(number: u8) -> Computer {
    let hardware = HardwareId::from_bytes([number; 16]);
    Computer { hardware, host_key: vec![number; 32], activations: 1, revoked: false }
}

fn record(store: &Store, claim: &KeyClaim, number: u8, machine: &str, now: Moment) {
    let license_json = format!(r#"{{"sub":"{}","exp":{}}}"#, holder(number), (NOW + Span::days(9)).unix());
    let issued = IssuedLicense { signed_by: Some("root".into()), directory: number == 2, pack: Some(1) };
    let row = ComputerRow { computer: computer(number), machine, license_json: &license_json, issued };
    store.write(|tx| tx.record(claim, &row, now)).expect("recorded");
}

fn read<T>(store: &Store, work: impl FnOnce(&super::StoreTransaction<'_>) -> Result<T, AuthorityError>) -> T {
    store.read(work).expect("read")
}

/// Of two computers of a key one is revoked.
fn followers(store: &Store, key: &KeyClaim) {
    let followers = |now| -> Vec<(u32, Vec<String>)> {
        read(store, |tx| {
            let groups = tx.follower_groups(&KeyGroups::All, now)?;
            groups.iter().map(|group| Ok((group.holders, tx.follower_machines(&KeyGroups::All, group, now)?))).collect()
        })
    };
    let (all, none) = ([(1, vec!["pc".to_owned()])], []);
    assert_eq!(followers(NOW), all);
    assert_eq!(followers(NOW + Span::days(9)), none, "its license has ended");
    store.write(|tx| tx.block_key(key, NOW)).expect("blocked");
    assert_eq!(followers(NOW), none, "its key is blocked");
    store.write(|tx| tx.unblock_key(key)).expect("unblocked");
    assert_eq!(followers(NOW), all);
}

fn packs(store: &Store) {
    assert_eq!(read(store, |tx| Ok((tx.next_pack_version()?, tx.newest_pack()?))), (1, None));
    let claims = r#"{"exp":9,"products":[1,2],"key_groups":[1],"roots":[{"x":"AB"},{"x":"CD"}]}"#;
    for version in 1..=3 {
        let source = format!("source {version}");
        store.write(|tx| tx.record_pack(version, NOW, &source, claims)).expect("recorded");
    }
    let sign = |version: u32| store.write(|tx| tx.complete_pack(version, &format!("pack {version}"))).expect("signed");
    (1..=2).for_each(sign);
    read(store, |tx| {
        assert_eq!((tx.next_pack_version()?, tx.newest_pack()?), (4, Some(2)), "the third was not signed");
        assert_eq!(tx.newest_pack_source()?.as_deref(), Some("source 2"));
        assert_eq!(
            (tx.packs_after(0)?, tx.packs_after(1)?),
            (vec!["pack 1".into(), "pack 2".into()], vec!["pack 2".into()])
        );
        assert_eq!((tx.first_pack_naming("CD")?, tx.first_pack_naming("EF")?), (Some(1), None));
        Ok(())
    });
    let revoke = |version| store.write(|tx| tx.revoke_pack(version, NOW)).expect("done");
    assert_eq!([revoke(1), revoke(2), revoke(9)], [true, false, false], "the newest stays in use");
    assert_eq!(read(store, |tx| tx.revoked_packs()), [1]);
    #[cfg(feature = "console")]
    {
        let signed = read(store, |tx| tx.signed_packs());
        let facts: Vec<_> = signed.iter().map(|pack| (pack.version, pack.issued, pack.document.as_str())).collect();
        assert_eq!(facts, [(1, NOW, "pack 1"), (2, NOW, "pack 2")]);
        let listed = read(store, |tx| tx.packs_before(&KeyGroups::All, 3, 9));
        let facts: Vec<_> =
            listed.iter().map(|pack| (pack.version, pack.signed, pack.withdrawn, pack.holders)).collect();
        assert_eq!(facts, [(2, true, None, 0), (1, true, Some(NOW), 0)]);
        let content = listed[0].content.as_ref().expect("what it says");
        assert_eq!((content.until.unix(), content.products, content.key_groups, content.revoked), (9, 2, 1, 0));
    }
    let epoch = Epoch { tag: 3, random: [9; 16] };
    store.write(|tx| tx.restore_epoch(&epoch, NOW, 700)).expect("begun");
    assert_eq!(read(store, |tx| Ok((tx.next_pack_version()?, tx.last_restore()?))), (700, Some((NOW, 700, 1))));
    assert_eq!(read(store, |tx| tx.epochs()).iter().map(|epoch| epoch.tag).collect::<Vec<_>>(), [3]);
}

fn roots(store: &Store) {
    for jwk in ["b", "a"] {
        store.write(|tx| tx.add_root(jwk)).expect("added");
    }
    let root = |jwk: &str, trusted| (jwk.to_owned(), trusted);
    assert_eq!(read(store, |tx| tx.roots()), [root("b", true), root("a", true)], "oldest first");
    store.write(|tx| tx.trust_only("a")).expect("done");
    assert_eq!(read(store, |tx| tx.roots()), [root("b", false), root("a", true)]);
    assert!(store.write(|tx| tx.add_root("a")).is_err(), "each once");
}

fn keys(store: &Store) {
    let (second, first) = (add_key(store, 2), add_key(store, 1));
    let status = |claim: &KeyClaim| read(store, |tx| tx.key_state(claim)).status;
    assert_eq!((status(&first), status(&claim(9))), (KeyStatus::Issued, KeyStatus::Unknown));
    assert_eq!(read(store, |tx| tx.serials(KeyKind::Multiple, 90)).len(), 2);
    store.write(|tx| tx.set_limit(&first, Limit::Multiple { limit: 4, ceiling: 5 })).expect("raised");
    assert_eq!(read(store, |tx| tx.key_state(&first)).limit, Limit::Multiple { limit: 4, ceiling: 5 });
    assert_eq!(read(store, |tx| tx.key_state(&claim(9))).limit, Limit::Multiple { limit: 0, ceiling: 0 });
    let block = |now| store.write(|tx| tx.block_key(&second, now)).expect("done");
    assert!(block(NOW) && block(NOW + Span::days(1)) && status(&second) == KeyStatus::Blocked);
    let edit = |details| store.write(|tx| tx.edit_key(&first, &details)).expect("done");
    let details = |customer: &str| KeyDetails { customer: Some(customer.into()), order: None, note: None };
    assert!(edit(details("顧客")) && edit(KeyDetails { order: Some("7".into()), ..KeyDetails::default() }));
    let terms = KeyTerms { ends: Some(NOW), days: Some(30), ..KeyTerms::default() };
    store.write(|tx| tx.set_key_terms(&first, &terms)).expect("set");
    assert_eq!(read(store, |tx| tx.key_state(&first)).terms, terms);
    assert_eq!(read(store, |tx| tx.key_state(&claim(9))).terms, KeyTerms::default());
    record(store, &first, 1, "pc", NOW);
    let listed = read(store, |tx| tx.keys());
    let facts: Vec<_> = listed.iter().map(|key| (key.claim.serial, key.computers, key.blocked)).collect();
    assert_eq!(facts, [(1, 1, None), (2, 0, Some(NOW))], "blocked when it was first");
    assert_eq!(listed[0].details, KeyDetails { customer: Some("顧客".into()), order: Some("7".into()), note: None });
    edit(details(""));
    assert_eq!(read(store, |tx| tx.keys())[0].details.customer, None, "an empty text removes");
    let given = KeyDetails { customer: Some("Contoso".into()), order: Some(String::new()), note: None };
    let trial =
        KeyTerms { features: Features::parse(["export", "seats=50"]).expect("features"), days: Some(30), ends: None };
    let third = add_key_of(store, 3, given, trial.clone());
    let issued = read(store, |tx| tx.keys()).pop().expect("a key");
    let kept = KeyDetails { customer: Some("Contoso".into()), ..KeyDetails::default() };
    assert_eq!((issued.claim, issued.details, issued.terms), (third, kept, trial), "as it was ordered");
    let unblock = || store.write(|tx| tx.unblock_key(&second)).expect("done");
    assert!(unblock() && !unblock());
    #[cfg(feature = "console")]
    pages(store, third);
}

/// What is written beside keys, and lists of pages.
#[cfg(feature = "console")]
fn pages(store: &Store, third: KeyClaim) {
    let unnamed = CustomerOrder::default();
    let named = |customer: &str| CustomerOrder { customer: customer.into(), order: String::new() };
    let rename = |from, to| store.write(|tx| tx.rename_order(&KeyGroups::All, &named(from), &named(to))).expect("done");
    assert_eq!((rename("Contoso", "O'Neil"), rename("Contoso", "x")), (1, 0));
    let customer = |from, to| store.write(|tx| tx.rename_customer(&KeyGroups::All, from, to)).expect("done");
    assert_eq!((customer("O'Neil", "Contoso"), customer("O'Neil", "x"), customer("", "x")), (1, 0, 0));
    let has = |order: &CustomerOrder| read(store, |tx| tx.has_order(&KeyGroups::All, order));
    assert_eq!([named("Contoso"), named("x"), unnamed.clone()].map(|order| has(&order)), [true, false, true]);
    let meet = |from, to| read(store, |tx| tx.others_meet(&KeyGroups::All, &named(from), &named(to)));
    assert!(!meet("Contoso", "x") && !meet("x", "Contoso"), "a customer with one order, and none");
    let listed = |pattern: &str, after, limit| {
        let filter = OrderFilter { pattern: String::from(pattern), customer: None, after, rows: limit };
        read(store, |tx| tx.orders(&KeyGroups::All, &filter))
            .into_iter()
            .map(|order| (order.order.order, order.keys, order.computers))
            .collect::<Vec<_>>()
    };
    let orders = listed("", None, 9);
    assert_eq!(orders[..1], listed("", None, 1));
    assert_eq!(orders[1..], listed("", Some(unnamed.clone()), 9), "behind the first");
    assert_eq!(orders[2..], listed("%CONTOSO%", None, 9));
    let after = |claim| KeyFilter { after: claim, rows: 9, ..KeyFilter::default() };
    let keys = |filter: &KeyFilter| {
        read(store, |tx| tx.keys_left(&KeyGroups::All, filter)).into_iter().map(|key| key.claim).collect::<Vec<_>>()
    };
    let all = keys(&after(None));
    assert_eq!(all, read(store, |tx| tx.keys()).into_iter().map(|key| key.claim).collect::<Vec<_>>());
    assert_eq!(keys(&after(Some(all[0]))), all[1..]);
    let third = read(store, |tx| tx.key(&KeyGroups::All, &third)).expect("a key");
    assert_eq!(
        keys(&KeyFilter { pattern: "%none%".into(), word: third.claim.partial(), rows: 9, ..KeyFilter::default() }),
        [third.claim]
    );
    assert_eq!(keys(&KeyFilter { blocked: Some(true), ..after(None) }), []);
    assert_eq!(orders, [(String::new(), 1, 0), ("7".to_owned(), 1, 1), (String::new(), 1, 0)]);
}

fn computers(store: &Store) {
    let key = add_key(store, 1);
    record(store, &key, 2, "late", NOW + Span::days(1));
    record(store, &key, 1, "old name", NOW);
    record(store, &key, 1, "pc", NOW);
    assert_eq!(read(store, |tx| tx.computers(&key)).len(), 2, "the same computer once");
    let license = read(store, |tx| tx.license_json(&key, HardwareId::from_bytes([1; 16])));
    assert!(license.is_some_and(|license| license.contains(&holder(1).to_string())));
    assert!(read(store, |tx| tx.license_json(&key, HardwareId::from_bytes([9; 16]))).is_none());
    store.write(|tx| tx.revoke(holder(2), NOW)).expect("revoked");
    let listed = read(store, |tx| tx.activated());
    let facts: Vec<_> = listed.iter().map(|row| (&*row.machine, row.computer.revoked)).collect();
    assert_eq!(facts, [("pc", false), ("late", true)]);
    followers(store, &key);
    #[cfg(feature = "console")]
    {
        let mut seen = Vec::new();
        read(store, |tx| {
            tx.each_holder(&KeyGroups::All, HolderFilter::none(), |row| {
                seen.push((row.machine, row.revoked));
                Ok(seen.len() < 2)
            })
        });
        assert_eq!(seen, [("late".to_owned(), Some(NOW)), ("pc".to_owned(), None)], "who asked last first");
        let mut one = 0;
        read(store, |tx| {
            tx.each_holder(&KeyGroups::All, HolderFilter::none(), |_| {
                Ok({
                    one += 1;
                    false
                })
            })
        });
        assert_eq!(one, 1, "no more than was asked for");
        let found = |number| {
            read(store, |tx| tx.holder(&KeyGroups::All, holder(number))).map(|(row, _)| (row.machine, row.revoked))
        };
        assert_eq!((found(1), found(3)), (Some(("pc".to_owned(), None)), None));
        assert_eq!(found(2), Some(("late".to_owned(), Some(NOW))));
    }
    assert!(read(store, |tx| tx.computers(&key)).iter().any(|computer| computer.revoked));
    let give_back = || store.write(|tx| tx.accept_return(&[1; 32], NOW)).expect("done");
    assert!(give_back() && !give_back() && read(store, |tx| tx.is_returned(&[1; 32])));
    assert!(!read(store, |tx| tx.is_returned(&[2; 32])));
}

fn slots(store: &Store) {
    let key = add_key(store, 1);
    let issued = read(store, |tx| tx.issued_count());
    for number in 1..=3 {
        store.write(|tx| tx.add_slot(&key, number, "{}", &format!("sealed {number}"))).expect("added");
    }
    store.write(|tx| tx.sign_slots(&key, "root")).expect("signed");
    let free = || read(store, |tx| tx.free_slot(&key)).map(|slot| (slot.number, slot.sealed, slot.signed_by));
    assert_eq!(free(), Some((1, "sealed 1".into(), Some("root".into()))));
    store.write(|tx| tx.take_slot(&key, 1, "iid", NOW)).expect("taken");
    assert_eq!(read(store, |tx| tx.slot_of(&key, "iid")), Some((1, "sealed 1".into())));
    assert_eq!(read(store, |tx| tx.issued_count()), issued + 4);
    assert_eq!(free().map(|(number, ..)| number), Some(2));
    assert_eq!(store.write(|tx| tx.retire_slots()).expect("retired"), [key]);
    assert!(free().is_none() && store.write(|tx| tx.retire_slots()).expect("done").is_empty());
    let slots = read(store, |tx| tx.slots(&key));
    assert_eq!(
        slots.iter().map(|slot| (slot.number, slot.free)).collect::<Vec<_>>(),
        [(1, false), (2, false), (3, false)]
    );
}

fn holders(store: &Store) {
    for number in [2, 1, 2] {
        store.write(|tx| tx.revoke(holder(number), NOW)).expect("revoked");
    }
    assert_eq!(read(store, |tx| tx.revocations()), [holder(1), holder(2)].map(|id| id.to_string()));
    let lift = || store.write(|tx| tx.reinstate(holder(1))).expect("done");
    assert!(lift() && !lift() && !read(store, |tx| tx.is_revoked(holder(1))));
    assert!(read(store, |tx| tx.is_revoked(holder(2))) && !read(store, |tx| tx.is_issuance(holder(1))));
    for _ in 0..2 {
        store.write(|tx| tx.add_issuance(holder(1), 1, "{}", NOW)).expect("again is no error");
    }
    assert!(read(store, |tx| tx.is_issuance(holder(1))));
}

fn guesses(store: &Store) {
    let count = |scope: &str| read(store, |tx| tx.wrong_guesses(scope)).map(|found| found.count);
    let set = |scope: &str, count, now| {
        store.write(|tx| tx.set_wrong_guesses(scope, WrongGuesses { since: now, count }, now)).expect("set");
    };
    set("192.0.2.0", 1, NOW);
    set("192.0.2.0", 2, NOW);
    assert_eq!((count("192.0.2.0"), count("198.51.100.0")), (Some(2), None));
    set("key 1", 5, NOW + PERIOD);
    assert_eq!((count("192.0.2.0"), count("key 1")), (None, Some(5)), "what is old is gone");
}

fn audit(store: &Store) {
    let entry = |holder| AuditEntry { holder, ..AuditEntry::new(AuditAction::Activate, "192.0.2.7", NOW) };
    let add = |numbers: std::ops::Range<u32>| {
        let holder_of = |number| (number % 1_000 == 3).then(|| holder(1));
        let all = |tx: &super::StoreTransaction<'_>| {
            numbers.clone().try_for_each(|number| tx.add_audit(entry(holder_of(number))))
        };
        store.write(all).expect("added");
    };
    // More than a page of what is walked through.
    add(1..2_051);
    let mut verifier = ChainVerifier::new(None);
    read(store, |tx| {
        tx.each_audit(|stored| {
            verifier.take::<AuditEntry>(&stored);
            Ok(())
        })
    });
    assert_eq!(verifier.finish().expect("a chain").entries, 2_050);
    #[cfg(feature = "console")]
    read(store, |tx| {
        let numbers = |found: Vec<ChainedEntry>| found.iter().map(|stored| stored.number).collect::<Vec<_>>();
        assert_eq!(numbers(tx.audit_of(holder(1), 2)?), [2_003, 1_003]);
        assert_eq!((numbers(tx.audit_after(2_048, 9)?), tx.audit_count()?), (vec![2_049, 2_050], 2_050));
        assert_eq!([tx.is_first_audit(holder(1), 3)?, tx.is_first_audit(holder(1), 1_003)?], [true, false]);
        Ok(())
    });
}

fn transactions(store: &Store) {
    let failed = store.write(|tx| {
        tx.add_root("a")?;
        Err::<(), _>(AuthorityError::NoPack)
    });
    assert!(matches!(failed, Err(AuthorityError::NoPack)) && read(store, |tx| tx.roots()).is_empty());
    // Who goes on after a statement that failed has not been told of it: nothing may look committed and be none.
    let swallowed = store.write(|tx| {
        tx.add_root("b")?;
        drop(tx.add_root("b"));
        Ok(())
    });
    let kept = read(store, |tx| tx.roots()).len();
    assert!(swallowed.is_ok() == (kept == 1), "{swallowed:?} {kept}");
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(|tx| {
            tx.add_root("c")?;
            assert!(tx.roots()?.is_empty(), "in a transaction");
            Ok(())
        })
    }));
    assert!(panicked.is_err() && read(store, |tx| tx.roots()).len() == kept);
    store.write(|tx| tx.add_root("d")).expect("the store goes on");
}

fn health(store: &Store) {
    for _ in 0..2 {
        store.write(|tx| tx.check_health(NOW)).expect("written");
    }
    assert!(store.read(|tx| tx.check_health(NOW)).is_err(), "who reads writes nothing");
}

/// A table or a column that a migration adds has to move as well.
#[test]
fn every_table_and_column_is_copied() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Store::open(&folder.path().join("authority.db")).expect("a store"));
    let file = rusqlite::Connection::open(folder.path().join("authority.db")).expect("a store");
    let texts = |sql: &str| -> BTreeSet<String> {
        let mut find = file.prepare(sql).expect("a query");
        find.query_map([], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts")
    };
    // What says which migrations were applied is the file's own.
    let tables = texts(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('muster_schema', 'sqlite_sequence')",
    );
    assert_eq!(TABLES.iter().map(|table| table.name.to_owned()).collect::<BTreeSet<_>>(), tables);
    for table in TABLES {
        let read = file.prepare(table.read.sqlite).expect("a query");
        let copied: BTreeSet<String> = read.column_names().into_iter().map(str::to_owned).collect();
        // Without columns that are generated, which `pragma_table_xinfo` would show, or written by a trigger.
        let columns = format!(
            "SELECT name FROM pragma_table_info('{}') WHERE name NOT IN ('expires', 'is_permanent') AND (name <> 'holder' OR arg <> 'computer')",
            table.name
        );
        assert_eq!(copied, texts(&columns), "{}", table.name);
        let places = file.prepare(table.insert.sqlite).expect("a statement").parameter_count();
        assert_eq!(places, copied.len(), "{}", table.name);
    }
}

#[test]
fn on_sqlite() {
    for (name, case) in CASES {
        println!("{name}");
        let folder = tempfile::tempdir().expect("a folder");
        case(&Store::open(&folder.path().join("authority.db")).expect("a store"));
    }
}

#[cfg(feature = "postgres")]
mod on_postgres;

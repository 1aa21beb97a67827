//! The audit log: everything that was done or refused is in it, and nobody can change it unnoticed.

use crate::activation::{request, signed};
use muster_authority::{AuditAction, AuditEntry, ChainBreak, Records};
use muster_core::{
    authority::audit_budget::EACH_MAX,
    code::{self, Code},
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyKind, ProductKey},
    },
    time::Span,
};
use muster_testbed::harness::world::World;
use rusqlite::Connection;
use std::{net::Ipv4Addr, path::Path};

/// What is read without the root key.
pub(crate) fn records(authority: &Path) -> Records {
    Records::open(authority).expect("records")
}

pub(crate) fn entries(authority: &Path) -> Vec<AuditEntry> {
    let mut entries = Vec::new();
    records(authority).each_audit_entry(|entry, _| entries.push(entry.clone())).expect("the log");
    entries
}

/// Asks for a license from `peer`.
fn ask(world: &World, key: &ProductKey, computer: u8, peer: &str) -> Result<String, Code> {
    let request = signed(world, &request(key, computer, computer));
    let authority = world.vendor.authority.on_behalf_of(peer);
    let entropy = [computer; 16];
    authority.activate(&request, KeyKind::Host, ActivationTarget::Machine, entropy, world.now()).expect("no fault")
}

#[test]
fn every_act_and_every_refusal_is_one_entry_without_a_whole_key() {
    let world = World::new();
    let (authority, key) = (&world.vendor.authority, &world.vendor.host_key);
    let before = entries(&world.path("authority"));
    let actions: Vec<AuditAction> = before.iter().map(|entry| entry.action).collect();
    assert_eq!(actions, [AuditAction::Pack, AuditAction::Issue], "what the vendor began with");
    ask(&world, key, 1, "192.0.2.7").expect("activated");
    let holder = authority.computers().expect("computers")[0].holder;
    authority.on_behalf_of("uid 1000").revoke(holder, world.now()).expect("revoked");
    assert_eq!(ask(&world, key, 1, "2001:db8::7"), Err(code::LICENSE_REVOKED));
    authority.reinstate(holder, world.now()).expect("reinstated");
    let mak = world.mak(1, 2);
    authority.raise_limit(&mak.claim(), 2, world.now()).expect("raised");
    authority.block_key(&mak.claim(), world.now()).expect("blocked");
    authority.sign_pack_again(world.now()).expect("signed");
    authority.revoke_pack(1, world.now()).expect("withdrawn");
    authority.offline_file(key, 3, world.now()).expect("a file");
    let texts = ["123".to_owned(), "456".to_owned(), "7".to_owned()];
    let refused = authority.confirm_all(&texts, Ipv4Addr::LOCALHOST.into(), world.now()).expect("no fault");
    assert!(refused.iter().all(Result::is_err));
    let found: Vec<String> = entries(&world.path("authority"))
        .into_iter()
        .skip(before.len())
        .map(|entry| {
            let action = serde_json::to_value(entry.action).expect("a name");
            let count = entry.count.map(|count| format!(" x{count}")).unwrap_or_default();
            let of_key = if entry.key.is_some() { " key" } else { "" };
            format!("{} {} {}{of_key}{count}", action.as_str().expect("a text"), entry.by, entry.code)
        })
        .collect();
    let expected = [
        "activate 192.0.2.7 0x00000000 key",
        "revoke uid 1000 0x00000000",
        "activate 2001:db8::7 0xC004F051 key",
        "reinstate local 0x00000000",
        "issue local 0x00000000 key",
        "raise local 0x00000000 key",
        "block local 0x00000000 key",
        "pack local 0x00000000",
        "revoke-pack local 0x00000000",
        "offline local 0x00000000 key x3",
        "confirm local 0xC004F02F x3",
    ];
    assert_eq!(found, expected);
    let (whole, entry) = (key.reveal(), &entries(&world.path("authority"))[before.len()]);
    assert_eq!(entry.key.as_deref(), Some(&whole[whole.len() - 5..]));
    assert_eq!((entry.holder, entry.detail.as_deref()), (Some(holder), Some("kms-1")));
    records(&world.path("authority"))
        .each_audit_entry(|_, stored| assert!(!stored.json.contains(&whole)))
        .expect("the log");
    let head = records(&world.path("authority")).verify_audit(None).expect("read").expect("whole");
    assert_eq!(head.entries as usize, before.len() + expected.len());
    assert_eq!(records(&world.path("authority")).verify_audit(Some(&head.hash)).expect("read").expect("whole"), head);
}

#[test]
fn the_store_refuses_to_change_the_log_and_who_forces_it_is_found_out() {
    let world = World::new();
    for computer in 1..=4 {
        ask(&world, &world.vendor.host_key, computer, "192.0.2.7").expect("activated");
    }
    let store = Connection::open(world.path("authority/authority.db")).expect("a store");
    for attack in ["DELETE FROM audit WHERE number = 3", "UPDATE audit SET entry = '{}' WHERE number = 3"] {
        let error = store.execute_batch(attack).expect_err("refused").to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    store.execute_batch("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete").expect("by force");
    let other = "UPDATE audit SET entry = replace(entry, '192.0.2.7', '192.0.2.8') WHERE number = 4";
    store.execute_batch(other).expect("by force");
    assert_eq!(records(&world.path("authority")).verify_audit(None).expect("read"), Err(ChainBreak::Altered(4)));
    store.execute_batch("DELETE FROM audit WHERE number = 2").expect("by force");
    assert_eq!(records(&world.path("authority")).verify_audit(None).expect("read"), Err(ChainBreak::Missing(2)));
}

#[test]
fn a_flood_of_refusals_and_repeats_does_not_fill_the_disk() {
    let world = World::new();
    let key = &world.vendor.host_key;
    ask(&world, key, 1, "192.0.2.7").expect("activated");
    let before = entries(&world.path("authority")).len();
    for _ in 0..EACH_MAX {
        assert_eq!(ask(&world, &world.vendor.ledger_key, 1, "192.0.2.7"), Err(code::KEY_INVALID));
        ask(&world, key, 1, "192.0.2.7").expect("the same again");
    }
    assert_eq!(entries(&world.path("authority")).len(), before + EACH_MAX as usize);
    ask(&world, key, 2, "192.0.2.7").expect("what costs something is recorded always");
    assert_eq!(entries(&world.path("authority")).len(), before + EACH_MAX as usize + 1);
    world.clock.advance(Span::minutes(1));
    ask(&world, key, 1, "192.0.2.7").expect("again");
    let log = entries(&world.path("authority"));
    let counted = &log[log.len() - 2];
    assert_eq!((counted.action, counted.count), (AuditAction::Counted, Some(EACH_MAX)));
    records(&world.path("authority")).verify_audit(None).expect("read").expect("whole");
}

/// Whoever is refused is answered while another process writes.
#[test]
fn a_refusal_that_is_only_counted_does_not_wait_for_the_store() {
    let world = World::new();
    let refused = || assert_eq!(ask(&world, &world.vendor.ledger_key, 1, "192.0.2.7"), Err(code::KEY_INVALID));
    (0..EACH_MAX).for_each(|_| refused());
    let store = Connection::open(world.path("authority/authority.db")).expect("a store");
    store.execute_batch("BEGIN IMMEDIATE").expect("the store is held");
    refused();
}

//! Product keys as the vendor keeps them: found without the root key, blocked and unblocked, with what is written beside them.

use crate::audit::records;
use muster_authority::{AuditAction, AuthorityError, KeyDetails, KeyOrder, Records};
use muster_core::{code, keys::product_key::KeyClaim};
use muster_testbed::{harness::world::World, host_key, mak};

fn audited(world: &World, wanted: AuditAction) -> Vec<(Option<u32>, Option<String>)> {
    let mut found = Vec::new();
    let each = |entry: &muster_authority::AuditEntry, _: &_| {
        if entry.action == wanted {
            found.push((entry.serial, entry.detail.clone()));
        }
    };
    records(&world.path("authority")).each_audit_entry(each).expect("the log");
    found
}

#[test]
fn what_was_issued_is_read_without_the_passphrase() {
    let world = World::new();
    let records = Records::open(&world.path("authority")).expect("records");
    let issued = world.vendor.authority.keys().expect("keys");
    assert!(!issued.is_empty());
    let claims = |keys: &[muster_authority::IssuedKey]| keys.iter().map(|key| key.claim).collect::<Vec<_>>();
    assert_eq!(claims(&records.keys().expect("keys")), claims(&issued));
    drop(world.activated_host("kms"));
    assert_eq!(records.computers().expect("computers").len(), 1);
    let nowhere = Records::open(&world.path("nowhere")).map(drop).expect_err("no authority");
    assert!(matches!(nowhere, AuthorityError::Missing(_)), "{nowhere}");
}

#[test]
fn a_key_is_named_by_its_last_five_characters_or_its_serial_and_never_whole() {
    let world = World::new();
    let authority = &world.vendor.authority;
    let key = authority.issue_keys(&mak(1, 1), world.now()).expect("a key").remove(0);
    let claim = key.claim();
    let found = |name: &str| authority.find_key(name).map_err(|error| error.to_string());
    for name in [key.partial(), key.partial().to_lowercase(), format!(" {} ", claim.serial), claim.masked()] {
        assert_eq!(found(&name), Ok(claim), "{name}");
    }
    let refusal = |name: &str| authority.find_key(name).expect_err("no key").code();
    assert_eq!(refusal("ZZZZZ"), code::KEY_UNKNOWN);
    // On a command line every user of the machine can read a whole key.
    for whole in [key.reveal(), key.reveal().to_lowercase(), key.reveal().replace('-', ""), "BBBBB-BBBBB-BBBBB".into()]
    {
        assert_eq!(refusal(&whole), code::INVALID_ARGUMENT);
        let told = found(&whole).expect_err("refused");
        assert!(told.contains("last five characters") && !told.to_uppercase().contains(&whole[..5]), "{told}");
    }
}

#[test]
fn a_blocked_key_is_unblocked_and_the_log_says_so() {
    let world = World::new();
    let authority = &world.vendor.authority;
    let claim = authority.issue_keys(&host_key(1), world.now()).expect("a key").remove(0).claim();
    authority.block_key(&claim, world.now()).expect("blocked");
    authority.unblock_key(&claim, world.now()).expect("unblocked");
    let blocked = |claim: &KeyClaim| {
        let keys = authority.keys().expect("keys");
        keys.iter().find(|key| key.claim == *claim).expect("the key").blocked
    };
    assert_eq!(blocked(&claim), None);
    assert_eq!(audited(&world, AuditAction::Unblock), [(Some(claim.serial), None)]);
    let error = authority.unblock_key(&claim, world.now()).expect_err("it is not blocked");
    assert!(matches!(error, AuthorityError::NotBlocked(_)), "{error}");
    assert_eq!(audited(&world, AuditAction::Unblock).len(), 1);
}

#[test]
fn customer_order_and_note_are_kept_edited_and_logged() {
    let world = World::new();
    let authority = &world.vendor.authority;
    let text = |text: &str| Some(text.to_owned());
    let details = KeyDetails { customer: text("Contoso K.K."), order: text("4711"), note: None };
    let order = KeyOrder { details: details.clone(), ..host_key(2) };
    let claim = authority.issue_keys(&order, world.now()).expect("keys")[0].claim();
    let kept = || {
        let keys = authority.keys().expect("keys");
        keys.into_iter().find(|key| key.claim == claim).expect("the key").details
    };
    assert_eq!(kept(), details);
    let edit = KeyDetails { order: text(""), note: text("two sites"), ..KeyDetails::default() };
    authority.edit_key(&claim, &edit, world.now()).expect("edited");
    assert_eq!(kept(), KeyDetails { customer: text("Contoso K.K."), order: None, note: text("two sites") });
    let said = text("order \"\", note \"two sites\"");
    assert_eq!(audited(&world, AuditAction::Edit), [(Some(claim.serial), said)]);
    let issued = audited(&world, AuditAction::Issue);
    assert_eq!(issued.last().expect("an entry").1, text("customer \"Contoso K.K.\", order \"4711\""));
    let nothing = authority.edit_key(&claim, &KeyDetails::default(), world.now()).expect_err("nothing to change");
    assert!(matches!(nothing, AuthorityError::NoDetail), "{nothing}");
    let long = KeyDetails { note: Some("x".repeat(201)), ..KeyDetails::default() };
    assert_eq!(authority.edit_key(&claim, &long, world.now()).expect_err("too long").code(), code::INVALID_ARGUMENT);
}

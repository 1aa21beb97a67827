//! Guesses at the desk: counted over a restart, bounded, and of no harm to the true holder.

use crate::audit::records;
use muster_authority::{AuditAction, AuditEntry, Authority, AuthorityError};
use muster_core::{
    authority::guess_limit::{WRONG_BEFORE_ALARM, WRONG_PER_NETWORK},
    code::{self, Code},
    keys::installation_id::{ActivationTarget, InstallationId},
    time::Span,
};
use muster_testbed::harness::world::World;
use muster_trust::installation_id::installation_id;
use std::{fs, net::IpAddr};

fn address(number: u32) -> IpAddr {
    std::net::Ipv4Addr::from(0x0A00_0000 + number).into()
}

#[test]
fn a_network_that_guesses_is_refused_and_the_holder_is_not() {
    let world = World::new();
    let (authority, key) = (&world.vendor.authority, &world.vendor.host_key);
    authority.offline_file(key, 2, world.now()).expect("a file");
    let right = installation_id(key, ActivationTarget::Machine, [1; 6], [1; 3]);
    let wrong = |nth: u32| {
        let [_, _, a, b, c, d] = right.proof;
        let [e, f] = u16::try_from(nth).expect("small").to_be_bytes();
        InstallationId { proof: [e, f, a ^ 1, b, c, d], ..right }
    };
    let ask = |authority: &Authority, iid: &InstallationId, peer| -> Result<u16, Code> {
        authority.confirm_for(iid, peer, world.now()).expect("no fault").map(|cid| cid.slot)
    };
    // One network, up to its limit.
    for nth in 0..WRONG_PER_NETWORK {
        assert_eq!(ask(authority, &wrong(nth), address(1)), Err(code::KEY_UNKNOWN));
    }
    assert_eq!(ask(authority, &wrong(0), address(1)), Err(code::SERVER_BUSY));
    assert_eq!(ask(authority, &right, address(1)), Err(code::SERVER_BUSY), "a right one tells it nothing either");
    // Many networks: the key is past its alarm, and its holder is answered.
    for nth in 0..WRONG_BEFORE_ALARM {
        assert_eq!(ask(authority, &wrong(nth), address(100 + nth)), Err(code::KEY_UNKNOWN));
    }
    assert_eq!(ask(authority, &right, address(2)), Ok(0));
    assert_eq!(
        authority.confirm(&right, world.now()).expect("no fault").map(|cid| cid.slot),
        Ok(0),
        "the vendor's desk"
    );
    // A restart forgets nothing; a day does.
    let passphrase = fs::read_to_string(world.path("authority/passphrase.txt")).expect("a passphrase");
    let again = Authority::open(&world.path("authority"), &passphrase).expect("an authority");
    assert_eq!(ask(&again, &right, address(1)), Err(code::SERVER_BUSY));
    let mut recorded = Vec::new();
    let alarm = |entry: &AuditEntry| entry.action == AuditAction::Guess || entry.code == code::SERVER_BUSY;
    let mut take = |entry: &AuditEntry| recorded.push((entry.action, entry.code, entry.count, entry.key.is_some()));
    records(&world.path("authority"))
        .each_audit_entry(|entry, _| {
            if alarm(entry) {
                take(entry);
            }
        })
        .expect("the log");
    // The refusals before it were only counted: there were more than are recorded one by one.
    let at_the_key = (AuditAction::Guess, code::KEY_UNKNOWN, Some(WRONG_BEFORE_ALARM), true);
    assert_eq!(recorded, [at_the_key, (AuditAction::Confirm, code::SERVER_BUSY, None, false)]);
    world.clock.advance(Span::days(1));
    assert_eq!(ask(&again, &right, address(1)), Ok(0));
}

#[test]
fn a_lost_database_is_named_and_never_made_anew() {
    let world = World::new();
    let home = world.path("authority");
    let passphrase = fs::read_to_string(home.join("passphrase.txt")).expect("a passphrase");
    fs::remove_file(home.join("authority.db")).expect("removed");
    let error = Authority::open(&home, &passphrase).map(drop).expect_err("refused");
    assert!(matches!(&error, AuthorityError::StoreMissing(name) if name.ends_with("authority.db")), "{error}");
    assert_eq!(error.code(), code::STATE_DAMAGED);
    assert!(!home.join("authority.db").exists(), "no new one");
}

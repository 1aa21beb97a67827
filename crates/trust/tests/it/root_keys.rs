//! Root keys change by packs alone, and what a pack takes back stays taken back.

use crate::documents::{
    Changes, HOST, NOW, activation_document, expected, key, license_document, naming, one, pack_version, trust,
};
use muster_core::code::{self};
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, VerifiedLicense},
    jws::Kind,
};

fn host_opens(trust: &TrustAnchors, root: u8) -> bool {
    VerifiedLicense::open(&license_document(root, |_| {}), Kind::HostLicense, trust).is_ok()
}

/// Key 1 signs a pack that names key 3; key 3 signs the next; at last key 1 is named no more.
#[test]
fn a_root_key_is_changed_by_packs_alone() {
    let first = trust();
    assert!(host_opens(&first, 1) && !host_opens(&first, 3));
    let naming_both = pack_version(1, 2, naming(&[1, 3]));
    let by_the_new = pack_version(3, 3, naming(&[1, 3]));
    let alone = pack_version(3, 4, Changes::default());
    let error = first.update(&by_the_new).expect_err("nobody has vouched for key 3 yet");
    assert_eq!(error.code(), code::SIGNATURE_INVALID);
    let second = first.update(&naming_both).expect("signed by key 1");
    assert!(host_opens(&second, 1) && host_opens(&second, 3));
    let third = second.update(&by_the_new).expect("key 1 vouched for key 3");
    let fourth = third.update(&alone).expect("signed by key 3");
    assert!(!host_opens(&fourth, 1) && host_opens(&fourth, 3));
    // What is written down opens again, from the key that the installation was made with, and from the new one.
    for root in [1, 3] {
        let reopened = TrustAnchors::open(fourth.document(), &key(root).public()).expect("the whole way");
        assert_eq!(reopened.pack.version, 4);
        assert!(!host_opens(&reopened, 1) && host_opens(&reopened, 3));
    }
    // Who missed every step takes them all at once.
    let all = first.update(&[naming_both, by_the_new, alone].join("\n")).expect("in order");
    assert_eq!(all.pack.version, 4);
}

#[test]
fn a_pack_is_never_taken_back() {
    let second = trust().update(&pack_version(1, 2, Changes::default())).expect("newer");
    for version in [1, 2] {
        let error = second.update(&pack_version(1, version, Changes::default())).expect_err("not newer");
        assert_eq!(error.code(), code::PACK_VERSION);
    }
}

#[test]
fn a_revoked_license_and_a_withdrawn_pack_are_refused() {
    let license = license_document(1, |_| {});
    let activation = activation_document(2, one(), NOW);
    let with = |standing| {
        let trust = trust().update(&pack_version(1, 2, standing)).expect("newer");
        let credential = VerifiedLicense::open(&license, Kind::HostLicense, &trust)?;
        chain::open_activation(&activation, &credential, &expected()).map(|_| credential.revoked)
    };
    assert_eq!(with(Changes::default()).ok(), Some(false));
    let revoked = with(Changes { revoked: vec![HOST], ..Changes::default() });
    assert_eq!(revoked.expect_err("revoked").code(), code::LICENSE_REVOKED);
    let withdrawn = with(Changes { revoked_packs: vec![1], ..Changes::default() });
    assert_eq!(withdrawn.expect_err("decided by version 1").code(), code::PACK_VERSION);
}

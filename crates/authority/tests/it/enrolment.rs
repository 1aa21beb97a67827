//! Enrolment files: the authority signs what machines can use, and says in its log what that was.

use muster_authority::{AuditAction, EnrolmentTerms, Records};
use muster_core::{code, id::ActivationId, keys::product_key::ProductKey, time::Span};
use muster_proto::instant::rfc3339;
use muster_testbed::harness::world::{World, ledger};

fn terms(products: &[ActivationId]) -> EnrolmentTerms {
    EnrolmentTerms { products: products.to_vec(), days: 10, ..EnrolmentTerms::default() }
}

#[test]
fn only_what_a_machine_can_use_is_signed() {
    let world = World::new();
    let issue = |terms: &EnrolmentTerms| {
        let signed = world.vendor.authority.issue_enrolment(terms, world.now());
        signed.map(|signed| signed.until).map_err(|error| (error.code(), error.to_string()))
    };
    let code_of = |terms: &EnrolmentTerms| issue(terms).expect_err("refused").0;
    let unknown: ActivationId = "00000000-0000-0000-0000-00000000ffff".parse().unwrap();
    assert_eq!(code_of(&terms(&[unknown])), code::PRODUCT_NOT_INSTALLED);
    let key = |key: ProductKey| EnrolmentTerms { product_key: Some(key), ..terms(&[]) };
    let host_key = world.vendor.host_key;
    let (code, text) = issue(&key(host_key)).expect_err("refused");
    assert_eq!(code, code::KEY_TYPE);
    assert!(!text.contains(&host_key.reveal()), "{text}");
    let foreign = World::new().mak(1, 1);
    let (code, text) = issue(&key(foreign)).expect_err("refused");
    assert!(code == code::KEY_UNKNOWN && !text.contains(&foreign.reveal()), "{text}");
    let mak = world.mak(5, 5);
    assert!(issue(&key(mak)).is_ok());
    world.vendor.authority.block_key(&mak.claim(), world.now()).expect("blocked");
    assert_eq!(code_of(&key(mak)), code::KEY_UNKNOWN);
    // No longer than the license pack in it.
    let until = issue(&EnrolmentTerms { days: 3650, ..terms(&[]) }).expect("signed");
    assert_eq!(until, world.vendor.authority.pack().unwrap().until);
    assert_eq!(issue(&terms(&[])).expect("signed"), world.now() + Span::days(10));
}

#[test]
fn the_log_says_what_was_signed_and_never_a_whole_key() {
    let world = World::new();
    let mak = world.mak(5, 5);
    let host = "kms.corp.test".parse().ok();
    let terms = EnrolmentTerms { product_key: Some(mak), host, ..terms(&[ledger(&world)]) };
    world.vendor.authority.issue_enrolment(&terms, world.now()).expect("signed");
    let mut last = None;
    let records = Records::open(&world.path("authority")).expect("records");
    records.each_audit_entry(|entry, stored| last = Some((entry.clone(), stored.json.clone()))).expect("the log");
    let (entry, json) = last.expect("an entry");
    assert_eq!((entry.action, entry.key.as_deref()), (AuditAction::Enrolment, Some(mak.partial().as_str())));
    let until = rfc3339(world.now() + Span::days(10));
    let said = format!("product {}; host kms.corp.test:1688; until {until}", ledger(&world));
    assert_eq!(entry.detail.as_deref(), Some(said.as_str()));
    assert!(json.contains("\"action\":\"enrolment\"") && !json.contains(&mak.reveal()), "{json}");
}

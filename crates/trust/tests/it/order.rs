//! Orders are obeyed if the host that the machine names gave them to this machine, once they were given and before they end.

use crate::documents::{key, license_document, trust};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, Cmid, HostId, Nonce, OrderId},
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::KeyClaim,
    },
    order::Task,
    time::{Moment, Span},
};
use muster_proto::{
    jwk::Jwk,
    order::{CONTACT_VERSION, Contact, ORDER_VERSION, ORDERS_MAX, Order, OrderOutcome, SealedKey},
};
use muster_trust::{
    chain::VerifiedLicense,
    contact,
    error::ChainError,
    jws::{Kind, Signer},
    machine_key,
    order::{OrderedMachine, bound_to, check_order, open_managing_license, open_order},
};

const NOW: Moment = Moment::from_unix(1_800_000_000);
/// What the license of `chain.rs` says: its host, with key 2.
const HOST: HostId = HostId::from_bytes([5; 16]);
const CMID: Cmid = Cmid::from_bytes([3; 16]);
const MACHINE_KEY: u8 = 20;
const PRODUCT: ActivationId = ActivationId::from_bytes([7; 16]);

fn order() -> Order {
    Order {
        ver: ORDER_VERSION,
        iss: HOST,
        sub: CMID,
        aud: key(MACHINE_KEY).public().thumbprint(),
        jti: OrderId::from_bytes([8; 16]),
        job: 1,
        iat: NOW.unix(),
        exp: (NOW + Span::days(30)).unix(),
        verb: "activate".into(),
        product: None,
        activation_type: None,
        sealed_key: None,
        installation_id: None,
        confirmation_id: None,
    }
}

fn managing(thumbprint: &str) -> Result<VerifiedLicense, ChainError> {
    open_managing_license(&license_document(1, |_| {}), thumbprint, &trust(), NOW)
}

fn opened(kind: Kind, signer: u8, now: Moment, change: impl FnOnce(&mut Order)) -> Result<Task, ChainError> {
    let license = managing(&key(2).public().thumbprint())?;
    let mut order = order();
    change(&mut order);
    let document = Signer::new(kind, key(signer)).seal(&order).expect("a document");
    let machine = OrderedMachine { cmid: CMID, key: key(MACHINE_KEY).public(), now };
    check_order(&open_order(&document, &license)?, &license, &machine)
}

fn check(now: Moment, change: impl FnOnce(&mut Order), expected: Code) {
    let found = opened(Kind::Order, 2, now, change);
    assert_eq!(found.as_ref().err().map_or(code::SUCCESS, ChainError::code), expected, "{:?}", found.err());
}

#[test]
fn a_genuine_order_opens() {
    assert_eq!(opened(Kind::Order, 2, NOW, |_| {}).expect("genuine"), Task::Activate(None));
}

/// Half of a pair is guessed from nothing, and no other task takes one.
#[test]
fn a_confirmation_id_comes_with_its_installation_id_to_the_task_that_takes_it() {
    let iid = InstallationId {
        claim: KeyClaim::setup(1),
        target: ActivationTarget::Machine,
        hardware: [1; 6],
        nonce: [2; 3],
        proof: [3; 6],
    };
    let cid = ConfirmationId { slot: 1, masked: [7; 15] };
    let with = |verb: &str, installation_id, confirmation_id| {
        let task = opened(Kind::Order, 2, NOW, |order| {
            (order.verb, order.product) = (verb.to_owned(), Some(PRODUCT));
            (order.installation_id, order.confirmation_id) = (installation_id, confirmation_id);
        });
        task.map_err(|error| error.code())
    };
    for (verb, task) in [("proxy-activate", Task::ProxyActivate(PRODUCT)), ("reapply", Task::Reapply(PRODUCT))] {
        assert_eq!(with(verb, None, None), Ok(task));
        assert_eq!(with(verb, Some(iid), Some(cid)), Ok(task));
        assert_eq!(with(verb, Some(iid), None), Err(code::NONCE_MISMATCH));
        assert_eq!(with(verb, None, Some(cid)), Err(code::NONCE_MISMATCH));
    }
    assert_eq!(with("activate", Some(iid), Some(cid)), Err(code::NONCE_MISMATCH));
    assert_eq!(with("activate", None, None), Ok(Task::Activate(Some(PRODUCT))));
}

#[test]
fn an_order_of_another_signer_or_kind_is_refused() {
    for (kind, signer) in [(Kind::Order, 7), (Kind::Order, MACHINE_KEY), (Kind::Activation, 2), (Kind::Contact, 2)] {
        let error = opened(kind, signer, NOW, |_| {}).expect_err("an imitation");
        assert_eq!(error.code(), code::SIGNATURE_INVALID);
    }
}

/// The vendor licenses hosts of many customers: the one that is named orders, and no other.
#[test]
fn a_licensed_host_that_the_machine_does_not_name_orders_nothing() {
    assert!(managing(&key(2).public().thumbprint()).is_ok());
    let error = managing(&key(9).public().thumbprint()).err().expect("another host");
    assert_eq!(error.code(), code::NONCE_MISMATCH);
    let named = key(2).public().thumbprint();
    let by_another_root = license_document(7, |_| {});
    assert!(open_managing_license(&by_another_root, &named, &trust(), NOW).is_err());
    let late = NOW + Span::days(100);
    assert!(open_managing_license(&license_document(1, |_| {}), &named, &trust(), late).is_err(), "it has lapsed");
    check(NOW, |order| order.iss = HostId::from_bytes([6; 16]), code::NONCE_MISMATCH);
}

#[test]
fn an_order_for_another_machine_or_another_key_of_this_one_is_refused() {
    check(NOW, |order| order.sub = Cmid::from_bytes([4; 16]), code::NONCE_MISMATCH);
    check(NOW, |order| order.aud = key(21).public().thumbprint(), code::NONCE_MISMATCH);
}

#[test]
fn an_order_holds_from_when_it_was_given_until_it_ends() {
    check(NOW + Span::days(30) - Span::seconds(1), |_| {}, code::SUCCESS);
    check(NOW + Span::days(30), |_| {}, code::NONCE_MISMATCH);
    check(NOW - Span::hours(4), |_| {}, code::SUCCESS);
    check(NOW - Span::hours(4) - Span::seconds(1), |_| {}, code::CLOCK_SKEW);
    check(NOW, |order| order.exp = (NOW + Span::days(90)).unix(), code::SUCCESS);
    check(NOW, |order| order.exp = (NOW + Span::days(90)).unix() + 1, code::NONCE_MISMATCH);
}

#[test]
fn an_order_that_is_not_understood_is_not_carried_out() {
    let sealed = || Some(SealedKey { enc: "AA".into(), ct: "AA".into() });
    check(NOW, |order| order.verb = "format-disk".into(), code::NONCE_MISMATCH);
    check(NOW, |order| order.verb = "remove-key".into(), code::NONCE_MISMATCH);
    check(NOW, |order| order.sealed_key = sealed(), code::NONCE_MISMATCH);
    check(NOW, |order| order.verb = "install-key".into(), code::NONCE_MISMATCH);
    let change = |order: &mut Order| (order.verb, order.sealed_key) = ("install-key".into(), sealed());
    check(NOW, change, code::SUCCESS);
    let change = |order: &mut Order| (order.verb, order.activation_type) = ("activation-type".into(), Some(4));
    check(NOW, change, code::NONCE_MISMATCH);
    check(NOW, |order| order.ver = 2, code::PACK_VERSION);
}

#[test]
fn a_sealed_key_is_bound_to_its_order_and_machine() {
    let bound = bound_to(OrderId::from_bytes([8; 16]), CMID);
    assert_ne!(bound, bound_to(OrderId::from_bytes([9; 16]), CMID));
    assert_ne!(bound, bound_to(OrderId::from_bytes([8; 16]), Cmid::from_bytes([4; 16])));
}

fn contact() -> Contact {
    Contact {
        ver: CONTACT_VERSION,
        sub: CMID,
        aud: key(2).public().thumbprint(),
        iat: NOW.unix(),
        nonce: Nonce::from_bytes([5; 16]),
        machine: "pc".into(),
        sealing: machine_key::sealing_jwk(&key(MACHINE_KEY)).expect("a key"),
        outcomes: Vec::new(),
        installation_ids: Vec::new(),
    }
}

#[test]
fn a_contact_says_who_signed_it_and_is_for_one_host() {
    let body = contact::sign(&contact(), key(MACHINE_KEY)).expect("signed");
    let (found, signer) = contact::open(&body, &key(2).public(), NOW).expect("genuine");
    assert_eq!((found.sub, signer), (CMID, key(MACHINE_KEY).public()));
    let error = contact::open(&body, &key(9).public(), NOW).expect_err("another host");
    assert_eq!(error.code(), code::NONCE_MISMATCH);
    let late = NOW + Span::hours(4) + Span::seconds(1);
    assert_eq!(contact::open(&body, &key(2).public(), late).expect_err("kept").code(), code::CLOCK_SKEW);
    let mut other = body;
    other.jwk = Jwk::from(key(21).public());
    let error = contact::open(&other, &key(2).public(), NOW).expect_err("another's signature");
    assert_eq!(error.code(), code::SIGNATURE_INVALID);
}

#[test]
fn a_contact_reports_a_few_outcomes() {
    let outcome = OrderOutcome { order: OrderId::from_bytes([8; 16]), code: code::SUCCESS };
    for (count, good) in [(ORDERS_MAX, true), (ORDERS_MAX + 1, false)] {
        let contact = Contact { outcomes: vec![outcome.clone(); count], ..contact() };
        let body = contact::sign(&contact, key(MACHINE_KEY)).expect("signed");
        assert_eq!(contact::open(&body, &key(2).public(), NOW).is_ok(), good);
    }
}

#[test]
fn the_key_that_opens_is_not_the_one_that_signs_and_belongs_to_the_announced_one() {
    let machine = key(MACHINE_KEY);
    assert_ne!(&*machine_key::opening_key(&machine), machine.seed());
    let announced = machine_key::sealing_jwk(&machine).expect("a key");
    assert!(machine_key::sealing_key(&announced).is_some());
    assert_ne!(
        machine_key::sealing_key(&announced),
        machine_key::sealing_jwk(&key(21)).ok().as_ref().and_then(machine_key::sealing_key)
    );
    let signing = Jwk::from(machine.public());
    assert_eq!(machine_key::sealing_key(&signing), None, "a key that signs is none to seal to");
}

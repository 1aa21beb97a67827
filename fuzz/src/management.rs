//! What a host and the agents of the machines that it manages tell each other.

use crate::vendor::{Vendor, signed};
use muster_core::{order::Task, time::Moment};
use muster_proto::{
    evidence::{EvidenceBody, EvidenceClaims},
    jwk::Jwk,
    order::{Contact, ContactBody, Order},
};
use muster_trust::{
    contact, evidence,
    jws::Kind,
    machine_key,
    order::{OrderedMachine, check_order, open_order},
};

/// Any claims of an order, for the machine that they name.
pub(crate) fn order(bytes: &[u8]) -> bool {
    let Ok(order) = serde_json::from_slice::<Order>(bytes) else { return false };
    let vendor = Vendor::new();
    let machine = OrderedMachine { cmid: order.sub, key: vendor.holder.public(), now: Moment::from_unix(order.iat) };
    let license = vendor.license();
    let Ok(opened) = open_order(&signed(Kind::Order, bytes, &vendor.holder), &license) else { return false };
    let task = check_order(&opened, &license, &machine);
    if let Ok(task) = &task {
        assert_eq!(opened.sealed_key.is_some(), *task == Task::InstallKey);
        assert!(opened.exp > opened.iat);
    }
    task.is_ok()
}

/// Any claims of a contact with the host that they name.
pub(crate) fn contact(bytes: &[u8]) -> bool {
    let Ok(claims) = serde_json::from_slice::<Contact>(bytes) else { return false };
    let vendor = Vendor::new();
    let (machine, host) = (&vendor.root, vendor.holder.public());
    let body =
        ContactBody { version: 1, jwk: Jwk::from(machine.public()), contact: signed(Kind::Contact, bytes, machine) };
    let opened = contact::open(&body, &host, Moment::from_unix(claims.iat));
    opened.is_ok_and(|(contact, _)| machine_key::sealing_key(&contact.sealing).is_some())
}

/// Any claims of evidence, for the host that they name.
pub(crate) fn evidence(bytes: &[u8]) -> bool {
    let Ok(claims) = serde_json::from_slice::<EvidenceClaims>(bytes) else { return false };
    let vendor = Vendor::new();
    let (machine, host) = (&vendor.root, vendor.holder.public());
    let body =
        EvidenceBody { version: 1, jwk: Jwk::from(machine.public()), evidence: signed(Kind::Evidence, bytes, machine) };
    let Ok((claims, _)) = evidence::open(&body, &host, Moment::from_unix(claims.iat)) else { return false };
    let masked = claims.evidence.masked();
    assert_eq!(masked.clone().masked(), masked, "masked again it stays the same");
    true
}

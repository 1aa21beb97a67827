//! A request for a license proves that its sender holds the key that the license will bind.

use crate::documents::key;
use muster_core::id::{Cmid, HardwareId, Nonce};
use muster_proto::{authority::LicenseRequest, jwk::Jwk};
use muster_trust::license_request::{sign, verified_key};

fn signed() -> LicenseRequest {
    let request = LicenseRequest {
        version: 1,
        key: "key".into(),
        hardware: HardwareId::from_bytes([1; 16]),
        machine: "pc".into(),
        cmid: Some(Cmid::from_bytes([2; 16])),
        nonce: Nonce::from_bytes([3; 16]),
        time: 1_800_000_000,
        jwk: Jwk::from(key(9).public()),
        pack: 4,
        signature: String::new(),
    };
    sign(request, &*key(7)).expect("signed")
}

#[test]
fn the_key_that_signed_is_the_one_that_is_bound() {
    assert_eq!(verified_key(&signed()), Some(key(7).public()));
    // A request that was signed before is signed anew.
    let again = sign(signed(), &*key(8)).expect("signed");
    assert_eq!(verified_key(&again), Some(key(8).public()));
}

/// Whatever member is changed, the signature is none.
#[test]
fn every_member_is_signed() {
    let changes: [fn(&mut LicenseRequest); 10] = [
        |request| request.version = 2,
        |request| request.key.push('x'),
        |request| request.hardware = HardwareId::from_bytes([9; 16]),
        |request| request.machine.push('x'),
        |request| request.cmid = None,
        |request| request.nonce = Nonce::from_bytes([9; 16]),
        |request| request.time += 1,
        |request| request.jwk = Jwk::from(key(8).public()),
        |request| request.pack += 1,
        |request| request.signature.clear(),
    ];
    for (index, change) in changes.into_iter().enumerate() {
        let mut request = signed();
        change(&mut request);
        assert_eq!(verified_key(&request), None, "change {index}");
    }
}

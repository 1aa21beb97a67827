//! Digits that people read to each other: what is said comes back, and every slip is found.

use muster_core::{
    code,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId, PhoneError},
        product_key::{KeyClaim, KeyKind},
    },
};
use proptest::prelude::*;

fn iid() -> InstallationId {
    InstallationId {
        claim: KeyClaim { kind: KeyKind::Multiple, group: 4095, serial: u32::MAX },
        target: ActivationTarget::Directory,
        hardware: [255, 1, 2, 3, 4, 5],
        nonce: [9, 8, 7],
        proof: [255; 3],
    }
}

fn read(text: &str) -> Result<InstallationId, PhoneError> {
    text.parse()
}

#[test]
fn an_installation_id_has_nine_groups_of_six() {
    let text = iid().to_string();
    assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [6; 9], "{text}");
    assert_eq!(read(&text), Ok(iid()));
    let bare: String = text.chars().filter(char::is_ascii_digit).collect();
    assert_eq!(read(&bare), Ok(iid()));
    let wide: String = bare.chars().map(|c| char::from_u32(u32::from(c) - 0x30 + 0xFF10).expect("a digit")).collect();
    assert_eq!(read(&wide), Ok(iid()), "typed with a Japanese keyboard");
}

#[test]
fn what_is_no_id_is_named() {
    let text = iid().to_string();
    let error = |text: &str| read(text).expect_err("no id");
    assert_eq!(error(&text[1..]), PhoneError::Length { found: 53, needed: 54 });
    assert_eq!(error(&text[1..]).code(), code::OFFLINE_LENGTH);
    assert_eq!(error(&text.replacen('-', "x", 1)), PhoneError::Character('x', 7));
    assert_eq!(error(&text.replacen('-', "x", 1)).code(), code::OFFLINE_DATA_INVALID);
}

#[test]
fn two_groups_that_were_exchanged_are_found() {
    let text = iid().to_string();
    let groups: Vec<&str> = text.split('-').collect();
    for (first, second) in (0..9).flat_map(|first| (first + 1..9).map(move |second| (first, second))) {
        let mut exchanged = groups.clone();
        exchanged.swap(first, second);
        let error = read(&exchanged.join("-")).expect_err("exchanged");
        assert_eq!(error, PhoneError::Group(first + 1));
    }
}

#[test]
fn every_slip_names_its_group() {
    let text = ConfirmationId { slot: 4095, masked: [0xA5; 15] }.to_string();
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).collect();
    assert_eq!(digits.len(), 48);
    for place in 0..48 {
        for other in (b'0'..=b'9').filter(|other| *other != digits[place]) {
            let mut typed = digits.clone();
            typed[place] = other;
            let error = String::from_utf8(typed).expect("digits").parse::<ConfirmationId>().expect_err("mistyped");
            assert_eq!(error, PhoneError::Group(place / 6 + 1));
            assert_eq!(error.code(), code::OFFLINE_CHECK_DIGIT);
        }
        if place % 6 < 5 && digits[place] != digits[place + 1] {
            let mut typed = digits.clone();
            typed.swap(place, place + 1);
            let error = String::from_utf8(typed).expect("digits").parse::<ConfirmationId>().expect_err("exchanged");
            assert_eq!(error, PhoneError::Group(place / 6 + 1));
        }
    }
}

proptest! {
    #[test]
    fn every_id_comes_back(
        (host, group, serial) in (any::<bool>(), 0..4096_u16, any::<u32>()),
        (directory, hardware) in (any::<bool>(), any::<[u8; 6]>()),
        (nonce, proof) in (any::<[u8; 3]>(), any::<[u8; 3]>()),
        (slot, masked) in (0..4096_u16, any::<[u8; 15]>()),
    ) {
        let kind = if host { KeyKind::Host } else { KeyKind::Multiple };
        let target = if directory { ActivationTarget::Directory } else { ActivationTarget::Machine };
        let iid = InstallationId { claim: KeyClaim { kind, group, serial }, target, hardware, nonce, proof };
        prop_assert_eq!(read(&iid.to_string()), Ok(iid));
        let cid = ConfirmationId { slot, masked };
        prop_assert_eq!(cid.to_string().parse(), Ok(cid));
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,80}") {
        let _ = read(&text);
        let _ = text.parse::<ConfirmationId>();
    }
}

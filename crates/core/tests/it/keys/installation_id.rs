//! Digits that people read to each other: what is said comes back, and every slip is found.

use muster_core::{
    code,
    keys::{
        installation_id::{ActivationTarget, CID_DIGITS, ConfirmationId, IID_DIGITS, InstallationId, PhoneError},
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

/// Digits that another implementation of the documented form gives.
#[test]
fn the_digits_are_those_of_the_documented_form() {
    let check = |kind, target, group, serial, expected: &str| {
        let claim = KeyClaim { kind, group, serial };
        let id = InstallationId { claim, target, hardware: [1, 2, 3, 4, 5, 6], nonce: [7, 8, 9], proof: [10, 11, 12] };
        assert_eq!(id.to_string(), expected);
        assert_eq!(read(expected), Ok(id));
    };
    let (host, mak) = (KeyKind::Host, KeyKind::Multiple);
    let digits = "005889-144040-298628-055319-155566-692746-197615-856517-883649";
    check(host, ActivationTarget::Machine, 900, 7, digits);
    let digits = "013936-796574-490812-560541-721445-123652-051415-438808-179324";
    check(mak, ActivationTarget::Directory, 4095, u32::MAX, digits);
    let masked = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
    let id = ConfirmationId { slot: 5, masked };
    assert_eq!(id.to_string(), "000667-461606-420723-382259-004803-171840-591628-985105");
    assert_eq!(format!("{id:?}"), "ConfirmationId(slot 5)", "the rest opens a license");
}

#[test]
fn digits_that_no_id_has_are_refused() {
    let range = |text: &str| assert_eq!(read(text), Err(PhoneError::Range), "{text}");
    // Neither a machine nor a directory; no kind of key; more than 18 bytes.
    range("008669-903352-796783-383203-424767-340589-278668-375343-359162");
    range("010062-283019-545868-547159-059364-164500-319184-634759-596926");
    range("000308-625417-302298-399525-617176-397065-035522-818862-932607");
    range("999999-999995-999990-999991-999996-999998-999993-999997-999994");
    range("022307-074513-985300-623141-153579-182727-648367-150591-804160");
    let slot = "544450-178706-735012-541541-139937-718905-829137-832961".parse::<ConfirmationId>();
    assert_eq!(slot, Err(PhoneError::Range), "slot 4096");
    assert_eq!(PhoneError::Range.code(), code::OFFLINE_DATA_INVALID);
}

#[test]
fn an_error_says_what_to_look_at() {
    let error = |text: &str| read(text).expect_err("no id").to_string();
    assert_eq!(error("1"), "54 digits are needed; found 1");
    assert_eq!(error("1 x"), "'x' (character 3) is no digit");
    assert_eq!(error("１：0"), "'：' (character 2) is no digit");
    assert_eq!(error(&"0".repeat(54)), "group 2 is mistyped: its check digit is wrong");
    assert_eq!(PhoneError::Range.to_string(), "no id has these digits");
}

#[test]
fn ids_have_the_documented_lengths() {
    assert_eq!((IID_DIGITS, CID_DIGITS), (54, 48));
}

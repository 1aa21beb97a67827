//! Digits that people read to each other: what is said comes back, and every slip is found.

use muster_core::{
    code,
    keys::{
        installation_id::{ActivationTarget, CID_DIGITS, ConfirmationId, IID_DIGITS, InstallationId, PhoneError},
        product_key::{GROUPS, KeyClaim, KeyKind, SERIALS},
    },
};
use proptest::prelude::*;

fn iid() -> InstallationId {
    InstallationId {
        claim: KeyClaim::new(KeyKind::Multiple, 255, SERIALS - 1).expect("a claim"),
        target: ActivationTarget::Directory,
        hardware: [255, 1, 2, 3, 4, 5],
        nonce: [9, 8, 7],
        proof: [255; 6],
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
    let quoted = format!("> \"{}\"", text.replacen('-', "\r\n> ", 1).replacen('-', "\u{200b}.", 1));
    assert_eq!(read(&quoted), Ok(iid()), "wrapped and quoted by mail programs: {quoted}");
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
        (host, group, serial) in (any::<bool>(), 0..GROUPS, 0..SERIALS),
        (directory, hardware) in (any::<bool>(), any::<[u8; 6]>()),
        (nonce, proof) in (any::<[u8; 3]>(), any::<[u8; 6]>()),
        (slot, masked) in (0..4096_u16, any::<[u8; 15]>()),
    ) {
        let kind = if host { KeyKind::Host } else { KeyKind::Multiple };
        let target = if directory { ActivationTarget::Directory } else { ActivationTarget::Machine };
        let claim = KeyClaim::new(kind, group, serial).expect("a claim");
        let iid = InstallationId { claim, target, hardware, nonce, proof };
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
        let claim = KeyClaim::new(kind, group, serial).expect("a claim");
        let id = InstallationId {
            claim,
            target,
            hardware: [1, 2, 3, 4, 5, 6],
            nonce: [7, 8, 9],
            proof: [10, 11, 12, 13, 14, 15],
        };
        assert_eq!(id.to_string(), expected);
        assert_eq!(read(expected), Ok(id));
    };
    let (host, mak) = (KeyKind::Host, KeyKind::Multiple);
    let digits = "064497-713848-406195-717950-991302-497962-871588-645550-555999";
    check(host, ActivationTarget::Machine, 90, 7, digits);
    let digits = "366917-694707-205797-263698-690673-978515-815906-835417-007514";
    check(mak, ActivationTarget::Directory, 255, SERIALS - 1, digits);
    let masked = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
    let id = ConfirmationId { slot: 5, masked };
    assert_eq!(id.to_string(), "000667-461606-420723-382259-004803-171840-591628-985105");
    assert_eq!(format!("{id:?}"), "ConfirmationId(slot 5)", "the rest opens a license");
}

#[test]
fn digits_that_no_id_has_are_refused() {
    let range = |text: &str| assert_eq!(read(text), Err(PhoneError::Range), "{text}");
    // The first number beyond the claims; all nines.
    range("550373-542255-220943-338917-961267-031078-956750-508593-873433");
    range("999999-999995-999990-999991-999996-999998-999993-999997-999994");
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

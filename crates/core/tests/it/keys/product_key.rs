//! Product keys: what people type, the slips that are found, and what the printed part gives away.

use muster_core::keys::product_key::{
    CHECK_PRIME, GROUPS, KeyClaim, KeyError, KeyKind, KeyMac, MAC_BITS, ProductKey, SERIALS, SERIALS_IN_PARTIAL,
};
use proptest::prelude::*;
use std::collections::HashSet;

const LETTERS: &str = "BCDFGHJKMPQRTVWXY2346789";

fn claim() -> KeyClaim {
    KeyClaim::new(KeyKind::Host, 90, 7).expect("a claim")
}

fn any_claim() -> impl Strategy<Value = KeyClaim> {
    (0..KeyClaim::COUNT).prop_map(|number| KeyClaim::from_number(number).expect("a claim"))
}

/// The number that characters write.
fn number(characters: &str) -> u128 {
    let digit = |c| LETTERS.find(c).expect("a key's character") as u128;
    characters.chars().filter(|c| *c != '-').fold(0, |number, c| number * 24 + digit(c))
}

#[test]
fn a_key_is_typed_in_many_ways() {
    let key = ProductKey::new(claim(), [0x9A; 10]);
    let text = key.reveal();
    assert_eq!(text.len(), 29);
    let spaced = text.replace('-', " ");
    let dashed = text.replace('-', "–").to_lowercase();
    let bare = format!("  {}\n", text.replace('-', ""));
    let quoted = format!("「{}」", text.replacen('-', "\u{feff}\n> ", 1));
    let wide: String = text.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).expect("in full width")).collect();
    for typed in [&text, &spaced, &dashed, &bare, &quoted, &wide, &wide.to_lowercase()] {
        assert_eq!(typed.parse(), Ok(key), "{typed}");
    }
}

#[test]
fn what_is_no_key_says_why() {
    let text = ProductKey::new(claim(), [1; 10]).reveal();
    let cases = [
        (text[..28].to_owned(), KeyError::Length(24)),
        (String::new(), KeyError::Length(0)),
        (text.replacen(|c: char| c != '-', "A", 1), KeyError::Character('A', 1)),
        ("BBBBB-BBBBB-BBBBB-BBBBB-BBBBC".to_owned(), KeyError::Check),
        ("BBBBB-BBBBB-BBBBB-BBBBB-BBBBB".to_owned(), KeyError::Check),
    ];
    for (typed, error) in cases {
        assert_eq!(typed.parse::<ProductKey>(), Err(error), "{typed}");
    }
    // The check value of this one is right, and its MAC would have more than 80 bits.
    let high = (0..CHECK_PRIME).map(|less| 24_u128.pow(25) - 1 - less).find(|number| number % CHECK_PRIME == 64);
    let mut rest = high.expect("a number");
    let mut typed: Vec<char> = (0..25)
        .map(|_| {
            let digit = rest % 24;
            rest /= 24;
            LETTERS.chars().nth(digit as usize).expect("a character")
        })
        .collect();
    typed.reverse();
    assert_eq!(typed.into_iter().collect::<String>().parse::<ProductKey>(), Err(KeyError::Check));
}

#[test]
fn no_output_shows_a_whole_key() {
    let key = ProductKey::new(claim(), [1; 10]);
    assert_eq!(format!("{key:?}"), format!("XXXXX-XXXXX-XXXXX-XXXXX-{}", key.partial()));
    assert_eq!(claim().masked(), format!("{key:?}"));
}

/// Everything that outputs, installation ids and confirmation ids show of a key is its last five characters, its claim, and
/// values that are keyed by its MAC. So the MACs that are left to try are what the layout has of them, and no part of the MAC
/// may lie in what is printed.
#[test]
fn what_is_printed_leaves_all_macs_to_try() {
    const { assert!(MAC_BITS >= 80) };
    let partial = |claim: KeyClaim, mac: KeyMac| {
        let key = ProductKey::new(claim, mac);
        (key.partial(), number(&key.reveal()[24..]))
    };
    for mac in [[0; 10], [255; 10], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]] {
        assert_eq!(
            partial(claim(), mac),
            partial(claim(), [7; 10]),
            "the last five characters depend on the claim alone"
        );
    }
    // The first twenty characters: MAC, high part of the serial and check value, and nothing else fits.
    let high = u128::from(SERIALS / SERIALS_IN_PARTIAL);
    let used = (high * CHECK_PRIME) << MAC_BITS;
    assert!(used <= 24_u128.pow(20) && used * 2 > 24_u128.pow(20));
    // The check value is a function of the printed part, so it tells nothing about the MAC.
    let check = |mac| number(&ProductKey::new(claim(), mac).reveal()[..23]) % CHECK_PRIME;
    assert_eq!(check([0; 10]), check([0xA5; 10]));
    // Different MACs make different keys: no bit of them is lost.
    let keys: HashSet<String> = (0..80_u32)
        .map(|bit| ProductKey::new(claim(), (1_u128 << bit).to_be_bytes()[6..].try_into().expect("10 bytes")).reveal())
        .collect();
    assert_eq!(keys.len(), 80);
}

proptest! {
    #[test]
    fn a_key_says_what_it_was_made_for(claim in any_claim(), mac in any::<KeyMac>()) {
        let key = ProductKey::new(claim, mac);
        let read: ProductKey = key.reveal().parse().expect("its own text");
        prop_assert_eq!(read, key);
        prop_assert_eq!(read.claim(), claim);
        prop_assert_eq!(read.mac(), &mac);
        prop_assert_eq!(&read.reveal()[24..], claim.partial());
    }

    #[test]
    fn every_wrong_character_is_found(claim in any_claim(), mac in any::<KeyMac>(), place in 0usize..25, by in 1usize..24) {
        let mut typed: Vec<char> = ProductKey::new(claim, mac).reveal().replace('-', "").chars().collect();
        let digit = LETTERS.find(typed[place]).expect("a key's character");
        typed[place] = LETTERS.chars().nth((digit + by) % 24).expect("a character");
        let typed: String = typed.into_iter().collect();
        prop_assert_eq!(typed.parse::<ProductKey>(), Err(KeyError::Check));
    }

    #[test]
    fn every_exchange_of_neighbours_is_found(claim in any_claim(), mac in any::<KeyMac>(), place in 0usize..24) {
        let mut typed: Vec<char> = ProductKey::new(claim, mac).reveal().replace('-', "").chars().collect();
        prop_assume!(typed[place] != typed[place + 1]);
        typed.swap(place, place + 1);
        let typed: String = typed.into_iter().collect();
        prop_assert_eq!(typed.parse::<ProductKey>(), Err(KeyError::Check));
    }
}

/// Every difference that one wrong character or an exchange of neighbours makes, and the prime that has to notice it.
#[test]
fn the_check_value_notices_every_difference() {
    for power in 0..25 {
        let place = (0..power).fold(1, |power: u128, _| power * 24 % CHECK_PRIME);
        for difference in 1..24 {
            assert_ne!(difference * place % CHECK_PRIME, 0, "character {power} off by {difference}");
            assert_ne!(difference * 23 * place % CHECK_PRIME, 0, "characters {power} and {} exchanged", power + 1);
        }
    }
}

/// Keys that another implementation of the documented layout gives.
#[test]
fn a_key_is_written_in_the_documented_form() {
    let check = |kind, group, serial, mac: KeyMac, expected: &str| {
        let key = ProductKey::new(KeyClaim::new(kind, group, serial).expect("a claim"), mac);
        assert_eq!(key.reveal(), expected);
        assert_eq!(key.partial(), expected[24..]);
        assert_eq!(expected.parse(), Ok(key));
    };
    let mac = [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0x01, 0x23];
    check(KeyKind::Host, 90, 7, mac, "BDVBH-8JHVT-PH9XD-22CXX-D4TBK");
    check(KeyKind::Multiple, 255, SERIALS - 1, [255; 10], "949KV-YQF2D-2FBBQ-T6FMK-X9999");
    check(KeyKind::Setup, 0, 0, [0; 10], "BBBBB-BBBBB-BBBBB-BBBDQ-YBBBB");
}

#[test]
fn a_claim_is_within_its_range_and_is_what_the_mac_covers() {
    let claim = |group, serial| KeyClaim::new(KeyKind::Multiple, group, serial);
    assert!(claim(GROUPS - 1, SERIALS - 1).is_some());
    assert_eq!((claim(GROUPS, 0), claim(0, SERIALS)), (None, None));
    assert_eq!(KeyClaim::from_number(KeyClaim::COUNT), None);
    let claim = claim(2, 3).expect("a claim");
    assert_eq!(claim.number(), (256 + 2) * SERIALS + 3);
    assert_eq!(KeyClaim::from_number(claim.number()), Some(claim));
    let number = claim.number().to_be_bytes();
    assert_eq!(claim.mac_input(&[9; 16]), *[&[1][..], &[9; 16], &number].concat());
    assert_eq!(KeyClaim::setup(200), KeyClaim::new(KeyKind::Setup, 200, 0).expect("a claim"));
}

#[test]
fn a_kind_names_its_channel_and_an_error_its_place() {
    let channels = [KeyKind::Host, KeyKind::Multiple, KeyKind::Setup].map(KeyKind::channel);
    assert_eq!(channels, ["Volume:CSVLK", "Volume:MAK", "Volume:GVLK"]);
    assert_eq!(KeyError::Length(24).to_string(), "a product key has 25 characters; found 24");
    assert_eq!(KeyError::Character('A', 3).to_string(), "no product key has a 'A' (character 3)");
    assert_eq!(KeyError::Check.to_string(), "a character is mistyped, or two are exchanged");
}

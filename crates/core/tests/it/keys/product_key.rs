//! Product keys: what people type, and the slips that are found.

use muster_core::keys::product_key::{KeyClaim, KeyError, KeyKind, ProductKey};
use proptest::prelude::*;

const CLAIM: KeyClaim = KeyClaim { kind: KeyKind::Host, group: 900, serial: 7 };

fn any_claim() -> impl Strategy<Value = KeyClaim> {
    let kind = prop::sample::select(vec![KeyKind::Host, KeyKind::Multiple, KeyKind::Setup]);
    (kind, 0u16..4096, any::<u32>()).prop_map(|(kind, group, serial)| KeyClaim { kind, group, serial })
}

#[test]
fn a_key_is_typed_in_many_ways() {
    let key = ProductKey::new(CLAIM, 0x1234_5678_9ABC);
    let text = key.reveal();
    assert_eq!(text.len(), 29);
    let spaced = text.replace('-', " ");
    let dashed = text.replace('-', "–").to_lowercase();
    let bare = format!("  {}\n", text.replace('-', ""));
    for typed in [&text, &spaced, &dashed, &bare] {
        assert_eq!(typed.parse(), Ok(key), "{typed}");
    }
}

#[test]
fn what_is_no_key_says_why() {
    let text = ProductKey::new(CLAIM, 1).reveal();
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
}

#[test]
fn no_output_shows_a_whole_key() {
    let key = ProductKey::new(CLAIM, 1);
    assert_eq!(format!("{key:?}"), format!("XXXXX-XXXXX-XXXXX-XXXXX-{}", key.partial()));
}

proptest! {
    #[test]
    fn a_key_says_what_it_was_made_for(claim in any_claim(), mac in any::<u64>()) {
        let key = ProductKey::new(claim, mac);
        let read: ProductKey = key.reveal().parse().expect("its own text");
        prop_assert_eq!(read, key);
        prop_assert_eq!(read.claim(), Some(claim));
        prop_assert_eq!(read.mac(), mac & ((1 << 52) - 1));
    }

    #[test]
    fn every_wrong_character_is_found(claim in any_claim(), mac in any::<u64>(), place in 0usize..25, by in 1usize..24) {
        const LETTERS: &str = "BCDFGHJKMPQRTVWXY2346789";
        let mut typed: Vec<char> = ProductKey::new(claim, mac).reveal().replace('-', "").chars().collect();
        let digit = LETTERS.find(typed[place]).expect("a key's character");
        typed[place] = LETTERS.chars().nth((digit + by) % 24).expect("a character");
        let typed: String = typed.into_iter().collect();
        prop_assert_eq!(typed.parse::<ProductKey>(), Err(KeyError::Check));
    }

    #[test]
    fn every_exchange_of_neighbours_is_found(claim in any_claim(), mac in any::<u64>(), place in 0usize..24) {
        let mut typed: Vec<char> = ProductKey::new(claim, mac).reveal().replace('-', "").chars().collect();
        prop_assume!(typed[place] != typed[place + 1]);
        typed.swap(place, place + 1);
        let typed: String = typed.into_iter().collect();
        prop_assert_eq!(typed.parse::<ProductKey>(), Err(KeyError::Check));
    }
}

#[test]
fn a_key_is_written_in_the_documented_form() {
    let check = |mac, expected: &str| {
        let key = ProductKey::new(CLAIM, mac);
        assert_eq!(key.reveal(), expected);
        assert_eq!(key.partial(), expected[24..]);
    };
    check(0x3_4567_89AB_CDEF, "G29DW-8J63R-X4X86-PRX9B-YQ8R8");
    // The number of this one is a multiple of the check prime as it stands.
    check(21_408, "G29DW-8J63R-T84YQ-6KMBF-QGFVM");
    let wide = ProductKey::new(KeyClaim { group: 4096 + 5, ..CLAIM }, 0);
    assert_eq!(wide.claim().map(|claim| claim.group), Some(5), "12 bits of the group are kept");
}

#[test]
fn a_claim_is_what_the_mac_covers() {
    let claim = KeyClaim { kind: KeyKind::Multiple, group: 0x0ABC, serial: 0x0102_0304 };
    assert_eq!(claim.mac_input(), [2, 0x0A, 0xBC, 1, 2, 3, 4]);
    assert_eq!(KeyClaim::from_mac_input(claim.mac_input()), Some(claim));
    let group = |high, low| KeyClaim::from_mac_input([1, high, low, 0, 0, 0, 0]).map(|claim| claim.group);
    assert_eq!((group(0x0F, 0xFF), group(0x10, 0)), (Some(4095), None));
    assert_eq!([0, 4].map(|kind| KeyClaim::from_mac_input([kind, 0, 0, 0, 0, 0, 0])), [None, None]);
}

#[test]
fn a_kind_names_its_channel_and_an_error_its_place() {
    let channels = [KeyKind::Host, KeyKind::Multiple, KeyKind::Setup].map(KeyKind::channel);
    assert_eq!(channels, ["Volume:CSVLK", "Volume:MAK", "Volume:GVLK"]);
    assert_eq!(KeyError::Length(24).to_string(), "a product key has 25 characters; found 24");
    assert_eq!(KeyError::Character('A', 3).to_string(), "no product key has a 'A' (character 3)");
    assert_eq!(KeyError::Check.to_string(), "a character is mistyped, or two are exchanged");
}

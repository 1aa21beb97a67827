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

//! Serial numbers: drawn at random within their epoch, never twice.

use muster_core::keys::{
    product_key::{KeyClaim, KeyKind, SERIALS, SERIALS_IN_PARTIAL},
    serial::{EPOCHS, SERIALS_PER_EPOCH, SerialsLeft, draw_epoch, draw_serials, epoch_of},
};
use proptest::prelude::*;
use std::collections::HashSet;

#[test]
fn the_epochs_share_the_serials_and_keys_of_one_differ_in_what_is_printed() {
    assert_eq!(u32::from(EPOCHS) * SERIALS_PER_EPOCH, SERIALS);
    const { assert!(SERIALS_PER_EPOCH <= SERIALS_IN_PARTIAL) };
    assert_eq!([0, SERIALS_PER_EPOCH - 1, SERIALS_PER_EPOCH, SERIALS - 1].map(epoch_of), [0, 0, 1, EPOCHS - 1]);
    let partial = |serial| KeyClaim::new(KeyKind::Host, 90, serial).expect("a claim").partial();
    let first = 3 * SERIALS_PER_EPOCH;
    let partials: HashSet<String> = (first..first + SERIALS_PER_EPOCH).map(partial).collect();
    assert_eq!(partials.len() as u32, SERIALS_PER_EPOCH);
}

#[test]
fn an_epoch_runs_out_and_says_how_many_are_left() {
    let used: Vec<u32> = (2..SERIALS_PER_EPOCH).collect();
    assert_eq!(draw_serials(0, &used, 3, || 0), Err(SerialsLeft(2)));
    assert_eq!(draw_serials(0, &used, 2, || 1), Ok(vec![1, 0]));
    assert_eq!(draw_serials(1, &used, 1, || 0), Ok(vec![SERIALS_PER_EPOCH]));
}

#[test]
fn an_epoch_is_one_that_was_not_used() {
    let used: Vec<u8> = (0..EPOCHS).filter(|tag| ![4, 30].contains(tag)).collect();
    assert_eq!([0, 1, 2].map(|random| draw_epoch(&used, random)), [Some(4), Some(30), Some(4)]);
    assert_eq!(draw_epoch(&(0..EPOCHS).collect::<Vec<_>>(), 5), None);
}

proptest! {
    #[test]
    fn no_serial_is_drawn_twice(epoch in 0..EPOCHS, counts in prop::collection::vec(1..40_u32, 1..6), seed in any::<u64>()) {
        let mut state = seed;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 20
        };
        let mut used = Vec::new();
        for count in counts {
            let drawn = draw_serials(epoch, &used, count, &mut random).expect("enough");
            prop_assert_eq!(drawn.len() as u32, count);
            prop_assert!(drawn.iter().all(|serial| epoch_of(*serial) == epoch && !used.contains(serial)));
            used.extend(drawn);
        }
        prop_assert_eq!(used.iter().collect::<HashSet<_>>().len(), used.len());
    }
}

//! What is found in a license pack.

use crate::host::request::{APPLICATION, pack};
use muster_core::{
    id::{ActivationId, ApplicationId},
    keys::product_key::{KeyClaim, ProductKey},
    pack::{KeyGroup, PACK_GRACE, Pack, Policy},
    time::{Moment, Span},
};

#[test]
fn products_are_found_by_id_and_by_setup_key() {
    let pack = pack();
    let number = |product: Option<&muster_core::pack::Product>| product.map(|product| product.number);
    assert_eq!(number(pack.product(ActivationId::from_bytes([2; 16]))), Some(2));
    assert_eq!(number(pack.product(ActivationId::from_bytes([9; 16]))), None);
    assert_eq!(number(pack.product_of_key(&pack.products[1].setup_key)), Some(2));
    let other = ProductKey::new(KeyClaim::setup(3), [0; 10]);
    assert_eq!(number(pack.product_of_key(&other)), None);
}

#[test]
fn groups_cover_their_products() {
    let mut pack = pack();
    let [one, two] = [1, 2].map(|number| ActivationId::from_bytes([number; 16]));
    let second = KeyGroup { number: 10, products: vec![two, one], ..pack.groups[0].clone() };
    pack.groups.push(second);
    assert_eq!(pack.group(10).map(|group| group.products.len()), Some(2));
    assert_eq!(pack.group(11), None);
    assert_eq!(pack.products_of(&[9]), [one]);
    assert_eq!(pack.products_of(&[10, 11, 9]), [two, one, one]);
    assert_eq!(pack.products_of(&[]), []);
}

#[test]
fn the_highest_threshold_is_the_applications() {
    let mut pack = pack();
    pack.products[1].policy = Policy::documented(25);
    assert_eq!(pack.threshold(APPLICATION), 25);
    assert_eq!(pack.threshold(ApplicationId::from_bytes([7; 16])), 1);
    pack.products[1].application = ApplicationId::from_bytes([7; 16]);
    assert_eq!(pack.threshold(APPLICATION), 3);
}

#[test]
fn the_documented_policy() {
    let policy = Policy::documented(25);
    let month = Span::days(30);
    assert_eq!((policy.threshold, policy.validity, policy.rearms, policy.notification), (25, Span::days(180), 5, true));
    assert_eq!((policy.grace, policy.out_of_tolerance_grace, policy.non_genuine_grace), (month, month, month));
    assert_eq!(policy.extended_grace, Span::ZERO);
}

#[test]
fn a_pack_activates_until_its_grace_has_passed() {
    let pack = Pack { until: Moment::from_unix(2_000_000_000), ..pack() };
    let end = pack.until + PACK_GRACE;
    assert!(pack.activates(pack.until) && pack.activates(end - Span::seconds(1)));
    assert!(!pack.activates(end) && !pack.activates(end + Span::days(1)));
}

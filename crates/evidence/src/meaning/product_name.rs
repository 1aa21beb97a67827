//! The product that an instance is about.

use crate::{
    holds::holds_any,
    instance::{Instance, Property, names::Name},
    pattern, product,
};

/// The name of the product: that of the values with such a name that names one of Microsoft's, else the first that is no
/// machine's.
pub(super) fn product_name(instance: &Instance) -> Option<String> {
    let is_product = |own: &&Property| own.meaning() == Some(Name::Product);
    let around = || instance.around.iter().filter(is_product).map(|own| &own.value);
    let known = |name: &&String| {
        holds_any(name, &["Windows", "Office", "Visio", "Project", " edition"]) || product::is_release_id(name)
    };
    let own = || instance.all(Name::Product).map(|own| &own.value);
    let other = || own().find(|name| name.contains(' ') || instance.first(Name::PartialKey).is_some());
    let named = || of_activation(instance).map(str::to_owned);
    let found = own().find(known).or_else(|| around().find(known)).cloned();
    found.map(without_remarks).or_else(named).or_else(|| other().cloned())
}

/// `Windows 11 Pro 10.0.26100 ARM64` without `, installed 13 Aug 2026`. The comma of `Windows(R), Enterprise edition` is its own.
fn without_remarks(name: String) -> String {
    match name.split_once(", ") {
        Some((system, _)) if pattern::COMMON_PRODUCT.is_match(system) => system.to_owned(),
        _ => name,
    }
}

/// The product that a report names only in the name of the state: `Windows activation: Licensed`.
fn of_activation(instance: &Instance) -> Option<&'static str> {
    let is_state = |own: &&Property| matches!(own.meaning(), Some(Name::Activated | Name::Activation));
    if instance.first(Name::ActivationRequired).is_some() {
        return Some("Windows");
    }
    instance.properties.iter().filter(is_state).find_map(|own| {
        let product = [("windows", "Windows"), ("office", "Office")];
        product.into_iter().find(|(word, _)| own.name.contains(word)).map(|(_, product)| product)
    })
}

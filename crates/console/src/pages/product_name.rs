//! The names of products for people.

use crate::{machine::Machine, view::ProductName};
use muster_core::id::ActivationId;

/// The name of a product; its id where the license pack does not know it.
pub(crate) fn product_name(machine: &Machine, products: &[ProductName]) -> String {
    named_product(machine.product, products)
}

/// The same of an id.
pub(crate) fn named_product(id: ActivationId, products: &[ProductName]) -> String {
    let known = products.iter().find(|product| product.id == id);
    known.map_or_else(|| id.to_string(), |product| product.name.clone())
}

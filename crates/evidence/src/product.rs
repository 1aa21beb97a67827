//! Products by activation id and by the last characters of Microsoft's published setup keys. The table is
//! `data/products.tsv`.

use std::{collections::HashMap, sync::LazyLock};

const TABLE: &str = include_str!("../data/products.tsv");

/// A product of the table.
#[derive(Clone, Copy, Debug)]
pub struct Product {
    /// The name that people know it by.
    pub name: &'static str,
    /// The products that share a count and a host key.
    pub family: &'static str,
    /// Whether it is a host's product rather than a client's.
    pub is_host: bool,
    /// Whether it is sold by itself and takes no part in volume activation.
    pub is_retail: bool,
    /// How many clients must have asked; none where the table does not say.
    pub threshold: Option<u32>,
    /// Last characters of its setup key; empty where none is published.
    pub partial_key: &'static str,
}

static BY_ID: LazyLock<HashMap<&str, Product>> = LazyLock::new(|| rows().collect());

/// The rows of the table, each with its activation id.
fn rows() -> impl Iterator<Item = (&'static str, Product)> {
    TABLE.lines().skip(1).filter_map(|line| {
        let fields: Vec<&'static str> = line.split('\t').collect();
        let [id, name, family, role, threshold, partial_key] = fields[..] else { return None };
        let (is_host, is_retail) = (role == "KMS_HOST", role == "RETAIL");
        Some((id, Product { name, family, is_host, is_retail, threshold: threshold.parse().ok(), partial_key }))
    })
}

/// The names of the products, and of their families.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    rows().flat_map(|(_, product)| [product.name, product.family])
}

/// Whether a name is an id of Click-to-Run, such as `O365ProPlusRetail` or `ProPlus2021Volume`: all of them are of Office.
pub fn is_release_id(name: &str) -> bool {
    let is_word = name.len() > 6 && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_word && (name.ends_with("Retail") || name.ends_with("Volume"))
}

/// Whether a name is one of Windows or of Office, and not of something that is called after them: `Windows Defender`.
pub(crate) fn is_system_or_office(name: &str) -> bool {
    const WINDOWS: [&str; 13] = [
        "",
        "®",
        "server",
        "vista",
        "xp",
        "home",
        "pro",
        "professional",
        "enterprise",
        "education",
        "iot",
        "datacenter",
        "standard",
    ];
    const OFFICE: [&str; 10] =
        ["", "ltsc", "home", "pro", "professional", "proplus", "standard", "mondo", "visio", "project"];
    let lower = name.to_lowercase();
    let is_followed = |product: &str, words: &[&str]| {
        lower.match_indices(product).any(|(place, _)| {
            let behind = lower.get(place + product.len()..).unwrap_or_default().trim_start_matches(' ');
            let word = behind.split([' ', ',', '-']).next().unwrap_or_default();
            words.contains(&word) || behind.starts_with(|c: char| c.is_ascii_digit()) || behind.starts_with("(r)")
        })
    };
    is_release_id(name) || is_followed("windows", &WINDOWS) || is_followed("office", &OFFICE)
}

/// The product of an activation id, which is lower case.
pub fn by_id(activation_id: &str) -> Option<Product> {
    BY_ID.get(activation_id).copied()
}

/// The product whose published setup key ends in these five characters.
pub fn by_setup_key(last_five: &str) -> Option<Product> {
    rows().map(|(_, product)| product).find(|product| !last_five.is_empty() && product.partial_key == last_five)
}

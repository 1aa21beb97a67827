//! Replaces names, addresses and ids by pseudonyms, so that a report can be passed on. One mapping gives the same pseudonyms
//! in every bundle.
//!
//! What stays is listed, not what goes: words, products, ids and hosts that are the same on every machine. Whatever else stands
//! in a fact, in a line that it quotes or in a file's name is replaced. A machine that is named by such a word alone (`server`)
//! keeps it in lines that say nothing of the machine.

mod line;
mod public_words;
mod run;
mod tokens;

use crate::{evidence_set::EvidenceSet, fact::Fact, privacy::Class, product, whole_value};
use public_words::{is_public, is_public_address, is_public_host};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeSet, HashSet},
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};
use tokens::Tokens;

/// What stands where a name may stand, and is none.
const NO_NAMES: [&str; 12] = [
    "localhost",
    "none",
    "unknown",
    "auto",
    "workgroup",
    "vamt",
    "?",
    "*",
    "-",
    "n/a",
    "not available",
    "localhost.localdomain",
];
/// Labels before a country's.
const SECOND_LEVELS: [&str; 9] = ["ac", "co", "com", "edu", "gov", "ne", "net", "or", "org"];
/// Beginnings of names that Windows chooses during setup: the report says so.
const CHOSEN: [&str; 5] = ["win-", "desktop-", "minint-", "minwinpc", "laptop-"];

/// The mapping from pseudonyms to names. Whoever has it can undo the masking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mask {
    tokens: Tokens,
}

/// The masking of one set.
struct Masking<'m> {
    tokens: &'m mut Tokens,
    /// Ids that stand where a product's stands.
    product_ids: HashSet<String>,
    /// Names that the fact says, in lower case: where they stand last in its lines they are replaced
    /// even if they are public words.
    own: BTreeSet<String>,
}

impl Mask {
    /// Replaces what is not public in the facts, in the lines that they cite and in the names of the files.
    pub fn apply(&mut self, set: &mut EvidenceSet) {
        let mut masking = Masking { tokens: &mut self.tokens, product_ids: HashSet::new(), own: BTreeSet::new() };
        let facts = Arc::make_mut(&mut set.facts);
        facts.iter_mut().for_each(|fact| masking.learn(fact));
        facts.iter_mut().for_each(|fact| masking.mask(fact));
        masking.own.clear();
        for evidence in Arc::make_mut(&mut set.evidence) {
            evidence.file = masking.line(&evidence.file);
        }
    }

    /// The pseudonym of a bundle, whose name may be a machine's.
    pub fn bundle(&mut self, name: &str) -> String {
        self.tokens.named("bundle", name)
    }
}

impl Masking<'_> {
    /// Gives every name of a fact its pseudonym, before any line is read: a line may stand before the fact that explains it.
    fn learn(&mut self, fact: &mut Fact) {
        fact.visit_mut(&mut |class, text| match class {
            Class::Text => {}
            Class::ProductId if whole_value::guid(text).is_some() => {
                self.product_ids.insert(text.to_lowercase());
            }
            _ => {
                self.value(class, text);
            }
        });
        self.own.clear();
    }

    fn mask(&mut self, fact: &mut Fact) {
        self.own.clear();
        fact.visit_mut(&mut |class, text| *text = self.value(class, text));
    }

    fn value(&mut self, class: Class, text: &str) -> String {
        if text.trim().is_empty() {
            return text.to_owned();
        }
        match class {
            Class::Domain => self.host(text, "domain"),
            Class::Host => self.host(text, "computer"),
            Class::Id if whole_value::guid(text).is_some() => self.id(text),
            Class::Id => self.tokens.named("id", text),
            Class::Key => self.key(text),
            Class::Name => self.name(text),
            Class::ProductId if whole_value::guid(text).is_some() => text.to_owned(),
            Class::ProductId | Class::Text => self.line(text),
        }
    }

    /// A name with what belongs to it; a name of public words alone is replaced as a whole.
    fn name(&mut self, text: &str) -> String {
        if NO_NAMES.contains(&text.to_lowercase().as_str()) {
            return text.to_owned();
        }
        let masked = self.line(text);
        if masked == text && !text.contains('=') { self.tokens.named("name", text.trim()) } else { masked }
    }

    /// Last five characters of a key, without those of Microsoft's published setup keys.
    fn key(&mut self, last: &str) -> String {
        if product::by_setup_key(last).is_some() || last.chars().all(|c| c == 'X') {
            return last.to_owned();
        }
        self.tokens.of("key", last, |number| format!("XX{number:03}"))
    }

    /// A name of DNS, an address, or either with a port. Each label has its own pseudonym, so that a name below a domain stays
    /// below it; `first` is what the first label is.
    fn host(&mut self, text: &str, first: &'static str) -> String {
        let plain = text.trim().trim_end_matches('.');
        if let Some((host, port)) = plain.rsplit_once(':')
            && port.parse::<u16>().is_ok()
            && (!host.contains(':') || host.ends_with(']'))
        {
            return format!("{}:{port}", self.host(host, first));
        }
        let lower = plain.to_lowercase();
        if plain.is_empty() || NO_NAMES.contains(&lower.as_str()) || is_public_host(plain) || is_masked_already(plain) {
            return text.to_owned();
        }
        if plain.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
            let inner = plain.trim_matches(['[', ']']);
            return plain.replace(inner, &self.address(inner));
        }
        let labels: Vec<&str> = plain.split('.').collect();
        let last = labels.len().saturating_sub(1);
        let mut label = |(place, label): (usize, &&str)| match *label {
            "" => String::new(),
            label if label.starts_with('_') && is_public(label.trim_start_matches('_')) => label.to_owned(),
            label if last > 0 && is_public_label(&labels, place) => label.to_owned(),
            label => self.label(label, if place == 0 { first } else { "domain" }),
        };
        let masked: Vec<String> = labels.iter().enumerate().map(&mut label).collect();
        masked.join(".")
    }

    fn label(&mut self, label: &str, kind: &'static str) -> String {
        self.own.insert(label.to_lowercase());
        let lower = label.to_lowercase();
        let chosen = CHOSEN.iter().find(|start| kind == "computer" && lower.starts_with(**start));
        let prefix = chosen.copied().unwrap_or_default();
        self.tokens.of(kind, label, |number| format!("{prefix}{kind}{number}"))
    }

    /// An address of a private network has a pseudonym that is none, any other one of the network for measurements (RFC 2544):
    /// which of the two it is decides what is said of a host.
    fn address(&mut self, address: &str) -> String {
        let inside = |address: &Ipv4Addr| {
            address.is_private() || address.is_link_local() || address.is_documentation() || address.is_broadcast()
        };
        match address.trim_matches(['[', ']']).parse::<IpAddr>() {
            Ok(parsed) if parsed.is_loopback() || parsed.is_unspecified() || is_public_address(address) => {
                address.to_owned()
            }
            Ok(IpAddr::V4(parsed)) if !inside(&parsed) => {
                self.tokens.of("outside", address, |number| format!("198.18.{}.{}", number / 250, number % 250 + 1))
            }
            Ok(IpAddr::V6(_)) => self.tokens.of("six", address, |number| format!("2001:db8:6d61::{number:x}")),
            _ => self.tokens.named("address", address),
        }
    }
}

/// Whether a label of a name of DNS names nobody: its end, such as `co.jp`, and the protocol of a service's record.
fn is_public_label(labels: &[&str], place: usize) -> bool {
    let at = |place: usize| labels.get(place).copied().unwrap_or_default();
    let (label, from_end) = (at(place), labels.len() - place);
    from_end == 1 && line::is_top_level(label)
        || from_end == 2 && place > 0 && at(place + 1).len() == 2 && SECOND_LEVELS.contains(&label)
        || place == 0 && ["tcp", "udp"].contains(&label)
}

/// Whether somebody removed a value before sending the file.
fn is_masked_already(text: &str) -> bool {
    text.len() >= 4 && text.chars().all(|c| "xX*#.".contains(c))
}

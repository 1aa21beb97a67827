//! Instances: named values that belong together, whatever syntax wrote them. PowerShell, wmic, inventories, agents and other
//! people's scripts print the same properties as lists, tables, CSV, JSON, XML or in the middle of a log line; each syntax
//! finds its instances in a [`Page`], and what they mean is decided elsewhere, once for all of them.
//!
//! A syntax opens only at names of [`names`], so that prose and other tools' output are no instances.

mod columns;
pub(crate) mod delimited;
mod event_object;
pub(crate) mod inline;
mod json;
mod list;
pub(crate) mod metrics;
pub(crate) mod names;
mod parallel;
mod quoted;
mod xml;

use crate::{holds::holds_any, lines::Document, pattern};
use names::Name;

/// A named value.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    /// As it is compared: see [`names::folded`].
    pub(crate) name: String,
    meaning: Option<Name>,
    pub(crate) value: String,
    /// Index of its line in the document.
    pub(crate) line: usize,
}

impl Property {
    fn new(name: &str, value: &str, line: usize) -> Self {
        Self::named(names::folded(name), cleaned(value).to_owned(), line)
    }

    /// With a name that is folded already.
    fn named(name: String, value: String, line: usize) -> Self {
        Self { meaning: names::known(&name), name, value, line }
    }

    /// Another property of the same name.
    fn sibling(&self, value: &str, line: usize) -> Self {
        Self { name: self.name.clone(), meaning: self.meaning, value: cleaned(value).to_owned(), line }
    }

    /// What its name means.
    pub(crate) fn meaning(&self) -> Option<Name> {
        self.meaning
    }
}

/// Named values that belong together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Instance {
    pub(crate) properties: Vec<Property>,
    /// The properties of what it lies in: the machine of a license in an inventory, the message of an event.
    pub(crate) around: Vec<Property>,
}

impl Instance {
    /// The value of the first property with one of these names, in the order of the names; no placeholder.
    pub(crate) fn named(&self, wanted: &[&str]) -> Option<&Property> {
        let own = |name: &&str| self.properties.iter().find(|own| own.name == **name && !own.value.is_empty());
        wanted.iter().find_map(own)
    }

    /// As [`Self::named`], also in what it lies in.
    pub(crate) fn named_around(&self, wanted: &[&str]) -> Option<&Property> {
        let around = |name: &&str| self.around.iter().find(|own| own.name == **name && !own.value.is_empty());
        self.named(wanted).or_else(|| wanted.iter().find_map(around))
    }

    /// Every property that has this meaning, in the order in which it was written.
    pub(crate) fn all(&self, name: Name) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(move |own| !own.value.is_empty() && own.meaning() == Some(name))
    }

    /// The first property with this meaning that has a value.
    pub(crate) fn first(&self, name: Name) -> Option<&Property> {
        self.all(name).next()
    }

    /// Whether a property is one of licensing only.
    pub(crate) fn tells(&self) -> bool {
        self.properties.iter().any(|own| own.meaning().is_some_and(names::tells))
    }

    /// Whether a property is one of licensing where it stands beside a product of Microsoft, or in its own name has one.
    pub(crate) fn begins(&self) -> bool {
        self.properties.iter().any(|own| own.meaning().is_some_and(names::begins))
    }

    /// Whether a state, or the end of a key, stands beside the name that a license has.
    pub(crate) fn tells_of_license(&self) -> bool {
        let is_named = || self.all(Name::Product).any(|own| is_license_name(&own.value));
        (self.first(Name::PlainStatus).is_some() || self.key_end().is_some()) && is_named()
    }

    /// The end of a key whose other groups an inventory has written over, `XXXXX-XXXXX-XXXXX-XXXXX-YWTV9` as the key of a product.
    pub(crate) fn key_end(&self) -> Option<&str> {
        const NAMES: [&str; 4] = ["key", "productkey", "licensekey", "licencekey"];
        let value = &self.named(&NAMES)?.value;
        let (before, end) = value.rsplit_once('-')?;
        let is_hidden = before.len() == 23 && before.chars().all(|c| matches!(c, 'X' | 'x' | '*' | '#' | '?' | '-'));
        (is_hidden && pattern::is_key_end(end)).then_some(end)
    }

    fn holds(&self, name: &str) -> bool {
        self.properties.iter().any(|own| own.name == name)
    }
}

/// Whether a name is one that only the licensing service gives: `Windows(R), Enterprise edition`.
fn is_license_name(name: &str) -> bool {
    name.ends_with(LICENSE_NAME_END) && holds_any(name, &["Windows(R)", "Windows Server(R)", "Office"])
}

/// How the service ends the name of a license, in every language.
const LICENSE_NAME_END: &str = " edition";

/// A document, its text in one piece, and where its lines end in that.
pub(crate) struct Page<'d> {
    document: &'d Document<'d>,
}

impl<'d> Page<'d> {
    pub(crate) fn new(document: &'d Document<'_>) -> Self {
        Self { document }
    }

    fn text(&self) -> &str {
        self.document.text()
    }

    fn ends(&self) -> &[usize] {
        self.document.ends()
    }

    fn line_of(&self, place: usize) -> usize {
        self.ends().partition_point(|end| *end < place)
    }

    fn start_of(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|before| self.ends().get(before)).map_or(0, |end| end + 1)
    }

    /// The lines that no reader took.
    fn free(&self) -> impl Iterator<Item = (usize, &str)> {
        self.document.lines().filter(|(index, _)| !self.document.is_consumed(*index))
    }
}

/// A syntax: finds its instances in the lines that nothing else took.
pub(crate) type Syntax = fn(&Page<'_>) -> Vec<Instance>;

/// The syntaxes of programs; the more exact one comes first.
pub(crate) const WRITTEN: [Syntax; 6] =
    [json::instances, xml::instances, metrics::instances, delimited::instances, columns::instances, list::instances];

/// Instances in words: what people and translated tools write.
pub(crate) const WORDED: [Syntax; 3] = [list::worded, quoted::instances, inline::instances];

/// A value without its quotes; empty where a tool writes that there is none.
fn cleaned(value: &str) -> &str {
    const NONE: [&str; 12] =
        ["n/a", "null", "none", "$null", "nil", "-", "--", "unlimited", "no limit", "not set", "nan", "{}"];
    let value = value.trim().trim_end_matches(',').trim();
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let value = quoted('"').or_else(|| quoted('\'')).or_else(|| quoted('`')).unwrap_or(value).trim();
    let value = without_type(value);
    if NONE.iter().any(|none| value.eq_ignore_ascii_case(none)) { "" } else { value }
}

/// A value without the type that a script casts it to: `[uint32]3221549108`.
fn without_type(value: &str) -> &str {
    const TYPES: [&str; 9] = ["uint32", "int32", "uint16", "uint64", "int64", "int", "uint", "long", "byte"];
    let cast = value.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let cast = cast.or_else(|| value.strip_prefix('(').and_then(|rest| rest.split_once(')')));
    let is_type = |name: &str| TYPES.contains(&name.trim_start_matches("System.").to_lowercase().as_str());
    cast.filter(|(name, _)| is_type(name)).map_or(value, |(_, value)| value.trim())
}

//! Lists: a property a line, as Format-List, `wmic /value`, INI, YAML and tables of two columns write them.
//!
//! An instance begins where a name is repeated, at a hyphen before a name, or behind a blank line if its own lines follow
//! each other without one. Separators need not be there. A value may stand on the line below its name, deeper, and so may
//! several, each behind a hyphen.

use super::{
    Instance, Page, Property, cleaned,
    names::{self, Name},
    parallel,
};
use crate::{labels, terms::Term};
use std::collections::HashSet;

/// An instance ends at so many lines that are no properties.
const STRANGERS_MAX: usize = 3;
/// No value below its name is longer, in bytes, if nothing shows that it belongs there.
const VALUE_BELOW_MAX: usize = 80;
/// No name of a property is longer, in characters.
const NAME_MAX: usize = 60;

/// The instances of which a name is written as programs write it.
pub(super) fn instances(page: &Page<'_>) -> Vec<Instance> {
    lists(page).into_iter().filter(|list| list.is_spelled).flat_map(List::instances).collect()
}

/// The others: their names are words, as people and translated tools write them.
pub(super) fn worded(page: &Page<'_>) -> Vec<Instance> {
    lists(page).into_iter().filter(|list| !list.is_spelled).flat_map(List::instances).collect()
}

/// Fewer labels of slmgr are prose or the message of an event.
const LABELS_MIN: usize = 3;

/// The instances of what slmgr printed, where all of it stands in one value.
pub(super) fn of_printed(text: &str, line: usize) -> Vec<Instance> {
    let pairs: Vec<Pair<'_>> = text.lines().filter_map(pair).collect();
    if pairs.iter().filter(|pair| labels::label(pair.name).is_some()).count() < LABELS_MIN {
        return Vec::new();
    }
    let mut found: Vec<Instance> = Vec::new();
    for pair in pairs {
        let property = Property::new(pair.name, pair.value, line);
        if found.last().is_none_or(|last| last.holds(&property.name)) {
            found.push(Instance::default());
        }
        if let Some(last) = found.last_mut() {
            last.properties.push(property);
        }
    }
    found.retain(Instance::tells);
    found
}

#[derive(Default)]
struct List {
    instance: Instance,
    /// Those of its properties: a text of one list may have as many as it has lines.
    names: HashSet<String>,
    is_spelled: bool,
    /// The line of its last property, and the column of that one's value.
    last: usize,
    column: usize,
    /// Two properties stand on lines that follow each other.
    is_dense: bool,
    /// How far the last name is indented, if its value may still stand below it.
    open: Option<usize>,
    /// The values that stand below a name behind hyphens.
    elements: Vec<parallel::Elements>,
}

fn lists(page: &Page<'_>) -> Vec<List> {
    let mut found = Vec::new();
    if !page.free().any(|(index, line)| page.document.terms(index).has(Term::Telling) && tells(line)) && !may_join(page)
    {
        return found;
    }
    let mut list = List::default();
    let mut outer = Outer::default();
    let mut strangers = 0;
    for (index, line) in page.document.lines() {
        let blank = line.trim().is_empty();
        let is_prompt = is_prompt(line);
        let gap = blank && list.is_dense || strangers > STRANGERS_MAX || is_prompt;
        if gap || page.document.is_consumed(index) {
            found.push(std::mem::take(&mut list));
            strangers = 0;
        }
        if blank || is_prompt || page.document.is_consumed(index) {
            continue;
        }
        if list.holds_below(index, line) {
            continue;
        }
        let Some(pair) = pair(line) else {
            strangers += usize::from(!list.goes_on(index, line));
            continue;
        };
        strangers = 0;
        let joined = outer.joined(line, &pair);
        let pair = Pair { name: joined.as_deref().unwrap_or(pair.name), ..pair };
        let property = Property::new(pair.name, pair.value, index);
        if list.names.contains(&property.name) || pair.begins && !list.instance.properties.is_empty() {
            found.push(std::mem::take(&mut list));
        }
        list.add(property, &pair);
        list.open = (pair.value.is_empty() && names::meaning(pair.name).is_some()).then(|| indent(line));
    }
    found.push(list);
    found.retain(List::tells);
    found
}

/// Whether a line is a command that somebody typed: what another tool prints follows.
fn is_prompt(line: &str) -> bool {
    let line = line.trim_start();
    (line.starts_with("PS ") || line.get(1..3) == Some(":\\")) && line.contains('>')
}

/// How many blanks a line begins with.
fn indent(line: &str) -> usize {
    line.chars().take_while(|c| *c == ' ').count()
}

/// Whether a line has a name that tells.
fn tells(line: &str) -> bool {
    pair(line).is_some_and(|pair| names::known(&names::folded(pair.name)).is_some_and(names::begins))
}

/// Whether a name without a value stands above an indented line, so that only both together may tell.
fn may_join(page: &Page<'_>) -> bool {
    let is_open = |line: &str| {
        let plain = line.trim_end_matches([' ', '\t', ';', '}', ']', '|', '*', '>']);
        plain.ends_with([':', '=', '：'])
    };
    let mut free = page.free().map(|(_, line)| line);
    free.by_ref().any(is_open) && free.any(|line| line.starts_with(' '))
}

/// The last name without a value, under which indented lines lie, as YAML writes objects.
#[derive(Default)]
struct Outer {
    name: String,
    indent: usize,
}

impl Outer {
    fn joined(&mut self, line: &str, pair: &Pair<'_>) -> Option<String> {
        let indent = indent(line);
        if pair.value.is_empty() {
            (self.name, self.indent) = (pair.name.to_owned(), indent);
            return None;
        }
        (!self.name.is_empty() && indent > self.indent).then(|| names::joined(&self.name, pair.name)).flatten()
    }
}

impl List {
    fn add(&mut self, property: Property, pair: &Pair<'_>) {
        let telling = names::meaning_of(pair.name, &property.name)
            .is_some_and(|name| names::begins(name) || name == Name::ErrorCode);
        self.is_spelled |= telling && names::is_identifier(pair.name);
        self.is_dense |= !self.instance.properties.is_empty() && self.last + 1 == property.line;
        (self.last, self.column) = (property.line, pair.column);
        self.names.insert(property.name.clone());
        self.instance.properties.push(property);
    }

    /// Whether a line is the value of the name above it, or one of its values.
    fn holds_below(&mut self, index: usize, line: &str) -> bool {
        let Some(name) = self.open.filter(|_| self.last + 1 == index) else { return false };
        let text = line.trim();
        let is_named = |text: &str| pair(text).is_some_and(|pair| names::meaning(pair.name).is_some());
        let Some(property) = self.instance.properties.last() else { return false };
        let element = text.strip_prefix("- ").filter(|text| indent(line) >= name && !is_named(text));
        if let Some(element) = element {
            let element = property.sibling(element, index);
            let name = element.name.clone();
            match self.elements.last_mut().filter(|elements| elements.first().is_some_and(|own| own.name == name)) {
                Some(elements) => elements.push(element),
                None => self.elements.push(vec![element]),
            }
        } else if indent(line) > name && !is_named(text) && pair(text).is_none_or(|pair| !pair.value.is_empty())
            || indent(line) == name && pair(text).is_none() && text.len() <= VALUE_BELOW_MAX
        {
            // Who lost the indent of a value lost that of its name.
            self.put_below(index, text);
        } else {
            self.open = None;
            return false;
        }
        self.last = index;
        true
    }

    /// Gives the last name the value that stands below it.
    fn put_below(&mut self, index: usize, text: &str) {
        let is_rule = text.chars().all(|c| c == '-');
        if let Some(property) = self.instance.properties.last_mut().filter(|_| !is_rule) {
            (property.value, property.line) = (cleaned(text).to_owned(), index);
            self.open = None;
        }
    }

    fn tells(&self) -> bool {
        let is_telling = |own: &parallel::Elements| own.first().and_then(Property::meaning).is_some_and(names::tells);
        self.instance.begins() || self.elements.iter().any(is_telling)
    }

    fn instances(self) -> Vec<Instance> {
        parallel::parted(self.instance, self.elements)
    }

    /// Whether a line is the rest of a value that a console broke: it is indented as far as the value.
    fn goes_on(&mut self, index: usize, line: &str) -> bool {
        let indent = indent(line);
        let Some(property) = self.instance.properties.last_mut() else { return false };
        let rest = self.column > 2 && indent >= self.column && self.last + 1 == index;
        if rest {
            property.value = format!("{} {}", property.value, line.trim()).trim().to_owned();
            self.last = index;
        }
        rest
    }
}

/// Whether signs stand around a line as around a head: `==== PC 1: pc-1 ====`.
fn is_framed(line: &str) -> bool {
    ["==", "##", "--"].iter().any(|sign| line.starts_with(sign) && line.ends_with(sign))
}

struct Pair<'l> {
    name: &'l str,
    value: &'l str,
    /// The column in which the value begins.
    column: usize,
    /// A hyphen stands before it: the first property of an element of a YAML list.
    begins: bool,
}

/// The name and the value of a line.
fn pair(line: &str) -> Option<Pair<'_>> {
    if is_framed(line.trim()) {
        return None;
    }
    let plain = line.trim().trim_matches('|').trim();
    let inner = plain.trim_start_matches(['-', '*', '•', '>', '{', '[', ',', '@']).trim_start();
    // SCCM, RMM and people use any of these.
    let at = inner.char_indices().find(|(place, c)| {
        let rest = inner.get(place + c.len_utf8()..).unwrap_or_default();
        match c {
            '=' | '：' | '|' | '\t' => true,
            ':' => !rest.starts_with('\\') && !rest.starts_with("//"),
            ' ' => rest.starts_with("  "),
            // `Checking Windows activation... Licensed`
            '.' => rest.starts_with(".."),
            _ => false,
        }
    })?;
    let (name, rest) = inner.split_at(at.0);
    let name = name.trim().trim_matches(['"', '\'', '`', '*', '_']).trim();
    // Signs of emphasis inside of a name are those of a sentence.
    let is_sentence = name.contains(' ') && name.contains(['`', '*']);
    if name.is_empty() || is_sentence || name.chars().count() > NAME_MAX {
        return None;
    }
    // Blanks before a colon or an equals sign are no separator of their own.
    let rest = rest.trim_start();
    let rest = rest.strip_prefix([':', '=', '：', '|', '\t']).unwrap_or(rest);
    let rest = rest.strip_prefix('>').unwrap_or(rest).trim_start_matches('.');
    let value = rest.trim().trim_start_matches("**").trim_end_matches([';', '}', ']', '|']).trim();
    let column = line.chars().count() - rest.trim_start().chars().count();
    Some(Pair { name, value, column, begins: plain.starts_with("- ") })
}

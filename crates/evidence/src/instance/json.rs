//! JSON, one document or one for each line, in the middle of a log or of a paste too, and with its end cut off.
//!
//! Each value is parsed when it is looked at, so its place in the text is known and no document is walked twice.

use super::{
    Instance, Page, Property, event_object, inline, list,
    names::{self, Name},
    parallel,
};
use crate::readers::machine_heads;
use serde_json::{Deserializer, value::RawValue};
use std::collections::BTreeMap;

/// Objects lie at most so deep; an attacker's may lie deeper.
const DEPTH_MAX: usize = 12;
/// No object that names a machine is longer, in bytes.
const MACHINE_MAX: usize = 16 * 1024;
/// Text that is tried in vain, in sizes of the document: a cut document fails at its end wherever it is begun.
const VAIN_MAX: usize = 8;

pub(super) fn instances(page: &Page<'_>) -> Vec<Instance> {
    let mut found = Vec::new();
    let (mut next, mut vain) = (0, 0);
    let opens = |line: &str| memchr::memchr2(b'{', b'[', line.as_bytes()).is_some();
    for (index, line) in page.free().filter(|(_, line)| opens(line)) {
        let Some(start) = opening(line).map(|place| page.start_of(index) + place) else { continue };
        if start < next || vain > page.text().len() * VAIN_MAX {
            continue;
        }
        let rest = page.text().get(start..).unwrap_or_default();
        let mut values = Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(value)) => {
                next = start + values.byte_offset();
                let before = page.text().get(page.start_of(index)..start).unwrap_or_default();
                Walk { page, found: &mut found }.value(value, &headed(before, index), "", 0);
            }
            Some(Err(error)) => vain += page.start_of(index + error.line()).saturating_sub(start),
            None => {}
        }
    }
    found
}

/// The machine that the text before a value names: `changed: [ws-17] => {…}`, `ws-17 | CHANGED => {…}`.
fn headed(before: &str, line: usize) -> Vec<Property> {
    let name = machine_heads::played(before.trim()).or_else(|| machine_heads::in_column(before.trim()));
    name.map(|name| Property::new("computername", name, line)).into_iter().collect()
}

/// Where a value begins in a line.
fn opening(line: &str) -> Option<usize> {
    let blanks = line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len();
    if line.get(blanks..).is_some_and(|rest| rest.starts_with(['{', '['])) {
        return Some(blanks);
    }
    let bytes = line.as_bytes();
    let opens = |place: &usize| {
        let rest = bytes.get(*place..).unwrap_or_default();
        rest.starts_with(b"{\"") || rest.starts_with(b"[{") || rest.starts_with(b"{ \"")
    };
    memchr::memchr2_iter(b'{', b'[', bytes).find(opens)
}

struct Walk<'w, 'p, 'd> {
    page: &'p Page<'d>,
    found: &'w mut Vec<Instance>,
}

type Fields<'t> = BTreeMap<String, &'t RawValue>;

impl Walk<'_, '_, '_> {
    /// Looks for objects at any depth. `key` is the name under which the value lies.
    fn value(&mut self, value: &RawValue, around: &[Property], key: &str, depth: usize) {
        if depth > DEPTH_MAX {
            return;
        }
        match value.get().as_bytes().first() {
            Some(b'[') => {
                let elements: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
                if let Some(instance) = self.named_values(&elements) {
                    self.found.push(instance);
                    return;
                }
                if self.printed_lines(&elements, around) {
                    return;
                }
                elements.into_iter().for_each(|element| self.value(element, around, key, depth + 1));
            }
            Some(b'{') => {
                let start = value.get().as_ptr() as usize - self.page.text().as_ptr() as usize;
                if let Some(event) = event_object::instance(value.get(), |place| self.page.line_of(start + place)) {
                    self.found.push(event);
                    return;
                }
                let fields: Fields<'_> = serde_json::from_str(value.get()).unwrap_or_default();
                self.object(&fields, around, key, depth);
            }
            Some(b'"') => {
                // Below its depth ConvertTo-Json writes an object as a text.
                let line = self.line(value);
                let Some(text) = scalar(value) else { return };
                // The output of a command that an agent ran.
                let printed = list::of_printed(&text, line).into_iter();
                self.found.extend(printed.map(|own| Instance { around: around.to_vec(), ..own }));
                let is_object = text.contains("@{") || text.contains('=') && !text.contains('\n');
                self.found.extend(is_object.then(|| inline::of_text(&text, line)).into_iter().flatten());
            }
            _ => {}
        }
    }

    /// The lines of what a command printed, each a text.
    fn printed_lines(&mut self, elements: &[&RawValue], around: &[Property]) -> bool {
        let Some(first) = elements.first().filter(|first| first.get().starts_with('"')) else { return false };
        let texts: Option<Vec<String>> = elements.iter().map(|element| scalar(element)).collect();
        let printed = texts.map_or_else(Vec::new, |texts| list::of_printed(&texts.join("\n"), self.line(first)));
        let is_printed = !printed.is_empty();
        self.found.extend(printed.into_iter().map(|own| Instance { around: around.to_vec(), ..own }));
        is_printed
    }

    fn object(&mut self, fields: &Fields<'_>, around: &[Property], key: &str, depth: usize) {
        let mut instance = Instance { properties: Vec::new(), around: around.to_vec() };
        for (name, value) in fields {
            if let Some(text) = scalar(value).or_else(|| moment(value)) {
                let joined = names::joined(key, name);
                instance.properties.push(Property::new(joined.as_deref().unwrap_or(name), &text, self.line(value)));
            }
        }
        // A dictionary of licenses by their names.
        let line = instance.properties.first().map(|first| first.line);
        if let Some(line) = line.filter(|_| key.contains("Windows") || key.contains("Office")) {
            instance.around.push(Property::new("name", key, line));
        }
        instance.around.extend(fields.iter().filter_map(|(name, value)| self.machine(name, value)));
        let mut inner_around = instance.properties.clone();
        inner_around.extend(instance.around.iter().skip(around.len()).cloned());
        inner_around.extend_from_slice(around);
        inner_around.truncate(200);
        let lists = fields.iter().filter_map(|(name, value)| self.elements(name, value)).collect();
        self.found.extend(parallel::parted(instance, lists));
        // PowerShell repeats an instance of CIM in its own description.
        for (name, value) in fields.iter().filter(|(name, _)| !name.starts_with("Cim")) {
            if scalar(value).is_none_or(|text| text.contains("@{") || text.contains('\n')) {
                self.value(value, &inner_around, name, depth + 1);
            }
        }
    }

    /// The machine that an object beside others names: `"asset": {"name": "FIN-21"}`.
    fn machine(&self, name: &str, value: &RawValue) -> Option<Property> {
        const NAMES: [&str; 5] = ["hostname", "name", "computername", "fqdn", "displayname"];
        let is_machine = matches!(names::meaning(name), Some(Name::Computer | Name::ComputerElse));
        if !is_machine || !value.get().starts_with('{') || value.get().len() > MACHINE_MAX {
            return None;
        }
        let fields: Fields<'_> = serde_json::from_str(value.get()).ok()?;
        let own = |wanted: &&str| fields.iter().find(|(name, _)| names::folded(name) == **wanted);
        let (_, value) = NAMES.iter().find_map(own)?;
        scalar(value).map(|name| Property::new("computername", &name, self.line(value)))
    }

    /// The elements of a list under a known name, if all of them are texts, numbers or truth values.
    fn elements(&self, name: &str, value: &RawValue) -> Option<parallel::Elements> {
        if !value.get().starts_with('[') || names::meaning(name).is_none() {
            return None;
        }
        let elements: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
        elements.iter().map(|element| Some(Property::new(name, &scalar(element)?, self.line(element)))).collect()
    }

    /// `[{"Name": "LicenseStatus", "Value": 5}, …]`: the properties of one instance.
    fn named_values(&self, elements: &[&RawValue]) -> Option<Instance> {
        let pair = |element: &&RawValue| -> Option<Property> {
            let fields: Fields<'_> = serde_json::from_str(element.get()).ok()?;
            let field = |names: &[&str]| {
                let own = |wanted: &&str| fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
                names.iter().find_map(own).map(|(_, value)| *value)
            };
            let value = field(&["value"])?;
            let name = scalar(field(&["name", "key", "property"])?)?;
            Some(Property::new(&name, &scalar(value).unwrap_or_default(), self.line(value)))
        };
        // The first one shows whether they are such.
        elements.first().and_then(pair)?;
        let properties = elements.iter().filter_map(pair).collect();
        Some(Instance { properties, around: Vec::new() }).filter(Instance::tells)
    }

    fn line(&self, value: &RawValue) -> usize {
        let place = (value.get().as_ptr() as usize).saturating_sub(self.page.text().as_ptr() as usize);
        self.page.line_of(place)
    }
}

/// A text, a number or a truth value as text.
fn scalar(value: &RawValue) -> Option<String> {
    let raw = value.get();
    match raw.as_bytes().first()? {
        b'"' => serde_json::from_str(raw).ok(),
        b'{' | b'[' => None,
        _ => Some(raw.strip_suffix(".0").unwrap_or(raw).to_owned()),
    }
}

/// Windows PowerShell 5.1 makes an object of some times, with the moment in `value`.
fn moment(value: &RawValue) -> Option<String> {
    let raw = value.get();
    let fields: Fields<'_> =
        (raw.len() < 400 && raw.contains("\"DateTime\"")).then(|| serde_json::from_str(raw).ok())??;
    fields.get("DateTime").and(fields.get("value").and_then(|value| scalar(value)))
}

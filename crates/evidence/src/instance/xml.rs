//! XML of any tool: properties are elements, attributes, or elements whose attribute names them, as in Export-Clixml
//! (`<S N="Name">`), ConvertTo-Xml (`<Property Name="…">`) and `wmic /format:rawxml` (`<PROPERTY NAME="…"><VALUE>`).

use super::{Instance, LICENSE_NAME_END, Page, Property, names};
use crate::terms::Term;
use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesStart, Event as Xml},
};

/// Attributes that name the property that an element holds, and those that hold its value.
const NAMING: [&str; 6] = ["N", "Name", "NAME", "name", "key", "Key"];
const VALUES: [&str; 4] = ["Value", "value", "VALUE", "V"];
/// Properties of what lies around an element that are kept with it.
const AROUND_MAX: usize = 200;

pub(super) fn instances(page: &Page<'_>) -> Vec<Instance> {
    // Events have a reader of their own.
    let opens = |line: &str| line.trim_start().starts_with('<') && !line.contains("<Event ");
    if !page.document.holds(Term::Telling) && !page.text().contains(LICENSE_NAME_END) {
        return Vec::new();
    }
    let Some(first) = page.free().find(|(_, line)| opens(line)).map(|(index, _)| index) else { return Vec::new() };
    if !names::may_tell(page.text()) {
        return Vec::new();
    }
    let start = page.start_of(first);
    Elements { page, start, stack: Vec::new(), found: Vec::new() }.read()
}

#[derive(Default)]
struct Element {
    name: String,
    /// The name that an attribute gives to the property.
    property: Option<String>,
    text: String,
    line: usize,
    properties: Vec<Property>,
}

struct Elements<'p, 'd> {
    page: &'p Page<'d>,
    start: usize,
    stack: Vec<Element>,
    found: Vec<Instance>,
}

impl Elements<'_, '_> {
    /// The instances up to the first damage.
    fn read(mut self) -> Vec<Instance> {
        let text = self.page.text().get(self.start..).unwrap_or_default();
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            let line = self.page.line_of(self.start + reader.buffer_position() as usize);
            match reader.read_event() {
                Ok(Xml::Start(start)) => {
                    let element = element(&start, line);
                    self.stack.push(element);
                }
                Ok(Xml::Empty(empty)) => {
                    let element = element(&empty, line);
                    self.stack.push(element);
                    self.close();
                }
                Ok(Xml::Text(content)) => self.text(&content),
                Ok(Xml::CData(content)) => self.text(&content),
                Ok(Xml::GeneralRef(entity)) => self.text(resolve_xml_entity(&entity).unwrap_or(" ")),
                Ok(Xml::End(_)) => self.close(),
                Ok(Xml::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        // What a cut end left open.
        while !self.stack.is_empty() {
            self.close();
        }
        self.found
    }

    fn text(&mut self, content: &str) {
        if let Some(element) = self.stack.last_mut() {
            element.text.push_str(content);
        }
    }

    /// An element without properties of its own is a property of the one around it.
    fn close(&mut self) {
        let Some(element) = self.stack.pop() else { return };
        let named = element.property.is_some() || names::meaning(&element.name).is_some();
        let is_leaf = element.properties.is_empty() || named && !element.text.trim().is_empty();
        let Some(parent) = self.stack.last_mut() else {
            self.found.extend(element.instance());
            return;
        };
        // `<PROPERTY NAME="LicenseStatus"><VALUE>5</VALUE></PROPERTY>`
        if element.name.eq_ignore_ascii_case("value") && parent.property.is_some() {
            parent.text.push_str(element.text.trim());
            return;
        }
        let name = element.property.clone().unwrap_or_else(|| element.name.clone());
        let value = element.text.trim().to_owned();
        let property = (is_leaf && !value.is_empty()).then(|| Property::new(&name, &value, element.line));
        if !is_leaf || element.properties.len() > 1 {
            let found = element.instance().map(|own| Instance { around: self.around(), ..own });
            self.found.extend(found);
        }
        if let Some(parent) = self.stack.last_mut() {
            parent.properties.extend(property);
        }
    }

    /// What the elements around say, the inner ones first: the machine of a license.
    fn around(&self) -> Vec<Property> {
        self.stack.iter().rev().flat_map(|outer| &outer.properties).take(AROUND_MAX).cloned().collect()
    }
}

impl Element {
    fn instance(self) -> Option<Instance> {
        Some(Instance { properties: self.properties, around: Vec::new() })
            .filter(|own| own.tells() || own.tells_of_license())
    }
}

fn element(start: &BytesStart<'_>, line: usize) -> Element {
    let name = start.local_name().as_ref().to_owned();
    let mut element = Element { name, line, ..Element::default() };
    for attribute in start.attributes().flatten() {
        let key = attribute.key.as_ref();
        let value = attribute.value.as_ref();
        if NAMING.contains(&key) && names::meaning(value).is_some() {
            element.property = Some(value.to_owned());
        } else if VALUES.contains(&key) {
            element.text.push_str(value);
        } else {
            element.properties.push(Property::new(key, value, line));
        }
    }
    element
}

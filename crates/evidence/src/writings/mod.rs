//! Ten ways in which the same evidence comes: quoted, wrapped, converted, in another order. What a machine's tools printed is
//! the same in all of them, so a diagnosis must be too. Tests and `muster doctor accuracy` write cases so and diagnose again.

mod encoded;
mod layout;
mod order;
mod twelve_hour;

use crate::{decode, source::Source};

/// A way of writing evidence.
pub struct Writing {
    /// For people.
    pub name: &'static str,
    write: fn(&str) -> Vec<u8>,
    /// Files come in the reverse order.
    reversed: bool,
}

/// Every way of writing.
pub const ALL: [Writing; 10] = [
    of("mail quoting", |text| layout::quoted(text).into_bytes()),
    of("markdown", |text| layout::fenced(text).into_bytes()),
    of("HTML", |text| layout::html(text).into_bytes()),
    of("80 columns", |text| layout::wrapped(text).into_bytes()),
    of("no line breaks", |text| layout::in_one_line(text).into_bytes()),
    of("code page", encoded::in_code_page),
    of("UTF-16", encoded::in_utf16),
    Writing { name: "order", write: |text| order::reversed(text).into_bytes(), reversed: true },
    of("no separators", |text| layout::without_separators(text).into_bytes()),
    of("twelve-hour clock", |text| twelve_hour::written(text).into_bytes()),
];

const fn of(name: &'static str, write: fn(&str) -> Vec<u8>) -> Writing {
    Writing { name, write, reversed: false }
}

impl Writing {
    /// The same evidence, written so. What is no text stays as it is.
    pub fn write(&self, sources: &[Source]) -> Vec<Source> {
        let written = |source: &Source| match decode::decode(&source.bytes) {
            Ok(decoded) => Source { name: source.name.clone(), bytes: (self.write)(&decoded.text.replace('\r', "")) },
            Err(_) => source.clone(),
        };
        let mut sources: Vec<Source> = sources.iter().map(written).collect();
        if self.reversed {
            sources.reverse();
        }
        sources
    }
}

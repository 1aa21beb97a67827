//! What the page asks.

use muster_doctor::{mask::Mask, report::Imprint};
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, BufRead};

#[derive(Deserialize)]
pub(crate) struct Request {
    files: Vec<File>,
    /// When it is asked, in seconds since 1970: the reports say so. A program of WASI has no other clock.
    #[serde(default)]
    at: Option<i64>,
    /// Whether the response holds the JSON too, which takes as long as the diagnosis itself.
    #[serde(default)]
    pub(crate) json: bool,
    /// A mapping that the user may have chosen from any file.
    #[serde(default)]
    mask: Value,
}

#[derive(Deserialize)]
struct File {
    name: String,
}

impl Request {
    pub(crate) fn read(input: &mut impl BufRead) -> io::Result<Self> {
        let mut line = Vec::new();
        input.read_until(b'\n', &mut line)?;
        Ok(serde_json::from_slice(&line)?)
    }

    /// The names of the files, by their number.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str())
    }

    /// When and by which version the reports are written.
    pub(crate) fn imprint(&self) -> Option<Imprint> {
        self.at.map(|at| Imprint { version: env!("CARGO_PKG_VERSION"), at })
    }

    /// The mapping so far; none if nothing is to be masked.
    pub(crate) fn mask(&self) -> serde_json::Result<Option<Mask>> {
        serde_json::from_value(self.mask.clone())
    }
}

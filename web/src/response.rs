//! What the page shows.

use muster_core::{lang::Lang, visible};
use muster_doctor::{
    Diagnosis,
    mask::Mask,
    report::{self, Imprint},
};
use serde::Serialize;

/// The response to a request.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// The files were read and judged.
    Diagnosed(Box<Diagnosed>),
    /// The mapping is none, for this reason; nothing was read.
    MappingRefused(String),
}

/// A diagnosis, rendered in both languages: changing the language of the page asks nothing anew.
#[derive(Debug, Serialize)]
pub struct Diagnosed {
    /// Name for the file of the report, ending with `.html`.
    pub file_name: String,
    /// The mapping, with what was masked this time; none if nothing was.
    pub mask: Option<Mask>,
    /// English.
    pub en: Texts,
    /// Japanese.
    pub ja: Texts,
}

/// The forms of a diagnosis in one language.
#[derive(Debug, Serialize)]
pub struct Texts {
    /// As `muster doctor --html` writes it.
    pub html: String,
    /// As `muster doctor --json` prints it, without the time, if the request asks for it.
    pub json: Option<String>,
}

impl Diagnosed {
    pub(crate) fn new(diagnosis: &Diagnosis, imprint: Option<Imprint>, json: bool, mask: Option<Mask>) -> Self {
        let texts =
            |lang| Texts { html: report::html(diagnosis, imprint, lang), json: json.then(|| printed(diagnosis, lang)) };
        Self { file_name: report::file_name(&diagnosis.computer), mask, en: texts(Lang::En), ja: texts(Lang::Ja) }
    }
}

/// As the command prints it.
fn printed(diagnosis: &Diagnosis, lang: Lang) -> String {
    let document = serde_json::to_string_pretty(&diagnosis.document(lang, None)).unwrap_or_default();
    visible::json(&document).into_owned() + "\n"
}

//! The list that goes from step to step. What it holds is parsed when it is read: ids are digits, names are names of machines.

use super::machine_name::MachineName;
use crate::failure::Failure;
use muster_core::{
    code::{self, Code},
    keys::installation_id::{ConfirmationId, InstallationId},
    lang::Lang,
};
use muster_platform::files;
use muster_proto::as_text;
use serde::{Deserialize, Serialize};
use std::path::Path;

const SCHEMA: &str = "muster-proxy-1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    schema: String,
    pub(super) machines: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    #[serde(with = "as_text")]
    pub(super) machine: MachineName,
    #[serde(with = "as_text::option")]
    pub(super) installation_id: Option<InstallationId>,
    #[serde(with = "as_text::option")]
    pub(super) confirmation_id: Option<ConfirmationId>,
    /// How the last step went.
    #[serde(with = "as_text")]
    pub(super) code: Code,
    #[serde(default)]
    pub(super) deposited: bool,
}

impl Row {
    pub(super) fn new(machine: MachineName, read: Result<InstallationId, Failure>) -> Self {
        let code = read.as_ref().err().map_or(code::SUCCESS, Failure::code);
        Self { machine, installation_id: read.ok(), confirmation_id: None, code, deposited: false }
    }

    /// Whether only the authority's answer is missing.
    pub(super) fn is_waiting(&self) -> bool {
        self.installation_id.is_some() && self.confirmation_id.is_none()
    }
}

impl List {
    pub(super) fn new(machines: Vec<Row>) -> Self {
        Self { schema: SCHEMA.to_owned(), machines }
    }

    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let wrong = |problem: String| Failure::new(code::INVALID_DATA, format!("{}: {problem}", path.display()));
        let list: Self = serde_json::from_str(&files::read(path)?).map_err(|error| wrong(error.to_string()))?;
        if list.schema == SCHEMA {
            Ok(list)
        } else {
            Err(wrong(format!("its schema is {:?}, not {SCHEMA:?}", list.schema)))
        }
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        Ok(files::write_secret(path, &self.document()?)?)
    }

    pub(super) fn document(&self) -> Result<String, Failure> {
        let text = serde_json::to_string_pretty(self).map_err(|error| Failure::new(code::UNEXPECTED, error))?;
        Ok(text + "\n")
    }

    /// One line a machine.
    pub(super) fn text(&self, lang: Lang, done: impl Fn(&Row) -> bool) -> String {
        let line = |row: &Row| {
            let (mark, code) = (if done(row) { "✓" } else { "✗" }, row.code);
            let why = if code == code::SUCCESS { String::new() } else { format!("  {code} {}", code.title(lang)) };
            format!("{mark} {}{why}\n", row.machine)
        };
        self.machines.iter().map(line).collect()
    }
}

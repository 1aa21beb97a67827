//! What a fleet's document said in an earlier run.

use crate::{document::origin::SCHEMA, judge::Verdict};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The verdicts of an earlier run of `muster doctor fleet --json`.
#[derive(Clone, Debug, Default)]
pub struct PreviousRun {
    time: String,
    /// By customer and name in lower case.
    verdicts: BTreeMap<String, BTreeMap<String, Verdict>>,
}

#[derive(Deserialize)]
struct Document {
    schema: u32,
    #[serde(default)]
    time: String,
    list: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    customer: String,
    computer: String,
    verdict: Verdict,
}

impl PreviousRun {
    /// Reads a document of a fleet. A machine that stood in it more than once stood as badly as the worst says.
    ///
    /// # Errors
    /// If it is none, or has another form.
    pub fn read(document: &[u8]) -> Result<Self, String> {
        let document: Document = serde_json::from_slice(document).map_err(|error| error.to_string())?;
        if document.schema != SCHEMA {
            return Err(format!("its schema is {}, and {SCHEMA} is read", document.schema));
        }
        let mut found = Self { time: document.time, ..Self::default() };
        for Row { customer, computer, verdict } in document.list {
            let known = found.verdicts.entry(customer).or_default().entry(computer.to_lowercase()).or_insert(verdict);
            *known = verdict.max(*known);
        }
        Ok(found)
    }

    pub(crate) fn time(&self) -> &str {
        &self.time
    }

    /// What was said of a machine, with the key under which it stands here.
    pub(crate) fn verdict(&self, customer: &str, name: &str) -> Option<((&str, &str), Verdict)> {
        let (customer, machines) = self.verdicts.get_key_value(customer)?;
        let (name, verdict) = machines.get_key_value(&name.to_lowercase())?;
        Some(((customer, name), *verdict))
    }

    /// Customer and name of the machines that failed.
    pub(crate) fn failing(&self) -> impl Iterator<Item = (&str, &str)> {
        let rows = self.verdicts.iter();
        let all =
            rows.flat_map(|(customer, machines)| machines.iter().map(move |(name, verdict)| (customer, name, verdict)));
        all.filter(|(.., verdict)| **verdict == Verdict::Failing)
            .map(|(customer, name, _)| (customer.as_str(), name.as_str()))
    }
}

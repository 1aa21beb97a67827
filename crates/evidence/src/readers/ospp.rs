//! `ospp.vbs`: labels are English on every system. A block begins behind a rule of hyphens or where a label is repeated: people
//! and scripts lose the rules.

use crate::{
    fact::{Cite, Fact, License, Outcome},
    kind::Kind,
    labels,
    lines::{Document, split_label},
    pattern,
    terms::Term,
    whole_value,
};
use muster_core::code::Code;
use std::sync::Arc;

#[derive(Default)]
struct Block {
    license: License,
    cites: Vec<Cite>,
    /// The block is about an attempt (`/act`), not a state.
    attempt: bool,
    succeeded: bool,
}

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let anchors = document.with(&[Term::OsppAnchor]);
    if !anchors.into_iter().any(|index| is_anchor(document.line(index).trim_start())) {
        return found;
    }
    let mut block = Block::default();
    // The labels that it has.
    let mut labels: Vec<&str> = Vec::new();
    for index in 0..document.len() {
        let line = document.line(index).trim().to_owned();
        let frame = ["---Exiting", "---Processing"].iter().any(|frame| line.starts_with(frame));
        if frame || line.chars().all(|c| c == '-') && line.len() > 20 {
            document.consume(index);
            labels.clear();
            found.extend(std::mem::take(&mut block).finish(document));
        } else {
            if let Some(label) = once(&line) {
                let begins = label.starts_with("Installed") && !labels.is_empty();
                if begins || labels.contains(&label) {
                    labels.clear();
                    found.extend(std::mem::take(&mut block).finish(document));
                }
                labels.push(label);
            }
            found.extend(block.read(document, index, &line));
        }
    }
    found.extend(block.finish(document));
    // Every other option prints something of its own.
    if document.kinds().is_empty() {
        document.recognise(Kind::OsppTokens);
    }
    found
}

/// The key alone: people write remarks behind it, and where line breaks were lost the end of the print follows.
fn first_word(value: String) -> String {
    let key: String = value.chars().take_while(char::is_ascii_alphanumeric).collect();
    if whole_value::is_partial_key(&key) { key } else { value }
}

/// What only this script prints.
fn is_anchor(line: &str) -> bool {
    const LABELS: [&str; 4] =
        ["LICENSE NAME:", "LICENSE DESCRIPTION:", "LICENSE STATUS:", "Last 5 characters of installed product key:"];
    line.starts_with("---Processing") || LABELS.iter().any(|label| line.starts_with(label))
}

/// The license status of a word, however many hyphens are left around it.
fn status(value: &str) -> Option<u8> {
    let word = value.trim_matches(['-', '–', '—', '―', '─', '*', ' ']);
    labels::status(value).or_else(|| labels::status(&format!("---{word}---"))).or_else(|| labels::status(word))
}

/// The label of a line that stands once in a block.
fn once(line: &str) -> Option<&'static str> {
    const ONCE: [&str; 7] = [
        "PRODUCT ID",
        "SKU ID",
        "LICENSE NAME",
        "LICENSE DESCRIPTION",
        "LICENSE STATUS",
        "Last 5 characters of installed product key",
        "Installed product key detected - attempting to activate the following product",
    ];
    let (label, _) = split_label(line)?;
    ONCE.into_iter().find(|known| *known == label)
}

impl Block {
    fn read(&mut self, document: &mut Document, index: usize, line: &str) -> Option<Fact> {
        if line.starts_with("Installed product key detected") {
            self.attempt = true;
            document.consume(index);
            return None;
        }
        if line == "<No installed product keys detected>" {
            document.recognise(Kind::OsppOther);
            return Some(Fact::NoKey(vec![document.consume(index)]));
        }
        if line.starts_with("<Product activation successful>") {
            self.succeeded = true;
            self.cites.push(document.consume(index));
            return None;
        }
        let (label, value) = split_label(line)?;
        let value = value.to_owned();
        let license = &mut self.license;
        match label {
            "SKU ID" => license.activation_id = Some(value.to_lowercase()),
            "LICENSE NAME" => license.name = value,
            "LICENSE DESCRIPTION" => license.channel = channel(&value)?,
            "LICENSE STATUS" => {
                license.status = Some(status(&value)?);
                license.status_word = Some(value.trim_matches(['-', '–', '—', '―', '─', '*', ' ']).to_owned());
            }
            "ERROR CODE" => license.code = pattern::code_in(&value).and_then(|code| code.parse().ok()),
            "REMAINING GRACE" => {
                let left = pattern::DAYS_MINUTES.captures(&value)?;
                license.days_left = left.get(1)?.as_str().parse().ok();
                license.minutes_left = left.get(2)?.as_str().parse().ok();
            }
            "Last 5 characters of installed product key" => license.partial_key = Some(first_word(value)),
            "KMS machine name from DNS" => license.dns_host = Some(value),
            "KMS machine registry override defined" | "Registered KMS machine name" => {
                license.registered_host = Some(value);
            }
            "Client Machine ID (CMID)" => {
                document.recognise(Kind::OsppCmid);
                return Some(Fact::Cmid(value.to_lowercase(), vec![document.consume(index)]));
            }
            "PRODUCT ID"
            | "BETA EXPIRATION"
            | "ERROR DESCRIPTION"
            | "AO extended PID"
            | "AO activation ID"
            | "AO DN"
            | "To view the activation event history run"
            | "NOTICE"
            | "FOR MORE INFORMATION PLEASE VISIT" => {}
            "Activation Type Configuration" => license.activation_type = Some(value),
            "Activation Interval" => license.activation_interval = minutes(&value),
            "Renewal Interval" => license.renewal_interval = minutes(&value),
            "KMS host caching" => license.host_caching = Some(value.starts_with("Enabled")),
            "KMS Lookup Domain" => license.lookup_domain = Some(value.to_lowercase()),
            "DNS auto-discovery" => license.host_not_found = true,
            "AO name" | "Activation Object name" => license.directory_object = Some(value),
            _ => return None,
        }
        self.cites.push(document.consume(index));
        None
    }

    fn finish(self, document: &mut Document) -> Option<Fact> {
        let Self { license, cites, attempt, succeeded } = self;
        if license.name.is_empty() && license.activation_id.is_none() {
            // The error of a command about a key names no product.
            let code = license.code.filter(|code| code.is_failure() && license.status.is_none())?;
            document.recognise(Kind::OsppOther);
            return Some(Fact::Outcome(Outcome { code: Some(code), ..Outcome::default() }, cites));
        }
        // The list of states prints one for each product; an error without a state is the result of an attempt.
        let is_result = attempt && license.code.is_some() || license.code.is_some_and(Code::is_failure);
        if license.status.is_none() && (attempt && succeeded || is_result) {
            let outcome = Outcome {
                product: Some(license.name),
                activation_id: license.activation_id,
                channel: Some(license.channel).filter(|channel| !channel.is_empty()),
                partial_key: license.partial_key,
                code: license.code,
            };
            document.recognise(Kind::OsppOther);
            return Some(Fact::Outcome(outcome, cites));
        }
        document.recognise(Kind::OsppStatus);
        Some(Fact::License(Arc::new(license), cites))
    }
}

fn minutes(value: &str) -> Option<u64> {
    value.split_whitespace().next()?.parse().ok()
}

fn channel(value: &str) -> Option<String> {
    crate::channel::of_description(value)
}

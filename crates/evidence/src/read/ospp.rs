//! `ospp.vbs`: labels are English on every system, blocks stand between rules of hyphens.

use crate::{
    fact::{Cite, Fact, License, Outcome},
    kind::Kind,
    labels,
    page::{Page, pair},
    shape,
};

#[derive(Default)]
struct Block {
    license: License,
    cites: Vec<Cite>,
    /// The block tells of an attempt (`/act`) rather than of a state.
    attempt: bool,
    succeeded: bool,
}

pub(super) fn read(page: &mut Page) -> Vec<Fact> {
    let mut found = Vec::new();
    let banner = |line: &str| line.starts_with("---Processing") || line.starts_with("LICENSE DESCRIPTION:");
    if !page.lines().any(|(_, line)| banner(line.trim_start())) {
        return found;
    }
    let mut block = Block::default();
    for index in 0..page.len() {
        let line = page.line(index).trim().to_owned();
        if line.starts_with("---Exiting") || line.chars().all(|c| c == '-') && line.len() > 20 {
            page.take(index);
            found.extend(std::mem::take(&mut block).finish(page));
        } else if line.starts_with("---Processing") {
            page.take(index);
        } else {
            found.extend(block.read(page, index, &line));
        }
    }
    found.extend(block.finish(page));
    // A frame with nothing in it that any other option prints.
    if page.kinds().is_empty() {
        page.recognise(Kind::OsppTokens);
    }
    found
}

impl Block {
    fn read(&mut self, page: &mut Page, index: usize, line: &str) -> Option<Fact> {
        if line.starts_with("Installed product key detected") {
            self.attempt = true;
            page.take(index);
            return None;
        }
        if line == "<No installed product keys detected>" {
            page.recognise(Kind::OsppOther);
            return Some(Fact::NoKey(vec![page.take(index)]));
        }
        if line.starts_with("<Product activation successful>") {
            self.succeeded = true;
            self.cites.push(page.take(index));
            return None;
        }
        let (label, value) = pair(line)?;
        let value = value.to_owned();
        let license = &mut self.license;
        match label {
            "SKU ID" => license.activation_id = Some(value.to_lowercase()),
            "LICENSE NAME" => license.name = value,
            "LICENSE DESCRIPTION" => license.channel = channel(&value)?,
            "LICENSE STATUS" => {
                license.status = Some(labels::status(&value)?);
                license.status_word = Some(value.trim_matches('-').to_owned());
            }
            "ERROR CODE" => license.code = shape::CODE.find(&value).and_then(|code| code.as_str().parse().ok()),
            "REMAINING GRACE" => {
                let minutes = shape::DAYS_MINUTES.captures(&value)?;
                license.minutes_left = minutes.get(2)?.as_str().parse().ok();
            }
            "Last 5 characters of installed product key" => license.partial_key = Some(value),
            "KMS machine name from DNS" => license.dns_host = Some(value),
            "KMS machine registry override defined" | "Registered KMS machine name" => {
                license.registered_host = Some(value);
            }
            "Client Machine ID (CMID)" => {
                page.recognise(Kind::OsppCmid);
                return Some(Fact::Cmid(value.to_lowercase(), vec![page.take(index)]));
            }
            "PRODUCT ID"
            | "BETA EXPIRATION"
            | "ERROR DESCRIPTION"
            | "Activation Type Configuration"
            | "AO extended PID"
            | "AO activation ID"
            | "AO DN"
            | "To view the activation event history run"
            | "NOTICE"
            | "FOR MORE INFORMATION PLEASE VISIT" => {}
            "Activation Interval" => license.activation_interval = minutes(&value),
            "Renewal Interval" => license.renewal_interval = minutes(&value),
            "KMS host caching" => license.host_caching = Some(value == "Enabled"),
            "KMS Lookup Domain" => license.lookup_domain = Some(value.to_lowercase()),
            "DNS auto-discovery" => license.host_not_found = true,
            "AO name" | "Activation Object name" => license.directory_object = Some(value),
            _ => return None,
        }
        self.cites.push(page.take(index));
        None
    }

    fn finish(self, page: &mut Page) -> Option<Fact> {
        let Self { license, cites, attempt, succeeded } = self;
        if license.name.is_empty() && license.activation_id.is_none() {
            return None;
        }
        if attempt && license.status.is_none() && (succeeded || license.code.is_some()) {
            let outcome = Outcome {
                product: Some(license.name),
                activation_id: license.activation_id,
                channel: Some(license.channel).filter(|channel| !channel.is_empty()),
                code: license.code,
            };
            page.recognise(Kind::OsppOther);
            return Some(Fact::Outcome(outcome, cites));
        }
        page.recognise(Kind::OsppStatus);
        Some(Fact::License(Box::new(license), cites))
    }
}

fn minutes(value: &str) -> Option<u64> {
    value.split_whitespace().next()?.parse().ok()
}

fn channel(value: &str) -> Option<String> {
    shape::CHANNEL.captures(value)?.get(1).map(|channel| channel.as_str().to_owned())
}

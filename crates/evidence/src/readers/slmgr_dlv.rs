//! `slmgr /dlv`, `/dli`: the same fields in the same order in every language, so values are known by their form.
//!
//! A block is found by its description, which holds the channel token and the word `channel` in every language.

use super::{
    slmgr_blocks::{self, Block, ends},
    told_state,
};
use crate::status_words::StatusWords;
use crate::{
    channel,
    fact::{Cite, Fact, License},
    holds::holds_any,
    instance::inline,
    kind::Kind,
    labels::{self, Label},
    lines::{Document, split_label},
    loose_code,
    meaning::status_word::status_word,
    pattern,
    terms::Term,
    whole_value,
};
use std::sync::Arc;

/// A block ends at so many lines that are not understood.
pub(super) const STRANGERS_MAX: usize = 3;
/// So many more labels in the line of a description are a list without its line breaks.
const LISTED_MIN: usize = 2;
const APPLICATIONS: [&str; 3] = [
    "55c92734-d682-4d71-983e-d6ec3f16059f",
    "59a52881-a989-479d-af46-f275c6370663",
    "0ff1ce15-a989-479d-af46-f275c6370663",
];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let lines = document.with(&[Term::Channel]).into_iter();
    let descriptions: Vec<usize> = lines.filter(|index| description(document, *index).is_some()).collect();
    let blocks = slmgr_blocks::of(document, &descriptions);
    let ends = blocks.iter().skip(1).map(|next| next.first).chain([document.len()]);
    let blocks: Vec<(Block, usize)> = blocks.iter().copied().zip(ends).collect();
    blocks.into_iter().filter_map(|(own, end)| block(document, own, end)).collect()
}

/// People note so many characters behind a description.
const BEHIND_MAX: usize = 60;

/// The channel, if the line is the description of a license.
fn description(document: &Document, index: usize) -> Option<String> {
    // A list of activation objects names channels too; each is followed by the object's place in the directory.
    if document.is_consumed(index) || document.line(index + 1).contains("CN=Activation Objects") {
        return None;
    }
    let (_, value) = split_label(document.line(index))?;
    let channel = channel::token(value)?.to_owned();
    let lower = value.to_lowercase();
    let (_, behind) = lower.rsplit_once("channel")?;
    // `Windows(R), Core edition - OEM_DM channel - Licensed`: a state in one line.
    if behind.split(['-', '/', '|', ',', ';', '(', ')']).any(|part| status_word(part.trim()).is_some()) {
        return None;
    }
    // A sentence that speaks of a channel goes on behind it.
    if behind.chars().count() > BEHIND_MAX || told_state::status(&lower).is_some() {
        return None;
    }
    // Several properties in one line are read together.
    let is_list = value.matches(": ").count() >= LISTED_MIN && !inline::of_text(document.line(index), index).is_empty();
    (!is_list).then_some(channel)
}

/// Reads a block up to the line where the next one begins.
fn block(document: &mut Document, Block { first, description: start }: Block, end: usize) -> Option<Fact> {
    let mut reader = Reader::new(document.words());
    reader.license.channel = description(document, start)?;
    for index in first..start {
        let line = document.line(index).trim().to_owned();
        if slmgr_blocks::is_name(&line, index + 1 == start) {
            reader.license.name = split_label(&line).map_or(&*line, |(_, value)| value).to_owned();
        } else {
            reader.line(&line);
        }
        reader.cites.push(document.consume(index));
    }
    reader.cites.push(document.consume(start));
    reader.license.service_version = version_above(document, first);
    let mut strangers = 0;
    for index in start + 1..end {
        let line = document.line(index).trim().to_owned();
        if line.is_empty() {
            continue;
        }
        if ends(&line) || strangers > STRANGERS_MAX {
            break;
        }
        let name = slmgr_blocks::names(&line).filter(|_| first == start && reader.license.name.is_empty());
        if let Some(name) = name {
            reader.license.name = name.to_owned();
        } else if !reader.line(&line) {
            // A heading of one word, as languages without blanks have them, says that more follows.
            strangers += usize::from(line.contains(' ') || !line.ends_with([':', '：']));
            continue;
        }
        reader.cites.push(document.consume(index));
        strangers = 0;
    }
    Some(reader.finish(document))
}

/// `Software licensing service version: 10.0.19041.3758`, a line above the first block.
fn version_above(document: &mut Document, start: usize) -> Option<String> {
    let at = (start.saturating_sub(4)..start)
        .find(|above| split_label(document.line(*above)).is_some_and(|(_, value)| pattern::VERSION.is_match(value)))?;
    document.consume(at);
    split_label(document.line(at)).map(|(_, value)| value.to_owned())
}

/// The state before a remark in parentheses: status, word, remark.
pub(super) fn stated(value: &str) -> Option<(u8, &str, &str)> {
    let (word, remark) = value.split_once(['(', '（'])?;
    Some((labels::status(word)?, word.trim(), remark))
}

pub(super) struct Reader<'w> {
    pub(super) license: License,
    pub(super) cites: Vec<Cite>,
    /// Plain integers in the order of the lines: a host's count, port and counters.
    integers: Vec<i64>,
    words: &'w StatusWords,
}

impl<'w> Reader<'w> {
    pub(super) fn new(words: &'w StatusWords) -> Self {
        let license = License::default();
        Self { license, cites: Vec::new(), integers: Vec::new(), words }
    }

    /// Reads a line; false if it says nothing that is known.
    pub(super) fn line(&mut self, line: &str) -> bool {
        if self.sentence(line) {
            return true;
        }
        let Some((label, value)) = split_label(line) else { return self.bare(line) };
        let known = labels::label(label);
        if let Some((status, word)) = self.status(known, value) {
            self.license.status = Some(status);
            self.license.status_word = Some(word.to_owned());
            return true;
        }
        self.state(known, value)
            || self.id(label, known, value)
            || self.host_line(label, known, value)
            || self.text(label, known, value)
            || self.number(known, value)
            || known.is_some()
            || pattern::REDACTED.is_match(value)
    }

    /// The state that a value is. Behind the label of the state it may be followed by words of a line that lost its end.
    fn status<'v>(&self, known: Option<Label>, value: &'v str) -> Option<(u8, &'v str)> {
        // Tools that put the words of ospp into another language keep its hyphens.
        let value = if value.starts_with("---") { value.trim_matches(['-', ' ']) } else { value };
        let of = |word: &'v str| Some((labels::status(word).or_else(|| self.words.status(word))?, word));
        let is_labelled = known == Some(Label::LicenseStatus) && !value.contains(['(', '（']);
        let shorter = || value.rmatch_indices(' ').filter(|_| is_labelled).find_map(|(end, _)| of(value.get(..end)?));
        of(value).or_else(shorter)
    }

    /// A line that is known as a whole.
    fn sentence(&mut self, line: &str) -> bool {
        match labels::label(line) {
            Some(Label::NotInUse) => self.license.in_use = Some(false),
            Some(Label::PriorityLow | Label::PriorityNormal) => {
                let priority = split_label(line).map(|(_, value)| value.to_owned());
                self.license.host.get_or_insert_default().priority = priority;
            }
            _ => return false,
        }
        true
    }

    /// A line without a value.
    fn bare(&mut self, line: &str) -> bool {
        let lower = line.to_lowercase();
        let said = |yes: &[&str]| holds_any(&lower, yes);
        let off = said(&["disabled", "無効", "deaktiviert", "désactiv", "deshabilitad", "禁用"]);
        let on = said(&["enabled", "有効", "aktiviert", "activé", "habilitad", "启用"]) && !off;
        if lower.starts_with("dns") && (on || off) {
            self.license.host.get_or_insert_default().dns_publishing = Some(on);
        } else if said(&["caching", "キャッシュ", "cache", "缓存"]) && (on || off) {
            self.license.host_caching = Some(on);
        }
        // A sentence of an event has commas; the script's own lines have none, and tell of no activation and no failure.
        !line.contains(',')
            && said(&["key management service", "kms", "slmgr", "dns"])
            && !told_state::ends_well(line)
            && !loose_code::is_in(line)
    }

    /// `Notification (0xC004F056 - no host)`, as people note a state with its reason.
    fn state(&mut self, known: Option<Label>, value: &str) -> bool {
        let Some((status, word, remark)) = stated(value).filter(|_| known == Some(Label::LicenseStatus)) else {
            return false;
        };
        self.license.status = Some(status);
        self.license.status_word = Some(word.to_owned());
        let code = pattern::code_in(remark).and_then(|code| code.parse().ok());
        self.license.code = code.or(self.license.code);
        true
    }

    fn id(&mut self, label: &str, known: Option<Label>, value: &str) -> bool {
        let license = &mut self.license;
        if let Some(guid) = whole_value::guid(value) {
            let guid = guid.to_lowercase();
            if label.to_uppercase().contains("CMID") {
                license.cmid = Some(guid);
            } else if APPLICATIONS.contains(&guid.as_str()) {
                license.application_id = Some(guid);
            } else if license.activation_id.is_none() {
                license.activation_id = Some(guid);
            } else if license.application_id.is_none() {
                license.application_id = Some(guid);
            }
            return true;
        }
        // The end of a key may consist of digits, like a port: then the label decides.
        let ends_key = known == Some(Label::PartialKey) || value.parse::<u32>().is_err();
        let is_masked = value.bytes().all(|byte| byte == b'X');
        if ends_key && !is_masked && whole_value::is_partial_key(value) {
            license.partial_key = Some(value.to_owned());
            return true;
        }
        if known == Some(Label::PartialKey) && !value.is_empty() {
            license.key_hidden = true;
            return true;
        }
        if whole_value::is_key_channel(value) {
            license.key_channel = Some(value.to_owned());
            return true;
        }
        if whole_value::is_installation_id(value) && !value.trim_matches('0').is_empty() {
            license.installation_id = Some(value.to_owned());
        }
        if pattern::EXTENDED_PID.is_match(value) {
            let of_host = known == Some(Label::HostExtendedPid) || label.contains("KMS");
            let place = if of_host { &mut license.host_extended_pid } else { &mut license.extended_pid };
            *place = Some(value.to_owned());
            return true;
        }
        whole_value::is_installation_id(value) || value.starts_with("https://")
    }

    fn text(&mut self, label: &str, known: Option<Label>, value: &str) -> bool {
        let license = &mut self.license;
        let lower = label.to_lowercase();
        match known {
            Some(Label::ActivationType) => license.activation_type = Some(value.to_owned()),
            Some(Label::TrustedTime) => license.trusted_time = Some(value.to_owned()),
            Some(Label::LookupDomain) => license.lookup_domain = Some(value.to_lowercase()),
            // `DNS auto-discovery: KMS name not available`. A name would have a port after it.
            _ if lower.starts_with("dns auto-discovery") => license.host_not_found = true,
            _ if lower == "activation object name" => license.directory_object = Some(value.to_owned()),
            // The object's place in the directory is the same in every language. Its name is on the line above.
            _ if value.contains("CN=Activation Objects") => {
                license.directory_object.get_or_insert_with(|| value.split(',').next().unwrap_or_default().to_owned());
            }
            _ if pattern::ADDRESS.is_match(value) => license.host_address = Some(value.to_owned()),
            _ => return false,
        }
        true
    }

    fn host_line(&mut self, label: &str, known: Option<Label>, value: &str) -> bool {
        if !whole_value::is_host_port(value) {
            return false;
        }
        let dns = known == Some(Label::DnsName) || known.is_none() && label.to_uppercase().contains("DNS");
        let place = if dns { &mut self.license.dns_host } else { &mut self.license.registered_host };
        *place = Some(value.to_lowercase());
        true
    }

    fn number(&mut self, known: Option<Label>, value: &str) -> bool {
        if let Some(code) = pattern::REASON.captures(value).and_then(|found| found.get(1)?.as_str().parse().ok()) {
            self.license.code = Some(code);
            return true;
        }
        if let Some((minutes, days)) = pattern::minutes_and_days(value) {
            self.license.minutes_left = Some(minutes);
            self.license.days_left = Some(days);
            return true;
        }
        let minutes = || value.split_whitespace().next()?.parse().ok();
        match known {
            Some(Label::ActivationInterval) => self.license.activation_interval = minutes(),
            Some(Label::RenewalInterval) => self.license.renewal_interval = minutes(),
            Some(Label::RearmCount) => self.license.rearms_left = minutes(),
            _ => {}
        }
        if matches!(known, Some(Label::ActivationInterval | Label::RenewalInterval | Label::RearmCount)) {
            return true;
        }
        // Another line may stand behind the value of a known label.
        let own = if known.is_some() || !value.is_ascii() {
            value.split_whitespace().next().unwrap_or_default()
        } else {
            value
        };
        let Ok(number) = own.parse::<i64>() else { return false };
        let host = self.license.host.get_or_insert_default();
        let unsigned = u64::try_from(number).ok();
        match known {
            Some(Label::CurrentCount) => host.count = Some(number),
            Some(Label::Listening) => host.port = unsigned,
            Some(Label::TotalRequests) => host.total = unsigned,
            Some(Label::FailedRequests) => host.failed = unsigned,
            _ => {}
        }
        self.integers.push(number);
        true
    }

    /// The status where its word is unknown: a failure as its reason means notification; more minutes than any grace period
    /// has, or the host's data, mean licensed; fewer minutes mean grace (catalogue, section 3.2). A code of success is no reason.
    fn status_by_values(&self) -> Option<u8> {
        const GRACE_MAX: u64 = 45 * 1440;
        let license = &self.license;
        match (license.code.filter(|code| code.is_failure()), license.minutes_left) {
            (Some(_), _) => Some(5),
            (None, Some(left)) if left > GRACE_MAX || license.cmid.is_some() && license.dns_host.is_some() => Some(1),
            (None, Some(_)) => Some(2),
            (None, None) => None,
        }
    }

    pub(super) fn finish(mut self, document: &mut Document) -> Fact {
        let channel = &self.license.channel;
        let is_host = channel.starts_with("VOLUME_KMS") && !channel.starts_with("VOLUME_KMSCLIENT");
        let host = self.license.host.take();
        // Where no label is known: count, port, total, failed (catalogue, section 3.2).
        if is_host && let Some(mut host) = host {
            let block: Vec<i64> = self.integers.iter().copied().skip_while(|number| *number > 500).collect();
            let unsigned = |index: usize| block.get(index).and_then(|number| u64::try_from(*number).ok());
            host.count = host.count.or_else(|| block.first().copied());
            host.port = host.port.or_else(|| unsigned(1));
            host.total = host.total.or_else(|| unsigned(2).filter(|_| block.len() >= 8));
            host.failed = host.failed.or_else(|| unsigned(3).filter(|_| block.len() >= 8));
            self.license.host = Some(host);
        }
        if self.license.status.is_none() {
            self.license.status = self.status_by_values();
        }
        document.recognise(if is_host { Kind::SlmgrHost } else { Kind::SlmgrClient });
        Fact::License(Arc::new(self.license), self.cites)
    }
}

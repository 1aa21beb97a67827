//! A license in use, with everything that the evidence says about it.

use super::history_event::{Entry, HistoryEvent};
use muster_core::code::{self, Code};
use muster_evidence::{
    fact::{Cite, HostCounts, License, Place},
    holds, holds_any,
    product::{self, Product},
};
use std::sync::Arc;

/// What a license is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum App {
    Windows,
    Office,
    /// A product of a vendor that uses Muster.
    Other,
    #[default]
    Unknown,
}

impl App {
    /// Whether what is said of one may be said of another: of nothing known it may be said of anything.
    pub(crate) fn may_be(self, other: Self) -> bool {
        self == other || [self, other].contains(&Self::Unknown)
    }
}

/// How a product is activated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Channel {
    KmsClient,
    KmsHost,
    Mak,
    Retail,
    Oem,
    Evaluation,
    Subscription,
    VirtualMachine,
    #[default]
    Unknown,
}

/// Where a code comes from, ordered by how near it is to the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CodeSource {
    /// The host's answer (12289).
    Answer,
    /// An attempt to reach a host (12288).
    Attempt,
    /// The scheduler (8198), or the answer of Microsoft's server to what it asked (1014, 8200).
    Scheduler,
    /// The result of a command.
    Command,
    /// The license itself: notification reason, error code of its state.
    State,
    /// A text of no known kind.
    Text,
}

/// A code that holds today.
#[derive(Clone, Debug)]
pub(crate) struct ActiveCode {
    pub(crate) code: Code,
    pub(crate) source: CodeSource,
    /// The host that was tried.
    pub(crate) target: Option<String>,
    pub(crate) cites: Vec<Cite>,
}

/// Where a status stands that a console printed: file and line.
pub(super) type Printed = (usize, Place);

/// A license in use, or a product that is known by its attempts only.
#[derive(Clone, Debug, Default)]
pub(crate) struct InstalledLicense {
    /// Shared with the fact as long as nothing else is known of it.
    pub(crate) license: Arc<License>,
    /// The lines that it was read from; none where no tool printed the license.
    pub(crate) cites: Vec<Cite>,
    /// Results of commands, oldest first.
    pub(crate) outcomes: Vec<(Option<Code>, Vec<Cite>)>,
    /// Where its status stands, if a console printed it.
    pub(super) printed: Option<Printed>,
    /// Failures of commands before a status that shows that it was activated since.
    pub(crate) past_failures: Vec<(Option<Code>, Vec<Cite>)>,
    /// What events say of it, oldest first.
    pub(crate) history: Vec<HistoryEvent>,
    /// The codes that hold today.
    pub(crate) active_codes: Vec<ActiveCode>,
    /// Whether the newest attempt in the events succeeded.
    pub(crate) succeeded_last: bool,
    /// Whether it has no name and was read from what Muster prints.
    pub(crate) is_of_muster: bool,
    /// What nearly every rule asks, once all is known of it.
    pub(super) known: Option<Known>,
}

/// What does not change any more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    app: App,
    channel: Channel,
    needs_no_activation: bool,
}

impl InstalledLicense {
    /// A license as one tool printed it.
    pub(super) fn of(license: &Arc<License>, cites: &[Cite]) -> Self {
        Self { license: Arc::clone(license), cites: cites.to_vec(), ..Self::default() }
    }

    pub(crate) fn app(&self) -> App {
        #[cfg(test)]
        crate::cost::count();
        self.known.map_or_else(|| self.find_app(), |known| known.app)
    }

    pub(crate) fn channel(&self) -> Channel {
        #[cfg(test)]
        crate::cost::count();
        self.known.map_or_else(|| channel(&self.license), |known| known.channel)
    }

    /// Nothing changes any more that tells what it is for and how it is activated.
    pub(super) fn settle(&mut self) {
        self.known = Some(Known {
            app: self.find_app(),
            channel: channel(&self.license),
            needs_no_activation: needs_no_activation(&self.license),
        });
    }

    fn find_app(&self) -> App {
        match self.license.application_id.as_deref() {
            Some("55c92734-d682-4d71-983e-d6ec3f16059f") => return App::Windows,
            Some("0ff1ce15-a989-479d-af46-f275c6370663" | "59a52881-a989-479d-af46-f275c6370663") => {
                return App::Office;
            }
            _ => {}
        }
        const OFFICE: [&str; 10] =
            ["office", "visio", "project", "access", "excel", "outlook", "powerpoint", "publisher", "skype", "onenote"];
        let names = [self.license.name.as_str(), self.product().map_or("", |product| product.family)];
        let names = names.map(str::to_lowercase);
        let names_any = |words: &[&str]| names.iter().any(|name| holds_any(name, words));
        let is_word = || names.iter().any(|name| name.contains("word ")) || self.license.name.ends_with("Word");
        if names_any(&["windows"]) || self.license.channel.contains("TIMEBASED_EVAL") {
            App::Windows
        } else if names_any(&OFFICE) || is_word() || product::is_release_id(&self.license.name) {
            App::Office
        } else if names.iter().all(|name| name.trim().is_empty()) {
            if self.is_of_muster { App::Other } else { App::Unknown }
        } else {
            App::Other
        }
    }

    pub(crate) fn product(&self) -> Option<Product> {
        product_of(&self.license)
    }

    /// The name that an administrator knows.
    pub(crate) fn name(&self) -> String {
        let known = self.product().filter(|_| self.license.name.is_empty() || self.app() == App::Office);
        match known {
            Some(product) => product.name.to_owned(),
            None => self.license.name.trim_end_matches(" edition").to_owned(),
        }
    }

    /// The part of an Office license's name before the channel, such as `ProPlus`: one family is one product. An id of Click-to-Run
    /// has it too, before the way that it is sold.
    pub(crate) fn family(&self) -> String {
        if product::is_release_id(&self.license.name) {
            return self.license.name.trim_end_matches("Retail").trim_end_matches("Volume").to_owned();
        }
        let name = self.license.name.rsplit(", ").next().unwrap_or_default();
        let name = name.trim_start_matches("Office").trim_start_matches(|c: char| c.is_ascii_digit());
        let end = ["VL_", "MSDNR_", "R_", "_", "-", " "]
            .iter()
            .filter_map(|mark| name.find(mark))
            .min()
            .unwrap_or(name.len());
        name.get(..end).unwrap_or_default().to_owned()
    }

    /// Whether it is an Office that is licensed by signing in, whatever license of it ospp.vbs prints.
    pub(crate) fn is_subscription(&self) -> bool {
        self.app() == App::Office && (self.channel() == Channel::Subscription || self.family().starts_with("O365"))
    }

    pub(crate) fn is_host(&self) -> bool {
        self.channel() == Channel::KmsHost
    }

    /// Whether its tool printed it without a key: neither the last characters of one nor its product id.
    pub(crate) fn has_no_key(&self) -> bool {
        let license = &self.license;
        let is_seen = !self.cites.is_empty() && license.status == Some(0) && self.outcomes.is_empty();
        is_seen && !license.has_key() && self.history.is_empty()
    }

    pub(crate) fn counts(&self) -> Option<&HostCounts> {
        self.license.host.as_ref()
    }

    /// Whether a KMS host can serve it: it has a client setup key, or its channel is unknown.
    pub(crate) fn takes_kms(&self) -> bool {
        matches!(self.channel(), Channel::KmsClient | Channel::Unknown)
    }

    /// Whether it is licensed, by its printed status, else by its newest attempt.
    pub(crate) fn is_licensed(&self) -> bool {
        #[cfg(test)]
        crate::cost::count();
        self.license.status == Some(1)
            || self.license.status.is_none() && self.succeeded_last && self.active_codes.is_empty()
    }

    /// Whether it was seen to be licensed, and nothing says otherwise.
    pub(crate) fn is_well(&self) -> bool {
        self.is_licensed() && !self.is_in_trouble()
    }

    /// Whether Microsoft says that it needs no activation (ospp reference, section 3).
    pub(crate) fn needs_no_activation(&self) -> bool {
        self.known.map_or_else(|| needs_no_activation(&self.license), |known| known.needs_no_activation)
    }

    /// Whether it is in use: it has a key, a state or attempts.
    pub(crate) fn is_in_use(&self) -> bool {
        is_printed_in_use(&self.license) || !self.history.is_empty() || !self.outcomes.is_empty()
    }

    /// Forgets the minutes to the end of an activation that has none. WMI gives 0 for it, and inventories where they have no number:
    /// a client of a host without a minute left is licensed no more.
    pub(super) fn forget_end(&mut self) {
        let is_timed = self.channel() == Channel::Evaluation;
        if self.license.status == Some(1) && self.license.minutes_left == Some(0) && !is_timed {
            Arc::make_mut(&mut self.license).minutes_left = None;
        }
    }

    /// Forgets that a grace period has ended while its minutes are left: some tools print the last reason of all.
    pub(super) fn forget_old_reason(&mut self) {
        let in_grace = matches!(self.license.status, Some(2..=4 | 6));
        let is_left = self.license.minutes_left.is_some_and(|left| left > 0);
        if in_grace && is_left && self.license.code == Some(code::GRACE_EXPIRED) {
            Arc::make_mut(&mut self.license).code = None;
        }
    }

    /// The count that its host must reach: 25 for Windows clients, 5 for everything else.
    pub(crate) fn threshold(&self) -> Option<u32> {
        let sent = self.history.iter().rev().find_map(|event| match &event.entry {
            Entry::Sent { threshold, .. } => *threshold,
            _ => None,
        });
        sent.or_else(|| self.product()?.threshold)
    }

    /// The newest count in a host's answer.
    pub(crate) fn told_count(&self) -> Option<(i64, &[Cite])> {
        self.history.iter().rev().find_map(|event| match &event.entry {
            Entry::Answer { count: Some(count), .. } => Some((*count, event.cites.as_slice())),
            _ => None,
        })
    }

    /// Whether a host answered: then discovery, name resolution and port work.
    pub(crate) fn was_answered(&self) -> bool {
        const ONLY_HOSTS_SAY: [Code; 5] = [
            code::COUNT_TOO_LOW,
            code::HOST_NOT_ACTIVATED,
            code::PRODUCT_NOT_COVERED,
            code::CLOCK_SKEW,
            code::PRODUCT_NOT_INSTALLED,
        ];
        self.active_codes
            .iter()
            .any(|active| active.source == CodeSource::Answer || ONLY_HOSTS_SAY.contains(&active.code))
    }

    pub(crate) fn active_code(&self, codes: &[Code]) -> Option<&ActiveCode> {
        self.active_codes.iter().filter(|active| codes.contains(&active.code)).min_by_key(|active| active.source)
    }

    /// The newest event of its history with one of these codes.
    pub(crate) fn past_code(&self, codes: &[Code]) -> Option<&HistoryEvent> {
        self.history.iter().rev().find(|event| event.code().is_some_and(|code| codes.contains(&code)))
    }

    /// The host that it asks: of its newest attempt, else the one set by hand, else the one found by DNS.
    pub(crate) fn host(&self) -> Option<String> {
        let license = &self.license;
        let tried = self.history.iter().rev().find_map(|event| match &event.entry {
            Entry::Sent { host, .. } if !host.is_empty() => Some(host.clone()),
            _ => None,
        });
        tried.or_else(|| license.registered_host.clone()).or_else(|| license.dns_host.clone())
    }

    /// The channel token of its description, else the channel of its key.
    pub(crate) fn channel_token(&self) -> &str {
        let token = self.license.channel.as_str();
        if token.is_empty() { self.license.key_channel.as_deref().unwrap_or_default() } else { token }
    }

    /// At most two lines that contain a text, or a number by itself, else [`Self::status_lines`].
    pub(crate) fn lines_with(&self, text: &str) -> Vec<Cite> {
        let holds = |cite: &&Cite| holds(&cite.text, text);
        let found: Vec<Cite> = self.cites.iter().filter(holds).take(2).cloned().collect();
        if found.is_empty() { self.status_lines() } else { found }
    }

    /// The lines with its name, and those with its status.
    pub(crate) fn name_lines(&self) -> Vec<Cite> {
        [self.lines_with(&self.license.name), self.status_lines()].concat()
    }

    /// The lines with its status, and the first of it, which names it.
    pub(crate) fn status_lines(&self) -> Vec<Cite> {
        let words = ["status", "状態", "状态", "estado", "zustand", "état", "expir", "grace", "0x"];
        let states = |cite: &&Cite| {
            let text = cite.text.to_lowercase();
            holds_any(&text, &words)
        };
        let mut found: Vec<Cite> = self.cites.iter().skip(1).filter(states).take(2).cloned().collect();
        found.extend(self.cites.iter().take(1).cloned());
        if found.is_empty() {
            found.extend(self.history.last().into_iter().flat_map(|event| event.cites.iter().cloned()));
        }
        found
    }

    /// Whether it is not licensed, or its attempts fail today.
    pub(crate) fn is_in_trouble(&self) -> bool {
        let state = self.license.status.is_some_and(|status| status != 1);
        let failing =
            self.active_codes.iter().any(|active| active.code.is_failure() && active.source != CodeSource::State);
        (state || failing) && !self.needs_no_activation()
    }
}

/// How the product of a license is activated.
pub(super) fn channel(license: &License) -> Channel {
    let description = license.channel.as_str();
    let key = license.key_channel.as_deref().unwrap_or_default();
    let named = |part: &str| license.name.to_lowercase().contains(part);
    if description.starts_with("VOLUME_KMSCLIENT") || key == "Volume:GVLK" {
        Channel::KmsClient
    } else if description.starts_with("VOLUME_KMS") || key == "Volume:CSVLK" {
        Channel::KmsHost
    } else if description.starts_with("VOLUME_MAK") || description == "RETAIL(MAK)" || key == "Volume:MAK" {
        Channel::Mak
    } else if description.starts_with("TIMEBASED_EVAL") || key.ends_with(":Eval") || named("eval edition") {
        Channel::Evaluation
    } else if description.starts_with("TIMEBASED_SUB") || description.contains("SUBSCRIPTION") {
        Channel::Subscription
    } else if description.starts_with("OEM") || key.starts_with("OEM") {
        Channel::Oem
    } else if description == "VIRTUAL_MACHINE_ACTIVATION" {
        Channel::VirtualMachine
    } else if description.starts_with("RETAIL") || key.starts_with("Retail") {
        Channel::Retail
    } else if description.starts_with("VOLUME") || named("kms_client") {
        Channel::KmsClient
    } else {
        match product_of(license) {
            Some(product) if product.is_host => Channel::KmsHost,
            Some(product) if product.is_retail => Channel::Retail,
            Some(_) => Channel::KmsClient,
            None => Channel::Unknown,
        }
    }
}

fn needs_no_activation(license: &License) -> bool {
    ["Bypass", "SubPrepid"].iter().any(|word| license.name.contains(word))
        || license.channel.eq_ignore_ascii_case("RETAIL(Free)")
}

fn product_of(license: &License) -> Option<Product> {
    product::by_id(license.activation_id.as_deref()?)
}

/// Whether a tool printed it with a key or a state.
pub(super) fn is_printed_in_use(license: &License) -> bool {
    // Of a row without a channel nobody knows whether what is hidden was ever a key.
    let is_hidden = license.key_hidden && !license.channel.is_empty();
    license.partial_key.is_some()
        || is_hidden
        || license.status.is_some_and(|status| status != 0)
        || license.cmid.is_some()
}

//! What a rule is, and what it says when it fires.

use crate::{
    Kind,
    accuracy::Label,
    action::{self, Action},
    fact::{Cite, masked},
};
use muster_core::lang::{Lang, Text};

/// What happens to the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing to repair.
    Info,
    /// Housekeeping.
    Low,
    /// Works by luck.
    Medium,
    /// Will fail at renewal, or blocks others.
    High,
    /// Not activated, or will not survive the week.
    Critical,
}

/// How the cause is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// One indirect fact.
    Possible,
    /// Two independent facts.
    Likely,
    /// The code or the value itself says it.
    Certain,
}

/// What a finding is for the product that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Why it is not activated, or will not stay so.
    Cause,
    /// The state that it is in.
    State,
    /// Something beside it.
    Side,
    /// Looks like a failure and is none.
    Noise,
}

/// A step of the ladder from the key to the license store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The key that is installed.
    Key,
    /// The service that licenses, and its rights.
    Service,
    /// Finding a host.
    Discovery,
    /// Resolving its name.
    Name,
    /// Reaching its port.
    Port,
    /// Speaking with it.
    Rpc,
    /// What it answers.
    Answer,
    /// Its count, and both clocks.
    Count,
    /// Keeping the license.
    Store,
    /// No step of its own: a state, or the evidence itself.
    None,
}

/// The steps of the ladder in their order.
pub const LADDER: [Step; 9] = [
    Step::Key,
    Step::Service,
    Step::Discovery,
    Step::Name,
    Step::Port,
    Step::Rpc,
    Step::Answer,
    Step::Count,
    Step::Store,
];

/// What a rule is about; where there is none of it, the rule does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Any product.
    Any,
    /// Windows.
    Windows,
    /// Office.
    Office,
    /// Hosts.
    Host,
}

/// A rule: what it looks for, and what it says in both languages.
#[derive(Debug)]
pub struct Rule {
    /// Three letters and three digits, never used for anything else.
    pub id: &'static str,
    /// What happens to the user if it fires.
    pub severity: Severity,
    /// How sure it is when it fires.
    pub confidence: Confidence,
    /// What it is for the product.
    pub role: Role,
    /// Where on the ladder it stands.
    pub step: Step,
    /// What it is about.
    pub scope: Scope,
    /// Kinds of evidence of which one must be there for the rule to be judged.
    pub needs: &'static [Kind],
    /// What supplies that evidence.
    pub command: &'static str,
    /// The catalogue's marks of the documents.
    pub sources: &'static str,
    /// Its name.
    pub title: Text,
    /// What it found; names in braces are filled in.
    pub finding: Text,
    /// What to do, the first safe step first.
    pub actions: &'static [&'static Action],
    /// Labels of cases (`accuracy`) that it answers.
    pub labels: &'static [Label],
}

impl Rule {
    /// What a family starts from.
    pub(crate) const BLANK: Self = Self {
        id: "",
        severity: Severity::Info,
        confidence: Confidence::Certain,
        role: Role::Cause,
        step: Step::None,
        scope: Scope::Any,
        needs: &[],
        command: "",
        sources: "",
        title: Text { en: "", ja: "" },
        finding: Text { en: "", ja: "" },
        actions: &[&action::NONE],
        labels: &[],
    };
}

/// A rule has fired.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// The license that it is about.
    pub(crate) license: Option<usize>,
    pub(crate) severity: Option<Severity>,
    pub(crate) confidence: Option<Confidence>,
    pub(crate) role: Option<Role>,
    pub(crate) cites: Vec<Cite>,
    /// Values for the names in braces.
    pub(crate) values: Vec<(&'static str, String)>,
}

impl Hit {
    /// About the whole evidence.
    pub(crate) fn global(cites: &[Cite]) -> Self {
        Self { license: None, severity: None, confidence: None, role: None, cites: cites.to_vec(), values: Vec::new() }
    }

    /// About one license.
    pub(crate) fn for_license(license: usize, cites: &[Cite]) -> Self {
        Self { license: Some(license), ..Self::global(cites) }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    pub(crate) fn with_cites(mut self, cites: &[Cite]) -> Self {
        self.cites.extend_from_slice(cites);
        self
    }

    pub(crate) fn confidence(self, confidence: Confidence) -> Self {
        Self { confidence: Some(confidence), ..self }
    }

    pub(crate) fn severity(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }

    pub(crate) fn role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }

    /// A failure of the past: told, never today's cause.
    pub(crate) fn historical(self) -> Self {
        self.severity(Severity::Info).role(Role::Side)
    }
}

/// A sentence with its values in place of the names in braces. Values of the evidence are shown as they stand, keys masked.
pub(crate) fn fill(text: &Text, values: &[(&'static str, String)], lang: Lang) -> String {
    let filled = values
        .iter()
        .fold(text.get(lang).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), &masked(value)));
    // A name without a value is left out together with its braces.
    let mut told = String::new();
    let mut rest = filled.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        told.push_str(before);
        match after.split_once('}') {
            Some((name, behind)) if name.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                told.push('?');
                rest = behind;
            }
            _ => {
                told.push('{');
                rest = after;
            }
        }
    }
    told + rest
}

impl Severity {
    /// Its name in the machine form.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// Its name for people.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Info => lang.pick("info", "情報"),
            Self::Low => lang.pick("low", "低"),
            Self::Medium => lang.pick("medium", "中"),
            Self::High => lang.pick("high", "高"),
            Self::Critical => lang.pick("critical", "緊急"),
        }
    }
}

impl Confidence {
    /// Its name in the machine form.
    pub fn id(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }

    /// Its name for people.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Possible => lang.pick("possible", "可能性あり"),
            Self::Likely => lang.pick("likely", "ほぼ確実"),
            Self::Certain => lang.pick("certain", "確実"),
        }
    }
}

impl Step {
    /// Its name in the machine form.
    pub fn id(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Service => "service",
            Self::Discovery => "discovery",
            Self::Name => "name",
            Self::Port => "port",
            Self::Rpc => "rpc",
            Self::Answer => "answer",
            Self::Count => "count",
            Self::Store => "store",
            Self::None => "none",
        }
    }

    /// Its name for people.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Key => lang.pick("Key", "キー"),
            Self::Service => lang.pick("Service", "サービス"),
            Self::Discovery => lang.pick("Discovery", "ホストの検出"),
            Self::Name => lang.pick("Name", "名前解決"),
            Self::Port => lang.pick("Port", "ポート"),
            Self::Rpc => lang.pick("RPC", "RPC"),
            Self::Answer => lang.pick("Host's answer", "ホストの応答"),
            Self::Count => lang.pick("Count and time", "カウントと時刻"),
            Self::Store => lang.pick("License store", "ライセンス ストア"),
            Self::None => lang.pick("State", "状態"),
        }
    }
}

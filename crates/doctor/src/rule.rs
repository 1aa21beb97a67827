//! What a rule is.

use crate::{
    Kind,
    action::{self, Action},
    label::Label,
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

/// How a finding counts in the verdict, beside its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As its role says.
    Plain,
    /// It says why the product is not activated although it is no cause: nothing else is looked for.
    ExplainsTrouble,
    /// Noise that is the headline where nothing better was found.
    LeadingNoise,
    /// It says what is missing, and not why the product is not activated.
    NamesNoCause,
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
    /// How it counts in the verdict.
    pub weight: Weight,
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
        weight: Weight::Plain,
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

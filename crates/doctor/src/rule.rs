//! A rule: what it finds, how grave and how certain that is, and what to do. Whether it fires, `rules` decides.

pub use crate::ladder::{LADDER, Step};
use crate::{
    action::{self, Action},
    label::Label,
};
use muster_core::lang::{Lang, Text};
use muster_evidence::Kind;

/// How grave a finding is for the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing to repair.
    Info,
    /// Nothing fails; worth tidying up.
    Low,
    /// Works today and depends on chance.
    Medium,
    /// Will fail at the next renewal, or stops other machines.
    High,
    /// Not activated, or not for longer than a week.
    Critical,
}

/// How certain a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// One fact suggests it.
    Possible,
    /// Two independent facts suggest it.
    Likely,
    /// The evidence says it directly.
    Certain,
}

/// What a finding tells about its product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Why the product is not activated, or will not stay activated.
    Cause,
    /// The state of the product.
    State,
    /// A circumstance that is not the cause.
    Side,
    /// Something that looks like a failure and is none.
    Noise,
}

/// How the judge weighs a finding, in addition to its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// By its role alone.
    Plain,
    /// Not a cause, but enough to explain why the product is not activated: the judge asks for no other cause.
    ExplainsTrouble,
    /// Noise that becomes the headline if nothing better was found.
    LeadingNoise,
    /// Says which evidence is missing, not why the product is not activated.
    NamesNoCause,
    /// Shows by itself that the product, or the host, works.
    ShowsHealth,
}

/// What a rule applies to. Without such a product in the evidence it is neither passed nor reported as not evaluated.
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
    /// Machines and hosts of Muster.
    Muster,
}

/// A rule, with everything that it says in English and Japanese.
#[derive(Debug)]
pub struct Rule {
    /// Three letters of the family and three digits. An id never changes its meaning.
    pub id: &'static str,
    /// Severity of its findings, unless a finding has its own.
    pub severity: Severity,
    /// Confidence of its findings, unless a finding has its own.
    pub confidence: Confidence,
    /// Role of its findings, unless a finding has its own.
    pub role: Role,
    /// How the judge weighs its findings.
    pub weight: Weight,
    /// The step of the ladder that its findings are about.
    pub step: Step,
    /// What it applies to.
    pub scope: Scope,
    /// Kinds of evidence, one of which is enough to evaluate the rule; empty if any evidence is.
    pub needs: &'static [Kind],
    /// The command that supplies this evidence.
    pub command: &'static str,
    /// The documents that it follows, by their marks in the rule catalogue.
    pub sources: &'static str,
    /// Title.
    pub title: Text,
    /// The sentence of a finding. Each name in braces stands for a value.
    pub finding: Text,
    /// What to do, the safest step first.
    pub actions: &'static [&'static Action],
    /// Labels of cases with a known cause that it answers; [`crate::accuracy`] counts by them.
    pub labels: &'static [Label],
}

impl Rule {
    /// The defaults that families build on.
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
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The name in a report.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Info => lang.pick("info", "情報"),
            Self::Low => lang.pick("low", "低"),
            Self::Medium => lang.pick("medium", "中"),
            Self::High => lang.pick("high", "高"),
            Self::Critical => lang.pick("critical", "重大"),
        }
    }
}

impl Confidence {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Certain => "certain",
        }
    }

    /// The name in a report.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Possible => lang.pick("possible", "可能性あり"),
            Self::Likely => lang.pick("likely", "可能性が高い"),
            Self::Certain => lang.pick("certain", "確実"),
        }
    }
}

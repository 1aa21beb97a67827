//! What a machine is said to be: healthy, failing, or not seen. Silence of the evidence is never health.

use crate::{
    case::InstalledLicense,
    rule::{Rule, Severity, Weight},
};
use muster_core::lang::Lang;
use serde::{Deserialize, Serialize};

/// What is said of a product, or of all of them: the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Verdict {
    /// Seen to be licensed, or to answer, and nothing newer says otherwise.
    Healthy,
    /// The evidence does not tell how it stands.
    NotSeen,
    /// It fails, or will.
    Failing,
}

impl Verdict {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Healthy => "healthy",
            Self::NotSeen => "not_seen",
            Self::Failing => "failing",
        }
    }

    /// The name in a report.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Healthy => lang.pick("healthy", "正常"),
            Self::NotSeen => {
                lang.pick("not seen (the evidence does not tell)", "状態不明 (診断データから判断できません)")
            }
            Self::Failing => lang.pick("failing", "対処が必要"),
        }
    }

    /// The mark in a report.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Healthy => "✓",
            Self::NotSeen => "?",
            Self::Failing => "✗",
        }
    }

    /// What a finding of this severity says of its product.
    pub(super) fn of(rule: &Rule, severity: Severity, installed: Option<&InstalledLicense>) -> Self {
        let is_fine = |installed: &InstalledLicense| installed.is_well() || installed.needs_no_activation();
        if severity >= Severity::Medium {
            Self::Failing
        } else if rule.weight == Weight::NamesNoCause {
            Self::NotSeen
        } else if rule.weight == Weight::ShowsHealth || installed.is_some_and(is_fine) {
            Self::Healthy
        } else {
            Self::NotSeen
        }
    }
}

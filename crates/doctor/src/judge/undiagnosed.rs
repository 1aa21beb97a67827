//! EVI013: the verdict about a product in trouble for which no rule names a cause.

use super::{Finding, finding, is_cause};
use crate::{
    action,
    case::{ActiveCode, Case, CodeSource, InstalledLicense},
    hit::Hit,
    label::Label,
    rule::{Role, Rule, Severity, Weight},
    sentence::{Value, Values as _, assert_names, values},
};
use muster_core::lang::Text;
use muster_evidence::fact::Cite;

values! { code: Value }

pub(super) static CAUSE_NOT_IN_EVIDENCE: Rule = Rule {
    id: "EVI013",
    severity: Severity::Medium,
    role: Role::State,
    command: "muster doctor collect",
    weight: Weight::NamesNoCause,
    sources: "D",
    title: Text { en: "Cause not in the evidence", ja: "診断データから原因を特定できない" },
    finding: Text {
        en: "{product} is not activated ({code}), and nothing here says why",
        ja: "{product} はライセンス認証されていませんが ({code})、診断データから原因を特定できません",
    },
    actions: &[&action::COLLECT],
    labels: &[Label::InsufficientEvidence],
    ..Rule::BLANK
};

const _: () = assert_names(&CAUSE_NOT_IN_EVIDENCE.finding, Values::NAMES, Values::ALL);

pub(super) fn findings(case: &Case, all: &[Finding]) -> Vec<Finding> {
    // A cause that names no license may be the cause of any.
    if all.iter().any(|finding| finding.license.is_none() && is_cause(finding)) {
        return Vec::new();
    }
    let explains = |finding: &Finding| is_cause(finding) || finding.rule.weight == Weight::ExplainsTrouble;
    let is_explained = |index| all.iter().any(|finding| finding.license == Some(index) && explains(finding));
    let is_failing = |installed: &InstalledLicense| {
        installed.is_in_trouble() || installed.active_codes.iter().any(|active| active.source == CodeSource::Text)
    };
    let licenses = case.licenses.iter().enumerate();
    licenses
        .filter(|(index, installed)| is_failing(installed) && !is_explained(*index))
        .map(|(index, installed)| cause_not_in_evidence(case, index, installed))
        .collect()
}

fn cause_not_in_evidence(case: &Case, index: usize, installed: &InstalledLicense) -> Finding {
    let first = installed.active_codes.first();
    let code = first.map_or(Value::from("–"), |active| active.code.into());
    let printed = || installed.cites.iter().take(1).cloned().collect::<Vec<Cite>>();
    let cites = first.map_or_else(printed, |ActiveCode { cites, .. }| cites.clone());
    finding(&CAUSE_NOT_IN_EVIDENCE, Hit::for_license(index, &cites).with(Values { code }).named(), case)
}

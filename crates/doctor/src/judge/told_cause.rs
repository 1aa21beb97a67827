//! A cause that somebody tells and no tool shows: it is the finding of its rule where nothing in the evidence names a cause.

use super::{Finding, Verdict, finding, is_cause, rank};
use crate::{
    case::{Case, InstalledLicense},
    hit::Hit,
    rule::{Confidence, Role, Rule},
    rules,
};
use muster_core::lang::Text;

/// The rule that says that there is no evidence.
const NO_EVIDENCE: &str = "EVI001";

/// The rules that say that it works now: it was activated, or failed earlier and is good now.
const SOLVED: [&str; 2] = ["CLI017", "CLI018"];

/// The sentence of a finding that rests on what somebody tells.
pub(super) static TOLD: Text = Text {
    en: "The text says so, and no output here shows it: confirm it before anything is changed",
    ja: "記述によるもので、診断データの出力では確認できません。変更する前に事実を確認してください",
};

/// What may be told, as the fact has it, and the rule that has it for a finding.
const CAUSES: [(&str, &str); 58] = [
    ("adba", "ADB006"),
    ("ato_success", "CLI017"),
    ("away", "KEY021"),
    ("clock", "TIM001"),
    ("count_low", "CNT001"),
    ("count_zero", "CNT013"),
    ("dns_publish", "DNS017"),
    ("dns_server", "DNS006"),
    ("duplicate_cmid", "CNT004"),
    ("eval", "KEY006"),
    ("eval_expired", "KEY014"),
    ("evaluation_licensed", "CLI023"),
    ("grace", "CLI019"),
    ("grace_expired", "CLI005"),
    ("hardware", "SVC023"),
    ("host_down", "NET014"),
    ("host_key_limit", "HST012"),
    ("host_key_missing", "HST028"),
    ("host_key_on_client", "KEY003"),
    ("host_not_activated", "HST002"),
    ("host_ok", "HST024"),
    ("host_update", "HST006"),
    ("image_generalized", "CNT014"),
    ("kb971033", "SVC011"),
    ("licensed", "CLI001"),
    ("key_invalid", "KEY007"),
    ("mak_blocked", "KEY008"),
    ("mak_for_kms", "KEY004"),
    ("mak_limit", "MAK001"),
    ("multiple_office", "KEY012"),
    ("no_digital_license", "MAK011"),
    ("no_dns_server", "DNS005"),
    ("no_internet", "MAK007"),
    ("no_key", "KEY001"),
    ("noise", "NOI015"),
    ("non_genuine", "SVC013"),
    ("not_enabled", "HST001"),
    ("not_kms", "OFF001"),
    ("not_qualifying", "KEY009"),
    ("notification", "CLI020"),
    ("oem_slp", "KEY015"),
    ("office_on_host", "HST020"),
    ("permission", "SVC003"),
    ("pinned", "DNS009"),
    ("port_blocked", "NET002"),
    ("port_mismatch", "DNS011"),
    ("rearm", "SVC010"),
    ("recovered", "CLI018"),
    ("registry_permission", "SVC004"),
    ("retail_for_kms", "KEY002"),
    ("service_disabled", "SVC002"),
    ("srv_ok", "DNS024"),
    ("srv_missing", "DNS001"),
    ("subscription", "OFF002"),
    ("tamper", "INT005"),
    ("tokens", "SVC009"),
    ("unreachable", "NET014"),
    ("wrong_host_product", "HST003"),
];

/// Rules that name what happened and not why.
const SYMPTOMS: [&str; 6] = ["NET014", "CLI005", "CLI020", "SVC013", "EVI013", "MAK017"];

/// What is believed only where nothing else is known, for it would hide a failure.
const WELL: [&str; 6] = ["ato_success", "host_ok", "licensed", "noise", "recovered", "srv_ok"];

/// What another rule finds, and is not so or follows where one of these causes stands behind it.
const BEHIND: [(&str, &[&str]); 15] = [
    ("count_zero", &["CNT001"]),
    ("dns_publish", &["DNS006"]),
    ("duplicate_cmid", &["CNT001"]),
    ("hardware", &["MAK011"]),
    ("host_key_missing", &["HST001", "KEY001"]),
    ("host_update", &["HST003", "HST005", "KEY007"]),
    ("kb971033", &["SVC013", "SVC024"]),
    ("oem_slp", &["SVC009", "SVC023"]),
    // Without a way to Microsoft an evaluation ends before it began.
    ("no_internet", &["KEY006", "KEY014"]),
    ("office_on_host", &["NET014"]),
    ("port_blocked", &["NET004", "NET014"]),
    ("port_mismatch", &["NET002", "NET014"]),
    ("registry_permission", &["SVC003"]),
    ("subscription", &["KEY001"]),
    ("tokens", &["SVC007"]),
];

/// Adds the finding of the cause that is told.
pub(super) fn add(case: &Case, all: &mut Vec<Finding>) {
    let found = findings(case, all);
    if found.is_empty() {
        return;
    }
    let is_known = |finding: &Finding| found.iter().any(|told| told.rule.id == finding.rule.id);
    all.retain(|finding| finding.rule.id != NO_EVIDENCE && !is_behind(case, finding.rule) && !is_known(finding));
    all.extend(found);
}

/// Whether the told cause stands behind what this rule finds.
fn is_behind(case: &Case, rule: &Rule) -> bool {
    let follows = |cause: &str| BEHIND.iter().any(|(other, rules)| *other == cause && rules.contains(&rule.id));
    case.told("cause").any(|(told, _)| follows(&told.value))
}

fn findings(case: &Case, all: &[Finding]) -> Vec<Finding> {
    let is_symptom = |finding: &Finding| SYMPTOMS.contains(&finding.rule.id) || is_behind(case, finding.rule);
    let names_cause = |finding: &Finding| is_cause(finding) && !is_symptom(finding);
    // Who only tells that it works now asks about the cause.
    let is_shown = |license: &InstalledLicense| license.license.status.is_some() || !license.history.is_empty();
    let is_shown = case.licenses.iter().any(is_shown);
    let is_told = |finding: &Finding| !is_shown && SOLVED.contains(&finding.rule.id);
    let is_well =
        |finding: &Finding| rank(finding).is_some() && finding.verdict == Verdict::Healthy && !is_told(finding);
    if all.iter().any(|finding| names_cause(finding) || is_well(finding)) || case.is_of_muster() {
        return Vec::new();
    }
    let is_unknown = all.iter().any(|finding| finding.rule.id == NO_EVIDENCE);
    let told = case.told("cause").filter(|(told, _)| is_unknown || !WELL.contains(&told.value.as_str()));
    let told = told.filter_map(|(told, cites)| Some((rule_of(&told.value)?, cites)));
    let told = told.filter(|(rule, _)| !is_behind(case, rule));
    let new = told.filter(|(rule, _)| !all.iter().any(|finding| finding.rule.id == rule.id && is_cause(finding)));
    let mut troubled = case.licenses.iter().enumerate().filter(|(_, installed)| installed.is_in_trouble());
    let (first, second) = (troubled.next(), troubled.next());
    let license = first.filter(|_| second.is_none()).map(|(index, _)| index);
    let found = new.map(|(rule, cites)| {
        let hit = license.map_or_else(|| Hit::global(cites), |index| Hit::for_license(index, cites));
        let hit = hit.confidence(Confidence::Likely);
        let hit = match rule.role {
            Role::Cause | Role::Side => hit.role(Role::Cause),
            Role::State | Role::Noise => hit,
        };
        Finding { is_told: true, ..finding(rule, hit.named(), case) }
    });
    found.collect()
}

fn rule_of(cause: &str) -> Option<&'static Rule> {
    let (_, id) = CAUSES.iter().find(|(told, _)| *told == cause)?;
    rules::detectors().iter().map(|detector| detector.rule).find(|rule| rule.id == *id)
}

#[cfg(test)]
mod tests {
    use super::{CAUSES, rule_of};
    use std::collections::BTreeSet;

    #[test]
    fn every_cause_that_is_read_has_a_rule_and_no_other() {
        let table = include_str!("../../../evidence/data/told-causes.tsv");
        let cause = |line: &'static str| {
            let (cause, _) = line.split_once('\t').filter(|_| !line.starts_with('@'))?;
            Some(cause.trim_start_matches('+'))
        };
        let read: BTreeSet<&str> = table.lines().filter_map(cause).collect();
        let known: BTreeSet<&str> = CAUSES.iter().map(|(cause, _)| *cause).collect();
        assert_eq!(read, known);
        for cause in read {
            assert!(rule_of(cause).is_some(), "{cause}");
        }
    }
}

//! MUS001: a code of Muster's own catalogue, which says what it means and what to do.
//!
//! Codes of Muster have the numbers of Microsoft's, and where the cause is the same, the same rule names it. Rules that speak
//! of Microsoft's products and services say nothing of a vendor's, and MUS001 stands in for them.

use super::{Finding, finding, is_cause};
use crate::{
    action,
    case::{ActiveCode, App, Case},
    hit::Hit,
    rule::{Rule, Scope, Severity},
    sentence::{NamedValues, Value, Values as _, assert_names, values},
};
use muster_core::{
    code::{self, Code, Entry},
    lang::Text,
};
use std::collections::HashSet;

values! { code: Value, meaning: Value }

pub(super) static CODE_OF_MUSTER: Rule = Rule {
    id: "MUS001",
    severity: Severity::Critical,
    scope: Scope::Muster,
    command: "muster slmgr /dlv",
    sources: "D",
    title: Text { en: "Muster names the cause", ja: "Muster が示した原因" },
    finding: Text { en: "{product}: {code} {meaning}", ja: "{product} の結果: {code} {meaning}" },
    actions: &[&action::MUSTER_FOLLOW_CODE],
    ..Rule::BLANK
};

const _: () = assert_names(&CODE_OF_MUSTER.finding, Values::NAMES, Values::ALL);

/// Products of Muster in trouble for which no rule names a cause, with a code of the catalogue.
pub(super) fn findings(case: &Case, all: &[Finding]) -> Vec<Finding> {
    let with_cause: HashSet<usize> =
        all.iter().filter(|found| is_cause(found)).filter_map(|found| found.license).collect();
    let licenses = case.licenses.iter().enumerate();
    let own = licenses.filter(|(index, installed)| installed.app() == App::Other && !with_cause.contains(index));
    own.filter_map(|(index, installed)| {
        let known = |active: &ActiveCode| active.code.entry().filter(|_| active.code.is_failure());
        let (active, entry): (&ActiveCode, &Entry) =
            installed.active_codes.iter().find_map(|active| Some((active, known(active)?)))?;
        let values = Values { code: active.code.into(), meaning: Value::Words(entry.title) };
        Some(finding(&CODE_OF_MUSTER, Hit::for_license(index, &active.cites).with(values).named(), case))
    })
    .collect()
}

/// Codes that say something else of Muster than of Windows and Office.
const OWN_MEANING: [Code; 11] = [
    code::UNEXPECTED,
    code::FILE_NOT_FOUND,
    code::ACCESS_DENIED,
    code::INVALID_DATA,
    code::INVALID_ARGUMENT,
    code::FILE_NOT_TRUSTED,
    code::OBJECT_EXISTS,
    code::INVALID_STATE,
    code::STATE_UNREADABLE,
    code::STATE_DAMAGED,
    code::NONCE_MISMATCH,
];

/// Whether a rule speaks of Microsoft's products, or of their meaning of a code, and the license is a product of Muster.
pub(super) fn is_of_another(rule: &Rule, hit: &Hit<NamedValues>, case: &Case) -> bool {
    const WORDS: [&str; 5] = ["Microsoft", "Windows", "Office", "ospp.vbs", "slmgr.vbs"];
    let installed = hit.license.and_then(|index| case.licenses.get(index));
    if installed.is_none_or(|installed| installed.app() != App::Other) {
        return false;
    }
    let said = [rule.title.en, rule.finding.en];
    let by_words = matches!(rule.scope, Scope::Windows | Scope::Office)
        || WORDS.iter().any(|word| said.iter().any(|text| text.contains(word)));
    let by_code = hit.values.iter().any(|(_, value)| OWN_MEANING.iter().any(|code| *value == Value::Code(*code)));
    // The table of codes says what they mean on Windows and in Office.
    let by_table = hit.values.iter().any(|(name, _)| *name == "fix");
    by_words || by_code || by_table
}

//! CNT006: Office CMID duplicated.

use super::{CNT, prelude::*};
use std::collections::BTreeSet;

values! { cmid: String, files: usize }

pub(super) static RULE: Rule = Rule {
    id: "CNT006",
    role: Role::Cause,
    scope: Scope::Office,
    needs: required_evidence::OFFICE,
    command: "cscript ospp.vbs /dcmid",
    sources: "S1 M26",
    title: Text { en: "Office CMID duplicated", ja: "Office の CMID が重複" },
    finding: Text {
        en: "{cmid} is the Office client machine ID in {files} sets of files",
        ja: "Office の CMID {cmid} が {files} 台分のファイルで同じです",
    },
    actions: &[&action::GENERALIZE],
    labels: &[Label::DuplicateCmid],
    ..CNT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut hits = Vec::new();
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for (place, (cmid, cites)) in case.cmids.iter().enumerate() {
        let of_others = |(other, other_cites): &&(String, Vec<Cite>)| {
            other == cmid && owner(case, other_cites) != owner(case, cites)
        };
        let others: Vec<&Vec<Cite>> =
            case.cmids.iter().skip(place + 1).filter(of_others).map(|(_, cites)| cites).collect();
        if others.is_empty() || !reported.insert(cmid) {
            continue;
        }
        let all: Vec<Cite> = others.iter().copied().chain([cites]).flatten().cloned().collect();
        let values = Values { cmid: cmid.clone(), files: others.len() + 1 };
        hits.push(Hit::global(&all).product("Office").with(values));
    }
    hits
}

/// The computer's name at the start of a file's name, where the diagnostic package puts it.
fn owner(case: &Case, cites: &[Cite]) -> String {
    let file = cites.first().and_then(|cite| case.evidence.get(cite.file)).map(|evidence| evidence.file.as_str());
    let name = file.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
    name.split(['_', '.', ' ']).next().unwrap_or_default().to_lowercase()
}

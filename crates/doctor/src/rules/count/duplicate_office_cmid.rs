//! CNT006: Office CMID duplicated.

use super::{CNT, prelude::*};

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

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let owner = |cites: &[Cite]| {
        let file = cites.first().and_then(|cite| case.evidence.get(cite.file)).map(|evidence| evidence.file.as_str());
        let name = file.unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
        name.split(['_', '.', ' ']).next().unwrap_or_default().to_lowercase()
    };
    let mut hits: Vec<Hit> = Vec::new();
    for (place, (cmid, cites)) in case.cmids.iter().enumerate() {
        let same: Vec<&Vec<Cite>> = case
            .cmids
            .iter()
            .skip(place + 1)
            .filter(|(other, other_cites)| other == cmid && owner(other_cites) != owner(cites))
            .map(|(_, cites)| cites)
            .collect();
        let told = hits.iter().any(|hit| hit.values.iter().any(|(_, value)| value == cmid));
        if !same.is_empty() && !told {
            let all: Vec<Cite> = same.iter().flat_map(|cites| cites.to_vec()).chain(cites.clone()).collect();
            hits.push(Hit::global(&all).with("cmid", cmid).with("files", same.len() + 1).with("product", "Office"));
        }
    }
    hits
}

//! CNT006: Office CMID duplicated.

use super::{CNT, prelude::*};
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
    let hit = |(cmid, files, cites): (String, usize, Vec<Cite>)| {
        Hit::global(&cites).product("Office").with(Values { cmid, files })
    };
    shared_office_cmids(case).into_iter().map(hit).collect()
}

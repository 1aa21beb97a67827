//! ESU011: an add-on is licensed, and nothing dates the evidence.

use super::{ESU, prelude::*};

values! { year: &'static str, until: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "ESU011",
    severity: Severity::Low,
    role: Role::State,
    weight: Weight::NamesNoCause,
    step: Step::None,
    sources: "M30",
    title: Text { en: "Extended Security Updates, date unknown", ja: "ESU の期限を判断できない" },
    finding: Text {
        en: "{product} is licensed for year {year}, to {until}; nothing in the evidence is dated, so it may be over",
        ja: "{product} は {year} 年目 ({until} まで) のライセンスです。診断データに日付がないため、期限が過ぎている可能性があります",
    },
    actions: &[&action::COLLECT],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let undated = case.extended_security_updates().filter(|(_, installed, _)| case.is_undated_add_on(installed));
    undated
        .map(|(index, installed, year)| {
            Hit::for_license(index, &installed.status_lines()).with(Values { year: year.name, until: year.until })
        })
        .collect()
}

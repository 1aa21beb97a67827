//! ESU002: the year of the add-on is over, another is in force.

use super::{ESU, prelude::*};
use crate::case::NewestYears;
use std::collections::BTreeSet;

values! { year: &'static str, until: &'static str, next: &'static str, id: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "ESU002",
    sources: "M30",
    title: Text { en: "Year of Extended Security Updates is over", ja: "ESU の年度が終了している" },
    finding: Text {
        en: "{product} is for year {year}, which ended on {until}; year {next} (activation ID {id}) is in force and not licensed here",
        ja: "{product} は {until} に終了した {year} 年目のものです。現在有効な {next} 年目 (ライセンス認証 ID {id}) はライセンス認証されていません",
    },
    actions: &[&action::INSTALL_ADD_ON],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let time = case.newest_time();
    let held: BTreeSet<&str> = case.extended_security_updates().map(|(_, _, year)| year.value).collect();
    let newest = NewestYears::of(&case.licenses);
    let mut hits = Vec::new();
    for (index, installed, year) in case.extended_security_updates() {
        let Some(next) = dated::esu::in_force(year.subject, time) else { continue };
        if year.holds_at(time) || held.contains(next.value) || newest.outdate(installed) {
            continue;
        }
        let values = Values { year: year.name, until: year.until, next: next.name, id: next.value };
        hits.push(Hit::for_license(index, &installed.name_lines()).with(values));
    }
    hits
}

//! ESU003: the last year of the programme is over.

use super::{ESU, prelude::*};

values! { system: &'static str, until: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "ESU003",
    sources: "M30",
    title: Text {
        en: "Extended Security Updates have ended",
        ja: "拡張セキュリティ更新プログラムの提供が終了している",
    },
    finding: Text {
        en: "The last year of Extended Security Updates for {system} ended on {until}: {product} brings no more updates",
        ja: "{system} の拡張セキュリティ更新プログラムの最終年度は {until} に終了しました。{product} では更新プログラムを受け取れません",
    },
    actions: &[&action::UPGRADE_SYSTEM],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let time = case.newest_time();
    let ended = |year: dated::esu::Year| {
        time.is_some() && !year.holds_at(time) && dated::esu::in_force(year.subject, time).is_none()
    };
    let add_ons = case.extended_security_updates().filter(|(.., year)| ended(year));
    let newest = add_ons.max_by_key(|(.., year)| year.name);
    newest
        .map(|(index, installed, year)| {
            let until = dated::esu::last(year).until;
            Hit::for_license(index, &installed.name_lines()).with(Values { system: year.subject, until })
        })
        .into_iter()
        .collect()
}

//! ESU001: the add-on has a key and was not activated by its id.

use super::{ESU, prelude::*};

values! { id: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "ESU001",
    sources: "M30",
    title: Text { en: "ESU key not activated", ja: "ESU キーがライセンス認証されていない" },
    finding: Text {
        en: "{product} has a key and is not activated: /ato needs its activation ID {id}, without it Windows alone is activated",
        ja: "{product} はキーがインストールされていますが、ライセンス認証されていません。/ato にライセンス認証 ID {id} の指定が必要です (指定しないと Windows だけがライセンス認証されます)",
    },
    actions: &[&action::ACTIVATE_ADD_ON],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if case.is_in_azure() || !base_is_licensed(case) {
        return Vec::new();
    }
    let time = case.newest_time();
    let waits = |(_, installed, year): &(usize, &InstalledLicense, dated::esu::Year)| {
        !installed.is_licensed()
            && installed.active_codes.iter().all(|active| active.source == CodeSource::State)
            && year.holds_at(time)
    };
    let add_ons = case.extended_security_updates().filter(waits);
    add_ons
        .map(|(index, installed, year)| {
            Hit::for_license(index, &installed.status_lines()).with(Values { id: year.value })
        })
        .collect()
}

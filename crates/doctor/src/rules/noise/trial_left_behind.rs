//! NOI014: trial license left behind.

use super::{NOI, prelude::*};

values! { key: Value }

pub(super) static RULE: Rule = Rule {
    id: "NOI014",
    needs: required_evidence::OFFICE,
    sources: "S0",
    title: Text { en: "Trial license left behind", ja: "残っている試用版のライセンス" },
    finding: Text {
        en: "{product} was left behind by a trial or by setup and is not needed; remove its key with ospp.vbs /unpkey:{key}",
        ja: "{product} は試用版またはセットアップの残りで、不要です。キーは ospp.vbs /unpkey:{key} で削除できます",
    },
    actions: &[&action::REMOVE_KEY],
    labels: &[Label::MultipleOfficeLicenses, Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let leftovers = case.leftovers.iter().filter(|installed| installed.app() == App::Office);
    let hit = |installed: &InstalledLicense| {
        let unknown = Value::Words(Text { en: "LAST5", ja: "末尾 5 文字" });
        let key = installed.license.partial_key.clone().map_or(unknown, Value::Text);
        Hit::global(&installed.status_lines()).product(installed.name()).with(Values { key })
    };
    leftovers.map(hit).collect()
}

//! CLI013: host caching off.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI013",
    severity: Severity::Low,
    role: Role::Side,
    sources: "S0 M2",
    title: Text { en: "Host caching off", ja: "KMS ホスト キャッシュが無効" },
    finding: Text {
        en: "{product} does not keep the host that answered, and asks DNS before each request; no error. \
             slmgr.vbs /skhc (Office: ospp.vbs /cachst:TRUE) switches it on",
        ja: "{product} は応答したホストを保持せず、要求のたびに DNS に照会します (エラーではありません)。\
             有効にするには slmgr.vbs /skhc (Office では ospp.vbs /cachst:TRUE) を実行します",
    },
    actions: &[&action::CACHE_HOST],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let off = |installed: &InstalledLicense| installed.license.host_caching == Some(false);
    let mut hits: Vec<Hit> = case
        .clients()
        .filter(|(_, installed)| off(installed))
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("cach")))
        .collect();
    if hits.is_empty() {
        let mut values = case.registry("DisableKeyManagementServiceHostCaching");
        let value = values.find(|(observation, _)| !matches!(observation.value.as_str(), "" | "0" | "0x0"));
        hits.extend(value.map(|(_, cites)| Hit::global(cites)));
    }
    hits
}

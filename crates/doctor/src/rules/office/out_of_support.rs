//! OFF008: the version is out of support.

use super::{OFF, prelude::*};
use crate::next_step::OfficeVersion as Version;

values! { year: &'static str, until: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "OFF008",
    severity: Severity::Low,
    role: Role::Side,
    sources: "K",
    title: Text { en: "Office out of support", ja: "サポートが終了した Office" },
    finding: Text {
        en: "Support of Office {year} ended on {until}: it is activated as before and gets no updates",
        ja: "Office {year} のサポートは {until} に終了しました。ライセンス認証は引き続き可能ですが、更新プログラムは提供されません",
    },
    ..OFF
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let time = case.newest_time();
    let hit = |(index, client): (usize, &InstalledLicense)| {
        let version = dated::office::version(Version::of(client)?.year())?;
        let values = Values { year: version.name, until: version.until };
        (!version.holds_at(time)).then(|| Hit::for_license(index, &client.name_lines()).with(values))
    };
    case.clients().filter_map(hit).collect()
}

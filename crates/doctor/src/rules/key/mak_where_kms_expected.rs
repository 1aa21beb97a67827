//! KEY004: MAK where KMS is expected.

use super::{KEY, prelude::*};

values! { state: Text }

pub(super) static RULE: Rule = Rule {
    id: "KEY004",
    severity: Severity::Low,
    confidence: Confidence::Likely,
    needs: required_evidence::LICENSES,
    sources: "S0",
    title: Text { en: "MAK where KMS is expected", ja: "KMS 環境で MAK を使用" },
    finding: Text {
        en: "{product} has a MAK and {state}, while a KMS host serves this estate",
        ja: "KMS ホストがある環境で、{product} に MAK が使われ、{state}",
    },
    actions: &[&action::INSTALL_CLIENT_KEY],
    labels: &[Label::KeyWrongChannel],
    ..KEY
};

const IDLE: Text = Text { en: "is not activated", ja: "ライセンス認証されていません" };
const ACTIVATED: Text = Text { en: "is activated with it", ja: "MAK でライセンス認証されています" };

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if !case.has_environment() {
        return Vec::new();
    }
    let idle = |installed: &InstalledLicense| {
        !installed.is_licensed() && installed.active_codes.iter().all(|active| active.source == CodeSource::State)
    };
    case.clients()
        .filter(|(_, installed)| installed.channel() == Channel::Mak && installed.esu_year().is_none())
        .filter_map(|(index, installed)| {
            let hit = Hit::for_license(index, &installed.lines_with("MAK"));
            match installed.app() {
                _ if idle(installed) && installed.is_in_trouble() => {
                    Some(hit.severity(Severity::Medium).with(Values { state: IDLE }))
                }
                _ if idle(installed) => Some(hit.with(Values { state: IDLE })),
                // Office gives no sign of its channel while it works.
                App::Office if installed.is_well() => Some(hit.role(Role::Side).with(Values { state: ACTIVATED })),
                _ => None,
            }
        })
        .collect()
}

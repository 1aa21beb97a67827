//! MAK007: no path to Microsoft.

use super::{MAK, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MAK007",
    step: Step::Rpc,
    command: "Test-NetConnection activation-v2.sls.microsoft.com -Port 443",
    sources: "S4 O",
    title: Text { en: "No path to Microsoft", ja: "Microsoft に到達できない" },
    finding: Text {
        en: "{code}: Microsoft's activation servers cannot be reached",
        ja: "{code}: Microsoft のライセンス認証サーバーに接続できません",
    },
    actions: &[&action::INTERNET, &action::CALL_CENTRE],
    labels: &[Label::NoInternet],
    ..MAK
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let outside = |installed: &InstalledLicense| !matches!(installed.channel(), Channel::KmsClient | Channel::KmsHost);
    let hits = any(case, &NO_INTERNET).into_iter();
    let mut hits: Vec<Hit> = hits.filter(|hit| license_of(case, hit).is_none_or(outside)).collect();
    if hits.is_empty() {
        let licenses = case.clients().filter(|(_, installed)| outside(installed));
        let once = licenses.filter_map(|(index, installed)| Some((index, installed.past_code(&NO_INTERNET)?)));
        hits.extend(
            once.map(|(index, event)| Hit::for_license(index, &event.cites).historical().with("code", "0x80072EE7")),
        );
    }
    // Where nothing but the scheduler's own errands fails, it is worth a word and no more.
    let background_tasks =
        case.events(&[8200, 8208, 1014]).filter(|event| event.code().is_some_and(|code| NO_INTERNET.contains(&code)));
    if hits.is_empty() && case.clients().next().is_none() {
        hits.extend(background_tasks.last().map(|event| {
            Hit::global(&event.cites)
                .historical()
                .with("code", event.record.code.map(|code| code.to_string()).unwrap_or_default())
        }));
    }
    hits
}

//! MAK007: no path to Microsoft.

use super::{MAK, prelude::*};

values! { code: Value }

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

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let is_outside =
        |installed: &InstalledLicense| !matches!(installed.channel(), Channel::KmsClient | Channel::KmsHost);
    // A client of a host asks Microsoft too: for a digital license, or where its key is another than its log says.
    let is_all = |installed: &InstalledLicense| {
        installed.channel() == Channel::KmsClient
            && installed.active_codes.iter().all(|active| NO_INTERNET.contains(&active.code))
    };
    let hits: Vec<Hit<Values>> = any_license_with(case, &NO_INTERNET)
        .filter(|found| is_outside(found.installed) || is_all(found.installed))
        .map(|found| {
            let hit = found.hit().with(Values { code: found.code().into() });
            if is_outside(found.installed) { hit } else { hit.confidence(Confidence::Likely) }
        })
        .collect();
    if !hits.is_empty() {
        return hits;
    }
    let past = |(index, installed): (usize, &InstalledLicense)| {
        let event = installed.past_code(&NO_INTERNET)?;
        Some(Hit::for_license(index, &event.cites).historical().with(Values { code: event.code().into() }))
    };
    let hits: Vec<Hit<Values>> =
        case.clients().filter(|(_, installed)| is_outside(installed)).filter_map(past).collect();
    if hits.is_empty() && case.clients().next().is_none() {
        return background_tasks(case).into_iter().collect();
    }
    hits
}

/// Events about the certificates of a license, which only an activation asks for.
const CERTIFICATES: [u32; 3] = [1008, 1010, 1012];

/// Where nothing but the scheduler's own background tasks fails, it is worth a word and no more.
fn background_tasks(case: &Case) -> Option<Hit<Values>> {
    let offline = |event: &&LoggedEvent| event.record.code.is_some_and(|code| NO_INTERNET.contains(&code));
    let last = case.events(&[1008, 1010, 1012, 1014, 8200, 8208]).filter(offline).last()?;
    let hit = Hit::global(&last.cites).with(Values { code: last.record.code.into() });
    Some(if CERTIFICATES.contains(&last.record.id) { hit.confidence(Confidence::Likely) } else { hit.historical() })
}

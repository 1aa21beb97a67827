//! MAK007: no path to Microsoft.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "MAK007",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Rpc,
    scope: Scope::Any,
    needs: needs::CLIENT,
    command: "Test-NetConnection activation-v2.sls.microsoft.com -Port 443",
    sources: "S4 O",
    title: Text { en: "No path to Microsoft", ja: "Microsoft に到達できない" },
    finding: Text {
        en: "{code}: Microsoft's activation servers cannot be reached",
        ja: "{code}: Microsoft のライセンス認証サーバーに接続できません",
    },
    actions: &[&action::INTERNET, &action::CALL_CENTRE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let outside = |unit: &Unit| !matches!(unit.channel(), Channel::KmsClient | Channel::KmsHost);
    let hits = any(case, &NO_INTERNET).into_iter();
    let mut hits: Vec<Hit> = hits.filter(|hit| unit_of(case, hit).is_none_or(outside)).collect();
    if hits.is_empty() {
        let units = case.clients().filter(|(_, unit)| outside(unit));
        let once = units.filter_map(|(index, unit)| Some((index, unit.once_saw(&NO_INTERNET)?)));
        hits.extend(once.map(|(index, moment)| Hit::of(index, &moment.cites).past().with("code", "0x80072EE7")));
    }
    // Where nothing but the scheduler's own errands fails, it is worth a word and no more.
    let errands =
        case.events(&[8200, 8208, 1014]).filter(|event| event.code().is_some_and(|code| NO_INTERNET.contains(&code)));
    if hits.is_empty() && case.clients().next().is_none() {
        hits.extend(errands.last().map(|event| {
            Hit::at(&event.cites)
                .past()
                .with("code", event.record.code.map(|code| code.to_string()).unwrap_or_default())
        }));
    }
    hits
}

//! What people tell without a code: that a product is not activated, or soon will not be. Health that a tool printed does not
//! answer it; that it ends soon is answered by the time that is left.

use super::{CAUSE_NOT_IN_EVIDENCE, NotSeen, STATE_NOT_SEEN, Values, command};
use crate::{
    case::{App, Case, InstalledLicense},
    hit::Hit,
    judge::{Finding, OFFICE, finding, is_cause},
    rules::MONTH_MINUTES,
    sentence::{NO_CODE, Value},
};
use muster_core::{code::Code, lang::Text};
use muster_evidence::fact::Cite;

/// One finding for each product of which it is told, by its last line.
pub(super) fn findings(case: &Case, all: &[Finding]) -> Vec<Finding> {
    let complaint = |app: App| case.complaints().filter(|(of, _)| *of == app).last();
    [App::Windows, App::Office, App::Unknown]
        .into_iter()
        .filter_map(|app| open(case, all, app, complaint(app)?.1))
        .chain(ending(case, all))
        .collect()
}

/// A license that is said to end soon, while no tool says when.
fn ending(case: &Case, all: &[Finding]) -> Option<Finding> {
    let told = |(about, app): (&str, App)| Some((case.told(about).last()?.1, app));
    let (cites, app) =
        [("expires_soon", App::Windows), ("expires_soon.office", App::Office)].into_iter().find_map(told)?;
    let ends = |installed: &InstalledLicense| {
        installed.is_in_trouble() || installed.license.minutes_left.is_some_and(|left| left <= MONTH_MINUTES)
    };
    let is_answered = case.clients().any(|(_, installed)| ends(installed)) || all.iter().any(is_cause);
    let values = NotSeen { subject: Value::Words(said_to_end(app)), command: command(app) };
    (!is_answered).then(|| finding(&STATE_NOT_SEEN, Hit::global(cites).with(values).named(), case))
}

fn said_to_end(app: App) -> Text {
    if app == App::Office {
        Text {
            en: "Office (its license is said to end soon)",
            ja: "Office (ライセンスがまもなく期限切れになるとの記述あり)",
        }
    } else {
        Text {
            en: "Windows (its license is said to end soon)",
            ja: "Windows (ライセンスがまもなく期限切れになるとの記述あり)",
        }
    }
}

fn open(case: &Case, all: &[Finding], app: App, cites: &[Cite]) -> Option<Finding> {
    let is_own = |installed: &InstalledLicense| app.may_be(installed.app());
    let of_license = |index: usize| case.licenses.get(index).is_some_and(is_own);
    let own = || case.clients().filter(|(_, installed)| is_own(installed));
    let is_answered = own().any(|(_, installed)| installed.is_in_trouble() || was_activated_since(installed, cites))
        || all.iter().any(|finding| is_cause(finding) && finding.license.is_none_or(of_license));
    if is_answered {
        return None;
    }
    if own().any(|(_, installed)| installed.is_well()) {
        let values = NotSeen { subject: Value::Words(contradicted(app)), command: command(app) };
        return Some(finding(&STATE_NOT_SEEN, Hit::global(cites).with(values).named(), case));
    }
    let hit = Hit::global(cites).about(own().map(|(index, _)| index).next()).with(Values { code: NO_CODE });
    let named = match app {
        App::Windows => hit.product("Windows"),
        App::Office => hit.product(OFFICE),
        App::Other | App::Unknown => hit,
    };
    Some(finding(&CAUSE_NOT_IN_EVIDENCE, named.named(), case))
}

/// Whether a command further down in the same text activated it.
fn was_activated_since(installed: &InstalledLicense, told: &[Cite]) -> bool {
    let is_below = |cite: &Cite| told.iter().all(|told| told.is_above(cite));
    let succeeded = |code: &Option<Code>| !code.is_some_and(Code::is_failure);
    installed.outcomes.iter().any(|(code, cites)| succeeded(code) && cites.iter().any(is_below))
}

fn contradicted(app: App) -> Text {
    match app {
        App::Windows => Text {
            en: "Windows (somebody writes that it is not activated)",
            ja: "Windows (ライセンス認証されていないとの記述あり)",
        },
        App::Office => Text {
            en: "Office (somebody writes that it is not activated)",
            ja: "Office (ライセンス認証されていないとの記述あり)",
        },
        App::Other | App::Unknown => Text {
            en: "the product (somebody writes that it is not activated)",
            ja: "この製品 (ライセンス認証されていないとの記述あり)",
        },
    }
}

//! KEY006: evaluation edition.

use super::{KEY, prelude::*};

values! { edition: Value }

/// Thirty days: time to convert or to reinstall.
const EVALUATION_MINUTES_MIN: u64 = 43_200;

pub(super) static RULE: Rule = Rule {
    id: "KEY006",
    severity: Severity::High,
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    command: "DISM /Online /Get-CurrentEdition",
    sources: "O K",
    title: Text { en: "Evaluation edition", ja: "評価版エディション" },
    finding: Text {
        en: "{edition} is an evaluation: no KMS host can activate it",
        ja: "{edition} は評価版で、KMS ホストではライセンス認証できません",
    },
    actions: &[&action::CONVERT_EDITION],
    labels: &[Label::EvalEdition],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let evaluations = case.clients().filter(|(_, installed)| installed.channel() == Channel::Evaluation);
    let mut hits: Vec<Hit<Values>> = evaluations
        .map(|(index, installed)| {
            let cites = installed.lines_with("EVAL");
            let hit = Hit::for_license(index, &cites).with(Values { edition: name(installed) });
            match installed.license.status {
                // A client setup key does not fit an evaluation.
                _ if installed.active_code(&OTHER_KEY).is_some() => hit,
                Some(2) => hit.role(Role::Side).severity(Severity::Medium),
                // It works until it ends, as it is meant to.
                _ if installed.is_well() && ends_soon(installed) => hit.role(Role::State).severity(Severity::Medium),
                _ if installed.is_well() => hit.role(Role::State).severity(Severity::Low),
                _ => hit,
            }
        })
        .collect();
    let named =
        case.observations(ObservationKind::Edition).filter(|(observation, _)| observation.value.contains("Eval"));
    hits.extend(named.map(|(observation, cites)| {
        let edition = observation.value.clone();
        Hit::global(cites).product(edition.clone()).with(Values { edition: edition.into() })
    }));
    if hits.is_empty() {
        hits.extend(told(case));
    }
    // "The product SKU is not found" for a key of Windows means, with nothing else known, that the server may still be the evaluation.
    if hits.is_empty() && !edition_is_known(case) {
        let of_windows = |found: &CodeMatch<'_>| {
            found.installed.app() != App::Office
                && !found.is_by_key_command()
                && case.windows() != Some(Windows::Client)
        };
        hits.extend(
            any_license_with(case, &[WRONG_EDITION]).filter(of_windows).map(|found| {
                found.hit().confidence(Confidence::Likely).with(Values { edition: Value::from("Windows") })
            }),
        );
    }
    hits
}

/// What Windows answers to a key of another product than the installed one.
const OTHER_KEY: [Code; 3] = [WRONG_EDITION, code::PRODUCT_NOT_INSTALLED, Code(0xC004_F050)];

/// A key that does not fit, of a Windows of which people tell that it is an evaluation.
fn told(case: &Case) -> impl Iterator<Item = Hit<Values>> {
    let refused = any_license_with(case, &OTHER_KEY).filter(|found| case.is_evaluation(found.installed));
    refused.map(|found| {
        let cites: Vec<Cite> = case.told_evaluation().chain(&found.active.cites).cloned().collect();
        let hit = Hit::for_license(found.index, &cites).confidence(Confidence::Likely).severity(Severity::Critical);
        hit.with(Values { edition: Value::from("Windows") })
    })
}

fn ends_soon(installed: &InstalledLicense) -> bool {
    installed.license.minutes_left.is_some_and(|left| left <= EVALUATION_MINUTES_MIN)
}

/// The name of the product, or words where nothing names it.
fn name(installed: &InstalledLicense) -> Value {
    match installed.name() {
        name if name.is_empty() => Value::Words(Text { en: "This installation", ja: "このインストール" }),
        name => name.into(),
    }
}

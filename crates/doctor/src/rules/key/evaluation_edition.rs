//! KEY006: evaluation edition.

use super::{KEY, are_words_alone, is_silent, prelude::*};

values! { edition: Value }

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
    // What is licensed until its end is no trouble yet.
    let is_open =
        |installed: &InstalledLicense| !installed.is_well() && !is_silent(installed) || refused_key(installed);
    let is_meant = |installed: &InstalledLicense| installed.channel() == Channel::Evaluation && is_open(installed);
    let evaluations = case.clients().filter(|(_, installed)| is_meant(installed));
    let mut hits: Vec<Hit<Values>> = evaluations
        .map(|(index, installed)| {
            let cites = installed.lines_with("EVAL");
            let hit = Hit::for_license(index, &cites).with(Values { edition: name(installed) });
            match installed.license.status {
                // A client setup key does not fit an evaluation.
                _ if refused_key(installed) => hit,
                Some(2) => hit.role(Role::Side).severity(Severity::Medium),
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
    if hits.is_empty() {
        hits.extend(told_alone(case).or_else(|| monitored(case)));
    }
    hits
}

/// An evaluation of which nothing but its license monitor is seen.
fn monitored(case: &Case) -> Option<Hit<Values>> {
    let (_, cites) = case.observations(ObservationKind::ServiceState).find(|(service, _)| service.about == "wlms")?;
    let is_of_windows = |(_, installed): (usize, &InstalledLicense)| installed.app() != App::Office;
    let hit = Hit::global(cites).product("Windows").confidence(Confidence::Likely).severity(Severity::Medium);
    (!case.clients().any(is_of_windows)).then(|| hit.with(Values { edition: Value::from("Windows") }))
}

/// An evaluation whose license people tell to be in trouble, where nothing else is known.
fn told_alone(case: &Case) -> Option<Hit<Values>> {
    let is_ended = case.told("evaluation_ended").next().is_some();
    let in_trouble = |(told, cites): (&Observation, &'_ [Cite])| (told.value == "in_trouble").then(|| cites.to_vec());
    let cites = case.told("evaluation").find_map(in_trouble).filter(|_| are_words_alone(case) && !is_ended)?;
    let hit = Hit::global(&cites).product("Windows").confidence(Confidence::Likely).severity(Severity::Medium);
    Some(hit.with(Values { edition: Value::from("Windows") }))
}

/// What Windows answers to a key of another product than the installed one.
const OTHER_KEY: [Code; 4] = [WRONG_EDITION, code::PRODUCT_NOT_INSTALLED, Code(0xC004_F050), NOT_SUPPORTED];
/// The request is not supported: no key of another channel can be installed.
const NOT_SUPPORTED: Code = Code(0x8007_0032);

/// Whether a key of another product was refused: that the evaluation goes on does not answer it.
fn refused_key(installed: &InstalledLicense) -> bool {
    let past = |(code, _): &(Option<Code>, Vec<Cite>)| code.is_some_and(|code| OTHER_KEY.contains(&code));
    installed.active_code(&OTHER_KEY).is_some() || installed.past_failures.iter().any(past)
}

/// A key that does not fit, of a Windows of which people tell that it is an evaluation.
fn told(case: &Case) -> impl Iterator<Item = Hit<Values>> {
    let refused = any_license_with(case, &OTHER_KEY).filter(|found| case.is_evaluation(found.installed));
    refused.map(|found| {
        let cites: Vec<Cite> = case.told_evaluation().chain(&found.active.cites).cloned().collect();
        let hit = Hit::for_license(found.index, &cites).confidence(Confidence::Likely).severity(Severity::Critical);
        hit.with(Values { edition: Value::from("Windows") })
    })
}

/// The name of the product, or words where nothing names it.
fn name(installed: &InstalledLicense) -> Value {
    match installed.name() {
        name if name.is_empty() => Value::Words(Text { en: "This installation", ja: "このインストール" }),
        name => name.into(),
    }
}

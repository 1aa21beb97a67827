//! KEY006: evaluation edition.

use super::{KEY, prelude::*};

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
        ja: "{edition} は評価版で、KMS ホストでは認証できません",
    },
    actions: &[&action::CONVERT_EDITION],
    labels: &[Label::EvalEdition],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let running = |installed: &InstalledLicense| installed.license.status == Some(2);
    let licenses = case.clients().filter(|(_, installed)| installed.channel() == Channel::Evaluation);
    let mut hits: Vec<Hit> = licenses
        .map(|(index, installed)| {
            let hit = Hit::for_license(index, &naming(installed, "EVAL")).with("edition", installed.name());
            if running(installed) { hit.role(Role::Side).severity(Severity::Medium) } else { hit }
        })
        .collect();
    for (observation, cites) in
        case.observations(ObservationKind::Edition).filter(|(observation, _)| observation.value.contains("Eval"))
    {
        hits.push(Hit::global(cites).with("edition", &observation.value).with("product", &observation.value));
    }
    // "The product SKU is not found" for a key means, with nothing else known, that the server is still the evaluation.
    if hits.is_empty() && !edition_is_known(case) {
        let wrong = any(case, &[WRONG_EDITION]).into_iter();
        hits.extend(wrong.map(|hit| hit.confidence(Confidence::Likely).with("edition", "Windows")));
    }
    hits
}

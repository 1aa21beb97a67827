//! EVI001: no activation evidence in the bundle.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "EVI001",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Any,
    needs: needs::ANYTHING,
    command: "muster doctor collect",
    sources: "D",
    title: Text { en: "No activation evidence in the bundle", ja: "ライセンス認証の証拠がない" },
    finding: Text {
        en: "Nothing in the files shows a product, an attempt or a host",
        ja: "どのファイルにも、製品、認証の試行、ホストを示す内容がありません",
    },
    actions: &[&action::COLLECT],
    check,
};

/// What says something of activation although it shows no license.
const TELLING: [What; 9] = [
    What::ActivationObject,
    What::Edition,
    What::GenuineCode,
    What::OemMarker,
    What::RegistryValue,
    What::ServiceStart,
    What::Subscription,
    What::Sysprep,
    What::KeyRemoved,
];

fn check(case: &Case) -> Vec<Hit> {
    let silent = case.units.is_empty()
        && case.unused.is_empty()
        && case.srvs.is_empty()
        && case.requests.is_empty()
        && case.events.is_empty()
        && case.ports.is_empty()
        && case.loose.is_empty()
        && case.no_key.is_empty()
        && !case.said.iter().any(|(said, _)| TELLING.contains(&said.what));
    if silent { vec![Hit::at(&[])] } else { Vec::new() }
}

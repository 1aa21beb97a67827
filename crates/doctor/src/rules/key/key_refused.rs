//! KEY007: key does not fit edition.

use super::{KEY, prelude::*, refused_in_log};
use std::collections::HashSet;

pub(super) static RULE: Rule = Rule {
    id: "KEY007",
    sources: "S4",
    title: Text { en: "Key does not fit edition", ja: "キーとエディションの不一致" },
    finding: Text {
        en: "{code}: the key was refused; it is mistyped, or belongs to another product",
        ja: "{code}: キーが拒否されました。入力の誤りか、別の製品のキーです",
    },
    actions: &[&action::OTHER_KEY, &action::HOST_UPDATE],
    labels: &[Label::KeyInvalid],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let codes = [&[code::KEY_INVALID, Code(0xC004_E016)], codes_of(RULE.id)].concat();
    // On a host that serves, its Windows is too old sooner than the key is wrong.
    let of_host: HashSet<usize> = refused_host_keys(case).into_iter().map(|(found, _)| found.index).collect();
    let hit = |found: CodeMatch<'_>| {
        let is_of_host = of_host.contains(&found.index);
        let is_good = is_of_host && is_accepted_elsewhere(case, &found);
        let hit = found.hit();
        (!is_good).then(|| if is_of_host { hit.role(Role::Side).confidence(Confidence::Possible) } else { hit })
    };
    // A subscription is licensed by signing in: what a tool says of the key that it keeps is no cause.
    let keyed = any_license_with(case, &codes).filter(|found| !found.installed.is_subscription());
    let hits: Vec<Hit<CodeAndHost>> = keyed.filter_map(hit).collect();
    if hits.is_empty() { refused_in_log(case, &codes).into_iter().collect() } else { hits }
}

/// Whether the same key, by its last characters, was installed where the evidence shows another machine.
fn is_accepted_elsewhere(case: &Case, found: &CodeMatch<'_>) -> bool {
    let mut installed = case.observations(ObservationKind::KeyInstalled);
    installed.any(|(key, _)| found.active.cites.iter().any(|cite| cite.text.ends_with(&key.value)))
}

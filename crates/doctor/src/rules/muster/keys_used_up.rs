//! MUS012: keys that activate nothing more.

use super::{MUS, prelude::*};

values! { key: String, code: Code, meaning: Value }

pub(super) static RULE: Rule = Rule {
    id: "MUS012",
    severity: Severity::Medium,
    role: Role::State,
    command: "muster authority key list --json",
    sources: "D",
    title: Text {
        en: "Keys used up or blocked", ja: "上限に達したキー、またはブロックされたキー"
    },
    finding: Text {
        en: "The key that ends in {key} activates no further computer: {code} {meaning}",
        ja: "末尾が {key} のキーでは、これ以上ライセンス認証を行えません: {code} {meaning}",
    },
    actions: &[&action::MUSTER_LOOK_AT_KEYS],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let refused = case.observations(ObservationKind::MusterKey).filter_map(|(key, cites)| {
        let code = key.value.parse::<Code>().ok().filter(|code| code.is_failure())?;
        let meaning = code.entry().map_or(crate::sentence::UNKNOWN, |entry| Value::Words(entry.title));
        Some(Hit::global(cites).with(Values { key: key.about.clone(), code, meaning }))
    });
    refused.take(5).collect()
}

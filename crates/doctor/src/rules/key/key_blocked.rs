//! KEY008: key blocked.

use super::{KEY, prelude::*};

values! { reason: Value }

pub(super) static RULE: Rule = Rule {
    id: "KEY008",
    sources: "S0 S4",
    title: Text { en: "Key blocked", ja: "キーがブロックされている" },
    finding: Text {
        en: "{reason}: Microsoft has blocked this key",
        ja: "{reason}: このキーは Microsoft によってブロックされています",
    },
    actions: &[&action::CALL_CENTRE],
    labels: &[Label::MakBlocked],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let codes = [&[Code(0xC004_C003), Code(0xC004_F051)], codes_of(RULE.id)].concat();
    let refused = any_license_with(case, &codes).filter(|found| found.installed.channel() != Channel::Mak);
    let hits: Vec<Hit<Values>> =
        refused.map(|found| found.hit().with(Values { reason: found.code().into() })).collect();
    if hits.is_empty() { validated(case).or_else(|| told(case)).into_iter().collect() } else { hits }
}

/// What people tell of a key without a code.
fn told(case: &Case) -> Option<Hit<Values>> {
    const TOLD: Text = Text { en: "As it is told", ja: "記述によると" };
    let told = case.topic("key_blocked")?;
    Some(Hit::global(told).confidence(Confidence::Likely).with(Values { reason: Value::Words(TOLD) }))
}

/// What genuine validation found.
fn validated(case: &Case) -> Option<Hit<Values>> {
    let (result, cites) = validation(case).filter(|(result, _)| *result == "Blocked")?;
    Some(Hit::global(cites).product("Windows").with(Values { reason: result.into() }))
}

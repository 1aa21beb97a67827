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
    let codes = [&[BLOCKED, Code(0xC004_F051)], codes_of(RULE.id)].concat();
    let refused = any_license_with(case, &codes).filter(|found| found.installed.channel() != Channel::Mak);
    // A generic key is blocked wherever no digital license stands behind it: what took that away is the cause.
    let is_moved = case.told("hardware_changed").next().is_some();
    let hits: Vec<Hit<Values>> = refused
        .map(|found| {
            let hit = found.hit().with(Values { reason: found.code().into() });
            let follows = is_moved && found.code() == BLOCKED && is_generic(found.installed);
            if follows { hit.role(Role::Side) } else { hit }
        })
        .collect();
    if hits.is_empty() { validated(case).or_else(|| told(case)).into_iter().collect() } else { hits }
}

/// The activation server has blocked the key.
const BLOCKED: Code = Code(0xC004_C003);

/// Whether it is a Windows with a key of retail, or of which nobody tells the key.
fn is_generic(installed: &InstalledLicense) -> bool {
    installed.app() != App::Office && matches!(installed.channel(), Channel::Retail | Channel::Unknown)
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

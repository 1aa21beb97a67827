//! CLI020: notification state.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI020",
    sources: "S4",
    title: Text { en: "Notification state", ja: "通知モード" },
    finding: Text { en: "{product} shows notifications ({code})", ja: "{product} は通知モードです ({code})" },
    actions: &[&action::ACTIVATE],
    labels: &[Label::Notification],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let licenses = case
        .clients()
        .filter(|(_, installed)| installed.license.status == Some(5) && installed.reason() != Some(GRACE_OVER));
    let stated = licenses.map(|(index, installed)| {
        Hit::for_license(index, &stating(installed))
            .with("code", installed.license.code.map(|code| code.to_string()).unwrap_or_default())
    });
    // The code of a volume client that was never activated says the same where no tool printed the license.
    let told = any(case, &[0xC004_F056]).into_iter();
    stated
        .chain(told.filter(|hit| license_of(case, hit).is_some_and(|installed| installed.license.status.is_none())))
        .collect()
}

//! CLI020: notification state.

use super::{CLI, prelude::*};

values! { code: Value }

pub(super) static RULE: Rule = Rule {
    id: "CLI020",
    sources: "S4",
    title: Text { en: "Notification state", ja: "通知状態" },
    finding: Text { en: "{product} shows notifications ({code})", ja: "{product} は通知状態です ({code})" },
    actions: &[&action::ACTIVATE],
    // The state alone tells no cause: whoever has nothing else does not know why.
    labels: &[Label::Notification, Label::InsufficientEvidence],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let notifies = |installed: &InstalledLicense| {
        installed.license.status == Some(5) && installed.license.code != Some(code::GRACE_EXPIRED)
    };
    let stated = case.clients().filter(|(_, installed)| notifies(installed)).map(|(index, installed)| {
        Hit::for_license(index, &installed.status_lines()).with(Values { code: installed.license.code.into() })
    });
    // The code of a volume client that was never activated says the same where no tool printed the license.
    let never_activated = any_license_with(case, &[Code(0xC004_F056)])
        .filter(|found| found.installed.license.status.is_none() && found.active.source == CodeSource::State)
        .map(|found| found.hit().with(Values { code: found.code().into() }));
    stated.chain(never_activated).collect()
}

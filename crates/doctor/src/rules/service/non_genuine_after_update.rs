//! SVC011: non-genuine after an update (Windows 7).

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC011",
    confidence: Confidence::Likely,
    step: Step::Store,
    scope: Scope::Windows,
    command: "powershell Get-HotFix -Id KB971033",
    sources: "M13 M23",
    title: Text {
        en: "Non-genuine after an update (Windows 7)", ja: "更新後に正規品でないと判定 (Windows 7)"
    },
    finding: Text {
        en: "{code} on a volume edition of Windows 7, as KB971033 causes it",
        ja: "ボリューム ライセンス版の Windows 7 で {code} が発生しています (KB971033 による既知の現象)",
    },
    actions: &[&action::UNINSTALL_UPDATE],
    labels: &[Label::NonGenuine, Label::Kb971033],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let update = case.genuine_update().map(<[Cite]>::to_vec);
    let validated = case.events.iter().find(|event| event.record.provider == Some(Provider::ActivationTechnologies));
    let more = update.clone().or_else(|| validated.map(|event| event.cites.clone())).unwrap_or_default();
    // The update is of Windows 7 alone: it names what a print without a name leaves open.
    let is_nameless = |installed: &InstalledLicense| update.is_some() && installed.name().is_empty();
    let is_seven = |installed: &InstalledLicense| {
        installed.license.name.contains("Windows(R) 7")
            || installed.name().contains("Windows 7")
            || is_nameless(installed)
    };
    let is_volume = |installed: &InstalledLicense| {
        matches!(installed.channel(), Channel::KmsClient | Channel::Mak) || is_nameless(installed)
    };
    any_license_with(case, &[code::NOT_GENUINE])
        .filter(|found| is_seven(found.installed) && is_volume(found.installed))
        .map(|found| found.hit().with_cites(&more))
        .collect()
}

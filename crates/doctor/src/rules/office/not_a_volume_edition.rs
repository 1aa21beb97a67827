//! OFF001: not a volume edition.

use super::{OFF, prelude::*};
use std::{cell::LazyCell, collections::HashSet};

pub(super) static RULE: Rule = Rule {
    id: "OFF001",
    severity: Severity::High,
    role: Role::Cause,
    sources: "S0",
    title: Text { en: "Not a volume edition", ja: "ボリューム ライセンス版ではない" },
    finding: Text {
        en: "{product} is a retail product; no KMS host can activate it",
        ja: "{product} はリテール版で、KMS ホストではライセンス認証できません",
    },
    actions: &[&action::VOLUME_MEDIA],
    labels: &[Label::NotKmsClient],
    ..OFF
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let is_retail = |installed: &InstalledLicense| {
        installed.app() == App::Office
            && installed.channel() == Channel::Retail
            && !installed.is_subscription()
            && !installed.is_licensed()
            // In the grace after its hardware changed: it was activated as what it is.
            && installed.license.status != Some(3)
            && !is_new(case, installed)
            && !installed.needs_no_activation()
    };
    let is_volume = |other: &InstalledLicense| matches!(other.channel(), Channel::KmsClient | Channel::Mak);
    let volume: LazyCell<HashSet<String>, _> = LazyCell::new(|| {
        case.clients().filter(|(_, other)| is_volume(other)).map(|(_, other)| other.family()).collect()
    });
    let has_volume_sibling = |installed: &InstalledLicense| volume.contains(&installed.family());
    case.clients()
        .filter(|(_, installed)| is_retail(installed) && !has_volume_sibling(installed))
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with(&installed.license.channel)))
        .collect()
}

/// Whether it waits for its own activation: nothing failed, and no host is in sight that was to activate it.
fn is_new(case: &Case, installed: &InstalledLicense) -> bool {
    let fails = installed.active_codes.iter().any(|active| active.code.is_failure());
    matches!(installed.license.status, None | Some(2 | 5)) && !fails && !case.has_environment()
}

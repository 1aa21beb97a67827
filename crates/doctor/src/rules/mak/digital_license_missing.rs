//! MAK011: retail without a digital license.

use super::{MAK, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MAK011",
    severity: Severity::High,
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    sources: "O",
    title: Text { en: "Retail without a digital license", ja: "デジタル ライセンスのないリテール版" },
    finding: Text {
        en: "{product} has a generic retail key and no license for this hardware ({code})",
        ja: "{product} はリテールの汎用キーを使用しており、このハードウェアのライセンスがありません ({code})",
    },
    actions: &[&action::INSTALL_BASE, &action::INSTALL_CLIENT_KEY],
    labels: &[Label::NoDigitalLicense],
    ..MAK
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let retail =
        |installed: &InstalledLicense| matches!(installed.channel(), Channel::Retail | Channel::Oem | Channel::Unknown);
    let codes = [0x803F_7001, 0xC004_F034, 0x87E1_0BC6, 0xC004_F211, 0xC004_F212, 0xC004_F213];
    let mut hits: Vec<Hit> = any(case, &codes)
        .into_iter()
        .filter(|hit| license_of(case, hit).is_none_or(|installed| retail(installed) && !installed.is_licensed()))
        .collect();
    hits.retain(|hit| {
        license_of(case, hit).is_none_or(|installed| {
            installed.channel() != Channel::Unknown
                || installed.active_code(&[0xC004_F034]).is_none()
                || installed.cites.is_empty()
        })
    });
    hits
}

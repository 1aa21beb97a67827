//! MAK011: retail without a digital license.

use super::{MAK, prelude::*};

/// The license is not found or not valid: other products see it too.
const NOT_FOUND: Code = Code(0xC004_F034);

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

/// Whether Microsoft, who would have known the license of this hardware, could not be asked: the state alone then says nothing of it.
fn is_unasked(found: &CodeMatch) -> bool {
    let could_not_ask = || found.installed.active_code(&NO_INTERNET).is_some();
    found.code() == NOT_FOUND && found.active.source == CodeSource::State && could_not_ask()
}

/// Whether somebody tells why this hardware has no license: it is not the one that had it.
fn is_of_other_hardware(case: &Case, found: &CodeMatch) -> bool {
    NO_DIGITAL_LICENSE.contains(&found.code()) && case.told("hardware_changed").next().is_some()
}

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let is_retail = |installed: &InstalledLicense| match installed.channel() {
        Channel::Retail | Channel::Oem => true,
        Channel::Unknown => installed.app() != App::Office,
        _ => false,
    };
    // Where a tool printed the license and not its channel, the code is all that speaks for retail.
    let is_unsure = |installed: &InstalledLicense| {
        installed.channel() == Channel::Unknown
            && installed.active_code(&[NOT_FOUND]).is_some()
            && !installed.cites.is_empty()
    };
    any_license_with(case, &[&[NOT_FOUND, Code(0x87E1_0BC6)], NO_DIGITAL_LICENSE.as_slice()].concat())
        .filter(|found| is_retail(found.installed) && !found.installed.is_licensed() && !is_unasked(found))
        .filter(|found| !is_of_other_hardware(case, found))
        .map(|found| if is_unsure(found.installed) { found.hit().confidence(Confidence::Likely) } else { found.hit() })
        .collect()
}

//! ESU009: Windows does not ask whether a Windows 365 license entitles it.

use super::{ESU, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "ESU009",
    severity: Severity::Medium,
    role: Role::Side,
    needs: required_evidence::REGISTRY,
    command: "reg query \"HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\SoftwareProtectionPlatform\\ESU\"",
    sources: "M30",
    title: Text {
        en: "Entitlement to ESU by Windows 365 not checked",
        ja: "Windows 365 による ESU の資格が確認されない",
    },
    finding: Text {
        en: "EnableESUSubscriptionCheck is 0: Windows does not ask whether a Windows 365 license entitles it to Extended Security Updates",
        ja: "EnableESUSubscriptionCheck が 0 のため、Windows 365 ライセンスによる拡張セキュリティ更新プログラムの資格が確認されません",
    },
    actions: &[&action::CHECK_ENTITLEMENT],
    ..ESU
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let off = case.registry("EnableESUSubscriptionCheck").filter(|(observation, _)| observation.value == "0");
    off.take(1).map(|(_, cites)| Hit::global(cites).product("Windows")).collect()
}

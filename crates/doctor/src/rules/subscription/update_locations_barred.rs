//! SUB003: a policy keeps Windows from asking whether the user has a subscription.

use super::{SUB, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SUB003",
    severity: Severity::Low,
    role: Role::Side,
    needs: required_evidence::REGISTRY,
    command: "reg query HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate",
    title: Text {
        en: "Policy bars Windows Update locations",
        ja: "ポリシーで Windows Update への接続が禁止されている",
    },
    finding: Text {
        en: "DoNotConnectToWindowsUpdateInternetLocations is 1: a subscription cannot activate Windows here",
        ja: "DoNotConnectToWindowsUpdateInternetLocations が 1 のため、サブスクリプションによる Windows のライセンス認証はできません",
    },
    actions: &[&action::ALLOW_UPDATE_LOCATIONS],
    ..SUB
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let barred = case.registry("DoNotConnectToWindowsUpdateInternetLocations");
    barred
        .filter(|(observation, _)| observation.value == "1")
        .take(1)
        .map(|(_, cites)| Hit::global(cites).product("Windows"))
        .collect()
}

//! SVC003: command not elevated.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC003",
    severity: Severity::Medium,
    command: "whoami /groups",
    sources: "S0 S4",
    title: Text { en: "Command not run as administrator", ja: "管理者として実行されていない" },
    finding: Text {
        en: "{code}: the command needs an elevated prompt",
        ja: "{code}: 管理者特権のコマンド プロンプトで実行する必要があります",
    },
    actions: &[&action::RUN_ELEVATED],
    labels: &[Label::Permission],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    // Then the service itself is refused.
    if case.events(&[RULES_ENGINE_FAILED]).next().is_some() {
        return Vec::new();
    }
    any_license_with(case, &ACCESS).filter(|found| !is_of_service(found)).map(|found| found.hit()).collect()
}

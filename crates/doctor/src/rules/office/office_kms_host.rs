//! OFF007: an Office KMS host.

use super::{OFF, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "OFF007",
    role: Role::Side,
    step: Step::Answer,
    needs: required_evidence::HOSTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0",
    title: Text { en: "An Office KMS host", ja: "Office の KMS ホスト" },
    finding: Text {
        en: "{product} is licensed on one of the machines: it serves Office clients",
        ja: "{product} がライセンス認証済みで、Office クライアントに応答します",
    },
    actions: &[&action::BETTER_HOST, &action::USE_MAK],
    labels: &[Label::OfficeOnKmsHost],
    ..OFF
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let licensed = case.hosts().filter(|(_, host)| host.app() == App::Office && host.is_licensed());
    licensed.map(|(index, host)| Hit::for_license(index, &host.status_lines())).collect()
}

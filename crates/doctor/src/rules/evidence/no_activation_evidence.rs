//! EVI001: no activation evidence in the bundle.

use super::{EVI, prelude::*};
use crate::rules::silence::tells_nothing;

pub(super) static RULE: Rule = Rule {
    id: "EVI001",
    severity: Severity::Low,
    role: Role::State,
    sources: "D",
    title: Text { en: "No activation evidence in the bundle", ja: "ライセンス認証の診断データがない" },
    finding: Text {
        en: "Nothing in the files shows a product, an attempt or a host",
        ja: "どのファイルにも、製品、ライセンス認証の試行、ホストを示す内容がありません",
    },
    actions: &[&action::COLLECT],
    labels: &[Label::InsufficientEvidence],
    ..EVI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if tells_nothing(case) { vec![Hit::global(&[])] } else { Vec::new() }
}

//! CLI017: a manual activation worked.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI017",
    severity: Severity::Info,
    weight: Weight::ShowsHealth,
    needs: required_evidence::TRANSCRIPTS,
    sources: "S0",
    title: Text { en: "A manual activation worked", ja: "手動のライセンス認証に成功した" },
    finding: Text {
        en: "The last command activated {product}",
        ja: "最後のコマンドで {product} がライセンス認証されました",
    },
    labels: &[Label::AtoSuccess],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let hit = |(index, installed): (usize, &InstalledLicense)| {
        let Some((None, cites)) = installed.outcomes.last() else { return None };
        // The result stands below the product.
        let hit = Hit::for_license(index, &cites.iter().rev().cloned().collect::<Vec<_>>());
        // Where a tool printed that the license is well, that says more.
        Some(if installed.license.status == Some(1) { hit.role(Role::Side) } else { hit })
    };
    case.licenses.iter().enumerate().filter_map(hit).collect()
}

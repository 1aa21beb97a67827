//! NOI007: licenses that are not in use.

use super::{NOI, prelude::*};

values! { count: usize }

pub(super) static RULE: Rule = Rule {
    id: "NOI007",
    needs: required_evidence::LICENSES,
    sources: "S0",
    title: Text { en: "Licenses that are not in use", ja: "使用していないライセンスの行" },
    finding: Text {
        en: "Licenses that nobody uses, without a key or a trial beside the licensed product: {count}; that is normal",
        ja: "キーのないライセンス、またはライセンス認証済み製品の試用版のライセンスが {count} 個ありますが、正常です",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let Some(first) = case.unused.first().filter(|_| !case.licenses.is_empty()) else { return Vec::new() };
    vec![Hit::global(&first.status_lines()).with(Values { count: case.unused.len() })]
}

//! MAK016: the key is in use on other computers.

use super::{MAK, prelude::*};

values! { code: Value }

pub(super) static RULE: Rule = Rule {
    id: "MAK016",
    sources: "S4",
    title: Text {
        en: "Key in use on other computers", ja: "別のコンピューターで使用されているキー"
    },
    finding: Text {
        en: "{code}: the key of {product} has been activated on as many computers as it may",
        ja: "{code}: {product} のキーは、許可された台数のコンピューターで既にライセンス認証されています",
    },
    actions: &[&action::RELEASE_KEY, &action::CALL_CENTRE],
    labels: &[Label::MakLimitExceeded],
    ..MAK
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    used_up_keys(case, false).map(|found| found.hit().with(Values { code: found.code().into() })).collect()
}

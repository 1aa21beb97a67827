//! HST003: wrong host key for this product.

use super::{HST, is_refused_on_host, prelude::*, refused_requests};

values! { code: Code }

pub(super) static RULE: Rule = Rule {
    id: "HST003",
    needs: required_evidence::CLIENT,
    sources: "S0 M8 M19",
    title: Text { en: "Wrong host key for this product", ja: "製品に対応しないホスト キー" },
    finding: Text {
        en: "The host's key does not cover {product} ({code})",
        ja: "ホストのキーは {product} に対応していません ({code})",
    },
    actions: &[&action::COMPARE_HOST, &action::HOST_KEY, &action::BETTER_HOST, &action::DELETE_SRV_OF_RETIRED],
    labels: &[Label::WrongHostProduct],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    // A host that does not take the key that would cover the product has to be updated first.
    if is_refused_on_host(case) {
        return Vec::new();
    }
    let refused = kms_client_with(case, &[code::PRODUCT_NOT_COVERED]);
    let mut hits: Vec<Hit<Values>> = refused.map(|found| found.hit().with(Values { code: found.code() })).collect();
    if let (Some((last, _)), true) = (refused_requests(case, code::PRODUCT_NOT_COVERED), hits.is_empty()) {
        let host = case.hosts().next().map(|(index, _)| index);
        hits.push(Hit::global(&last.cites).about(host).with(Values { code: code::PRODUCT_NOT_COVERED }));
    }
    hits
}

//! HST005: host refuses with 0xC004F015.

use super::{HST, is_refused_on_host, prelude::*, refused_requests};

values! { refused: usize }

pub(super) static RULE: Rule = Rule {
    id: "HST005",
    command: "wevtutil epl \"Key Management Service\" kms.evtx",
    sources: "M19",
    title: Text { en: "Host refuses with 0xC004F015", ja: "ホストが 0xC004F015 で要求を拒否" },
    finding: Text {
        en: "Requests in the host's log that its key does not cover: {refused}",
        ja: "ホストのキーに対応しない要求が {refused} 件記録されています",
    },
    actions: &[&action::COMPARE_HOST, &action::HOST_KEY, &action::HOST_UPDATE],
    labels: &[Label::WrongHostProduct],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    // To an evaluation it is Windows that says so, of a key of another product.
    let is_of_host = |found: &CodeMatch<'_>| !case.is_evaluation(found.installed);
    let told = any_license_with(case, &[code::PRODUCT_NOT_INSTALLED]).filter(is_of_host);
    let told = told.filter(|_| !is_refused_on_host(case));
    let mut hits: Vec<Hit<Values>> = told.map(|found| found.hit().with(Values { refused: 1 })).collect();
    if let (Some((last, refused)), true) = (refused_requests(case, code::PRODUCT_NOT_INSTALLED), hits.is_empty()) {
        let host = case.hosts().next().map(|(index, _)| index);
        hits.push(Hit::global(&last.cites).about(host).with(Values { refused }));
    }
    hits
}

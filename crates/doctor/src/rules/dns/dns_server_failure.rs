//! DNS006: DNS server failure.

use super::{DNS, prelude::*};

values! { code: Value }

pub(super) static RULE: Rule = Rule {
    id: "DNS006",
    needs: required_evidence::CLIENT,
    sources: "S4",
    title: Text { en: "DNS server failure", ja: "DNS サーバーの障害" },
    finding: Text {
        en: "The DNS server failed instead of answering ({code})",
        ja: "DNS サーバーが応答せず、エラーになりました ({code})",
    },
    actions: &[&action::DNS_SERVER],
    labels: &[Label::DnsServerFailure],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let codes = [&[code::DNS_SERVER_FAILURE], codes_of(RULE.id)].concat();
    let failed = kms_client_with(case, &codes);
    let mut hits: Vec<Hit<Values>> =
        failed.map(|found| found.hit().with(Values { code: found.code().into() })).collect();
    let silent = case.srvs.iter().find(|(srv, _)| srv.unanswered);
    let answered = case.srvs.iter().any(|(srv, _)| !srv.unanswered);
    let candidate = case.licenses.is_empty() || case.kms_client_in_trouble().is_some();
    if let (Some((_, cites)), true) = (silent, hits.is_empty() && !answered && candidate) {
        let is_of_probe = cites.iter().any(|cite| cite.text.contains("no-answer"));
        let tool = if is_of_probe { "muster doctor probe" } else { "nslookup" };
        hits.push(Hit::global(cites).with(Values { code: tool.into() }));
    }
    // Beside today's discovery failure, the same failure in the past belongs to the picture.
    if hits.is_empty() {
        hits.extend(kms_client_with(case, &NO_RECORD).filter_map(|found| {
            let event = found.installed.past_code(&[code::DNS_SERVER_FAILURE])?;
            let values = Values { code: code::DNS_SERVER_FAILURE.into() };
            Some(Hit::for_license(found.index, &event.cites).historical().with(values))
        }));
    }
    hits
}

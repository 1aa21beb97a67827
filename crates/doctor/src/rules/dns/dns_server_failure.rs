//! DNS006: DNS server failure.

use super::{DNS, prelude::*};

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

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = kms(case, &[0x8007_232A]);
    let silent = case.srvs.iter().find(|(srv, _)| srv.unanswered);
    let answered = case.srvs.iter().any(|(srv, _)| !srv.unanswered);
    let candidate = case.licenses.is_empty()
        || case.clients().any(|(_, installed)| installed.takes_kms() && installed.is_in_trouble());
    if let (Some((_, cites)), true, true) = (silent, hits.is_empty() && !answered, candidate) {
        hits.push(Hit::global(cites).with("code", "nslookup"));
    }
    // Beside today's discovery failure, the same failure in the past belongs to the picture.
    let licenses =
        case.clients().filter(|(_, installed)| installed.takes_kms() && installed.active_code(&NO_RECORD).is_some());
    let once = licenses.filter_map(|(index, installed)| Some((index, installed.past_code(&[0x8007_232A])?)));
    if hits.is_empty() {
        hits.extend(
            once.map(|(index, event)| Hit::for_license(index, &event.cites).with("code", "0x8007232A").historical()),
        );
    }
    hits
}

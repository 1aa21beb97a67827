//! DNS006: DNS server failure.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "DNS006",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Discovery,
    scope: Scope::Any,
    needs: needs::CLIENT,
    command: "nslookup -type=srv _vlmcs._tcp",
    sources: "S4",
    title: Text { en: "DNS server failure", ja: "DNS サーバーの障害" },
    finding: Text {
        en: "The DNS server failed instead of answering ({code})",
        ja: "DNS サーバーが応答せず、エラーになりました ({code})",
    },
    actions: &[&action::DNS_SERVER],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let mut hits = kms(case, &[0x8007_232A]);
    let silent = case.srvs.iter().find(|(srv, _)| srv.unanswered);
    let answered = case.srvs.iter().any(|(srv, _)| !srv.unanswered);
    let wanting = case.units.is_empty() || case.clients().any(|(_, unit)| unit.takes_kms() && unit.is_in_trouble());
    if let (Some((_, cites)), true, true) = (silent, hits.is_empty() && !answered, wanting) {
        hits.push(Hit::at(cites).with("code", "nslookup"));
    }
    // Beside today's discovery failure, the same failure in the past belongs to the picture.
    let units = case.clients().filter(|(_, unit)| unit.takes_kms() && unit.saw(&NO_RECORD).is_some());
    let once = units.filter_map(|(index, unit)| Some((index, unit.once_saw(&[0x8007_232A])?)));
    if hits.is_empty() {
        hits.extend(once.map(|(index, moment)| Hit::of(index, &moment.cites).with("code", "0x8007232A").past()));
    }
    hits
}

//! DNS001: no SRV record found.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "DNS001",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Discovery,
    scope: Scope::Any,
    needs: needs::DISCOVERY,
    command: "nslookup -type=srv _vlmcs._tcp",
    sources: "S0 S2 M2",
    title: Text { en: "No SRV record found", ja: "SRV レコードが見つからない" },
    finding: Text {
        en: "DNS knows no _vlmcs._tcp record where {product} looks ({code})",
        ja: "{product} が検索する場所に _vlmcs._tcp の SRV レコードがありません ({code})",
    },
    actions: &[&action::CREATE_SRV, &action::PIN_HOST],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    if case.targets().next().is_some() {
        return Vec::new();
    }
    let by_name = |unit: &Unit| unit.license.registered_host.is_none();
    let mut hits: Vec<Hit> =
        kms(case, &NO_RECORD).into_iter().filter(|hit| unit_of(case, hit).is_none_or(by_name)).collect();
    let denied = case.srvs.iter().find(|(srv, _)| srv.target.is_none() && !srv.unanswered);
    let mut clients = case.clients();
    let wanting = clients.find(|(_, unit)| unit.takes_kms() && unit.is_in_trouble() && !unit.was_answered());
    let wanting = wanting.map(|(index, _)| index);
    if let (Some((_, cites)), true) = (denied, hits.is_empty() && (wanting.is_some() || case.units.is_empty())) {
        let hit = Hit { unit: wanting, ..Hit::at(cites) }.with("code", "NXDOMAIN");
        hits.push(if wanting.is_none() { hit.with("product", "KMS") } else { hit });
    }
    // A host that failed to publish is why: then the missing record is a consequence.
    if unpublished(case).is_some() {
        hits = hits.into_iter().map(|hit| hit.role(Role::Side)).collect();
    }
    // The tool says that discovery found nothing, and nothing shows that a host was ever tried.
    let untold = |unit: &Unit| {
        unit.license.host_not_found
            && unit.is_in_trouble()
            && unit.channel() == Channel::KmsClient
            && unit.history.is_empty()
            && unit.now.iter().all(|seen| seen.from == From::State)
            && by_name(unit)
    };
    if hits.is_empty() {
        let units = case.clients().filter(|(_, unit)| untold(unit));
        hits.extend(units.map(|(index, unit)| {
            Hit::of(index, &naming(unit, "not available"))
                .confidence(Confidence::Possible)
                .with("code", "name not available")
        }));
    }
    hits
}

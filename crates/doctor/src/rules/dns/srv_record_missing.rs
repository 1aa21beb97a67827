//! DNS001: no SRV record found.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS001",
    sources: "S0 S2 M2",
    title: Text { en: "No SRV record found", ja: "SRV レコードが見つからない" },
    finding: Text {
        en: "DNS knows no _vlmcs._tcp record where {product} looks ({code})",
        ja: "{product} が検索する場所に _vlmcs._tcp の SRV レコードがありません ({code})",
    },
    actions: &[&action::CREATE_SRV, &action::PIN_HOST],
    labels: &[Label::SrvMissing],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if case.targets().next().is_some() {
        return Vec::new();
    }
    let by_name = |installed: &InstalledLicense| installed.license.registered_host.is_none();
    let mut hits: Vec<Hit> =
        kms(case, &NO_RECORD).into_iter().filter(|hit| license_of(case, hit).is_none_or(by_name)).collect();
    let denied = case.srvs.iter().find(|(srv, _)| srv.target.is_none() && !srv.unanswered);
    let mut clients = case.clients();
    let candidate =
        clients.find(|(_, installed)| installed.takes_kms() && installed.is_in_trouble() && !installed.was_answered());
    let candidate = candidate.map(|(index, _)| index);
    if let (Some((_, cites)), true) = (denied, hits.is_empty() && (candidate.is_some() || case.licenses.is_empty())) {
        let hit = Hit { license: candidate, ..Hit::global(cites) }.with("code", "NXDOMAIN");
        hits.push(if candidate.is_none() { hit.with("product", "KMS") } else { hit });
    }
    // A host that failed to publish is why: then the missing record is a consequence.
    if unpublished(case).is_some() {
        hits = hits.into_iter().map(|hit| hit.role(Role::Side)).collect();
    }
    // The tool says that discovery found nothing, and nothing shows that a host was ever tried.
    let undiagnosed = |installed: &InstalledLicense| {
        installed.license.host_not_found
            && installed.is_in_trouble()
            && installed.channel() == Channel::KmsClient
            && installed.history.is_empty()
            && installed.active_codes.iter().all(|active| active.source == CodeSource::State)
            && by_name(installed)
    };
    if hits.is_empty() {
        let licenses = case.clients().filter(|(_, installed)| undiagnosed(installed));
        hits.extend(licenses.map(|(index, installed)| {
            Hit::for_license(index, &naming(installed, "not available"))
                .confidence(Confidence::Possible)
                .with("code", "name not available")
        }));
    }
    hits
}

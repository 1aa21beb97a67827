//! DNS001: no SRV record found.

use super::{DNS, prelude::*, searches_nowhere};

values! { record: &'static str, code: Value }

const OF_WINDOWS: &str = "_vlmcs._tcp";
const OF_MUSTER: &str = "_muster._tcp";

pub(super) static RULE: Rule = Rule {
    id: "DNS001",
    sources: "S0 S2 M2",
    title: Text { en: "No SRV record found", ja: "SRV レコードが見つからない" },
    finding: Text {
        en: "DNS knows no {record} record where {product} looks ({code})",
        ja: "{product} が検索する場所に {record} の SRV レコードがありません ({code})",
    },
    actions: &[&action::PUBLISH, &action::CREATE_SRV, &action::SUFFIX, &action::PIN_HOST, &action::USE_MAK],
    labels: &[Label::SrvMissing],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    if case.targets().next().is_some() {
        return Vec::new();
    }
    let mut hits: Vec<Hit<Values>> = kms_client_with(case, &NO_RECORD)
        .filter(|found| uses_dns(found.installed))
        .map(|found| found.hit().with(Values { record: record(found.installed), code: found.code().into() }))
        .collect();
    if hits.is_empty() {
        hits.extend(negative_answer(case));
    }
    // A host that failed to publish, or that no domain is searched, is why: then the missing record is a consequence.
    if unpublished(case).is_some() || searches_nowhere(case).is_some() {
        hits = hits.into_iter().map(|hit| hit.role(Role::Side)).collect();
    }
    if hits.is_empty() { found_nothing(case) } else { hits }
}

/// The name under which hosts of this product publish: Muster's hosts have one of their own.
fn record(installed: &InstalledLicense) -> &'static str {
    if installed.app() == App::Other { OF_MUSTER } else { OF_WINDOWS }
}

fn of_lines(cites: &[Cite]) -> &'static str {
    if cites.iter().any(|cite| cite.text.contains(OF_MUSTER)) { OF_MUSTER } else { OF_WINDOWS }
}

/// A client that asks a host which DNS does not name has it set by hand: a record would not help.
fn uses_dns(installed: &InstalledLicense) -> bool {
    let asks =
        installed.history.iter().any(|event| matches!(&event.entry, Entry::Sent { host, .. } if !host.is_empty()));
    installed.license.registered_host.is_none() && !asks
}

/// A DNS server said that there is no record, and a client needs one.
fn negative_answer(case: &Case) -> Option<Hit<Values>> {
    let is_negative_answer = |srv: &Srv| srv.target.is_none() && !srv.unanswered;
    let (_, cites) = case.srvs.iter().find(|(srv, _)| is_negative_answer(srv))?;
    let hit = |record| Hit::global(cites).with(Values { record, code: "NXDOMAIN".into() });
    let unanswered = |installed: &InstalledLicense| installed.is_in_trouble() && !installed.was_answered();
    match case.clients().find(|(_, installed)| installed.takes_kms() && unanswered(installed) && uses_dns(installed)) {
        Some((candidate, installed)) => Some(hit(record(installed)).about(Some(candidate))),
        None => case.licenses.is_empty().then(|| hit(of_lines(cites)).product("KMS")),
    }
}

/// The tool says that discovery found nothing, and nothing shows that a host was ever tried.
fn found_nothing(case: &Case) -> Vec<Hit<Values>> {
    let undiagnosed = |installed: &InstalledLicense| {
        installed.license.host_not_found
            && installed.is_in_trouble()
            && installed.channel() == Channel::KmsClient
            && installed.history.is_empty()
            && installed.active_codes.iter().all(|active| active.source == CodeSource::State)
            && uses_dns(installed)
    };
    case.clients()
        .filter(|(_, installed)| undiagnosed(installed))
        .map(|(index, installed)| {
            let hit = Hit::for_license(index, &installed.lines_with("not available"));
            hit.confidence(Confidence::Possible)
                .with(Values { record: record(installed), code: "name not available".into() })
        })
        .collect()
}

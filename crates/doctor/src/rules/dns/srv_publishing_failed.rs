//! DNS017: host cannot publish its record.

use super::{DNS, prelude::*};

values! { domain: String, code: Value }

pub(super) static RULE: Rule = Rule {
    id: "DNS017",
    severity: Severity::High,
    scope: Scope::Host,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "M10 S2",
    title: Text { en: "Host cannot publish its record", ja: "ホストが SRV レコードを発行できない" },
    finding: Text {
        en: "The host failed to write its record in {domain} ({code})",
        ja: "ホストが {domain} にレコードを書き込めませんでした ({code})",
    },
    actions: &[&action::PUBLISH_RIGHTS, &action::CREATE_SRV],
    labels: &[Label::DnsPublishFailed],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    // Where no server answers, none has refused.
    let refuses = |event: &&LoggedEvent| event.record.code.is_none_or(|code| !NO_DNS_SERVER.contains(&code));
    let Some(event) = unpublished(case).filter(refuses) else { return told(case).into_iter().collect() };
    let domain = Some(event.record.field(EventField::Domain)).filter(|domain| !domain.is_empty()).unwrap_or("DNS");
    let hit = Hit::global(&event.cites).with(Values { domain: domain.to_owned(), code: event.record.code.into() });
    // What the host could not write is what its clients do not find.
    let client = case.clients().find(|(_, client)| client.takes_kms() && client.active_code(&NO_RECORD).is_some());
    match client {
        Some((index, _)) => vec![hit.about(Some(index)).severity(Severity::Critical)],
        None => vec![hit.about(case.hosts().next().map(|(index, _)| index))],
    }
}

/// What somebody tells of the host.
fn told(case: &Case) -> Option<Hit<Values>> {
    let (_, cites) = case.told("publishing_failed").last().filter(|_| case.events(&[12293, 12294]).next().is_none())?;
    let hit = Hit::global(cites).product("KMS").confidence(Confidence::Likely);
    Some(hit.with(Values { domain: "DNS".to_owned(), code: None::<Code>.into() }))
}

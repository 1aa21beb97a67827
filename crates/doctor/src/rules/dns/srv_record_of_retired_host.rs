//! DNS009: SRV points to a retired host.

use super::{DNS, prelude::*};

values! { host: Value, proof: Text }

const ANOTHER_ANSWERED: Text =
    Text { en: "it did not answer, while another host did", ja: "応答せず、別のホストが応答しました" };
const TOLD: Text =
    Text { en: "somebody writes that it is out of service", ja: "廃止されたとの記述があります" };
const UNNAMED: Text = Text { en: "A host", ja: "あるホスト" };

pub(super) static RULE: Rule = Rule {
    id: "DNS009",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Side,
    step: Step::Name,
    sources: "M2",
    title: Text { en: "SRV points to a retired host", ja: "廃止されたホストを指す SRV レコード" },
    finding: Text {
        en: "{host} is in DNS, and {proof}", ja: "{host} は DNS に登録されていますが、{proof}"
    },
    actions: &[&action::DELETE_SRV],
    labels: &[Label::HostUnreachable],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let reached = case.clients().filter(|(_, installed)| installed.was_answered() || installed.succeeded_last);
    let dead = reached.filter_map(|(index, installed)| {
        let in_dns = |event: &&HistoryEvent| case.targets().any(|(target, ..)| failed_to_reach(event, target));
        let event = installed.history.iter().rev().find(in_dns)?;
        Some(
            Hit::for_license(index, &event.cites)
                .with(Values { host: unreached_host(event)?.into(), proof: ANOTHER_ANSWERED }),
        )
    });
    let hits: Vec<Hit<Values>> = dead.take(1).collect();
    if hits.is_empty() { told(case).into_iter().collect() } else { hits }
}

/// A host that somebody tells to be gone: the cause, unless a client is served.
fn told(case: &Case) -> Option<Hit<Values>> {
    let (told, cites) = case.told("retired_host").last()?;
    let host = if told.value.is_empty() { UNNAMED.into() } else { told.value.as_str().into() };
    let hit = Hit::global(cites).product("KMS").with(Values { host, proof: TOLD });
    let served = case.clients().any(|(_, client)| client.takes_kms() && client.is_well());
    Some(if served { hit.severity(Severity::Low) } else { hit.about(case.kms_client_in_trouble()).role(Role::Cause) })
}

//! NET006: host firewall rule off.

use super::{NET, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NET006",
    confidence: Confidence::Likely,
    needs: required_evidence::FIREWALLS,
    command: "netsh advfirewall firewall show rule name=all",
    sources: "S1",
    title: Text { en: "Host firewall rule off", ja: "ホストのファイアウォール規則が無効" },
    finding: Text {
        en: "The inbound rule of the Key Management Service is off or blocks",
        ja: "キー管理サービスの受信の規則が無効か、ブロックになっています",
    },
    actions: &[&action::CHECK_FIREWALL],
    labels: &[Label::PortBlocked],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let is_off = |observation: &Observation| match observation.about.as_str() {
        "enabled" => ["no", "false", "いいえ", "nein", "non", "無効"].contains(&observation.value.as_str()),
        "action" => ["block", "ブロック", "blockieren"].contains(&observation.value.as_str()),
        _ => false,
    };
    // Clients listen to nobody: the rule is off on every one of them.
    if !case.licenses.is_empty() && !case.licenses.iter().any(InstalledLicense::is_host) {
        return Vec::new();
    }
    let off = case.observations(ObservationKind::FirewallRule).filter(|(observation, _)| is_off(observation));
    off.take(1).map(|(_, cites)| Hit::global(cites)).collect()
}

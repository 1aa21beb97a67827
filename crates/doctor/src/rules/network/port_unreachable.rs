//! NET002: port cannot be reached.

use super::{NET, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NET002",
    sources: "S0 S4",
    title: Text { en: "Port cannot be reached", ja: "ポートに接続できない" },
    finding: Text {
        en: "TCP to {host} failed; the name resolves, so the way to the host or the host itself is shut",
        ja: "{host} への TCP 接続に失敗しました。名前は解決できるため、経路またはホスト側で遮断されています",
    },
    actions: &[&action::ALLOW_PORT, &action::CHECK_FIREWALL, &action::CHECK_HOST_SERVICE],
    labels: &[Label::PortBlocked],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let troubled = case.licenses.iter().all(InstalledLicense::is_host)
        || case.clients().any(|(_, installed)| installed.takes_kms() && installed.is_in_trouble());
    let answered = case.clients().any(|(_, installed)| installed.was_answered());
    let mut hits: Vec<Hit> = kms(case, &[0x8007_05B4])
        .into_iter()
        .filter(|hit| license_of(case, hit).is_none_or(|installed| !installed.was_answered()))
        .collect();
    if port_mismatch(case).is_some() || !troubled || answered {
        return hits;
    }
    let shut = case.ports.iter().filter(|probe| !probe.open && !reached(case, &probe.host));
    let owner = case
        .clients()
        .find(|(_, installed)| installed.takes_kms() && installed.is_in_trouble())
        .map(|(index, _)| index);
    let probed = case.observations(ObservationKind::Probe).filter(|(observation, _)| observation.value == "timeout");
    hits.extend(shut.map(|probe| {
        Hit { license: owner, ..Hit::global(&probe.cites) }.with("host", format!("{}:{}", probe.host, probe.port))
    }));
    hits.extend(
        probed
            .map(|(observation, cites)| Hit { license: owner, ..Hit::global(cites) }.with("host", &observation.about)),
    );
    hits.truncate(3);
    hits
}

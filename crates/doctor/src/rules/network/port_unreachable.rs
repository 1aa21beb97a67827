//! NET002: port cannot be reached.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "NET002",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Port,
    scope: Scope::Any,
    needs: needs::PORTS,
    command: "Test-NetConnection HOST -Port 1688",
    sources: "S0 S4",
    title: Text { en: "Port cannot be reached", ja: "ポートに接続できない" },
    finding: Text {
        en: "TCP to {host} failed; the name resolves, so the way to the host or the host itself is shut",
        ja: "{host} への TCP 接続に失敗しました。名前は解決できるため、経路またはホスト側で遮断されています",
    },
    actions: &[&action::ALLOW_PORT, &action::CHECK_FIREWALL, &action::CHECK_HOST_SERVICE],
    check,
};

fn check(case: &Case) -> Vec<Hit> {
    let troubled = case.units.iter().all(Unit::is_host)
        || case.clients().any(|(_, unit)| unit.takes_kms() && unit.is_in_trouble());
    let answered = case.clients().any(|(_, unit)| unit.was_answered());
    let mut hits: Vec<Hit> = kms(case, &[0x8007_05B4])
        .into_iter()
        .filter(|hit| unit_of(case, hit).is_none_or(|unit| !unit.was_answered()))
        .collect();
    if port_mismatch(case).is_some() || !troubled || answered {
        return hits;
    }
    let shut = case.ports.iter().filter(|tried| !tried.open && !reached(case, &tried.host));
    let owner = case.clients().find(|(_, unit)| unit.takes_kms() && unit.is_in_trouble()).map(|(index, _)| index);
    let probed = case.observations(ObservationKind::Probe).filter(|(observation, _)| observation.value == "timeout");
    hits.extend(shut.map(|tried| {
        Hit { unit: owner, ..Hit::at(&tried.cites) }.with("host", format!("{}:{}", tried.host, tried.port))
    }));
    hits.extend(
        probed.map(|(observation, cites)| Hit { unit: owner, ..Hit::at(cites) }.with("host", &observation.about)),
    );
    hits.truncate(3);
    hits
}

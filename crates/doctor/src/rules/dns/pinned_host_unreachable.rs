//! DNS012: pinned to a host that does not answer.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS012",
    confidence: Confidence::Likely,
    step: Step::Name,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S2 M1",
    title: Text { en: "Pinned to a host that does not answer", ja: "応答しないホストに固定されている" },
    finding: Text {
        en: "{product} is set to ask {host} only, which does not answer; DNS offers {other}",
        ja: "{product} は {host} に固定されていますが応答がありません。DNS には {other} があります",
    },
    actions: &[&action::CLEAR_PIN, &action::ACTIVATE],
    labels: &[Label::HostUnreachable],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (index, installed) in case
        .clients()
        .filter(|(_, installed)| installed.takes_kms() && installed.is_in_trouble() && !installed.was_answered())
    {
        let Some((pinned, cites)) = pin(case, installed) else { continue };
        let (name, _) = host_and_port(&pinned);
        let other = case.targets().find(|(target, ..)| !same_host(target, &name));
        let dead = installed.active_code(&UNREACHED).is_some()
            || case.ports.iter().any(|probe| !probe.open && same_host(&probe.host, &name))
            || installed.active_code(&[NO_HOST]).is_some();
        let here = case.targets().any(|(target, ..)| same_host(target, &name));
        if let (Some((other, _, more)), true, false) = (other, dead, here) {
            hits.push(Hit::for_license(index, &cites).with_cites(more).with("host", name).with("other", other));
        }
    }
    hits
}

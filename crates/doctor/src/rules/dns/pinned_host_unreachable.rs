//! DNS012: pinned to a host that does not answer.

use super::{DNS, prelude::*};

values! { host: String, other: String }

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
    actions: &[&action::CLEAR_PIN],
    labels: &[Label::HostUnreachable],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let unanswered =
        |installed: &InstalledLicense| installed.takes_kms() && installed.is_in_trouble() && !installed.was_answered();
    let mut hits = Vec::new();
    for (index, installed) in case.clients().filter(|(_, installed)| unanswered(installed)) {
        let Some((pinned, cites)) = pinned_host(case, installed) else { continue };
        let (host, _) = host_and_port(&pinned);
        let dead = installed.active_code(&UNREACHED).is_some()
            || installed.active_code(&[code::NO_HOST_REACHED]).is_some()
            || case.ports.iter().any(|probe| !probe.open && same_host(&probe.host, &host));
        let in_dns = case.targets().any(|(target, ..)| same_host(target, &host));
        if let (Some((other, _, more)), true, false) = (case.targets().next(), dead, in_dns) {
            let values = Values { host, other: other.to_owned() };
            hits.push(Hit::for_license(index, &cites).with_cites(more).with(values));
        }
    }
    hits
}

/// The host that was set by hand, and the lines that say so.
fn pinned_host(case: &Case, installed: &InstalledLicense) -> Option<(String, Vec<Cite>)> {
    if let Some(host) = &installed.license.registered_host {
        return Some((host.clone(), installed.lines_with(host)));
    }
    let set = case.observations(ObservationKind::HostSet).last();
    let set = set.map(|(observation, cites)| (observation.value.clone(), cites.to_vec()));
    let registry = case.registry("KeyManagementServiceName").find(|(observation, _)| !observation.value.is_empty());
    set.or_else(|| registry.map(|(observation, cites)| (observation.value.to_lowercase(), cites.to_vec())))
}

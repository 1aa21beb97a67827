//! HST017: Azure Edition cannot be a host.

use super::{HST, prelude::*};

values! { system: String }

pub(super) static RULE: Rule = Rule {
    id: "HST017",
    scope: Scope::Host,
    step: Step::Key,
    sources: "M4",
    title: Text { en: "Edition cannot be a host", ja: "ホストにできないエディション" },
    finding: Text {
        en: "{system} is activated by Azure and cannot be a KMS host",
        ja: "{system} は Azure によってライセンス認証されるエディションで、KMS ホストにできません",
    },
    actions: &[&action::ANOTHER_SERVER],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut systems = case.observations(ObservationKind::OperatingSystem);
    let azure = systems.find(|(observation, _)| observation.value.contains("Azure Edition"));
    let Some((observation, cites)) = azure else { return Vec::new() };
    let hosts = case.hosts().filter(|(_, host)| host.app() == App::Windows && !host.is_licensed());
    let hit = |(index, host): (usize, &InstalledLicense)| {
        Hit::for_license(index, &host.status_lines())
            .with_cites(cites)
            .with(Values { system: observation.value.clone() })
    };
    hosts.map(hit).collect()
}

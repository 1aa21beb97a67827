//! CLD002: pinned to a name or address of Azure's host that Azure has replaced.

use super::{CLD, clients_of_clouds, prelude::*};

values! { host: String, current: &'static str }

pub(super) static RULE: Rule = Rule {
    id: "CLD002",
    severity: Severity::Low,
    confidence: Confidence::Certain,
    role: Role::Side,
    sources: "M6",
    title: Text { en: "Old Azure endpoint pinned", ja: "以前の Azure KMS 接続先に固定されている" },
    finding: Text {
        en: "{product} asks {host}; the host's name today is {current}",
        ja: "{product} の要求先は {host} です。現在の名前は {current} です",
    },
    actions: &[&action::PIN_AZURE],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let old = clients_of_clouds(case).filter(|(.., host)| host.is_old);
    old.map(|(index, client, name, host)| {
        let severity = if client.is_well() { Severity::Low } else { Severity::Medium };
        let lines = client.lines_with(&name);
        Hit::for_license(index, &lines).severity(severity).with(Values { host: name, current: host.current() })
    })
    .collect()
}

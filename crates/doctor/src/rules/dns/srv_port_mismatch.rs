//! DNS011: SRV port differs from the listening port.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS011",
    step: Step::Port,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0 S2",
    title: Text {
        en: "SRV port differs from the listening port", ja: "SRV レコードのポートと待ち受けポートの不一致"
    },
    finding: Text {
        en: "The record says {record}, the host listens on {listening}",
        ja: "SRV レコードは {record}、ホストの待ち受けポートは {listening} です",
    },
    actions: &[&action::PORT_EQUAL],
    labels: &[Label::PortMismatch],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    port_mismatch(case)
        .map(|(target, record, listening, cites)| {
            let troubled = case
                .clients()
                .find(|(_, installed)| installed.takes_kms() && installed.is_in_trouble())
                .map(|(index, _)| index);
            let hit = Hit::global(&cites).with("host", target).with("record", record).with("listening", listening);
            Hit { license: troubled, ..hit }
        })
        .into_iter()
        .collect()
}

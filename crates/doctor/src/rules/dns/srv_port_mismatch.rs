//! DNS011: SRV port differs from the listening port.

use super::{DNS, prelude::*};

values! { record: u64, listening: u64 }

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
        ja: "SRV レコードのポートは {record}、ホストの待ち受けポートは {listening} です",
    },
    actions: &[&action::PORT_EQUAL],
    labels: &[Label::PortMismatch],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |found: &PortMismatch| {
        let values = Values { record: found.record, listening: found.listening };
        Hit::global(&found.cites).about(case.kms_client_in_trouble()).with(values)
    };
    case.derived.port_mismatch.iter().map(hit).collect()
}

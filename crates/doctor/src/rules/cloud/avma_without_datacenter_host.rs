//! CLD005: a key for virtual machines without the Hyper-V host that it needs.

use super::{CLD, prelude::*};

/// No supported Hyper-V host, or one that is not activated itself.
const NO_HYPERV_HOST: [Code; 4] = [Code(0xC004_FD01), Code(0xC004_FD02), Code(0xC004_FD03), Code(0xC004_FD04)];

pub(super) static RULE: Rule = Rule {
    id: "CLD005",
    step: Step::Key,
    sources: "M4 K",
    title: Text {
        en: "AVMA key outside a Datacenter host", ja: "AVMA キーの条件を満たす Hyper-V ホストがない"
    },
    finding: Text {
        en: "{product} has a key for automatic virtual machine activation, and no activated Datacenter Hyper-V host answers",
        ja: "{product} は仮想マシンの自動ライセンス認証 (AVMA) のキーを使用していますが、ライセンス認証済みの Datacenter の Hyper-V ホストから応答がありません",
    },
    actions: &[&action::ACTIVATE_HYPERV_HOST, &action::INSTALL_CLIENT_KEY],
    ..CLD
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if case.is_in_azure() {
        return Vec::new();
    }
    avma(case)
}

/// Products with such a key that are not activated.
pub(super) fn avma(case: &Case) -> Vec<Hit> {
    let coded = any_license_with(case, &NO_HYPERV_HOST);
    let mut hits: Vec<Hit> =
        coded.map(|found| Hit::for_license(found.index, &found.active.cites).confidence(Confidence::Certain)).collect();
    if hits.is_empty() {
        let idle = |client: &InstalledLicense| client.channel() == Channel::VirtualMachine && client.is_in_trouble();
        let idle = case.clients().filter(|(_, client)| idle(client));
        hits.extend(idle.map(|(index, client)| Hit::for_license(index, &client.lines_with("VIRTUAL_MACHINE"))));
    }
    hits
}

//! KEY010: an OEM key where hosts serve.

use super::{KEY, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "KEY010",
    severity: Severity::Medium,
    confidence: Confidence::Likely,
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    sources: "D",
    title: Text {
        en: "OEM key on a volume computer", ja: "ボリューム ライセンス環境で OEM キーを使用"
    },
    finding: Text {
        en: "{product} has the OEM key of its firmware and is not activated; the hosts of this estate serve volume keys only",
        ja: "{product} はファームウェアの OEM キーを使用しており、ライセンス認証されていません。この環境の KMS ホストはボリューム ライセンスのキーにだけ応答します",
    },
    actions: &[&action::INSTALL_CLIENT_KEY],
    labels: &[Label::KeyWrongChannel],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    if !case.has_environment() {
        return Vec::new();
    }
    let idle = |client: &InstalledLicense| {
        client.channel() == Channel::Oem
            && client.app() == App::Windows
            && client.license.status.is_some_and(|status| status != 1)
    };
    let clients = case.clients().filter(|(_, client)| idle(client));
    clients.map(|(index, client)| Hit::for_license(index, &client.lines_with("OEM"))).collect()
}

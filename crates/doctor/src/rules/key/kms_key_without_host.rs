//! KEY005: KMS key on a machine that meets no host.

use super::{KEY, prelude::*};

values! { days: i64 }

/// Without a host for most of the 180 days that an activation lasts.
const DAYS_MIN: i64 = 150;

pub(super) static RULE: Rule = Rule {
    id: "KEY005",
    severity: Severity::Medium,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    sources: "S3",
    title: Text {
        en: "KMS key on a machine that meets no host", ja: "ホストに接続できない環境の KMS キー"
    },
    finding: Text {
        en: "{product} has met no host since its last activation; days from then to its newest attempt: {days}",
        ja: "{product} の最後のライセンス認証は最新の試行の {days} 日前で、その後ホストに接続できていません",
    },
    actions: &[&action::VPN],
    labels: &[Label::ExpiredOffNetwork],
    ..KEY
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let roaming_clients = case.clients().filter(|(_, installed)| installed.takes_kms() && !installed.is_licensed());
    let hit = |(index, installed): (usize, &InstalledLicense)| {
        let good =
            |event: &&HistoryEvent| matches!(event.entry, Entry::Answer { code: code::SUCCESS, activated: true, .. });
        let success = installed.history.iter().rev().find(good)?;
        let last = installed.history.iter().filter_map(|event| event.at).max()?;
        let days = (last - success.at?) / DAY;
        let met_nobody = installed.active_codes.iter().all(says_that_no_host_was_met);
        (days >= DAYS_MIN && met_nobody).then(|| Hit::for_license(index, &success.cites).with(Values { days }))
    };
    roaming_clients.filter_map(hit).collect()
}

fn says_that_no_host_was_met(active: &ActiveCode) -> bool {
    met_no_host(active.code) || active.code == Code(0x8007_139F) || active.source == CodeSource::State
}

//! What a program collects beyond the commands of a system: what Muster says of this machine, and what the probe sees.

use super::part::{
    Command, Each, Part,
    Work::{Commands, Health, Probe},
    part, repeated,
};
use muster_core::lang::Text;

/// The parts, which come last: the probe asks the hosts that the other parts name.
pub static NATIVE: &[Part] = &[
    repeated(
        Each::Muster,
        "muster-dlv.txt",
        30,
        Commands(&[Command::new(&["muster", "slmgr", "/dlv"])]),
        Text { en: "Muster's licenses on this machine", ja: "このコンピューターの Muster ライセンス" },
    ),
    repeated(
        Each::MusterClient,
        "client-status.json",
        30,
        Commands(&[Command::new(&["muster", "client", "status", "--json"])]),
        Text { en: "the client's products and hosts", ja: "クライアントの製品とホスト" },
    ),
    repeated(
        Each::MusterClient,
        "client-events.json",
        30,
        Commands(&[Command::new(&["muster", "client", "events", "--json"])]),
        Text { en: "the client's attempts and answers", ja: "クライアントの試行と応答" },
    ),
    repeated(
        Each::MusterHost,
        "host-health.json",
        10,
        Health,
        Text {
            en: "what a running host says of its store, clock, license and connections",
            ja: "実行中のホストが示すストア、時計、ライセンス、接続の状態",
        },
    ),
    repeated(
        Each::MusterHost,
        "host-machines.json",
        60,
        Commands(&[Command::new(&["muster", "host", "machines", "--json"])]),
        Text { en: "the machines that asked the host", ja: "ホストに要求したコンピューター" },
    ),
    repeated(
        Each::MusterHost,
        "host-events.txt",
        60,
        Commands(&[Command::new(&["muster", "host", "events", "--limit", "1000"])]),
        Text {
            en: "the host's newest events: requests, publishing in DNS, the clock",
            ja: "ホストの最新のイベント (要求、DNS への発行、時計)",
        },
    ),
    part(
        "probe.txt",
        120,
        Probe,
        Text {
            en: "the SRV records of every suffix at every DNS server, and whether each host that a setting or DNS names answers: one \
                 connection and one bind, no request",
            ja: "各 DNS サーバーでの全サフィックスの SRV レコードと、設定または DNS が示す各ホストの応答 (接続とバインドを 1 回行うだけで、\
                 要求は送信しません)",
        },
    ),
];

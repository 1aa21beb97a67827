//! What is collected on a machine of Muster that does not run Windows.

use super::part::{
    Command, Each, Part,
    Work::{self, Commands},
};
use muster_core::lang::Text;

const fn part(file: &'static str, seconds: u32, work: Work, why: Text) -> Part {
    Part { file, seconds, each: Each::Once, work, why }
}

/// The parts. A machine has one of the programs that set the clock, and is a client or a host: what it lacks is no failure.
pub static LINUX: &[Part] = &[
    part(
        "system.txt",
        10,
        Commands(&[Command::any_exit(&["uname", "-srm"]), Command::any_exit(&["cat", "/etc/os-release"])]),
        Text { en: "name and version of the system", ja: "システムの名前とバージョン" },
    ),
    part(
        "resolver.txt",
        10,
        Commands(&[Command::any_exit(&["cat", "/etc/resolv.conf"]), Command::any_exit(&["resolvectl", "status"])]),
        Text { en: "DNS servers and suffixes", ja: "DNS サーバーとサフィックス" },
    ),
    part(
        "time.txt",
        10,
        Commands(&[Command::any_exit(&["timedatectl", "status"]), Command::any_exit(&["chronyc", "-n", "tracking"])]),
        Text {
            en: "whether the clock is synchronised, with whom, and how far it is off",
            ja: "時刻が同期されているか、同期元、ずれ",
        },
    ),
    part(
        "slmgr-dlv.txt",
        30,
        Commands(&[Command::any_exit(&["muster", "slmgr", "/dlv"])]),
        Text { en: "Muster's license on this machine", ja: "このコンピューターの Muster ライセンス" },
    ),
    part(
        "client-status.json",
        30,
        Commands(&[Command::any_exit(&["muster", "client", "status", "--json"])]),
        Text { en: "the client's products and hosts", ja: "クライアントの製品とホスト" },
    ),
    part(
        "client-events.json",
        30,
        Commands(&[Command::any_exit(&["muster", "client", "events", "--json"])]),
        Text { en: "the client's attempts and answers", ja: "クライアントの試行と応答" },
    ),
    part(
        "host-status.json",
        30,
        Commands(&[Command::any_exit(&["muster", "host", "status", "--json"])]),
        Text { en: "a host's license, count and health", ja: "ホストのライセンス、カウント、正常性" },
    ),
    part(
        "host-machines.txt",
        60,
        Commands(&[Command::any_exit(&["muster", "host", "machines"])]),
        Text { en: "the machines that a host counts", ja: "ホストがカウントしているコンピューター" },
    ),
    part(
        "host-events.txt",
        60,
        Commands(&[Command::any_exit(&["muster", "host", "events"])]),
        Text { en: "the requests that a host answered", ja: "ホストが応答した要求" },
    ),
];

//! What is collected on a machine that does not run Windows, beside what its Muster says.

use super::part::{Command, Part, Work::Commands, part};
use muster_core::lang::Text;

/// The newest lines that a service logged.
macro_rules! journal {
    ($unit:literal) => {
        Command::any_exit(&["journalctl", "--quiet", "--no-pager", "--output=short-iso", "--lines=1000", $unit])
    };
}

/// The parts. A machine has one of the programs that set the clock, and perhaps no journal: what it lacks is no failure.
pub static LINUX: &[Part] = &[
    part(
        "system.txt",
        10,
        Commands(&[Command::new(&["uname", "-srm"]), Command::any_exit(&["cat", "/etc/os-release"])]),
        Text { en: "name and version of the system", ja: "システムの名前とバージョン" },
    ),
    part(
        "resolver.txt",
        10,
        Commands(&[Command::new(&["cat", "/etc/resolv.conf"]), Command::any_exit(&["resolvectl", "status"])]),
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
        "journal.txt",
        60,
        Commands(&[
            journal!("--unit=muster-host"),
            journal!("--unit=muster-agent"),
            journal!("--unit=muster-authority"),
            journal!("--unit=muster-authority-signer"),
        ]),
        Text { en: "what Muster's services logged last", ja: "Muster のサービスが最近記録したログ" },
    ),
];

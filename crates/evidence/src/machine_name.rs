//! Names of machines where nothing says that they are such: in the head above a print, in the name of a file.

use core::net::Ipv4Addr;

/// Words of heads and of names of files that tell something else: a step, a tool, a product.
const OTHERS: [&str; 85] = [
    "activation",
    "after",
    "apr",
    "ato",
    "attempt",
    "attempts",
    "aug",
    "before",
    "case",
    "check",
    "code",
    "command",
    "datacenter",
    "day",
    "dec",
    "dli",
    "dlv",
    "dstatus",
    "edition",
    "enterprise",
    "error",
    "esu",
    "event",
    "events",
    "excel",
    "exit",
    "feb",
    "fig",
    "figure",
    "file",
    "fix",
    "image",
    "img",
    "jan",
    "jul",
    "jun",
    "kb",
    "key",
    "license",
    "log",
    "ltsc",
    "mail",
    "mak",
    "mar",
    "may",
    "method",
    "month",
    "new",
    "note",
    "nov",
    "oct",
    "office",
    "old",
    "option",
    "ospp",
    "output",
    "page",
    "part",
    "phase",
    "post",
    "pre",
    "product",
    "project",
    "reboot",
    "result",
    "round",
    "run",
    "sample",
    "screenshot",
    "section",
    "sep",
    "slmgr",
    "stage",
    "status",
    "step",
    "task",
    "test",
    "ticket",
    "try",
    "version",
    "visio",
    "week",
    "windows",
    "xpr",
    "year",
];

/// What names of products begin with: `proplus2019`, `visiopro2021volume`.
const PRODUCTS: [&str; 8] = ["access", "home", "ltsc", "o365", "professional", "project", "proplus", "visio"];

/// What names of versions begin with, and the versions.
const SYSTEMS: [&str; 4] = ["server", "srv", "win", "ws"];
const VERSIONS: [&str; 13] = ["7", "8", "10", "11", "16", "19", "22", "25", "2008", "2012", "2016", "2019", "2022"];

const ENDINGS: [&str; 14] =
    ["bat", "cmd", "csv", "dat", "dll", "docx", "exe", "htm", "html", "json", "md", "ps1", "txt", "vbs"];

/// Whether a word may be nothing but the name of a machine: it holds letters, and a digit, a hyphen or a domain.
pub fn is_machine_name(text: &str) -> bool {
    const LENGTHS: core::ops::RangeInclusive<usize> = 3..=80;
    let is_own = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    let ends = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    if !LENGTHS.contains(&text.len())
        || !text.bytes().all(is_own)
        || !ends(text.bytes().next())
        || !ends(text.bytes().last())
    {
        return false;
    }
    if text.parse::<Ipv4Addr>().is_ok() {
        return true;
    }
    let lower = text.to_ascii_lowercase();
    let shows = lower.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-') || lower.matches('.').count() > 1;
    let first = lower.split('.').next().unwrap_or_default();
    let has_letters = first.bytes().filter(u8::is_ascii_alphabetic).count() > 1;
    let is_code =
        first.strip_prefix("0x").unwrap_or(first).bytes().all(|byte| byte.is_ascii_hexdigit()) && first.len() >= 8;
    let is_file = lower.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    let mut words = first.split(|c: char| !c.is_ascii_alphabetic());
    shows
        && has_letters
        && !is_code
        && !is_file
        && !is_version(first)
        && !is_ordinal(first)
        && !PRODUCTS.iter().any(|product| first.starts_with(product))
        && words.all(|word| OTHERS.binary_search(&word).is_err())
}

/// Whether a word of any script may be the name of a machine where it stands in the place of one: `営業PC-01`, `受付端末2`.
pub(crate) fn may_be_machine(text: &str) -> bool {
    is_machine_name(text) || is_called_machine(text)
}

/// Whether a name is made of a word for a machine, and of what tells it from others of its kind.
pub(crate) fn is_called_machine(text: &str) -> bool {
    const LENGTH_MAX: usize = 24;
    const MACHINES: [&str; 14] = [
        "pc",
        "端末",
        "サーバ",
        "マシン",
        "ノート",
        "号機",
        "srv",
        "vm",
        "クライアント",
        "ホスト",
        "パソコン",
        "机",
        "電腦",
        "服务器",
    ];
    let lower = text.to_lowercase();
    let tells = text.ends_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().any(|c| c.is_ascii_digit())
        || lower.ends_with("号機");
    !text.is_ascii()
        && text.chars().count() <= LENGTH_MAX
        && text.chars().all(|c| c.is_alphanumeric() || "-_.ー".contains(c))
        && tells
        && MACHINES.iter().any(|machine| lower.contains(machine))
}

/// `win10`, `server-2019`, `win11pro`
fn is_version(text: &str) -> bool {
    let named = SYSTEMS.iter().find_map(|system| text.strip_prefix(system));
    let version = |rest: &str| {
        let number = rest.trim_start_matches('-').trim_end_matches(|c: char| c.is_ascii_alphabetic());
        VERSIONS.contains(&number)
    };
    named.is_some_and(version)
}

/// `1st`, `22nd`
fn is_ordinal(text: &str) -> bool {
    let ending = text.trim_start_matches(|c: char| c.is_ascii_digit());
    ending.len() < text.len() && ["st", "nd", "rd", "th"].contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::{OTHERS, is_machine_name};

    #[test]
    fn a_machine_is_told_from_a_step_a_tool_and_a_product() {
        assert!(OTHERS.is_sorted());
        for name in
            ["WS-114", "pc1", "KEIRI-07", "srv-app.corp.example", "WIN-4J8K2L1M0N9", "win10-007", "192.0.2.17", "kms01"]
        {
            assert!(is_machine_name(name), "{name}");
        }
        let others = [
            "step-1",
            "dlv2",
            "slmgr.vbs",
            "Office16",
            "windows-10",
            "win10",
            "server-2019",
            "0xC004F074",
            "2026-03-10",
            "10.0.19045",
            "before",
            "Licensed",
            "KB5033372",
            "73111121",
            "---",
            "a",
            "e.g.",
            "output1.txt",
            "r2",
            "1st",
            "2nd",
            "post-reboot",
            "pre-fix",
            "week-2",
            "10Mar2026",
            "Win11Pro",
            "server2019std",
            "ProPlus2019",
            "VisioPro2019",
            "LTSC2021",
            "ProPlus2021Volume",
        ];
        for other in others {
            assert!(!is_machine_name(other), "{other}");
        }
    }
}

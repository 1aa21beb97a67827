//! What logs put before each line: the journal, kubectl and compose before those of a service of Muster (time, machine, unit,
//! pod), logs of builds and agents before those of a tool that they ran (time, level, step).

use super::line::{Line, each};
use crate::{instance::names, labels, pattern};
use memchr::memmem::Finder;
use std::sync::LazyLock;

static MUSTER: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("muster"));

/// Keeps what the service itself wrote, and the property of a license behind a prefix. Other programs' lines keep their time and
/// machine: their readers need them.
pub(super) fn remove(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    each(lines, |text| {
        let timed = text.as_bytes().first().is_some_and(u8::is_ascii_digit) && text.get(4..5) == Some("-");
        let may = timed || text.starts_with("[pod/") || MUSTER.find(text.as_bytes()).is_some();
        let prefix = [&pattern::JOURNAL_OF_MUSTER, &pattern::POD_PREFIX, &pattern::TIMED_ERROR];
        let mut prefix = prefix.iter().filter(|_| may);
        let of_muster = prefix.find_map(|prefix| text.get(prefix.captures(text)?.get(1)?.end()..).map(str::to_owned));
        of_muster.or_else(|| property(text).map(str::to_owned))
    })
}

/// The property of a license that stands behind a prefix.
fn property(text: &str) -> Option<&str> {
    // A time or a level in brackets begins the line, or a step of its own has a colon too.
    let may =
        text.starts_with(|c: char| c.is_ascii_digit() || c == '[' || c == '(') || text.matches(": ").nth(1).is_some();
    let found = may.then(|| pattern::LOG_PREFIX.captures(text)).flatten()?;
    let head = found.name("level").or(found.name("stamp")).map(|head| head.end());
    // What looks like a step may be the name of the property itself.
    let behind = [found.name("step").map(|step| step.end()), head];
    behind.into_iter().flatten().filter_map(|end| text.get(end..)).find(|rest| {
        let name = rest.split_once([':', '=']).map_or("", |(name, _)| name);
        labels::label(name).is_some() || names::meaning(name).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::remove;
    use crate::normalise::shown;

    #[test]
    fn prefixes_of_services_of_muster_go_and_others_stay() {
        for (line, plain) in [
            ("Nov 26 14:00:01 kms1 muster[812]: Error: 0xC004F00F x", "Error: 0xC004F00F x"),
            ("11月 26 14:00:01 kms1 muster[812]: エラー: 0xC004F00F x", "エラー: 0xC004F00F x"),
            ("2026-11-26T14:00:01+0900 kms1 muster-host[812]: {\"a\": 1}", "{\"a\": 1}"),
            ("[pod/muster-host-0/host] {\"a\": 1}", "{\"a\": 1}"),
            ("muster-host-1  | {\"a\": 1}", "{\"a\": 1}"),
            ("2026-11-26T14:00:01.123456789Z Error: 0xC004F041 x", "Error: 0xC004F041 x"),
            ("2026-11-26T14:00:01Z stdout F {\"a\": 1}", "{\"a\": 1}"),
            ("Nov 26 14:00:01 web1 nginx[7]: Error: 0xC004F00F", "Nov 26 14:00:01 web1 nginx[7]: Error: 0xC004F00F"),
            ("2026-11-26T14:00:01Z  12288  sent", "2026-11-26T14:00:01Z  12288  sent"),
            ("| 2026 | x |", "| 2026 | x |"),
            ("2026-11-26T14:00:01.1234567Z Partial Product Key: 2YT43", "Partial Product Key: 2YT43"),
            (
                "[2026-11-26 14:00:01] [INFO] Windows License Status: Notification",
                "Windows License Status: Notification",
            ),
            ("    vmware-iso: License Status: Licensed", "License Status: Licensed"),
            ("==> default: Name: Windows(R), Enterprise edition", "Name: Windows(R), Enterprise edition"),
            ("License Status: Additional grace period (x: y)", "License Status: Additional grace period (x: y)"),
            ("2026-11-26 14:00:01 INFO Checking disk: ok", "2026-11-26 14:00:01 INFO Checking disk: ok"),
            ("2026-11-26 14:00:01,Error,8198: x", "2026-11-26 14:00:01,Error,8198: x"),
        ] {
            assert_eq!(shown(remove, line), [(1, plain.to_owned())]);
        }
    }
}

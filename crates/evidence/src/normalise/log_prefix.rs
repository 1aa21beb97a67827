//! What the journal, kubectl and compose put before each line of a service of Muster: time, machine, unit, pod.

use super::line::{Line, each};
use crate::pattern;

/// Keeps what the service itself wrote. Other programs' lines keep their time and machine: their readers need them.
pub(super) fn remove(lines: Vec<Line>) -> Vec<Line> {
    each(lines, |text| {
        let prefix = [&pattern::JOURNAL_OF_MUSTER, &pattern::POD_PREFIX, &pattern::TIMED_ERROR];
        prefix.iter().find_map(|prefix| text.get(prefix.captures(text)?.get(1)?.end()..).map(str::to_owned))
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
        ] {
            assert_eq!(shown(remove, line), [(1, plain.to_owned())]);
        }
    }
}

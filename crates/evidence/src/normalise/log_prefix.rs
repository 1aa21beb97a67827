//! What logs put before each line: the journal, kubectl and compose before those of a service of Muster (time, machine, unit,
//! pod), logs of builds and agents before those of a tool that they ran (time, level, step).

use super::line::{Line, each};
use crate::{holds::holds_any, instance::names, labels, meaning::status_word::status_word, pattern, sentences, stamp};
use memchr::memmem::Finder;
use std::sync::LazyLock;

static MUSTER: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("muster"));

/// Keeps what the service itself wrote, and the property of a license behind a prefix. Other programs' lines keep their time and
/// machine: their readers need them.
pub(super) fn remove(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    each(lines, |text| {
        if let Some(message) = of_trace(text) {
            return Some(message.to_owned());
        }
        let timed = text.as_bytes().first().is_some_and(u8::is_ascii_digit) && text.get(10..11) == Some("T");
        let may = timed || text.starts_with("[pod/") || MUSTER.find(text.as_bytes()).is_some();
        let prefix = [&pattern::JOURNAL_OF_MUSTER, &pattern::POD_PREFIX, &pattern::TIMED_ERROR];
        let mut prefix = prefix.iter().filter(|_| may);
        let of_muster = prefix.find_map(|prefix| text.get(prefix.captures(text)?.get(1)?.end()..).map(str::to_owned));
        of_muster.or_else(|| property(text).map(str::to_owned))
    })
}

/// `<![LOG[message]LOG]!><time=…`, as agents of Configuration Manager log what a step printed.
fn of_trace(text: &str) -> Option<&str> {
    let message = text.strip_prefix("<![LOG[")?;
    Some(message.split("]LOG]!>").next().unwrap_or(message))
}

/// The property of a license that stands behind a prefix.
fn property(text: &str) -> Option<&str> {
    // A time or a level in brackets begins the line, or a step of its own has a colon too.
    let bytes = text.as_bytes();
    let steps = || memchr::memchr_iter(b':', bytes).filter(|place| bytes.get(place + 1) == Some(&b' '));
    let may =
        text.trim_start().starts_with(|c: char| c.is_ascii_digit() || "[(=".contains(c)) || steps().nth(1).is_some();
    let Prefix { head, step } = may.then(|| Prefix::of(text))?;
    // What looks like a step may be the name of the property itself.
    let behind = [step, head];
    behind.into_iter().flatten().filter_map(|end| text.split_at_checked(end)).find_map(|(before, rest)| {
        if before.trim_start().starts_with("==>") && sentences::is_success(rest) {
            return Some(rest);
        }
        let (name, value) = rest.split_at_checked(memchr::memchr2(b':', b'=', rest.as_bytes())?)?;
        let is_property = labels::label(name).is_some() || names::meaning(name).is_some();
        let is_doubted = is_doubting(before) && status_word(value.get(1..)?.trim()) == Some(1);
        (is_property && !is_doubted).then_some(rest)
    })
}

/// Whether a prefix says that what stands behind it is wanted and not there.
fn is_doubting(prefix: &str) -> bool {
    const DOUBTING: [&str; 8] = ["fail", "expected", "required", "wanted", "should", "must", "期待", "必須"];
    holds_any(&prefix.to_lowercase(), &DOUBTING)
}

/// What logs of builds and agents put before each line that a program printed: time, level, the name of a step or machine. Each
/// may be missing. Read by hand, for a log has one in every line.
struct Prefix {
    /// Where the time and the level end.
    head: Option<usize>,
    /// Where the name of the step ends.
    step: Option<usize>,
}

impl Prefix {
    fn of(text: &str) -> Self {
        let mut at = blanks(text, 0);
        if text.get(at..).is_some_and(|rest| rest.starts_with("==>")) && blanks(text, at + 3) > at + 3 {
            at = blanks(text, at + 3);
        }
        let stamp = stamp(text, at).or_else(|| clock(text, at)).or_else(|| item(text, at));
        let level = level(text, stamp.unwrap_or(at));
        let head = level.or(stamp);
        Self { head, step: step(text, head.unwrap_or(at)) }
    }
}

/// Where a run of such bytes ends that begins here.
fn run(text: &str, from: usize, own: impl Fn(u8) -> bool) -> usize {
    from + text.bytes().skip(from).take_while(|byte| own(*byte)).count()
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

fn blanks(text: &str, from: usize) -> usize {
    run(text, from, is_blank)
}

/// One of these bytes may stand here.
fn one(text: &str, from: usize, of: &[u8]) -> usize {
    from + usize::from(text.as_bytes().get(from).is_some_and(|byte| of.contains(byte)))
}

/// `2026-11-26T14:00:01.123Z`, `[2026/11/26 14:00:01]`: where it ends, with what stands between it and the next part.
fn stamp(text: &str, from: usize) -> Option<usize> {
    const FORM: &[u8] = b"0000-00-00T00:00:00";
    let bytes = text.as_bytes();
    let start = one(text, from, b"[(");
    let fits = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b'-' => matches!(byte, b'-' | b'/'),
        b'T' => matches!(byte, b'T' | b' '),
        _ => byte == form,
    };
    let mut end = start + FORM.len();
    if !bytes.get(start..end)?.iter().zip(FORM).all(fits) {
        return None;
    }
    if matches!(bytes.get(end), Some(b'.' | b',')) {
        let digits = run(text, end + 1, |byte| byte.is_ascii_digit()).min(end + 10);
        end = if digits > end + 1 { digits } else { end };
    }
    end = zone(text, end);
    end = one(text, end, b"])");
    Some(run(text, end, |byte| is_blank(byte) || b",|-".contains(&byte)))
}

/// `14:00:01 `, `[14:00:01.123] `: where it ends.
fn clock(text: &str, from: usize) -> Option<usize> {
    let start = one(text, from, b"[(");
    let end = run(text, start, |byte| byte.is_ascii_digit() || b":.,".contains(&byte));
    let is_clock = text.get(start..end).is_some_and(stamp::is_clock);
    let next = run(text, one(text, end, b"])"), |byte| is_blank(byte) || b"|-".contains(&byte));
    (is_clock && next > end).then_some(next)
}

/// `  12\t`, `12: `, `12 | `, `12. `: the number of a line.
fn item(text: &str, from: usize) -> Option<usize> {
    let end = run(text, from, |byte| byte.is_ascii_digit());
    let next = run(text, end, |byte| is_blank(byte) || b":|.)".contains(&byte));
    let is_apart = text.as_bytes().get(next.saturating_sub(1)).copied().is_some_and(is_blank);
    ((1..=5).contains(&(end - from)) && is_apart).then_some(next)
}

/// `Z`, `+09:00`, `+0900`: where it ends.
fn zone(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let digits = |at: usize| bytes.get(at..at + 2).is_some_and(|two| two.iter().all(u8::is_ascii_digit));
    match bytes.get(from) {
        Some(b'Z') => from + 1,
        Some(b'+' | b'-') if digits(from + 1) => {
            let minutes = one(text, from + 3, b":");
            if digits(minutes) { minutes + 2 } else { from }
        }
        _ => from,
    }
}

/// `INFO `, `[WARN]: `, `[ OK ] ` of a check. That a check failed says something of what stands behind it, and stays.
fn level(text: &str, from: usize) -> Option<usize> {
    const LEVELS: [&str; 15] = [
        "INFO",
        "INFORMATION",
        "DEBUG",
        "WARN",
        "WARNING",
        "ERROR",
        "VERBOSE",
        "NOTICE",
        "TRACE",
        "OK",
        " OK ",
        "PASS",
        "+",
        "!",
        "*",
    ];
    let start = one(text, from, b"[(");
    let ends = |level: &&str| {
        text.get(start..)?.strip_prefix(*level)?;
        let end = one(text, start + level.len(), b"])");
        let next = run(text, end, |byte| is_blank(byte) || b":|-".contains(&byte));
        (next > end).then_some(next)
    };
    LEVELS.iter().find_map(ends)
}

/// `vmware-iso: `, `muster[12] | `.
fn step(text: &str, from: usize) -> Option<usize> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let name = run(text, from, |byte| is_word(byte) || b"./".contains(&byte));
    if !(1..=40).contains(&(name - from)) {
        return None;
    }
    let number = run(text, name + 1, is_word);
    let is_number = text.as_bytes().get(name) == Some(&b'[') && text.as_bytes().get(number) == Some(&b']');
    let end = if is_number && (1..=20).contains(&(number - name - 1)) { number + 1 } else { name };
    let colon = one(text, end, b" \t\n\x0b\x0c\r");
    let behind = one(text, colon, b":|");
    let next = blanks(text, behind);
    (behind > colon && next > behind).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::remove;
    use crate::normalise::shown;

    #[test]
    fn the_result_of_a_check_goes_unless_it_denies_what_stands_behind_it() {
        for (line, plain) in [
            ("[ OK ] Windows license: Licensed", "Windows license: Licensed"),
            ("[+] Windows activation: Licensed", "Windows activation: Licensed"),
            ("FAIL: License Status: Notification", "License Status: Notification"),
            ("[FAIL] Windows activation: Licensed", "[FAIL] Windows activation: Licensed"),
            ("FAIL: Windows activation: Licensed", "FAIL: Windows activation: Licensed"),
            ("Required: License Status: Licensed", "Required: License Status: Licensed"),
        ] {
            assert_eq!(shown(remove, line), [(1, plain.to_owned())], "{line}");
        }
    }

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
            ("14:00:01  LicenseStatus : 5", "LicenseStatus : 5"),
            ("   12\tLicenseStatus : 5", "LicenseStatus : 5"),
            ("3. License Status: Licensed", "License Status: Licensed"),
            ("  3 | License Status: Licensed", "License Status: Licensed"),
            ("3. Look at the host: it is off", "3. Look at the host: it is off"),
            ("2026-11-26 14:00:01 INFO Checking disk: ok", "2026-11-26 14:00:01 INFO Checking disk: ok"),
            ("2026-11-26 14:00:01,Error,8198: x", "2026-11-26 14:00:01,Error,8198: x"),
        ] {
            assert_eq!(shown(remove, line), [(1, plain.to_owned())]);
        }
    }

    /// The same as a pattern, which takes much longer.
    const PATTERN: &str = r"(?x)^\s*(?:==>\s+)?
        (?P<stamp>[\[(]?\d{4}[-/]\d\d[-/]\d\d[T\ ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?[\])]?[\s,|-]*)?
        (?P<level>[\[(]?(?:INFO|INFORMATION|DEBUG|WARN|WARNING|ERROR|VERBOSE|NOTICE|TRACE)[\])]?[\s:|-]+)?
        (?P<step>[\w./-]{1,40}(?:\[[\w-]{1,20}\])?\s?(?::|\|)\s+)?";

    #[test]
    fn a_prefix_is_what_its_pattern_says() {
        let pattern = regex_lite::Regex::new(PATTERN).expect("a pattern");
        let stamps = [
            "",
            "  ",
            "==> ",
            "==>",
            "2026-11-26T14:00:01",
            "[2026/11/26 14:00:01] ",
            "2026-11-26 14:00:01.1234567890 ",
            "2026-11-26 14:00:01,5Z | ",
            "(2026-11-26 14:00:01+09:00) - ",
            "2026-11-26 14:00:01-0900, ",
            "2026-11-26 14:00:01+09:0 ",
            "2026-11-2614:00:01 ",
            " 2026-11-26T14:00:01.Z ",
            "2026-11-26 1４:00:01 ",
        ];
        let levels = ["", "INFO ", "[WARN]: ", "WARNING | ", "INFORMATION", "(ERROR) - ", "Info ", "TRACE]: "];
        let long = format!("{}: ", "x".repeat(41));
        let steps = [
            "",
            "a: ",
            "vmware-iso: ",
            "muster[12] | ",
            "x[]: ",
            "a[b:  c",
            "a.b/c-d :\t",
            "a:b",
            "a  : ",
            "名前: ",
            &long,
        ];
        for stamp in stamps {
            for level in levels {
                for step in steps {
                    for rest in ["", "License Status: Licensed"] {
                        let line = format!("{stamp}{level}{step}{rest}");
                        let found = pattern.captures(&line).expect("all of it may be missing");
                        let end = |name: &str| found.name(name).map(|part| part.end());
                        let read = super::Prefix::of(&line);
                        assert_eq!((read.head, read.step), (end("level").or(end("stamp")), end("step")), "{line:?}");
                    }
                }
            }
        }
    }
}

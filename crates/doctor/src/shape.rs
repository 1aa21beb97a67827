//! Shapes that survive translation: ids, codes, channels, value lists.

use regex_lite::Regex;
use std::sync::LazyLock;

macro_rules! shapes {
    ($($(#[$page:meta])* $name:ident: $pattern:literal;)*) => {
        $(
            $(#[$page])*
            pub(crate) static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect($pattern));
        )*

        #[cfg(test)]
        #[test]
        fn every_pattern_compiles() {
            $(assert!(!$name.as_str().is_empty());)*
        }
    };
}

shapes! {
    CODE: r"0[xX][0-9A-Fa-f]{8}\b";
    /// A code of a facility that has to do with activation, with or without `0x`, as people type it off a screen.
    LOOSE_CODE: r"(?i)\b(?:0x)?((?:C004|4004|8004|8007|8009|C002|803F|87E1)[0-9A-F]{4})\b";
    /// A whole value that is a GUID.
    GUID_ONLY: r"^\{?([0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})\}?$";
    /// The channel in a description; its name stays English in every language.
    CHANNEL: r"\b(VOLUME_[A-Z0-9_-]+|RETAIL(?:\([A-Za-z]+\))?|OEM_[A-Z_]+|TIMEBASED_[A-Z]+|VIRTUAL_MACHINE_ACTIVATION)\b";
    KEY_CHANNEL: r"^(Volume|Retail|OEM)(:[A-Za-z:]+)?$";
    /// A notification reason: a code and at most a remark in parentheses. A code with a sentence is an error message.
    REASON: r"^(0[xX][0-9A-Fa-f]{8})\s*(?:[.。(（]|$)";
    PARTIAL_KEY: r"^[BCDFGHJKMPQRTVWXY2346789]{5}$";
    FULL_KEY: r"\b[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}\b";
    EXTENDED_PID: r"^\d{5}-\d{5}-\d{3}-\d{6}-\d{2}-\d+";
    INSTALLATION_ID: r"^\d{54}(\d{9})?$";
    /// Minutes, and the days that follow from them.
    MINUTES_DAYS: r"(\d+)\s*\S*\s*\(\s*(\d+)\s*\S+\s*\)";
    DAYS_MINUTES: r"(\d+)\s*\S+\s*\((\d+)\s*minute";
    HOST_PORT: r"^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$";
    /// Event 12288: HRESULT, flags, host:port, CMID, time, VM, status, minutes, activation id, threshold.
    SENT: r"(?x) (0[xX][0-9A-Fa-f]{1,8}) \s*,\s* (0[xX][0-9A-Fa-f]{8}) \s*,\s* ([^,]*?) \s*,\s* ([0-9A-Fa-f-]{36})
        \s*,\s* (\d{4}/\d+/\d+\ \d+:\d+) \s*,\s* (\d) \s*,\s* (\d) \s*,\s* (\d+) \s*,\s* ([0-9A-Fa-f-]{36}) \s*,\s* (\d+)";
    /// Event 12289: HRESULT, flags, activated, unused, count, two intervals, time.
    PROCESSED: r"(?x) (0[xX][0-9A-Fa-f]{1,8}) \s*,\s* (0[xX][0-9A-Fa-f]{8}) \s*,\s* ([01]) \s*,\s* (\d+) \s*,\s* (\d+)
        \s*,\s* (\d+) \s*,\s* (\d+) \s*,\s* (\d{4}/\d+/\d+\ \d+:\d+)";
    /// Event 12290: HRESULT, threshold, name, CMID, time, VM, status, minutes, activation id.
    HANDLED: r"(?x) (0[xX][0-9A-Fa-f]{1,8}) \s*,\s* (\d+) \s*,\s* ([^,]*?) \s*,\s* ([0-9A-Fa-f-]{36})
        \s*,\s* (\d{4}/\d+/\d+\ \d+:\d+) \s*,\s* (\d) \s*,\s* (\d) \s*,\s* (\d+) \s*,\s* ([0-9A-Fa-f-]{36})";
    /// `hr=0x…` of events 8198, 8200, 8208, 1014.
    HR: r"hr\s*=\s*(0[xX][0-9A-Fa-f]{8})";
    SKU_ID: r"SkuId=([0-9A-Fa-f-]{36})";
    EVENT_ID: r"(?i)^\s*(?:event id|イベント ID|id)\s*[:：]\s*(\d{1,5})\s*$";
    /// A line of a delimited export: level, time, source, event id.
    EXPORT_ROW: r"^[^,\t|]*[,\t]\s*([^,\t]*\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[^,\t]*)[,\t]([^,\t]+)[,\t](\d{1,5})[,\t]";
    /// A line of event 1003: the state of one license. The codes in it are states, not failures.
    STATE_LIST: r"^\s*\d+: [0-9A-Fa-f-]{36}, -?\d+, -?\d+ \[\(";
    ACTIVATING: r"([^:]*?)\(([0-9A-Fa-f-]{32,36})\)\s*(\.{3}|…)";
    SRV_PORT: r"(?i)\bport\s*=\s*(\d+)";
    SRV_PRIORITY: r"(?i)\bpriority\s*=\s*(\d+)";
    SRV_WEIGHT: r"(?i)\bweight\s*=\s*(\d+)";
    SRV_HOST: r"(?i)\bsvr hostname\s*=\s*(\S+)";
    SRV_DIG: r"(_vlmcs\._tcp\.\S+)\s+\d+\s+IN\s+SRV\s+(\d+)\s+(\d+)\s+(\d+)\s+(\S+)";
}

/// A code with `0x` and eight upper-case digits.
pub(crate) fn code(text: &str) -> String {
    let digits = text.trim_start_matches("0x").trim_start_matches("0X");
    format!("0x{:0>8}", digits.to_ascii_uppercase())
}

//! Patterns of what no translation changes: ids, codes, channels, value lists.

use regex_lite::{Captures, Match, Regex};
use std::{borrow::Cow, sync::LazyLock};

/// A regular expression, and words of which a text must hold one before the expression is tried: most lines hold none, and
/// looking for a word is much quicker.
pub(crate) struct Pattern {
    words: &'static [&'static str],
    pattern: LazyLock<Regex>,
}

impl Pattern {
    fn may_match(&self, text: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| text.contains(word))
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.may_match(text) && self.pattern.is_match(text)
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.may_match(text).then(|| self.pattern.find(text)).flatten()
    }

    pub(crate) fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.may_match(text).then(|| self.pattern.find_iter(text)).into_iter().flatten()
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.may_match(text).then(|| self.pattern.captures(text)).flatten()
    }

    pub(crate) fn captures_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.may_match(text).then(|| self.pattern.captures_iter(text)).into_iter().flatten()
    }

    pub(crate) fn replace_all<'t>(&self, text: &'t str, with: impl FnMut(&Captures<'_>) -> String) -> Cow<'t, str> {
        if self.may_match(text) { self.pattern.replace_all(text, with) } else { Cow::Borrowed(text) }
    }
}

macro_rules! patterns {
    ($($(#[$page:meta])* $name:ident $(($($word:literal),+))?: $pattern:literal;)*) => {
        $(
            $(#[$page])*
            pub(crate) static $name: Pattern = Pattern {
                words: &[$($($word),+)?],
                pattern: LazyLock::new(|| Regex::new($pattern).expect($pattern)),
            };
        )*

        #[cfg(test)]
        #[test]
        fn every_pattern_compiles() {
            $(assert!(!$name.pattern.as_str().is_empty());)*
        }
    };
}

patterns! {
    /// A notification reason: a code, and nothing behind it but a remark in parentheses or behind a dash. A code before a sentence
    /// is an error.
    REASON("0x", "0X"): r"^(0[xX][0-9A-Fa-f]{8})\s*(?:[.。(（—–]|$)";
    /// `Activation ID (…) not found.`: the sentence is translated, the id in its parentheses stays.
    ACTIVATION_ID_MISSING("not found", "見つかりません"): r"(?i)(?:activation id|アクティブ化 ID|認証 ID)\s*\(([0-9a-f]{8}-[0-9a-f-]{27})\)\s*(?:not found|が見つかりません)";
    /// A version with its build, as systeminfo prints it.
    OS_VERSION: r"^\d{1,2}\.\d\.\d{4,5}\b.*(?i)build";
    KB("KB", "kb"): r"(?i)\bKB\d{6,7}\b";
    /// A row of a list of updates: nothing but the number, or the number in its column.
    HOTFIX_ROW("KB", "kb"): r"(?ix)(^\s*\[\d+\]:\s*KB\d{6,7} | ^\s*KB\d{6,7}\s*$ | ^\s*HotFixID\s*:\s*KB\d{6,7}\s*$
        | https?://support\.microsoft\.com/\?kbid=\d+ | ^(\S+\s+)?(Security\ )?(Update|Hotfix)\s+KB\d{6,7})";
    REG_QUERY("REG_"): r"^\s*(\S.*?)\s+(REG_[A-Z_]+)\s*(.*)$";
    /// `[SC] StartService FAILED 1058:`, `System error 1058 has occurred.`, `Error 5: Access is denied.`
    SERVICE_START_ERROR("[SC] StartService", "rror ", "エラー ", "ehler "):
        r"(?i)(?:\[SC\] StartService\w*\s+\S+|system error|システム エラー|systemfehler|(?:^|[.。）)]\s*)(?:error|エラー|fehler)) (\d{1,5})(?:[:：. ]|$)";
    /// The number of a message of Windows in an exported event.
    MESSAGE_NUMBER("%%"): r"%%(\d{1,5})\b";
    /// `Stopped  sppsvc  Software Protection`, with or without a start type at the end.
    SERVICE_ROW("sppsvc", "clicktorunsvc", "wlms"): r"^(running|stopped)\s+(sppsvc|osppsvc|clicktorunsvc|wlms)\b(?:.*\s(disabled|manual|automatic)\s*$)?";
    CLOCK_OFFSET: r"(?:o:|Phase Offset:|,)\s*([+-]\d+(?:\.\d+)?)s";
    EXTENDED_PID: r"^\d{5}-\d{5}-\d{3}-\d{6}-\d{2}-\d+";
    /// Minutes, and the days that follow from them.
    MINUTES_DAYS("("): r"(\d+)\s*\S*\s*\(\s*(\d+)\s*\S+\s*\)";
    DAYS_MINUTES("("): r"(\d+)\s*\S+\s*\((\d+)\s*minute";
    /// A value that somebody removed before sending the file.
    REDACTED: r"(?i)^(?:[x*#.•-]{4,}|[0-9a-z-]{1,12}[x*#.•]{4,}[0-9a-z-]{0,12}|<[^>]+>|\[?(?:removed|redacted|masked|deleted)\]?)$";
    /// The name of a product as the licensing service has it.
    LICENSED_PRODUCT("edition"): r"((?:Windows(?:\(R\))?|Office \d\d), [A-Za-z0-9_ -]{2,60} edition)";
    /// The name of a product as people know it.
    COMMON_PRODUCT("Windows", "Office"): r"(?x) (?:Microsoft\ )?(?:Windows(?:\(R\)|®)?\ ?(?:Server(?:\ 20\d\d(?:\ R2)?)?|1[01]|8\.1|7)
        |Office(?:\ Professional\ Plus|\ Standard|(?:\ LTSC))\ ?20\d\d)
        (?:\ ?(?:Home|Pro|Enterprise|Education|Standard|Datacenter|Professional|LTSC|N|for\ Workstations|20\d\d))*";
    /// What checks call the license of a system whose version they leave out: `Windows license`, `Windows Edition: Pro, Activation:`.
    UNNAMED_PRODUCT("Windows", "Office"): r"(?i)^(?:\W*(?:PRTG|OK|WARNING|CRITICAL|INFO)\b)*\W*(Windows|Office)(?: licen[sc]e| activation| edition: [\w ]{1,30}, activation)(?:\s*[:=|\t]|\s\s)";
    /// A code in decimal digits, with or without the sign that 32 bits make of it.
    DECIMAL_CODE("-10734", "32214", "32215", "-2147", "-2146", "21479", "21480", "-2143", "21516"): r"(?x) (?:^|[\s:=(,\[\x22'])
        (-10734\d{5}|3221[45]\d{5}|-214[67]\d{6}|214(?:79|80)\d{5}
        |-2143\d{6}|21516\d{5})(?:$|[\s;,.)\]\x22'])";
    /// What is private by its form: names of mail, folders of users, servers of shares, distinguished names, ids, addresses,
    /// telephone numbers. Times and keys stand among them because their parts look like one.
    PRIVATE: r#"(?xi)
        (?P<user>[^\s@<>\x22',;:()\[\]{}=|\\/]+)@(?P<at>[^\s@<>\x22',;:()\[\]{}=|\\/]+)
        | (?P<users>[\\/]+(?:users|home|documents\ and\ settings)[\\/]+)(?P<profile>[^\\/:*?\x22<>|\r\n]+)
        | (?P<unc>(?:^|[\s\x22'(\[<=,;])\\{2,4})(?P<share>[^\\/\s\x22'<>|:;,?*\[\]()]+)
        | (?P<rdn>\b(?:cn|ou|dc|uid)=)(?P<named>[^,;<>\x22\\/]+)
        | (?P<guid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)
        | (?P<time>\b\d{4}-\d\d-\d\d[T\ ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?\b | \b\d{14}\.\d{6}[+-][\d*]{3}
            | Date\(-?\d{1,15}(?:[+-]\d{4})?\))
        | s-1-\d{1,3}(?:-\d+){2,}
        | (?P<key>\b[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5}\b)
        | \b\d{5}-\d{5}-\d{3}-\d{6}-[0-9.-]+ | \b\d{5}-(?:\d{3,5}|oem)-\d{5,7}-[a-z0-9]{5}\b | \b\d{48,63}\b
        | (?P<address>\b[0-9a-f]{2}(?:[-:][0-9a-f]{2}){5}\b | \b\d{1,3}(?:\.\d{1,3}){3}\b | \b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\b
            | \b(?:[0-9a-f]{1,4}:){1,6}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)
        | (?:\+\d{1,3}[\ -]\(?\d{1,5}|\b0\d{1,4})[\ )-]{1,2}\d{1,5}[\ -]\d{3,5}\b
    "#;
    /// An extended product id or an installation id.
    LONG_NUMBER: r"(?i)^\d{5}-(?:\d{3,5}|oem)-\d{5,7}-[a-z0-9]{5}$|\b\d{5}-\d{5}-\d{3}-\d{6}-[0-9.-]+|\b\d{48,63}\b";
    VERSION: r"^\d+\.\d+\.\d{3,5}\.\d+$";
    ADDRESS: r"^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$";
    // An id in the lists below may be masked in part, and lose characters by that; or a name in angle brackets stands for it.
    /// Event 12288: HRESULT, flags, host:port, CMID, time, VM, status, minutes, activation id, threshold.
    SENT("0x", "0X"): r"(?x) (0[xX][0-9A-Fa-f]{1,8}) \s*,\s* (0[xX][0-9A-Fa-f]{1,8}) \s*,\s* ([^,]*?) \s*,\s* ([0-9A-Fa-fXx*.-]{30,36}|<[^<>,]{1,40}>)
        \s*,\s* (\d{1,4}[/.-]\d+[/.-]\d{1,4}\ \d+:\d+|<[^<>,]{1,40}>) \s*,\s* (\d) \s*,\s* (\d) \s*,\s* (\d+)
        \s*,\s* ([0-9A-Fa-fXx*.-]{30,36}|<[^<>,]{1,40}>) \s*,?\s* (\d*)";
    /// Event 12289: HRESULT, flags, activated, unused, count, two intervals, time.
    PROCESSED("0x", "0X"): r"(?x) (0[xX][0-9A-Fa-f]{1,8}) \s*,\s* (0[xX][0-9A-Fa-f]{1,8}) \s*,\s* ([01]) \s*,\s* (\d+) \s*,\s* (\d+)
        \s*,\s* (\d+) \s*,\s* (\d+) \s*,\s* (\d{1,4}[/.-]\d+[/.-]\d{1,4}\ \d+:\d+)";
    /// Event 12290: HRESULT, threshold, name, CMID, time, VM, status, minutes, activation id.
    HANDLED("0x", "0X"): r"(?x) (0[xX][0-9A-Fa-f]{1,8}) \s*,\s* (\d+) \s*,\s* ([^,]*?) \s*,\s* ([0-9A-Fa-fXx*.-]{30,36}|<[^<>,]{1,40}>)
        \s*,\s* (\d{1,4}[/.-]\d+[/.-]\d{1,4}\ \d+:\d+|<[^<>,]{1,40}>) \s*,\s* (\d) \s*,\s* (\d) \s*,\s* (\d+)
        \s*,\s* ([0-9A-Fa-fXx*.-]{30,36}|<[^<>,]{1,40}>)";
    /// `hr=0x…` of events 8198, 8200, 8208, 1014.
    HR("hr"): r"hr\s*=\s*(0[xX][0-9A-Fa-f]{8})";
    /// The reason in a report of the rules engine.
    VL_REASON("eason"): r"(?i)reason\s*[:=]\s*(0x[0-9a-f]{8})\b.*(?i:appid|skuid)\s*=";
    SKU_ID("SkuId"): r"SkuId=([0-9A-Fa-f-]{36})";
    /// A date of any order, with the sign of a Japanese era: era, number, separator, number, number.
    DATE: r"(令和|平成|昭和|\b[RHS])?\s*(\d{4}|\d{1,2})(\s*[/.年년-]\s*)(\d{1,2})\s*[/.月월-]\s*(\d{4}|\d{1,2})";
    /// A date with an English month: day, month, day, year.
    NAMED_DATE: r"(?i)\b(?:(\d{1,2})[ .-]{1,2})?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ ,-]{1,2}(?:(\d{1,2}),?\s+)?(\d{4})\b";
    /// A date of this century that begins with its year.
    YEAR_FIRST: r"\b(20\d\d)[-/](\d{1,2})[-/](\d{1,2})\b";
    /// A date and a clock with seconds. The lists of events 12288 to 12290 have none.
    STAMP: r"\b(\d{4})[/-](\d\d)[/-](\d\d) (\d\d):(\d\d)(:\d\d)\b";
    /// A cell that is a date, with or without a time.
    DATE_CELL: r"(?x)^(?: (?:\d{4}[/.-]\d{1,2}[/.-]\d{1,2} | \d{1,2}[/.-]\d{1,2}[/.-]\d{4}) (?:\b|T)
        | \d{1,2}[/.-]\d{1,2}[/.-]\d{2} (?:$|[\ ,T]) | [RHS]\d{1,2}[/.]\d{1,2}[/.]\d{1,2}\b
        | (?:(?:令和|平成|昭和)\ ?\d{1,2} | \d{4}) \ ?年\ ?\d{1,2} \ ?月
        | \d{4}(?:\.|년) \ \d{1,2}(?:\.|월) \ \d{1,2} )";
    JSON_DATE("Date("): r"Date\((-?\d{1,15})(?:[+-]\d{4})?\)";
    ISO_ZONE("-"): r"^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?(?:Z|UTC|([+-])(\d\d):?(\d\d))";
    CIM_DATETIME: r"^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.\d{6}([+-]\d{3}|\*{3})";
    /// `Machine: PC-07 (Microsoft Windows NT 10.0.19045.0)`: the label is translated, the version is not.
    TRANSCRIPT_MACHINE("Microsoft Windows NT"): r"^[^:：]{2,24}[:：]\s*([A-Za-z0-9][A-Za-z0-9._-]{0,62})\s+\(Microsoft Windows NT \d";
    COMPUTERNAME("COMPUTERNAME=", "computername="): r"(?i)^(?:set )?computername=([A-Za-z0-9][A-Za-z0-9._-]{0,62})\s*$";
    HOST_NAME: r"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$";
    /// The domain in the sentence of events 12293 and 12294. The quotation marks differ by language.
    QUOTED_DOMAIN: r"['`\x22「“‘«]\s*([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\s*['`\x22」”’»]";
    /// A line of event 1003, the state of one license. Its codes are no failures.
    STATE_LIST("[("): r"^\s*\d+: [0-9A-Fa-fXx*.#-]{16,40}, -?\d+, -?\d+ \[\(";
    /// Where an entry of that list begins.
    STATE_ENTRY("[("): r"\b\d+: [0-9A-Fa-f-]{36}, -?\d+, -?\d+ \[\(";
    RESULT("0x", "0X"): r"^[^0-9A-Za-z\u{80}-\u{10ffff}]*[A-Za-z\u{80}-\u{10ffff}]{2,12}\s*[:：]\s*(0[xX][0-9A-Fa-f]{8})\b";
    /// A command as it was typed, with its option: `slmgr.vbs /ipk`.
    COMMAND("slmgr", "ospp", "SLMGR", "OSPP", "Slmgr"): r#"(?i)\b(?:slmgr|ospp)(?:\.vbs)?["']?\s+[/-]([a-z][a-z-]+)"#;
    /// An event named in a sentence: `Client log: Event ID 12308`, also before its message, if that has values.
    EVENT_MENTION("vent ID", "vent Id", "vent id", "VENT ID", "イベント ID"): r"(?i)(?:event id|イベント ID)\s+(\d{3,5})(?:\s*$|\s[^:=]*\b(?:Sku ?Id|hr)\s*=)";
    /// A command of Muster other than the doctor, with its global options, behind a prompt or in a sentence.
    MUSTER_COMMAND("muster "): r"(?:^|[\s$#/'`(|:])muster(?:\s+--?[a-z]\S*(?:\s+[^\s-]\S*)?)*\s+(?:slmgr|ospp|client|host|agent|authority|phone|proxy)\b";
    /// A service of Muster as the journal and systemctl name it.
    MUSTER_SERVICE("muster"): r"\bmuster(?:-host|-agent|-authority)?(?:\[\d+\]:|\.service\b)";
    /// A row of `muster host machines`: name, CMID, days, end of the activation, code.
    MUSTER_MACHINE("0x", "0X"): r"(\S+)\s+[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\s+\d+ \S+\s+(-|\d{4}-\S+)\s.*?(0[xX][0-9A-Fa-f]{8})\b";
    /// The prefix that the journal gives a line of Muster, in any language and form of the time.
    JOURNAL_OF_MUSTER("muster"): r"^(\S.{5,40}? \S+ muster(?:-host|-agent|-authority)?(?:\[\d+\])?: )\S";
    /// The prefix of kubectl (`--prefix`) or compose.
    POD_PREFIX("[pod/", " | "): r"^(\[pod/[^\]]+\]\s+|[\w.-]*muster[\w.-]*\s+\|\s)";
    /// The time of `kubectl logs --timestamps`, or of the log of a container, before what a program of Muster wrote.
    TIMED_ERROR(" {", "Error: 0x", "エラー: 0x"): r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d) (?:std(?:out|err) [FP] )?)(?:\{|Error: 0x|エラー: 0x)";
    EVENT_LISTED("Z  "): r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)\s\s+(\d{3,5})\s\s";
    HOST_SET("ame set to"): r"(?i)key management service machine name set to (\S+) successfully";
    /// `Activating Windows(R) (…) ...`. In some languages the verb stands behind the id.
    ACTIVATING("...", "…"): r"([^:]*?)\(([0-9A-Fa-f-]{32,36})\)\s*[^.…:：(（]{0,30}(\.{3}|…)";
    SRV_PORT("port", "Port", "PORT"): r"(?i)\bport\s*=\s*(\d+)";
    SRV_PRIORITY("riority", "RIORITY"): r"(?i)\bpriority\s*=\s*(\d+)";
    SRV_WEIGHT("eight", "EIGHT"): r"(?i)\bweight\s*=\s*(\d+)";
    SRV_HOST("ostname", "OSTNAME"): r"(?i)\bsvr hostname\s*=\s*(\S+)";
    /// The name that was asked for, with its domain.
    SRV_OWNER("_tcp", "_TCP"): r"(?i)\b_(?:vlmcs|muster)\._tcp\.([a-z0-9.-]+[a-z0-9])";
    /// Resolve-DnsName's row: name, type, time to live, section, target, priority, weight, port.
    SRV_TABLE("SRV"): r"(?i)^\s*_(?:vlmcs|muster)\._tcp\.?(\S*)\s+SRV\s+\d+\s+\S+\s+(\S+)\s+(\d+)\s+(\d+)\s+(\d+)";
    ADDRESS_OF("internet address", "Internet Address"): r"(?i)^\s*(\S+)\s+internet address\s*=\s*(\d+\.\d+\.\d+\.\d+)";
    /// Before a message in a chat: the time and who wrote it.
    CHAT_PREFIX("["): r"^\s*\[\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\] [^:\[]{1,40}: ";
    /// The name of the service as people type it.
    TYPED_SERVICE: r"(?i)[_-]?\bvlmcs[.\-_ ]{1,3}_?tcp\b|[_-]_?vlmcs[.\-_ ]{1,3}_?tcp\b";
    /// The channel as people type it.
    TYPED_CHANNEL("VOLUME-", "VOLUME "): r"VOLUME[- ](KMSCLIENT|KMS|MAK)\b";
    /// The product of a subscription license, in JSON of one line or many and in a list.
    SUBSCRIPTION("Product", "LicenseCategory"): r#"(?:^|[\s{,"])(?:Product|ProductName|LicenseCategory)"?\s*:\s*"?([^",}]+)"#;
    /// `* Connected to kms1 (192.0.2.10) port 1688`; 8.11 and later: `* Established connection to kms1 (192.0.2.10 port 1688)`.
    CURL_CONNECTED("onnect"): r"^(?:\* )?(?:Connected|Established connection) to (\S+) \(\S+?\)? port (\d{1,5})\b";
    /// `curl: (7) Failed to connect to kms1 port 1688 after 21 ms: …`, also `(28)` for one that timed out.
    CURL_FAILED("curl: (", "ailed to connect"): r"(?:[Ff]ailed to connect to|Connection timed out for) (\S+) port (\d{1,5})\b";
    /// The reference of w32tm in every language: the address of the source as a number, and as an address.
    CLOCK_REFERENCE("0x"): r"0x[0-9A-Fa-f]{8}\s*[(（][^()（）]*\d+\.\d+\.\d+\.\d+\s*[)）]";
    /// nmap's row of a port.
    PORT_ROW("/tcp"): r"^(\d{1,5})/tcp\s+(open|closed|filtered)";
    PORT_QUERY("TCP port"): r"^\s*TCP port (\d{1,5}) \([^)]*\): (LISTENING|NOT LISTENING|FILTERED)";
    LISTENING("TCP", "tcp"): r"(?i)^\s*TCP\s+\S+:(1688|\d{4,5})\s+\S+:0\s+\S+(?:\s+\d+)?\s*$";
    /// ss, and netstat of Unix.
    LISTENING_UNIX("LISTEN"): r"^\s*(?:tcp6?\s+\d+\s+\d+|(?:tcp\s+)?LISTEN\s+\d+\s+\d+)\s+\S+:(1688)\s+\S+:\*";
    /// netstat's row of a connection to a host's port; the word for its state is English in every language.
    CONNECTION("TCP", "tcp"): r"(?i)^\s*TCP\s+\S+:\d+\s+(\S+):(1688)\s+(SYN_SENT|ESTABLISHED|TIME_WAIT|CLOSE_WAIT)(?:\s+\d+)?\s*$";
    /// `Connecting To kms1...Could not open connection to the host, on port 1688`: three dots end the name.
    TELNET("onnect"): r"(?i)connect(?:ing|ion)? to ([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)[^0-9]{1,60}port (\d{1,5})";
    /// The same in any language: name, dots, a sentence, the word for port, its number, a colon.
    TELNET_TRANSLATED("..."): r"(?i)([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\.\.\.\D{3,120}?(?:port|ポート番号|ポート|端口|連接埠|порт\w*|puerto|porta|포트)\D{0,4}(\d{1,5})\s*[:：]";
    /// Test-NetConnection's warning: `TCP connect to (10.0.0.5 : 1688) failed`, in English in every language.
    TCP_FAILED("TCP connect to"): r"TCP connect to \(?\s*([A-Za-z0-9._-]+)\s*:\s*(\d{1,5})\s*\)? failed";
    IPV4("."): r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b";
    /// A host and its port, in one of the ways in which tools name both.
    ENDPOINT("1688"): r#"(?i)\b([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)[)\]"']*(?:\s*[:,]\s*|\s+)(?:on\s+)?(?:-?tcpport\s+|port\s+|-p\s+)?"?(1688)\b"#;
    /// `IP 192.0.2.5.50512 > 192.0.2.10.1688: Flags [S]`
    PACKET_TCPDUMP("Flags ["): r"\bIP (\d+\.\d+\.\d+\.\d+)\.(\d+) > (\d+\.\d+\.\d+\.\d+)\.(\d+): Flags \[([A-Z.]+)\]";
    /// `192.0.2.5 → 192.0.2.10 TCP 66 50512 → 1688 [SYN]`
    PACKET_TSHARK("TCP "): r"(\d+\.\d+\.\d+\.\d+)\s+(?:→|->|>)?\s*(\d+\.\d+\.\d+\.\d+)\s+TCP\s+\d+\s+(\d+)\s*(?:→|->|>)\s*(\d+)\s+\[([A-Z, ]+)\]";
    /// dig, host, a zone and unbound: owner, time to live and class, SRV, then priority, weight, port and target.
    SRV_LINE("SRV", "srv"): r#"(?i)_(?:vlmcs|muster)(?:\._tcp[^\s,"]*)?\s+(?:\[aging:\d+\]\s+)?(?:(?:has|in|\d+[smhdw]?)\s+)*srv(?:\s+record)?\s+(\d+)\s+(\d+)\s+(\d+)\s+([a-z0-9_-][a-z0-9._-]*)"#;
    /// nslookup of Unix.
    SRV_SERVICE("service"): r"(?i)_(?:vlmcs|muster)\._tcp\S*\s+service\s*=\s*(\d+)\s+(\d+)\s+(\d+)\s+([a-z0-9_-][a-z0-9._-]*)";
    /// AdGuard Home's rule of a rewrite.
    SRV_REWRITE("dnsrewrite"): r"(?i)_(?:vlmcs|muster)\._tcp\S*dnsrewrite=\w*;SRV;(\d+) (\d+) (\d+) ([a-z0-9_-][a-z0-9._-]*)";
    /// Windows' DNS server: `[0][0][1688][kms1.corp.example.]`, also with the name behind the brackets.
    SRV_BRACKETS("]["): r"(?i)_(?:vlmcs|muster)\b.*\[(\d+)\]\s*\[(\d+)\]\s*\[(\d+)\]\s*\[?([a-z0-9_-][a-z0-9._-]*)";
    /// dnsmasq: target, port, priority, weight.
    SRV_DNSMASQ("srv-host"): r"(?i)srv-host=_(?:vlmcs|muster)\._tcp[^\s,]*,([a-z0-9_-][a-z0-9._-]*)(?:,(\d+))?(?:,(\d+))?(?:,(\d+))?";
    /// Below its name: priority, weight, port and target alone, or as a text of JSON.
    SRV_ALONE: r#"(?i)^(?:.*:\s*"|\s*"?)(\d{1,5})\s+(\d{1,5})\s+(\d{1,5})\s+([a-z0-9_-]+\.[a-z0-9._-]*)"?[\s,}\]]*$"#;
    /// samba-tool dns query: target, port, priority, weight.
    SRV_SAMBA("SRV: "): r"SRV: (\S+) \((\d+), (\d+), (\d+)\)";
}

/// Whether a text under a label of its own is the end of a key. People hide even that, so letters which no key has may stand
/// in it; a word of letters alone is none.
pub(crate) fn is_key_end(text: &str) -> bool {
    let plain = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let is_mixed =
        || text.bytes().any(|byte| byte.is_ascii_digit()) && text.bytes().any(|byte| byte.is_ascii_uppercase());
    plain && !text.bytes().all(|byte| byte == b'X') && (crate::whole_value::is_partial_key(text) || is_mixed())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// `255420 minute(s) (178 day(s))` in any language: the days must follow from the minutes.
pub(crate) fn minutes_and_days(text: &str) -> Option<(u64, u64)> {
    // Most parentheses hold no number.
    let is_number = |place: usize| text.get(place + 1..).is_some_and(|rest| rest.trim_start().starts_with(is_digit));
    memchr::memchr_iter(b'(', text.as_bytes()).any(is_number).then_some(())?;
    let found = MINUTES_DAYS.captures(text)?;
    let number = |group: usize| found.get(group)?.as_str().parse::<u64>().ok();
    let (minutes, days) = (number(1)?, number(2)?);
    (minutes.div_ceil(1440).abs_diff(days) <= 1).then_some((minutes, days))
}

/// The first code in a text: `0x`, eight hexadecimal digits, and the end of a word.
pub(crate) fn code_in(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let code = |place: usize| {
        let start = place.checked_sub(1).filter(|start| bytes.get(*start) == Some(&b'0'))?;
        let digits = bytes.get(place + 1..place + 9)?;
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let whole = digits.iter().all(u8::is_ascii_hexdigit) && !bytes.get(place + 9).is_some_and(is_word);
        whole.then(|| text.get(start..place + 9)).flatten()
    };
    memchr::memchr2_iter(b'x', b'X', bytes).find_map(code)
}

/// Whether a GUID in a column of its own may stand in a text: quicker than a pattern.
pub(crate) fn may_hold_guid(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_guid = |place: usize| {
        let before = place.checked_sub(8).and_then(|start| bytes.get(start..place));
        before.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            && bytes.get(place + 28).is_some_and(u8::is_ascii_whitespace)
            && bytes
                .get(place + 1..place + 28)
                .is_some_and(|rest| rest.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-'))
    };
    memchr::memchr_iter(b'-', bytes).any(is_guid)
}

/// Whether a text is `0x` and eight hexadecimal digits.
pub(crate) fn is_code(text: &str) -> bool {
    text.strip_prefix("0x")
        .is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

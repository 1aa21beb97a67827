//! Mail threads and histories of tickets: what the newest message says holds, wherever it stands.

use muster_doctor::{Source, diagnose};

/// The rule of the first headline, and the verdict.
fn check(text: &str, expected: (&str, &str)) {
    let diagnosis = diagnose(&[Source { name: "thread.txt".into(), bytes: text.into() }]);
    let found = diagnosis.headline.first().map_or("", |head| head.rule.id);
    assert_eq!((found, diagnosis.verdict().id()), expected, "{text}");
}

const FAILS: &str = "C:\\>cscript slmgr.vbs /ato\nActivating Windows(R), ServerStandard edition (9bd77860-9b31-4b7b-96ad-2564017315bf) ...\n\
                     Error: 0xC004F074 The Software Licensing Service reported that the computer could not be activated.\n";
const WORKS: &str = "C:\\>cscript slmgr.vbs /dlv\nName: Windows(R), ServerStandard edition\n\
                     Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
                     Activation ID: 9bd77860-9b31-4b7b-96ad-2564017315bf\nPartial Product Key: TMDXC\nLicense Status: Licensed\n\
                     Volume activation expiration: 259200 minute(s) (180 day(s))\n";

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}\n")).collect()
}

const HEADS: [(&str, &str); 5] = [
    (
        "From: Ann Lee\nSent: Friday, March 6, 2026 4:10 PM\nTo: Desk\n\n",
        "From: Desk\nSent: Thursday, March 5, 2026 9:02 AM\nTo: Ann Lee\n\n",
    ),
    (
        "差出人: 情シス\n送信日時: 2026年3月6日 16:10\n宛先: 森\n\n",
        "差出人: 森\n送信日時: 2026年3月5日 9:02\n宛先: 情シス\n\n",
    ),
    ("## 2026-03-06 16:10 Ann Lee\n", "## 2026-03-05 09:02 Desk\n"),
    ("Ann Lee · comment · 6 March 2026\n", "Desk · comment · 5 March 2026\n"),
    ("[3/6 16:10] 森\n", "[3/5 09:02] 情シス\n"),
];

#[test]
fn the_dates_of_the_messages_tell_which_is_newer() {
    for (later, earlier) in HEADS {
        check(&format!("{later}{WORKS}\n{earlier}{FAILS}"), ("CLI018", "healthy"));
        check(&format!("{earlier}{FAILS}\n{later}{WORKS}"), ("CLI018", "healthy"));
        check(&format!("{later}{FAILS}\n{earlier}{WORKS}"), ("NET014", "failing"));
        check(&format!("{earlier}{WORKS}\n{later}{FAILS}"), ("NET014", "failing"));
    }
}

#[test]
fn what_is_quoted_is_older_without_a_date() {
    for head in
        ["", "-----Original Message-----\n", "-----元のメッセージ-----\n", "Ann Lee wrote:\n", "森さんは書きました:\n"]
    {
        let quotation = if head.starts_with('-') { str::to_owned } else { quoted };
        // Without any word of a mail program the depth has to grow.
        let again = if head.is_empty() { "> > Hello,\n> >\n" } else { "" };
        check(&format!("{WORKS}\n{head}{}{again}", quotation(FAILS)), ("CLI018", "healthy"));
        check(&format!("{FAILS}\n{head}{}{again}", quotation(WORKS)), ("NET014", "failing"));
    }
    // Marks around what a tool printed are no mail.
    check(&format!("{WORKS}\nAnd now:\n{}", quoted(FAILS)), ("NET014", "failing"));
}

#[test]
fn lines_keep_their_numbers() {
    let text = format!("{WORKS}\n-----Original Message-----\n{FAILS}");
    let diagnosis = diagnose(&[Source { name: "thread.txt".into(), bytes: text.clone().into() }]);
    let cites = diagnosis.findings.iter().flat_map(|finding| &finding.cites);
    let lines: Vec<&str> = text.lines().collect();
    let cited: Vec<(u32, &str)> = cites.filter_map(|cite| Some((cite.line?, &*cite.text))).collect();
    assert!(cited.iter().any(|(line, _)| *line > 9), "{cited:?}");
    for (line, text) in cited {
        assert_eq!(lines[line as usize - 1], text);
    }
}

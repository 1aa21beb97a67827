//! A paste whose line ends became blanks: what stood further down is still newer.

use muster_doctor::{Source, diagnose};

/// The first headline and the verdict, in lines and in one line.
fn check(lines: &[&str], rule: &str, verdict: &str) {
    for text in [lines.join("\n"), lines.join(" ")] {
        let diagnosis = diagnose(&[Source { name: "paste.txt".into(), bytes: text.clone().into() }]);
        let head = diagnosis.headline.first().map_or("", |head| head.rule.id);
        assert_eq!((head, diagnosis.verdict().id()), (rule, verdict), "{text}");
    }
}

const STATE: [&str; 6] = [
    "C:\\>cscript slmgr.vbs /dlv",
    "Name: Windows(R), Enterprise edition",
    "Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel",
    "Partial Product Key: YPYPY",
    "License Status: Notification",
    "Notification Reason: 0xC004F056.",
];
const SUCCESS: [&str; 3] = [
    "C:\\>cscript slmgr.vbs /ato",
    "Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...",
    "Product activated successfully.",
];
const STATE_JA: [&str; 6] = [
    "C:\\>cscript slmgr.vbs /dlv",
    "名前: Windows(R), Enterprise edition",
    "説明: Windows(R) Operating System, VOLUME_KMSCLIENT channel",
    "プロダクト キーの一部: YPYPY",
    "ライセンスの状態: 通知",
    "通知の理由: 0xC004F056",
];
const SUCCESS_JA: [&str; 3] = [
    "C:\\>cscript slmgr.vbs /ato",
    "Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) のライセンス認証を行っています...",
    "製品は正常にライセンス認証されました。",
];

#[test]
fn what_stands_further_down_is_newer() {
    for (state, success) in [(STATE, SUCCESS), (STATE_JA, SUCCESS_JA)] {
        check(&[&state[..], &success[..]].concat(), "CLI018", "healthy");
        check(&[&success[..], &state[..]].concat(), "CLI020", "failing");
    }
}

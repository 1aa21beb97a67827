//! A licensing service that did not start: `sc start`, `net start`, the console of services, the log of the service control manager.
//! The number of the error is the same in every language; the name of the service stands in its line or a few lines above.

use super::slmgr_blocks;
use crate::{
    fact::{Fact, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

/// The error stands at most so many lines below the name of the service.
const ERROR_BELOW: usize = 5;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut past = 0;
    for index in document.with(&[Term::Service]) {
        let lower = document.line(index).to_lowercase();
        let service = if lower.contains("osppsvc") || lower.contains("office software protection") {
            "osppsvc"
        } else if lower.contains("sppsvc") || lower.contains("software protection") {
            "sppsvc"
        } else {
            continue;
        };
        let is_logged = tells_of_failure(&lower);
        // The next command is about something else.
        let is_own = |below: &usize| *below == index || !slmgr_blocks::ends(document.line(*below));
        let lines = index.max(past)..document.len().min(index + 1 + ERROR_BELOW);
        let below = lines.take_while(is_own).find_map(|below| {
            let line = document.line(below);
            let said =
                pattern::SERVICE_START_ERROR.captures(line).and_then(|said| Some(said.get(1)?.as_str().to_owned()));
            Some((below, said.or_else(|| is_logged.then(|| logged(line)).flatten())?))
        });
        let Some((below, number)) = below else { continue };
        past = below + 1;
        found.push(document.observe(below, Kind::Service, ObservationKind::ServiceStartError, service, &number));
    }
    found
}

/// Whether a line in small letters is the message, or the data, of an event about a service that did not start or that ended.
fn tells_of_failure(lower: &str) -> bool {
    const SAID: [&str; 9] = [
        "service terminated with the following",
        "service failed to start due to",
        "service terminated unexpectedly",
        "次のエラーで終了",
        "次のサービス固有のエラーで終了",
        "次のエラーが原因で開始でき",
        "予期せぬ原因により終了",
        "予期せず終了",
        "%%",
    ];
    holds_any(lower, &SAID)
}

/// The error of such an event as a number: an export has it as `%%5`, a message says it in words.
fn logged(line: &str) -> Option<String> {
    const SAID: [(&str, &[&str]); 5] = [
        ("2", &["cannot find the file specified", "指定されたファイルが見つかりません"]),
        ("5", &["access is denied", "アクセスが拒否されました"]),
        ("1053", &["did not respond to the start or control request", "応答しませんでした"]),
        ("1067", &["service terminated unexpectedly", "予期せぬ原因により終了", "予期せず終了"]),
        ("1069", &["due to a logon failure", "ログオン失敗のため"]),
    ];
    let exported = pattern::MESSAGE_NUMBER.captures(line).and_then(|found| Some(found.get(1)?.as_str().to_owned()));
    let lower = line.to_lowercase();
    exported.or_else(|| SAID.iter().find(|(_, words)| holds_any(&lower, words)).map(|(number, _)| (*number).to_owned()))
}

//! `muster doctor explain`.

use crate::{failure::Failure, out};
use muster_core::{
    code::Code,
    lang::{Lang, Text},
    sentence::Sentence,
};
use muster_doctor::{
    explain::{self, Basis, EventExplanation, Explanation, LicenseStatus, Subject, hint},
    rule::Rule,
};
use serde_json::{Value, json};
use std::process::ExitCode;

pub(super) fn run(asked: &[String], json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let subjects = asked.iter().map(|text| explain::subject(text)).collect::<Result<Vec<_>, _>>();
    let subjects = subjects.map_err(|not| Failure::usage(Sentence::of(|lang| not.message(lang))))?;
    if json {
        out::json(&subjects.iter().map(|subject| document(subject, lang)).collect::<Vec<_>>());
    } else {
        let texts: Vec<String> = subjects.iter().map(|subject| text(subject, lang)).collect();
        out::print(&texts.join("\n"));
    }
    let known = |subject: &Subject| match subject {
        Subject::Code(code, _) => explain::explain(*code, lang).is_some(),
        Subject::Unknown(_) => false,
        Subject::Event(_) | Subject::Rule(_) | Subject::Status(_) => true,
    };
    Ok(if subjects.iter().all(known) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn text(subject: &Subject, lang: Lang) -> String {
    let lines = match subject {
        Subject::Code(code, near) => match explain::explain(*code, lang) {
            Some(found) => code_lines(&found, lang),
            None => vec![unknown_code(*code, near, lang)],
        },
        Subject::Event(event) => event_lines(event, lang),
        Subject::Rule(rule) => rule_lines(rule, lang),
        Subject::Status(status) => status_lines(status, lang),
        Subject::Unknown(not) => vec![not.message(lang)],
    };
    lines.join("\n") + "\n"
}

fn labelled(label: Text, text: &str, lang: Lang) -> String {
    format!("    {}: {text}", label.get(lang))
}

const CAUSE: Text = Text { en: "Cause", ja: "原因" };
const FIELDS: Text = Text { en: "Fields", ja: "フィールド" };
const FINDING: Text = Text { en: "Finding", ja: "検出内容" };
const LOG: Text = Text { en: "Log", ja: "ログ" };
const MEANING: Text = Text { en: "Meaning", ja: "意味" };
const READING: Text = Text { en: "How to read it", ja: "見方" };
const RULES: Text = Text { en: "Rules", ja: "規則" };
const SEVERITY: Text = Text { en: "Severity", ja: "重大度" };
const SOURCE: Text = Text { en: "Source", ja: "出典" };
const WHAT_TO_DO: Text = Text { en: "What to do", ja: "対処方法" };

fn unknown_code(code: Code, near: &[String], lang: Lang) -> String {
    let (decimal, unknown) = (code.0.cast_signed(), lang.pick("is in no table", "は一覧にありません"));
    format!("{code} ({decimal}) {unknown}: {}{}", explain::structure(code, lang), hint(near, lang))
}

fn code_lines(found: &Explanation, lang: Lang) -> Vec<String> {
    let name = if found.name.is_empty() { String::new() } else { format!("  {}", found.name) };
    let (code, decimal) = (found.code, found.code.0.cast_signed());
    let mut lines = vec![format!("{code} ({decimal}){name}"), format!("    {}", found.meaning)];
    // Cause and fix may be ours even where the meaning is Microsoft's; the reader is told which.
    let mark = match found.basis {
        Basis::Documented => "",
        Basis::Derived => lang.pick(" (derived from the meaning)", " (意味からの推定)"),
        Basis::Unconfirmed => lang.pick(" (unconfirmed)", " (未確認)"),
    };
    lines.push(format!("    {}{mark}: {}", CAUSE.get(lang), found.cause));
    lines.push(format!("    {}{mark}: {}", WHAT_TO_DO.get(lang), found.fix));
    if !found.commands.is_empty() {
        lines.push(format!("    {}:", lang.pick("Commands", "コマンド")));
        lines.extend(found.commands.iter().map(|command| format!("        {command}")));
    }
    lines.push(labelled(SOURCE, found.source, lang));
    lines
}

fn event_lines(event: &EventExplanation, lang: Lang) -> Vec<String> {
    let kind = lang.pick("Event", "イベント");
    let mut lines = vec![format!("{kind} {}", event.id), format!("    {}", open(event.meaning.get(lang)))];
    lines.push(labelled(LOG, event.log, lang));
    lines.push(labelled(READING, event.reading.get(lang), lang));
    let fields = event.fields.get(lang);
    if !fields.is_empty() {
        lines.push(labelled(FIELDS, fields, lang));
    }
    if !event.rules.is_empty() {
        lines.push(labelled(RULES, &event.rules.join(" "), lang));
    }
    lines.push(labelled(SOURCE, event.source, lang));
    lines
}

fn rule_lines(rule: &Rule, lang: Lang) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", rule.id, rule.title.get(lang))];
    lines.push(labelled(FINDING, &open(rule.finding.get(lang)), lang));
    let (severity, confidence) = (rule.severity.name(lang), rule.confidence.name(lang));
    lines.push(labelled(SEVERITY, &format!("{severity} ({confidence})"), lang));
    lines.extend(rule.actions.iter().map(|action| labelled(WHAT_TO_DO, &open(action.text.get(lang)), lang)));
    lines.push(labelled(SOURCE, &format!("docs/rules/{}.md ({})", rule.id, rule.sources), lang));
    lines
}

fn status_lines(status: &LicenseStatus, lang: Lang) -> Vec<String> {
    let (number, printed) = (status.number, status.printed.get(lang));
    vec![
        lang.pick(
            format!("License status {number}: {printed} ({})", status.name),
            format!("ライセンスの状態 {number}: {printed} ({})", status.name),
        ),
        labelled(MEANING, status.meaning.get(lang), lang),
        labelled(WHAT_TO_DO, status.fix.get(lang), lang),
    ]
}

/// A sentence whose values come from the evidence, with the values left open.
fn open(sentence: &str) -> String {
    let mut parts = sentence.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "…" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

fn document(subject: &Subject, lang: Lang) -> Value {
    match subject {
        Subject::Code(code, near) => match explain::explain(*code, lang) {
            Some(found) => code_document(&found),
            None => json!({
                "kind": "code", "code": code.to_string(), "known": false, "structure": explain::structure(*code, lang),
                "near": near,
            }),
        },
        Subject::Event(event) => json!({
            "kind": "event", "event": event.id, "known": true, "log": event.log,
            "meaning": open(event.meaning.get(lang)), "reading": event.reading.get(lang), "fields": event.fields.get(lang),
            "rules": event.rules, "source": event.source,
        }),
        Subject::Rule(rule) => json!({
            "kind": "rule", "rule": rule.id, "known": true, "title": rule.title.get(lang),
            "finding": open(rule.finding.get(lang)), "severity": rule.severity.id(), "confidence": rule.confidence.id(),
            "fix": rule.actions.iter().map(|action| open(action.text.get(lang))).collect::<Vec<_>>(), "source": rule.sources,
        }),
        Subject::Status(status) => json!({
            "kind": "status", "status": status.number, "known": true, "name": status.name,
            "printed": status.printed.get(lang), "meaning": status.meaning.get(lang), "fix": status.fix.get(lang),
        }),
        Subject::Unknown(not) => json!({
            "kind": "unknown", "asked": not.asked, "known": false, "near": not.near,
        }),
    }
}

fn code_document(found: &Explanation) -> Value {
    json!({
        "kind": "code",
        "code": found.code.to_string(),
        "known": true,
        "name": found.name,
        "meaning": found.meaning,
        "cause": found.cause,
        "fix": found.fix,
        "commands": found.commands,
        "source": found.source,
        "basis": match found.basis {
            Basis::Documented => "documented",
            Basis::Derived => "derived",
            Basis::Unconfirmed => "unconfirmed",
        },
    })
}

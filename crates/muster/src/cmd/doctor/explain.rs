//! `muster doctor explain`.

use crate::{failure::Failure, out};
use muster_core::{code::Code, lang::Lang};
use muster_doctor::explain::{self, Basis, Explanation};
use serde_json::{Value, json};
use std::process::ExitCode;

pub(super) fn run(codes: &[String], json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let codes = codes.iter().map(|text| Code::from_printed(text)).collect::<Result<Vec<_>, _>>();
    let codes = codes.map_err(Failure::usage)?;
    let known: Vec<(Code, Option<Explanation>)> =
        codes.into_iter().map(|code| (code, explain::explain(code, lang))).collect();
    if json {
        out::json(&known.iter().map(|(code, found)| document(*code, found.as_ref(), lang)).collect::<Vec<_>>());
    } else {
        let texts: Vec<String> = known.iter().map(|(code, found)| text(*code, found.as_ref(), lang)).collect();
        out::print(&texts.join("\n"));
    }
    Ok(if known.iter().all(|(_, found)| found.is_some()) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn text(code: Code, found: Option<&Explanation>, lang: Lang) -> String {
    let decimal = code.0.cast_signed();
    let Some(found) = found else {
        let unknown = lang.pick("is in no table", "は一覧にありません");
        return format!("{code} ({decimal}) {unknown}: {}\n", explain::structure(code, lang));
    };
    let name = if found.name.is_empty() { String::new() } else { format!("  {}", found.name) };
    let mut lines = vec![format!("{code} ({decimal}){name}"), format!("    {}", found.meaning)];
    let label = |en: &str, ja: &str| lang.pick(en, ja).to_owned();
    // Cause and fix may be ours even where the meaning is Microsoft's; the reader is told which.
    let mark = match found.basis {
        Basis::Documented => "",
        Basis::Derived => lang.pick(" (derived from the meaning)", " (意味からの推定)"),
        Basis::Unconfirmed => lang.pick(" (unconfirmed)", " (未確認)"),
    };
    lines.push(format!("    {}{mark}: {}", label("Cause", "原因"), found.cause));
    lines.push(format!("    {}{mark}: {}", label("What to do", "対処方法"), found.fix));
    let commands = found.commands.iter().map(|command| format!("        {command}"));
    if !found.commands.is_empty() {
        lines.push(format!("    {}:", label("Commands", "コマンド")));
        lines.extend(commands);
    }
    lines.push(format!("    {}: {}", label("Source", "出典"), found.source));
    lines.join("\n") + "\n"
}

fn document(code: Code, found: Option<&Explanation>, lang: Lang) -> Value {
    let Some(found) = found else {
        return json!({ "code": code.to_string(), "known": false, "structure": explain::structure(code, lang) });
    };
    json!({
        "code": code.to_string(),
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

//! `muster host publish`, `withdraw`, `retire`, `resume`: what came of a change to the SRV records.

use crate::out;
use muster_core::{
    code,
    lang::{Lang, Text},
};
use muster_host::PublishOutcome;
use serde_json::json;
use std::process::ExitCode;

/// What was done to the records: its key in JSON, and its word.
type RecordChange = (&'static str, Text);

pub(super) const PUBLISHED: RecordChange = ("published", Text { en: "published", ja: "発行しました" });
pub(super) const WITHDRAWN: RecordChange = ("withdrawn", Text { en: "withdrawn", ja: "削除しました" });

/// What came of publishing, one line a domain.
pub(crate) fn published(outcomes: &[PublishOutcome], lang: Lang) -> ExitCode {
    report(outcomes, PUBLISHED, false, lang)
}

/// What came of taking the records back.
pub(crate) fn withdrawn(outcomes: &[PublishOutcome], lang: Lang) -> ExitCode {
    report(outcomes, WITHDRAWN, false, lang)
}

pub(super) fn report(outcomes: &[PublishOutcome], (key, done): RecordChange, json: bool, lang: Lang) -> ExitCode {
    if json {
        let document = |outcome: &PublishOutcome| {
            let error = outcome.result.as_ref().err();
            json!({
                "domain": outcome.domain,
                "record": outcome.record,
                key: error.is_none(),
                "code": error.map_or(code::SUCCESS, |error| error.code).to_string(),
                "detail": error.map(|error| error.detail.to_string()),
            })
        };
        out::json(&outcomes.iter().map(document).collect::<Vec<_>>());
    } else {
        if outcomes.is_empty() && key == PUBLISHED.0 {
            out::line(lang.pick(
                "Nothing to publish: publishing is off, or host.toml has no [dns].",
                "発行するものがありません。発行が無効か、host.toml に [dns] がありません。",
            ));
        }
        outcomes.iter().for_each(|outcome| print_outcome(outcome, done.get(lang), lang));
    }
    if outcomes.iter().all(|outcome| outcome.result.is_ok()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn print_outcome(outcome: &PublishOutcome, done: &str, lang: Lang) {
    match &outcome.result {
        Ok(()) => out::line(&format!("{}: {done}: {}", outcome.domain, outcome.record)),
        Err(error) => {
            let by_hand = lang.pick("create or remove by hand", "手動で作成または削除してください");
            let title = error.code.title(lang);
            let detail = error.detail.text(lang);
            out::error(&format!("{}: {} {title} ({detail})", outcome.domain, error.code));
            out::error(&format!("  {by_hand}: {}", outcome.record));
        }
    }
}

//! How fast the doctor reads: an event log beside the parser alone on the same bytes, and a bundle up to its page.

use super::{instant, median};
use crate::{cmd::doctor::sources, failure::Failure, out};
use evtx::{EvtxParser, ParserSettings};
use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, read, report};
use serde_json::json;
use std::{io::Cursor, path::PathBuf, process::ExitCode};

pub(super) fn run(paths: &[PathBuf], runs: u32, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let sources = sources(paths)?;
    let logs: Vec<Source> = sources.iter().filter(|source| source.bytes.starts_with(b"ElfFile\0")).cloned().collect();
    let (mut parsed, mut understood, mut paged) = (Vec::new(), Vec::new(), Vec::new());
    // By turns, so that a noisy neighbour meets all of them.
    for _ in 0..runs {
        if !logs.is_empty() {
            parsed.push(milliseconds(|| logs.iter().map(parse).sum::<usize>()));
            understood.push(milliseconds(|| read(&logs).facts.len()));
        }
        paged.push(milliseconds(|| report::html(&Diagnosis::of(&read(&sources)), lang).len()));
    }
    let (parser, reader, page) = (median(parsed), median(understood), median(paged));
    let share = if reader > 0.0 { parser / reader } else { 0.0 };
    if json {
        out::json(&json!({
            "files": sources.len(), "event_logs": logs.len(), "runs": runs,
            "parser_ms": parser, "doctor_ms": reader, "share_of_parsers_speed": share, "page_ms": page,
        }));
        return Ok(ExitCode::SUCCESS);
    }
    if !logs.is_empty() {
        out::line(&format!("event logs, parser alone     {parser:>9.2} ms"));
        out::line(&format!(
            "event logs, read by doctor   {reader:>9.2} ms  ({:.0} % of the parser's speed)",
            share * 100.0
        ));
    }
    out::line(&format!(
        "evidence to page             {page:>9.2} ms  ({} files, medians of {runs} runs)",
        sources.len()
    ));
    Ok(ExitCode::SUCCESS)
}

/// What the parser does alone, set as the doctor sets it.
fn parse(source: &Source) -> usize {
    let Ok(parser) = EvtxParser::from_read_seek(Cursor::new(source.bytes.as_slice())) else { return 0 };
    let mut parser = parser.with_configuration(ParserSettings::new().indent(false));
    parser.records().filter(Result::is_ok).count()
}

/// How long something takes; its result is used, so that nothing is left out.
fn milliseconds(work: impl FnOnce() -> usize) -> f64 {
    let start = instant();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64() * 1e3
}

//! How fast the doctor reads: an event log beside the parser alone on the same bytes, a bundle up to its page, and what a
//! megabyte costs as the evidence grows, beside counting its lines.

use super::{
    figures::{median, milliseconds, percent, row},
    reading_cost::{self, Cost},
};
use crate::{
    cmd::doctor::{DEPTH_MAX, cannot_read, files},
    failure::Failure,
    out,
};
use evtx::{EvtxParser, ParserSettings};
use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, read, report};
use serde::Serialize;
use std::{fs, io::Cursor, path::PathBuf, process::ExitCode};

/// What the doctor reads where no evidence is named.
const OWN: [(&str, &str); 2] = [
    ("dlv.txt", include_str!("../../../doctor/fixtures/CLI007/fires/dlv.txt")),
    ("log.xml", include_str!("../../../doctor/fixtures/EVI006/silent/log.xml")),
];

/// Medians, in milliseconds.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Reading {
    files: usize,
    event_logs: usize,
    runs: u32,
    /// The event logs by their parser alone, and by the doctor.
    parser_ms: Option<f64>,
    doctor_ms: Option<f64>,
    share_of_parsers_speed: Option<f64>,
    /// All of it, up to the page.
    page_ms: f64,
    /// What a megabyte costs, by the form of the evidence.
    costs: Vec<Cost>,
}

pub(super) fn run(paths: &[PathBuf], runs: u32, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let reading = measure(&sources(paths)?, runs);
    if json {
        out::json(&reading);
    } else {
        reading.lines(lang).iter().for_each(|line| out::line(line));
    }
    Ok(ExitCode::SUCCESS)
}

/// The files at these paths, whole.
fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for path in paths {
        for file in files(path, DEPTH_MAX).map_err(|error| cannot_read(path, &error))? {
            let bytes = fs::read(&file).map_err(|error| cannot_read(&file, &error))?;
            sources.push(Source { name: file.display().to_string(), bytes });
        }
    }
    Ok(sources)
}

/// The doctor on evidence of its own.
pub(super) fn measure_own(runs: u32) -> Reading {
    let source = |(name, text): (&str, &str)| Source { name: name.into(), bytes: text.into() };
    measure(&OWN.map(source), runs)
}

fn measure(sources: &[Source], runs: u32) -> Reading {
    let logs: Vec<Source> = sources.iter().filter(|source| source.bytes.starts_with(b"ElfFile\0")).cloned().collect();
    let (mut parsed, mut understood, mut paged) = (Vec::new(), Vec::new(), Vec::new());
    // By turns, so that a noisy neighbour meets all of them.
    for _ in 0..runs {
        if !logs.is_empty() {
            parsed.push(milliseconds(|| logs.iter().map(parse).sum::<usize>()));
            understood.push(milliseconds(|| read(&logs).facts.len()));
        }
        paged.push(milliseconds(|| report::html(&Diagnosis::of(&read(sources)), None, Lang::En).len()));
    }
    let some = |figures: Vec<f64>| (!figures.is_empty()).then(|| median(figures));
    let (parser_ms, doctor_ms) = (some(parsed), some(understood));
    Reading {
        files: sources.len(),
        event_logs: logs.len(),
        runs,
        parser_ms,
        doctor_ms,
        share_of_parsers_speed: parser_ms.zip(doctor_ms).map(|(parser, doctor)| parser / doctor),
        page_ms: median(paged),
        costs: reading_cost::measure(runs),
    }
}

impl Reading {
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let line =
            |name: &str, milliseconds: f64, ratio: &str| row(name, ["", &format!("{milliseconds:.2} ms"), "", ratio]);
        let mut lines = vec![String::new()];
        if let (Some(parser), Some(doctor), Some(share)) = (self.parser_ms, self.doctor_ms, self.share_of_parsers_speed)
        {
            lines.push(line(lang.pick("event logs, parser alone", "イベント ログ、パーサーのみ"), parser, ""));
            lines.push(line(
                lang.pick("event logs, read by the doctor", "イベント ログ、doctor"),
                doctor,
                &percent(share),
            ));
        }
        let files = self.files;
        let name = lang.pick(
            format!("doctor: evidence to page ({files} files)"),
            format!("doctor: 診断データからレポートまで (ファイル {files} 個)"),
        );
        lines.push(line(&name, self.page_ms, ""));
        lines.extend(reading_cost::lines(&self.costs, lang));
        lines
    }
}

/// What the parser does alone, set as the doctor sets it.
fn parse(source: &Source) -> usize {
    let Ok(parser) = EvtxParser::from_read_seek(Cursor::new(source.bytes.as_slice())) else { return 0 };
    let mut parser = parser.with_configuration(ParserSettings::new().indent(false));
    parser.records().filter(Result::is_ok).count()
}

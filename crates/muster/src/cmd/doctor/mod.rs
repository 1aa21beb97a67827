//! `muster doctor`: opens files for the doctor, which opens none.

mod accuracy;
pub(crate) mod collect;
mod explain;
pub(crate) mod fleet;
mod mask;
mod paper;
mod probe;

use super::now;
use crate::{
    args::{DoctorArguments, DoctorCommand, FleetArguments, ReportTime},
    exit,
    failure::Failure,
    input_file, out,
    output_file::{self, OutputFile},
};
use muster_core::{
    code::{self, Code},
    lang::Lang,
    sentence,
    time::Moment,
    visible,
};
use muster_doctor::{
    Cite, Diagnosis, Evidence, EvidenceReader, EvidenceSet, FactRow, Kind, Verdict,
    report::{self, Length},
};
use muster_platform::files::io_text;
use muster_proto::instant;
use serde_json::json;
use std::{
    fs,
    io::{BufReader, Cursor},
    path::{MAIN_SEPARATOR, Path, PathBuf},
    process::ExitCode,
};

/// Folders in folders in folders.
pub(crate) const DEPTH_MAX: usize = 16;
const FILES_MAX: usize = 10_000;
const BUFFER: usize = 64 * 1024;
/// Of standard input, which is held whole. Files are read in parts.
const INPUT_SIZE_MAX: u64 = 64 * 1024 * 1024;

pub(crate) fn run(arguments: DoctorArguments, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    match arguments.command {
        Some(DoctorCommand::Accuracy { folder, json }) => accuracy::run(&folder, json, lang),
        Some(DoctorCommand::Collect(arguments)) => collect::run(&arguments, state, lang),
        Some(DoctorCommand::Explain { asked, json }) => explain::run(&asked, json, lang),
        Some(DoctorCommand::Fleet(FleetArguments { folder, since, html, csv, reports, force, mask, time, json })) => {
            let [html, csv] = output_file::files([html.as_deref(), csv.as_deref()], force, json)?;
            fleet::run(&fleet::Task { folder, since, mask, html, csv, reports, force, time, json }, lang)
        }
        Some(DoctorCommand::Probe(arguments)) => probe::run(&arguments, lang),
        Some(DoctorCommand::Read { paths, mask, json }) => read(&paths, mask.as_deref(), json, lang),
        None => diagnose(&arguments, lang),
    }
}

fn diagnose(arguments: &DoctorArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let DoctorArguments { json, force, time, .. } = *arguments;
    let folder = arguments.html.as_deref().filter(|place| place.is_dir());
    let file = arguments.html.as_deref().filter(|_| folder.is_none());
    let file = file.map(|file| OutputFile::new(file, force)?.beside_report(json)).transpose()?;
    let mut case = evidence(&arguments.paths)?;
    mask::apply(arguments.mask.as_deref(), &mut case)?;
    let diagnosis = Diagnosis::of(&case);
    let page = match folder {
        Some(folder) => Some(OutputFile::new(&folder.join(report::file_name(&diagnosis.computer)), force)?),
        None => file,
    };
    if let Some(page) = &page {
        page.write_public(report::html(&diagnosis, Some(paper::imprint(made_at(time))), lang))
            .map_err(Failure::into_usage)?;
        if !json && !page.is_standard_output() {
            out::line(&lang.pick(format!("report: {page}"), format!("レポート: {page}")));
        }
    }
    // A page on standard output stands alone.
    let alone = page.is_some_and(|page| page.is_standard_output());
    let length = match arguments {
        DoctorArguments { brief: true, .. } => Length::Brief,
        DoctorArguments { all: true, .. } => Length::All,
        _ => Length::Short,
    };
    Ok(if alone { exit_code(&diagnosis) } else { conclude(&diagnosis, time, json, length, lang) })
}

/// Prints a diagnosis, and says by the exit code what came of it.
fn conclude(diagnosis: &Diagnosis, time: ReportTime, json: bool, length: Length, lang: Lang) -> ExitCode {
    if json {
        out::json(&diagnosis.document(lang, Some(instant::rfc3339(made_at(time)))));
    } else {
        out::coloured(&report::text_on(diagnosis, paper::of_terminal(length, made_at(time)), lang));
    }
    exit_code(diagnosis)
}

fn exit_code(diagnosis: &Diagnosis) -> ExitCode {
    ExitCode::from(match diagnosis.verdict() {
        Verdict::Healthy => exit::SUCCESS,
        Verdict::Failing => exit::FAILED,
        Verdict::NotSeen => exit::NO_EVIDENCE,
    })
}

/// The time of a report: now, unless another is given.
fn made_at(time: ReportTime) -> Moment {
    time.at.map_or_else(now, Moment::from_unix)
}

/// A name for a file that every file system takes.
fn file_name(computer: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let name: String = computer.chars().map(safe).take(64).collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() { "computer".to_owned() } else { name.to_owned() }
}

/// What lies at these paths, read one file after the other.
pub(crate) fn evidence(paths: &[PathBuf]) -> Result<EvidenceSet, Failure> {
    let mut reader = EvidenceReader::default();
    let mut count = 0;
    paths.iter().try_for_each(|path| open(path, &mut count, &mut reader))?;
    Ok(reader.finish())
}

fn read(paths: &[PathBuf], mask: Option<&Path>, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let mut case = evidence(paths)?;
    mask::apply(mask, &mut case)?;
    if json {
        out::json(&json!({ "evidence": case.evidence.as_slice(), "facts": case.rows() }));
    } else {
        out::print(&text(&case, lang));
    }
    let recognised = case.evidence.iter().any(|evidence| !evidence.kinds.is_empty());
    Ok(if recognised { ExitCode::SUCCESS } else { ExitCode::from(exit::NO_EVIDENCE) })
}

/// Reads the files at a path, in the order of their names. Links are not followed, so a folder never holds itself.
fn open(path: &Path, count: &mut usize, reader: &mut EvidenceReader) -> Result<(), Failure> {
    if path == Path::new("-") {
        let Some(bytes) = input_file::bytes(std::io::stdin().lock(), INPUT_SIZE_MAX)? else {
            let detail = sentence!(
                "standard input is larger than 64 MiB: name the file instead",
                "標準入力が 64 MiB を超えています。ファイルを指定してください"
            );
            return Err(Failure::new(code::INVALID_ARGUMENT, detail).into_usage());
        };
        reader.add("-", Cursor::new(bytes));
        return Ok(());
    }
    for file in files(path, DEPTH_MAX).map_err(|error| cannot_read(path, &error))? {
        if *count == FILES_MAX {
            let detail = sentence!(
                "{path} holds more than {FILES_MAX} files",
                "{path} に {FILES_MAX} 個を超えるファイルがあります",
                path = path.display()
            );
            return Err(Failure::new(code::INVALID_ARGUMENT, detail).into_usage());
        }
        *count += 1;
        let opened = fs::File::open(&file).map_err(|error| cannot_read(&file, &error))?;
        let name = file.strip_prefix(path).ok().filter(|name| !name.as_os_str().is_empty());
        reader.add(&evidence_name(name.unwrap_or(&file)), BufReader::with_capacity(BUFFER, opened));
    }
    Ok(())
}

/// The same on every system, so that reports of the same evidence are equal: folders stand before `/`.
fn evidence_name(path: &Path) -> String {
    let name = path.display().to_string();
    if MAIN_SEPARATOR == '/' { name } else { name.replace(MAIN_SEPARATOR, "/") }
}

pub(crate) fn cannot_read(path: &Path, error: &std::io::Error) -> Failure {
    let problem = sentence!(lang =>
        "cannot read {path}: {error}",
        "{path} を読み取れません: {error}",
        path = path.display(),
        error = io_text(error, lang)
    );
    Failure::new(Code::of_file(error.kind()), problem).into_usage()
}

/// The files below a path, in the order of their names.
pub(crate) fn files(path: &Path, depth: usize) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return fs::metadata(path).map(|_| vec![path.to_owned()]);
    }
    let mut entries = fs::read_dir(path)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut found = Vec::new();
    for entry in entries {
        let kind = entry.file_type()?;
        if kind.is_dir() && depth > 0 {
            found.extend(files(&entry.path(), depth - 1)?);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn text(case: &EvidenceSet, lang: Lang) -> String {
    let mut text = String::new();
    // Facts stand in the order of their sources.
    let mut rows = case.rows().into_iter().peekable();
    for (index, evidence) in case.evidence.iter().enumerate() {
        text.push_str(&format!("{}\n    {}\n", visible::line(&evidence.file), description(evidence, lang)));
        while let Some(row) = rows.next_if(|row| row.cites.first().is_some_and(|cite| cite.file == index)) {
            text.push_str(&fact_line(&row));
        }
    }
    text
}

fn description(evidence: &Evidence, lang: Lang) -> String {
    if let Some(reason) = evidence.unread.map(|why| why.text().get(lang)) {
        return lang.pick(format!("not read: {reason}"), format!("読み取れません: {reason}"));
    }
    if evidence.kinds.is_empty() {
        let nothing = lang.pick("nothing recognised", "認識できる内容がありません").to_owned();
        return evidence.gap(lang).map_or(nothing.clone(), |gap| format!("{nothing}{}{gap}", lang.pick("; ", "、")));
    }
    if evidence.encoding == "evtx" {
        let (kinds, damaged) = (Kind::join(&evidence.kinds, ", "), evidence.damaged_records);
        return lang
            .pick(format!("{kinds}; damaged records: {damaged}"), format!("{kinds}、破損したレコード {damaged} 件"));
    }
    let Evidence { encoding, language, .. } = evidence;
    let (kinds, share) = (Kind::join(&evidence.kinds, ", "), evidence.understood * 100.0);
    let gap = evidence.gap(lang).map(|gap| format!("{}{gap}", lang.pick("; ", "、"))).unwrap_or_default();
    lang.pick(
        format!("{kinds}; {encoding}, {language}; {share:.0}% of the lines understood{gap}"),
        format!("{kinds}、{encoding}、{language}、{share:.0}% の行を解釈{gap}"),
    )
}

fn fact_line(row: &FactRow) -> String {
    let place = |cite: &Cite| match (cite.line, cite.record) {
        (Some(line), _) => line.to_string(),
        (None, Some(record)) => format!("#{record}"),
        (None, None) => String::new(),
    };
    let place = match row.cites.as_slice() {
        [] => String::new(),
        [only] => place(only),
        [first, .., last] => format!("{}-{}", place(first), place(last)),
    };
    format!("    {place:>9}  {} = {}\n", row.key, visible::line(&row.value))
}

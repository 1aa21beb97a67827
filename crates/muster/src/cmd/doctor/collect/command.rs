//! The command: collect, write, diagnose, tell.

use super::{
    bundle::Place,
    collected::Collected,
    collector::{Collector, Machinery},
    script,
};
use crate::{
    args::CollectArguments,
    cmd::doctor::{conclude, exit_code},
    exit,
    failure::Failure,
    out,
};
use muster_core::lang::{Lang, Text};
use muster_doctor::{Diagnosis, report::Length};
use std::{path::Path, process::ExitCode, time::Duration};

const NOT_KEPT: Text = Text {
    en: "the diagnosis is whole, but there is no file to send",
    ja: "診断は完了していますが、送付するファイルはありません",
};

pub(crate) fn run(arguments: &CollectArguments, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    if arguments.script {
        return script::write(arguments, lang);
    }
    let place = Place::new(arguments.out.as_deref().unwrap_or(Path::new(".")), arguments.force)?;
    let machinery = Machinery::of_machine(&arguments.machine, state, arguments.limit.map(Duration::from_secs));
    let collected = collect(machinery, !arguments.quiet, lang);
    let written = place.write(&collected);
    let diagnosis = Diagnosis::of(&muster_doctor::read(&collected.sources));
    let code = match (arguments.quiet, &written) {
        (true, Ok(path)) => {
            out::line(path);
            exit_code(&diagnosis)
        }
        (true, Err(_)) => exit_code(&diagnosis),
        (false, written) => {
            let path = written.as_ref().ok();
            tell(path.map(String::as_str), &collected.errors, arguments.json, lang);
            conclude(&diagnosis, arguments.time, arguments.json, Length::Short, lang)
        }
    };
    // What is lost is told last, below the diagnosis.
    written.map(|_| code).map_err(|failure| failure.after(NOT_KEPT).with_exit(exit::OUTPUT_LOST))
}

/// Runs all parts of this system.
pub(super) fn collect(machinery: Machinery, shows_progress: bool, lang: Lang) -> Collected {
    let mut collector = Collector::new(machinery);
    let parts = collector.parts();
    for (number, part) in parts.iter().enumerate() {
        if shows_progress {
            out::error(&format!("[{}/{}] {}: {}", number + 1, parts.len(), part.file, part.why.get(lang)));
        }
        collector.run(part);
    }
    collector.finish()
}

/// Says what was not collected, and which file to send, if there is one: beside a document on standard error.
pub(super) fn tell(path: Option<&str>, errors: &[String], json: bool, lang: Lang) {
    let mut text = String::new();
    if !errors.is_empty() {
        text += lang.pick("Not collected (errors.txt):\n", "収集できなかった情報 (errors.txt):\n");
        errors.iter().for_each(|line| text += &format!("  {line}\n"));
    }
    if let Some(path) = path {
        text += lang.pick("Send this file:\n", "次のファイルを送付してください:\n");
        text += &format!("  {path}\n");
    }
    match (json, text.is_empty()) {
        (_, true) => {}
        (true, false) => out::error(text.trim_end()),
        (false, false) => out::line(&text),
    }
}

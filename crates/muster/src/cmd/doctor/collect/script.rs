//! `muster doctor collect --script`: the collector for machines where no program may be installed.

use super::bundle::is_zip;
use crate::{
    args::CollectArguments,
    failure::Failure,
    out,
    output_file::{self, OutputFile},
};
use muster_core::{lang::Lang, sentence};
use muster_doctor::collector;
use serde_json::json;
use std::{path::Path, process::ExitCode};

pub(super) fn write(arguments: &CollectArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let folder = arguments.out.as_deref().unwrap_or(Path::new("."));
    if is_zip(folder) {
        return Err(Failure::usage(sentence!(
            "--script writes {script} and no zip: name a folder with --out",
            "--script では zip ではなく {script} が作成されます。--out にはフォルダーを指定してください。",
            script = collector::SCRIPT_NAME
        )));
    }
    output_file::make_folder(folder).map_err(Failure::into_usage)?;
    let script = OutputFile::new(&folder.join(collector::SCRIPT_NAME), arguments.force)?;
    script.write_public(collector::script()).map_err(Failure::into_usage)?;
    let text = if arguments.quiet {
        script.to_string()
    } else {
        lang.pick(
            format!("{script}: run it as administrator on the Windows machine; it writes one zip beside itself"),
            format!("{script}: Windows コンピューターで管理者として実行してください。同じ場所に zip が作成されます"),
        )
    };
    out::report(arguments.json, &json!({ "collector": script.to_string() }), &text);
    Ok(ExitCode::SUCCESS)
}

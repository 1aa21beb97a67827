//! `muster doctor collect`: writes the collector for Windows, and on a machine with Muster's state collects that.

use super::cannot_read;
use crate::{
    cmd::now,
    failure::Failure,
    out,
    output_file::{self, OutputFile},
};
use muster_client::Machine;
use muster_core::{code, lang::Lang};
use muster_doctor::collector;
use serde_json::json;
use std::{
    io::{Cursor, Write},
    path::Path,
    process::{Command, ExitCode},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const SCRIPT: &str = "muster-collect.cmd";

pub(super) fn run(folder: &Path, state: &Path, force: bool, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let computer = Machine::read(None, None).name;
    output_file::make_folder(folder, lang)?;
    let script = OutputFile::new(&folder.join(SCRIPT), force)?;
    let bundle = OutputFile::new(&folder.join(format!("{computer}_muster.zip")), force)?;
    script.write_public(collector::script()).map_err(Failure::into_usage)?;
    let mut text = lang.pick(
        format!("{script}: run it as administrator on the Windows machine; it writes one zip beside itself\n"),
        format!("{script}: Windows コンピューターで管理者として実行してください。同じ場所に zip が作成されます\n"),
    );
    let mut document = json!({ "collector": script.to_string(), "bundle": null });
    if state.join("client").exists() || state.join("host").exists() {
        let packed =
            own(&computer, state)?.map_err(|error| Failure::new(code::INVALID_ARGUMENT, error).into_usage())?;
        bundle.write_public(packed).map_err(Failure::into_usage)?;
        text += &lang.pick(
            format!("{bundle}: what this machine's Muster says\n"),
            format!("{bundle}: このコンピューターの Muster の診断データ\n"),
        );
        document["bundle"] = bundle.to_string().into();
    }
    out::report(json, &document, &text);
    Ok(ExitCode::SUCCESS)
}

/// What Muster's own commands print here, as one zip with a manifest.
fn own(computer: &str, state: &Path) -> Result<Packed, Failure> {
    let mut files: Vec<(&str, Vec<u8>)> = Vec::new();
    for (file, words) in [
        ("slmgr_dlv.txt", &["slmgr", "/dlv"][..]),
        ("client_events.json", &["client", "events", "--json"]),
        ("host_events.txt", &["host", "events"]),
    ] {
        let printed = printed(state, words)?;
        if !printed.is_empty() {
            files.push((file, printed));
        }
    }
    let manifest = json!({
        "schema": "muster-collect-1",
        "computer": computer,
        "time": muster_proto::instant::rfc3339(now()),
        "files": files.iter().map(|(file, bytes)| json!({ "name": file, "size": bytes.len() })).collect::<Vec<_>>(),
    });
    files.push(("manifest.json", serde_json::to_vec_pretty(&manifest).unwrap_or_default()));
    Ok(packed(&files))
}

/// What one of Muster's own commands prints in English; nothing if it fails, as on a machine that is no host.
fn printed(state: &Path, words: &[&str]) -> Result<Vec<u8>, Failure> {
    let own = std::env::current_exe().map_err(|error| cannot_read(Path::new("muster"), &error))?;
    let output = Command::new(own).arg("--lang").arg("en").arg("--state").arg(state).args(words).output();
    let output = output.map_err(|error| cannot_read(Path::new("muster"), &error))?;
    Ok(if output.status.success() { output.stdout } else { Vec::new() })
}

type Packed = Result<Vec<u8>, Box<dyn std::error::Error>>;

fn packed(files: &[(&str, Vec<u8>)]) -> Packed {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

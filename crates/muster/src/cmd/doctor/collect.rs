//! `muster doctor collect`: writes the collector for Windows, and on a machine with Muster's state collects that.

use super::cannot_read;
use crate::{cmd::now, failure::Failure, out};
use muster_client::Machine;
use muster_core::{
    code::{self, Code},
    lang::Lang,
};
use muster_doctor::collector;
use serde_json::json;
use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const SCRIPT: &str = "muster-collect.cmd";

pub(super) fn run(folder: &Path, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let script = folder.join(SCRIPT);
    write(&script, collector::SCRIPT.as_bytes())?;
    out::line(&lang.pick(
        format!(
            "{}: run it as administrator on the Windows machine; it writes one zip beside itself",
            script.display()
        ),
        format!(
            "{}: Windows コンピューターで管理者として実行してください。同じ場所に zip が作成されます",
            script.display()
        ),
    ));
    if state.join("client").exists() || state.join("host").exists() {
        let bundle = own(folder, state)?;
        out::line(&lang.pick(
            format!("{}: what this machine's Muster says", bundle.display()),
            format!("{}: このコンピューターの Muster の証拠", bundle.display()),
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// What Muster's own commands print here, as one zip with a manifest.
fn own(folder: &Path, state: &Path) -> Result<PathBuf, Failure> {
    let name = Machine::read(None, None).name;
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
        "computer": name,
        "time": muster_proto::instant::rfc3339(now()),
        "files": files.iter().map(|(file, bytes)| json!({ "name": file, "size": bytes.len() })).collect::<Vec<_>>(),
    });
    files.push(("manifest.json", serde_json::to_vec_pretty(&manifest).unwrap_or_default()));
    let path = folder.join(format!("{name}_muster.zip"));
    write(&path, &packed(&files).map_err(|error| Failure::new(code::INVALID_ARGUMENT, error).into_usage())?)?;
    Ok(path)
}

/// What one of Muster's own commands prints in English; nothing if it fails, as on a machine that is no host.
fn printed(state: &Path, words: &[&str]) -> Result<Vec<u8>, Failure> {
    let own = std::env::current_exe().map_err(|error| cannot_read(Path::new("muster"), &error))?;
    let output = Command::new(own).arg("--lang").arg("en").arg("--state").arg(state).args(words).output();
    let output = output.map_err(|error| cannot_read(Path::new("muster"), &error))?;
    Ok(if output.status.success() { output.stdout } else { Vec::new() })
}

fn packed(files: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(Code::of_file(error.kind()), format!("cannot write {}: {error}", path.display())).into_usage()
    };
    fs::write(path, bytes).map_err(failed)
}

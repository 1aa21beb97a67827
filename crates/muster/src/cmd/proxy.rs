//! `muster proxy`: one machine with a network activates many without (MAK proxy activation). A list goes from step to step.

use super::ticket;
use crate::{
    args::{ProxyCommand, Via},
    failure::Failure,
    out,
    output_file::OutputFile,
};
use muster_client::{AuthorityConfig, authority};
use muster_core::{
    code::{self, Code},
    keys::installation_id::InstallationId,
    lang::Lang,
};
use muster_platform::files;
use muster_proto::authority::CONFIRMATIONS_MAX;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{
    path::Path,
    process::{Command, ExitCode, Output},
};

const SCHEMA: &str = "muster-proxy-1";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    schema: String,
    machines: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    machine: String,
    installation_id: Option<String>,
    confirmation_id: Option<String>,
    /// How the last step went.
    code: String,
    #[serde(default)]
    deposited: bool,
}

impl Row {
    fn new(machine: &str, read: Result<InstallationId, Failure>) -> Self {
        let code = read.as_ref().err().map_or(code::SUCCESS, Failure::code);
        let installation_id = read.ok().map(|iid| iid.to_string());
        Self {
            machine: machine.to_owned(),
            installation_id,
            confirmation_id: None,
            code: code.to_string(),
            deposited: false,
        }
    }
}

pub(crate) fn run(command: ProxyCommand, lang: Lang) -> Result<ExitCode, Failure> {
    match command {
        ProxyCommand::Collect { out, force, json, via, machines } => {
            let out = OutputFile::new(&out, force)?.beside_report(json, lang)?;
            collect(&out, &via, &machines, json, lang)
        }
        ProxyCommand::Fetch { list, authority, ca, json } => {
            fetch(&list, &AuthorityConfig { url: authority, ca }, json, lang)
        }
        ProxyCommand::Deposit { list, json, via } => deposit(&list, &via, json, lang),
    }
}

fn collect(out: &OutputFile, via: &Via, machines: &[String], json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let row = |machine: &String| {
        let file = Path::new(machine);
        let read = if file.exists() { ticket::read(machine) } else { installation_id(via, machine) };
        let name = file.file_stem().filter(|_| file.exists()).and_then(|name| name.to_str()).unwrap_or(machine);
        Row::new(name, read)
    };
    let list = List { schema: SCHEMA.into(), machines: machines.iter().map(row).collect() };
    out.write_secret(document(&list)?)?;
    let done = |row: &Row| row.installation_id.is_some();
    out.report(json, &json!(list), &text(&list, lang, done));
    Ok(exit(&list, done))
}

fn installation_id(via: &Via, machine: &str) -> Result<InstallationId, Failure> {
    let printed = remote(via, machine, "phone iid --json")?;
    let document: serde_json::Value = serde_json::from_slice(&printed.stdout)
        .map_err(|error| Failure::new(code::INVALID_SERVER_RESPONSE, format!("{machine}: {error}")))?;
    ticket::read(document["installation_id"].as_str().unwrap_or_default())
}

fn fetch(path: &Path, config: &AuthorityConfig, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let mut list = read(path)?;
    let waiting: Vec<&mut Row> =
        list.machines.iter_mut().filter(|row| row.installation_id.is_some() && row.confirmation_id.is_none()).collect();
    let mut waiting = waiting.into_iter().peekable();
    while waiting.peek().is_some() {
        let rows: Vec<&mut Row> = waiting.by_ref().take(CONFIRMATIONS_MAX).collect();
        let ids = rows.iter().filter_map(|row| row.installation_id.clone()).collect();
        let confirmations = authority::confirmations(config, ids)?;
        for (row, confirmation) in rows.into_iter().zip(confirmations) {
            row.confirmation_id = confirmation.confirmation_id;
            row.code = confirmation.code;
        }
    }
    update(path, &list, json, lang, |row| row.confirmation_id.is_some())
}

fn deposit(path: &Path, via: &Via, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let mut list = read(path)?;
    for row in list.machines.iter_mut().filter(|row| !row.deposited) {
        let Some(cid) = &row.confirmation_id else { continue };
        match remote(via, &row.machine, &format!("slmgr /atp {cid}")) {
            Ok(_) => {
                row.deposited = true;
                row.code = code::SUCCESS.to_string();
            }
            Err(failure) => row.code = failure.code().to_string(),
        }
    }
    update(path, &list, json, lang, |row| row.deposited)
}

/// Runs muster on a machine. A command that failed says its code on standard error.
fn remote(via: &Via, machine: &str, words: &str) -> Result<Output, Failure> {
    let legal = |c: char| c.is_alphanumeric() || "-._:".contains(c);
    if machine.is_empty() || machine.starts_with('-') || !machine.chars().all(legal) {
        return Err(Failure::usage(format!("'{machine}' is not the name of a machine")));
    }
    let line = format!("{} {words}", via.via.replace("{machine}", machine));
    let output = Command::new("sh").args(["-c", &line]).output()?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = said.split_whitespace().find(|word| word.starts_with("0x")).and_then(|word| word.parse::<Code>().ok());
    Err(Failure::new(code.unwrap_or(code::CANNOT_CONNECT), format!("{machine}: {}", said.trim())))
}

fn read(path: &Path) -> Result<List, Failure> {
    let wrong = |problem: String| Failure::new(code::INVALID_DATA, format!("{}: {problem}", path.display()));
    let list: List = serde_json::from_str(&files::read(path)?).map_err(|error| wrong(error.to_string()))?;
    if list.schema == SCHEMA {
        Ok(list)
    } else {
        Err(wrong(format!("its schema is '{}', not '{SCHEMA}'", list.schema)))
    }
}

fn document(list: &List) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(list).map_err(|error| Failure::new(code::UNEXPECTED, error))?;
    Ok(text + "\n")
}

/// Keeps what a step found, in the list that it was given.
fn update(path: &Path, list: &List, json: bool, lang: Lang, done: impl Fn(&Row) -> bool) -> Result<ExitCode, Failure> {
    files::write_secret(path, &document(list)?)?;
    out::report(json, &json!(list), &text(list, lang, &done));
    Ok(exit(list, done))
}

/// One line a machine.
fn text(list: &List, lang: Lang, done: impl Fn(&Row) -> bool) -> String {
    let line = |row: &Row| {
        let mark = if done(row) { "✓" } else { "✗" };
        let code: Code = row.code.parse().unwrap_or(code::UNEXPECTED);
        let why = if code == code::SUCCESS { String::new() } else { format!("  {code} {}", code.title(lang)) };
        format!("{mark} {}{why}\n", row.machine)
    };
    list.machines.iter().map(line).collect()
}

/// Whether the step came through for all machines.
fn exit(list: &List, done: impl Fn(&Row) -> bool) -> ExitCode {
    if list.machines.iter().all(done) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

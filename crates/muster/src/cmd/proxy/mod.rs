//! `muster proxy`: one machine with a network activates many without (MAK proxy activation). A list goes from step to step.

mod list;
mod via;

use self::via::Via;
use super::ticket;
use crate::{args::ProxyCommand, failure::Failure, out, output_file::OutputFile};
use muster_client::{AuthorityConfig, authority};
use muster_core::{
    code,
    keys::installation_id::{InstallationId, PhoneError},
    lang::Lang,
    sentence, visible,
};
use muster_proto::{
    authority::CONFIRMATIONS_MAX,
    machine_name::MachineName,
    proxy_list::{ProxyJob, ProxyList, ProxyRow},
};
use serde::Deserialize;
use serde_json::json;
use std::{path::Path, process::ExitCode};

pub(crate) fn run(command: ProxyCommand, lang: Lang) -> Result<ExitCode, Failure> {
    match command {
        ProxyCommand::Collect { out, force, json, via, machines } => {
            let out = OutputFile::new(&out, force)?.beside_report(json)?;
            collect(&out, &Via::parse(&via.via)?, &machines, json, lang)
        }
        ProxyCommand::Fetch { list, authority, ca, json } => {
            fetch(&list, &AuthorityConfig { url: authority, ca }, json, lang)
        }
        ProxyCommand::Deposit { list, json, via } => deposit(&list, &Via::parse(&via.via)?, json, lang),
    }
}

fn collect(out: &OutputFile, via: &Via, machines: &[String], json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let sources = machines.iter().map(|word| Source::new(word)).collect::<Result<Vec<_>, _>>()?;
    let list = ProxyList::collected(sources.into_iter().map(|source| source.row(via)).collect());
    out.write_secret(list::document(&list)?)?;
    let done = |row: &ProxyRow| row.installation_id.is_some();
    out.report(json, &json!(list), &list::text(&list, lang, done));
    Ok(exit(&list, done))
}

/// Where an installation id comes from.
enum Source<'a> {
    /// A file of this path; it is named after its machine.
    File(&'a str, MachineName),
    Machine(MachineName),
}

impl<'a> Source<'a> {
    fn new(word: &'a str) -> Result<Self, Failure> {
        let file = Path::new(word);
        let stem = file.file_stem().filter(|_| file.exists()).and_then(|name| name.to_str());
        let name = stem.unwrap_or(word).parse().map_err(Failure::usage)?;
        Ok(if stem.is_some() { Self::File(word, name) } else { Self::Machine(name) })
    }

    fn row(self, via: &Via) -> ProxyRow {
        match self {
            Self::File(path, name) => row(name, ticket::read(path)),
            Self::Machine(name) => {
                let id = installation_id(via, &name);
                row(name, id)
            }
        }
    }
}

/// A machine, as far as its installation id could be read.
fn row(machine: MachineName, read: Result<InstallationId, Failure>) -> ProxyRow {
    let code = read.as_ref().err().map_or(code::SUCCESS, Failure::code);
    ProxyRow { installation_id: read.ok(), code, ..ProxyRow::new(machine) }
}

fn installation_id(via: &Via, machine: &MachineName) -> Result<InstallationId, Failure> {
    #[derive(Deserialize)]
    struct Printed {
        installation_id: String,
    }
    let printed = via.run(machine, &["phone", "iid", "--json"])?;
    let printed: Printed = serde_json::from_slice(&printed.stdout)
        .map_err(|error| Failure::foreign(code::INVALID_SERVER_RESPONSE, format_args!("{machine}: {error}")))?;
    printed.installation_id.parse().map_err(|error: PhoneError| Failure::new(error.code(), error))
}

/// Asks for what is missing, [`CONFIRMATIONS_MAX`] ids a message. The list is kept after each answer.
fn fetch(path: &Path, config: &AuthorityConfig, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let mut list = list::read(path)?;
    let waiting: Vec<usize> = (0..list.machines.len()).filter(|at| list.machines[*at].is_waiting()).collect();
    for places in waiting.chunks(CONFIRMATIONS_MAX) {
        let ids = places.iter().filter_map(|at| list.machines[*at].installation_id);
        let confirmations = authority::confirmations(config, ids.collect())?;
        for (at, confirmation) in places.iter().zip(confirmations) {
            let row = &mut list.machines[*at];
            (row.confirmation_id, row.code) = match confirmation {
                Ok(id) => (Some(id), code::SUCCESS),
                Err(code) => (None, code),
            };
        }
        list::write(&list, path)?;
    }
    Ok(report(&list, json, lang, |row| row.confirmation_id.is_some()))
}

/// Hands each confirmation id to its machine. The list is kept after each of them.
fn deposit(path: &Path, via: &Via, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let mut list = list::read(path)?;
    if let Some(ProxyJob { host, number, .. }) = &list.job {
        let host = visible::line(host);
        return Err(Failure::usage(sentence!(
            "{file}: this is the list of job {number} of {host}. Take it back there: muster host job confirm {number} FILE",
            "{file}: {host} のジョブ {number} のリストです。そのホストで登録してください: muster host job confirm {number} FILE",
            file = path.display()
        )));
    }
    for at in 0..list.machines.len() {
        let row = &mut list.machines[at];
        let Some(id) = row.confirmation_id.filter(|_| !row.deposited) else { continue };
        row.code = via
            .run(&row.machine, &["slmgr", "/atp", &id.to_string()])
            .map_or_else(|failure| failure.code(), |_| code::SUCCESS);
        row.deposited = row.code == code::SUCCESS;
        list::write(&list, path)?;
    }
    Ok(report(&list, json, lang, |row| row.deposited))
}

fn report(list: &ProxyList, json: bool, lang: Lang, done: impl Fn(&ProxyRow) -> bool) -> ExitCode {
    out::report(json, &json!(list), &list::text(list, lang, &done));
    exit(list, done)
}

/// Whether the step came through for all machines.
fn exit(list: &ProxyList, done: impl Fn(&ProxyRow) -> bool) -> ExitCode {
    if list.machines.iter().all(done) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

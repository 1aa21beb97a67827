//! `muster client`.

use super::{enrol, env, env_on_network, identity, locale, now};
use crate::{
    args::{ClientCommand, MachineArguments},
    cmd::shown::{pack_installed, print_events},
    failure::Failure,
    out,
};
use muster_client::{Attempt, Client};
use muster_core::{client::activation::Channel, id::ActivationId, lang::Lang};
use muster_platform::files;
use muster_proto::instant;
use muster_slmgr::slmgr;
use serde_json::{Value, json};
use std::{path::Path, process::ExitCode};

pub(crate) fn run(command: ClientCommand, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let directory = state.join("client");
    let open = || Client::open(&directory, now());
    match command {
        ClientCommand::Init { root, pack, json, machine: arguments } => {
            let (root, pack) = (files::read(&root)?, files::read(&pack)?);
            let client = Client::init(&directory, &root, &pack, &env(&arguments))?;
            identity::keep(&directory, &arguments)?;
            let (directory, cmid) = (directory.display().to_string(), client.cmid().to_string());
            let text = lang.pick(
                format!("New client in {directory}. CMID {cmid}"),
                format!("{directory} にクライアントを作成しました。CMID {cmid}"),
            );
            out::report(json, &json!({ "directory": directory, "cmid": cmid }), &text);
        }
        ClientCommand::Enrol { file, root_key, json, machine } => {
            enrol::run(&directory, &file, root_key.as_deref(), json, &machine, lang)?;
        }
        ClientCommand::Activate { activation_id, json, machine } => {
            return activate(&mut open()?, activation_id.as_deref(), json, &machine, lang);
        }
        ClientCommand::Status { json, machine: arguments } => status(&open()?, json, &arguments, lang)?,
        ClientCommand::Pack { file, json } => {
            pack_installed(open()?.install_pack(&files::read(&file)?)?, json, lang);
        }
        ClientCommand::Return { activation_id, json } => {
            return_activation(&mut open()?, activation_id.as_deref(), json, lang)?;
        }
        ClientCommand::MachineKey { json } => {
            let key = open()?.machine_key()?;
            out::report(json, &json!({ "key": key }), &key);
        }
        ClientCommand::Events { json } => print_events(&open()?.events(), json, lang),
    }
    Ok(ExitCode::SUCCESS)
}

fn activate(
    client: &mut Client,
    id: Option<&str>,
    json: bool,
    arguments: &MachineArguments,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let id = id.map(str::parse::<ActivationId>).transpose().map_err(Failure::usage)?;
    let env = env_on_network(arguments)?;
    let mut attempts = Vec::new();
    for id in client.chosen(id)? {
        attempts.push(client.activate(id, &env.at(now()))?);
    }
    if json {
        out::json(&attempts.iter().map(attempt_document).collect::<Vec<_>>());
    } else {
        attempts.iter().for_each(|attempt| out::print(&slmgr::attempt_text(attempt, lang)));
    }
    let activated = attempts.iter().all(Attempt::is_activated);
    Ok(if activated { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn attempt_document(attempt: &Attempt) -> Value {
    json!({
        "product": attempt.name,
        "activation_id": attempt.product.to_string(),
        "code": attempt.code.to_string(),
        "activated_by": attempt.by.map(Channel::name),
        "host": attempt.granted.as_ref().map(|(host, _)| host.to_string()),
        "count": attempt.granted.as_ref().map(|(_, grant)| grant.count),
        "threshold": attempt.threshold,
        "tries": attempt.tries.iter().map(|attempt| json!({
            "host": attempt.host.to_string(), "code": attempt.code.to_string(),
        })).collect::<Vec<_>>(),
        "detail": attempt.detail.as_ref().map(ToString::to_string),
        "next_attempt": instant::rfc3339(attempt.next_attempt),
    })
}

fn status(client: &Client, json: bool, arguments: &MachineArguments, lang: Lang) -> Result<(), Failure> {
    let env = env(arguments);
    if json {
        client.chosen(None)?;
        out::json(&client.status(&env)?);
        return Ok(());
    }
    for id in client.chosen(None)? {
        let report = client.report(id, &env)?;
        out::print(&slmgr::product_block(&report, true, &locale(lang)));
    }
    Ok(())
}

/// Gives back what was asked for; without that, the activation of every product with a MAK.
fn return_activation(client: &mut Client, id: Option<&str>, json: bool, lang: Lang) -> Result<(), Failure> {
    let id = id.map(str::parse::<ActivationId>).transpose().map_err(Failure::usage)?;
    let mut returned = Vec::new();
    for id in client.chosen(id)? {
        client.return_activation(id)?;
        returned.push(id.to_string());
    }
    let text = lang.pick(
        "The activation is given back: another machine can use it.",
        "ライセンス認証を返却しました。別のコンピューターで使用できます。",
    );
    out::report(json, &json!({ "returned": returned }), text);
    Ok(())
}

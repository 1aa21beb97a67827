//! `muster client`.

use super::{entropy, machine, network, now};
use crate::{
    args::{ClientCommand, MachineArguments},
    cmd::host::print_events,
    failure::Failure,
    out, slmgr,
};
use muster_client::{Attempt, Client, ProductReport};
use muster_core::{id::ActivationId, lang::Lang, session::Outcome};
use muster_service::files;
use muster_wire::instant;
use serde_json::{Value, json};
use std::{path::Path, process::ExitCode};

pub(crate) fn run(command: ClientCommand, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let directory = state.join("client");
    let open = || Client::open(&directory, now());
    match command {
        ClientCommand::Init { root, pack, machine: arguments } => {
            let (root, pack) = (files::read(&root)?, files::read(&pack)?);
            let client =
                Client::init(&directory, &root, &pack, &machine(&arguments), muster_service::entropy::bytes())?;
            out::line(&lang.pick(
                format!("New client in {}. CMID {}", directory.display(), client.cmid()),
                format!("{} にクライアントを作成しました。CMID {}", directory.display(), client.cmid()),
            ));
        }
        ClientCommand::Activate { activation_id, json, machine } => {
            return activate(&mut open()?, activation_id.as_deref(), json, &machine, lang);
        }
        ClientCommand::Status { json, machine: arguments } => status(&open()?, json, &arguments, lang)?,
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
    let machine = machine(arguments);
    let network = network(arguments, &machine)?;
    let mut attempts = Vec::new();
    for id in client.chosen(id)? {
        attempts.push(client.activate(id, &machine, &network, now(), &mut entropy)?);
    }
    if json {
        out::json(&attempts.iter().map(attempt_document).collect::<Vec<_>>());
    } else {
        attempts.iter().for_each(|attempt| out::print(&slmgr::attempt_text(attempt, lang)));
    }
    let activated = attempts.iter().all(|attempt| matches!(attempt.outcome, Outcome::Activated { .. }));
    Ok(if activated { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn attempt_document(attempt: &Attempt) -> Value {
    let (host, count) = match &attempt.outcome {
        Outcome::Activated { host, grant } | Outcome::TooFew { host, grant } => {
            (Some(host.to_string()), Some(grant.count))
        }
        Outcome::Failed(_) => (None, None),
    };
    json!({
        "product": attempt.name,
        "activation_id": attempt.product.to_string(),
        "code": attempt.code().to_string(),
        "host": host,
        "count": count,
        "threshold": attempt.threshold,
        "tries": attempt.tries.iter().map(|attempt| json!({
            "host": attempt.host.to_string(), "code": attempt.code.to_string(),
        })).collect::<Vec<_>>(),
        "detail": attempt.detail,
        "next_attempt": instant::rfc3339(attempt.next_attempt),
    })
}

fn status(client: &Client, json: bool, arguments: &MachineArguments, lang: Lang) -> Result<(), Failure> {
    let machine = machine(arguments);
    let reports: Result<Vec<ProductReport>, _> =
        client.chosen(None)?.into_iter().map(|id| client.report(id, &machine, now())).collect();
    let reports = reports?;
    if json {
        out::json(&json!({
            "cmid": client.cmid().to_string(),
            "products": reports.iter().map(product_document).collect::<Vec<_>>(),
        }));
    } else {
        reports.iter().for_each(|report| out::print(&slmgr::client_block(report, client, true, now(), lang)));
    }
    Ok(())
}

fn product_document(report: &ProductReport) -> Value {
    json!({
        "product": report.name,
        "activation_id": report.id.to_string(),
        "application_id": report.application.to_string(),
        "partial_key": report.partial_key,
        "status": report.standing.status.number(),
        "until": report.standing.until.map(instant::rfc3339),
        "reason": report.standing.reason.map(|code| code.to_string()),
        "host": report.discovered.as_ref().map(|host| format!("{}:{}", host.name, host.port)),
        "next_attempt": report.next_attempt.map(instant::rfc3339),
        "last_code": report.last_code.map(|code| code.to_string()),
    })
}

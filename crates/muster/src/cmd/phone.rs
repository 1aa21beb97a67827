//! `muster phone`: the machine's side of activation without a network.

use super::{env, ticket};
use crate::{args::PhoneCommand, failure::Failure, out};
use muster_client::{Client, ClientError, Env};
use muster_core::{
    id::ActivationId,
    keys::{installation_id::ConfirmationId, product_key::KeyKind},
    labels::INSTALLATION_ID,
    lang::Lang,
};
use muster_host::Host;
use muster_proto::authority::Ticket;
use muster_slmgr::slmgr;
use serde_json::json;
use std::{path::Path, process::ExitCode};

pub(crate) fn run(command: PhoneCommand, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    match command {
        PhoneCommand::Iid { activation_id, ticket, machine: arguments } => {
            let files = ticket::Outputs::new(&ticket)?;
            let id = activation_id.as_deref().map(str::parse::<ActivationId>).transpose().map_err(Failure::usage)?;
            let env = env(&arguments);
            let iid = match ActivationTarget::find(state, &env, id)? {
                ActivationTarget::Product(client, id) => client.installation_id(id, &env)?,
                ActivationTarget::Host(host) => host.installation_id(&env.machine)?,
            };
            files.write(&Ticket::Installation(iid), INSTALLATION_ID.get(lang))?;
        }
        PhoneCommand::Cid { file, json, machine: arguments } => {
            let cid: ConfirmationId = ticket::read(&file.display().to_string())?;
            let deposited = apply_confirmation_id(state, None, &cid.to_string(), &env(&arguments))?;
            let document = json!({ "activation_id": deposited.to_string() });
            out::report(json, &document, &slmgr::confirmation_deposited(deposited, lang));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What on this machine can be activated without a network: a product with a MAK, or the host.
pub(crate) enum ActivationTarget {
    Product(Box<Client>, ActivationId),
    Host(Box<Host>),
}

impl ActivationTarget {
    /// The product that was asked for, else the one with a MAK, else the host.
    pub(crate) fn find(state: &Path, env: &Env, id: Option<ActivationId>) -> Result<Self, Failure> {
        let (client, host) = (state.join("client"), state.join("host"));
        if client.exists() {
            let client = Client::open(&client, env.now)?;
            let chosen = if id.is_some() { client.chosen(id)? } else { client.chosen(None).unwrap_or_default() };
            let is_mak =
                |id: &ActivationId| client.report(*id, env).is_ok_and(|report| report.kind == KeyKind::Multiple);
            if let Some(id) = chosen.into_iter().find(is_mak) {
                return Ok(Self::Product(Box::new(client), id));
            }
        }
        if !client.exists() && !host.exists() {
            return Err(ClientError::Missing(client.display().to_string()).into());
        }
        if host.exists() && id.is_none() {
            Ok(Self::Host(Box::new(Host::open(&host)?)))
        } else {
            Err(ClientError::KeyType.into())
        }
    }
}

/// Applies a confirmation id; returns the activation id of what is activated now.
pub(crate) fn apply_confirmation_id(
    state: &Path,
    id: Option<ActivationId>,
    cid: &str,
    env: &Env,
) -> Result<ActivationId, Failure> {
    match ActivationTarget::find(state, env, id)? {
        ActivationTarget::Product(mut client, id) => {
            client.apply_confirmation_id(id, cid, env)?;
            Ok(id)
        }
        ActivationTarget::Host(mut host) => {
            host.apply_confirmation_id(cid, &env.machine)?;
            let claim = host.product_key()?.claim();
            let group = host.pack().group(claim.group);
            Ok(group.map(|group| group.id).ok_or(ClientError::KeyType)?)
        }
    }
}

//! The agent's socket: one request a line, one response a line, both JSON. Anybody on the machine may ask for the status and
//! have products activated; keys are installed by the owner of the state, or by everybody where that is permitted.

use super::{env::AgentEnv, wake::Wake};
use crate::{agent_request::AgentRequest, client::Client, error::ClientError, status::StatusDocument};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, Nonce},
};
use muster_platform::{
    deadline::Deadline,
    files::FileError,
    local_socket::{self, Caller, Places, User, Workers},
};
use muster_proto::license_statement::LicenseStatementBody;
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, mpsc::Sender},
    time::Duration,
};

/// Threads that answer; an attempt holds none of them.
const WORKERS: usize = 4;
/// The most attempts that may wait at a time, and the most of one user.
const ATTEMPTS_MAX: usize = 16;
const ATTEMPTS_OF_A_USER_MAX: usize = 4;
/// An attempt may try several hosts, each with its own request_timeout.
const ATTEMPT_PATIENCE: Duration = Duration::from_secs(300);
/// The largest response.
const RESPONSE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The agent's response, one line of JSON.
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct AgentResponse {
    /// The documented code; zero for success.
    pub code: String,
    /// What went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The status of every product now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<StatusDocument>,
    /// What proves the license of the product that asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<LicenseStatementBody>,
}

struct Served {
    directory: PathBuf,
    wakes: Sender<Wake>,
    env: Arc<dyn AgentEnv>,
    workers: Workers,
    attempts: Arc<Places>,
}

pub(super) fn listen(
    path: &Path,
    directory: &Path,
    wakes: Sender<Wake>,
    env: Arc<dyn AgentEnv>,
) -> Result<(), ClientError> {
    let fail = FileError::new(FileError::LISTEN, path);
    let workers = Workers::start(WORKERS).map_err(&fail)?;
    let attempts = Places::new(ATTEMPTS_MAX, ATTEMPTS_OF_A_USER_MAX);
    let served = Served { directory: directory.to_owned(), wakes, env, workers: workers.clone(), attempts };
    let served = Arc::new(served);
    local_socket::serve(path, workers, move |caller, line| serve(&served, caller, &line)).map_err(fail)?;
    Ok(())
}

/// Answers a request; an attempt is answered when it is over.
fn serve(served: &Arc<Served>, caller: Caller, line: &str) {
    let response = match serde_json::from_str(line) {
        Ok(AgentRequest::Status) => report(served, Ok(code::SUCCESS)),
        Ok(AgentRequest::Activate { activation_id }) => return activate(served, caller, activation_id.as_deref()),
        Ok(AgentRequest::InstallKey { key }) => report(served, install_key(served, caller.user(), &key)),
        Ok(AgentRequest::License { activation_id, nonce }) => license(served, &activation_id, &nonce),
        Err(error) => failed(code::INVALID_DATA, error.to_string()),
    };
    answer(caller, &response);
}

fn answer(caller: Caller, response: &AgentResponse) {
    caller.answer(&serde_json::to_string(response).unwrap_or_default());
}

/// What became of a request, with the status of every product.
fn report(served: &Served, done: Result<Code, ClientError>) -> AgentResponse {
    let status = |code| Ok((code, open(served)?.status(&served.env.local())?));
    match done.and_then(status) {
        Ok((code, status)) => {
            let detail = (code != code::SUCCESS).then(|| code.title(muster_core::lang::Lang::En).to_owned());
            AgentResponse { code: code.to_string(), detail, status: Some(status), license: None }
        }
        Err(error) => failed(error.code(), error.to_string()),
    }
}

fn open(served: &Served) -> Result<Client, ClientError> {
    Client::open(&served.directory, served.env.local().now)
}

fn activate(served: &Arc<Served>, caller: Caller, id: Option<&str>) {
    let Ok(place) = served.attempts.take(caller.user()) else {
        return answer(caller, &failed(code::SERVER_BUSY, "other attempts are waiting: ask again later".to_owned()));
    };
    let id = match chosen(served, id) {
        Ok(id) => id,
        Err(error) => return answer(caller, &failed(error.code(), error.to_string())),
    };
    let then = served.clone();
    let done = move |codes: Vec<(ActivationId, Code)>| {
        drop(place);
        then.workers.clone().run(move || answer(caller, &report(&then, Ok(outcome(&codes)))));
    };
    // An agent that ends lets everybody go.
    drop(served.wakes.send(Wake::Activate(id, Box::new(done))));
}

/// The product that is asked for, if it is installed.
fn chosen(served: &Served, id: Option<&str>) -> Result<Option<ActivationId>, ClientError> {
    let id = id.map(str::parse::<ActivationId>).transpose().map_err(|error| ClientError::LicenseFile(error.into()))?;
    open(served)?.chosen(id)?;
    Ok(id)
}

fn outcome(codes: &[(ActivationId, Code)]) -> Code {
    let failed = codes.iter().map(|(_, code)| *code).find(|code| *code != code::SUCCESS);
    if codes.is_empty() { code::UNEXPECTED } else { failed.unwrap_or(code::SUCCESS) }
}

fn install_key(served: &Served, caller: &User, key: &str) -> Result<Code, ClientError> {
    let mut client = open(served)?;
    if !client.user_operations() && !local_socket::may_change(caller, &served.directory) {
        return Ok(code::ACCESS_DENIED);
    }
    client.install_key(key, served.env.local().now)?;
    Ok(code::SUCCESS)
}

/// The evidence of a license, signed for the one who asks.
fn license(served: &Served, id: &str, nonce: &str) -> AgentResponse {
    let (Ok(id), Ok(nonce)) = (id.parse::<ActivationId>(), nonce.parse::<Nonce>()) else {
        return failed(code::INVALID_DATA, "activation_id is an id, and nonce has 32 hexadecimal digits".to_owned());
    };
    match open(served).and_then(|client| client.license_statement(id, nonce)) {
        Ok(body) => {
            let code = code::SUCCESS.to_string();
            AgentResponse { code, detail: None, status: None, license: Some(body) }
        }
        Err(error) => failed(error.code(), error.to_string()),
    }
}

fn failed(code: Code, detail: String) -> AgentResponse {
    AgentResponse { code: code.to_string(), detail: Some(detail), status: None, license: None }
}

/// Sends a request to a running agent. Returns its response as JSON: one of a newer agent may have more fields.
///
/// # Errors
/// If no agent answers on the socket.
pub fn ask(socket: &Path, request: &AgentRequest) -> Result<serde_json::Value, ClientError> {
    let fail = FileError::new(FileError::ASK_AGENT, socket);
    let line = serde_json::to_string(request).map_err(|error| fail(error.into()))?;
    let patience = Deadline::after(ATTEMPT_PATIENCE);
    let answer = local_socket::ask(socket, &line, patience, RESPONSE_BYTES_MAX).map_err(&fail)?;
    Ok(serde_json::from_str(&answer.text).map_err(|error| fail(error.into()))?)
}

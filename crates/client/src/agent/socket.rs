//! The agent's socket: one request a line, one response a line, both JSON. Anybody on the machine may ask for the status and
//! have products activated; keys are installed by the owner of the state, or by everybody where that is permitted.

use super::{env::AgentEnv, wake::Wake};
use crate::{client::Client, error::ClientError, status::StatusDocument};
use muster_core::{
    code::{self, Code},
    id::ActivationId,
};
use muster_platform::files::FileError;
use rustix::net::sockopt::socket_peercred;
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::{self, BufRead, BufReader, Read, Write},
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{self, Sender},
    },
    thread,
    time::Duration,
};

const LINE_MAX: u64 = 4096;
/// A caller that says nothing for so long is let go.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// An attempt may try several hosts, each with its own request_timeout.
const ATTEMPT_PATIENCE: Duration = Duration::from_secs(300);

/// A request to the agent, one line of JSON: `{"ask":"status"}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum AgentRequest {
    /// Return the status of every product.
    Status,
    /// Activate a product now, or all.
    Activate {
        /// Activation id; without it every installed product.
        #[serde(default)]
        activation_id: Option<String>,
    },
    /// Install a product key: for the owner of the state, and for everybody where that is permitted.
    InstallKey {
        /// Setup key or MAK.
        key: String,
    },
}

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
}

struct Served {
    directory: PathBuf,
    wakes: Sender<Wake>,
    env: Arc<dyn AgentEnv>,
}

pub(super) fn listen(
    path: &Path,
    directory: &Path,
    wakes: Sender<Wake>,
    env: Arc<dyn AgentEnv>,
) -> Result<(), ClientError> {
    let fail = FileError::new("cannot listen on", path);
    // What an agent that was killed left behind; a running one would answer.
    if UnixStream::connect(path).is_ok() {
        return Err(fail(io::Error::new(io::ErrorKind::AddrInUse, "an agent is running already")).into());
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fail(error).into()),
        _ => {}
    }
    let listener = UnixListener::bind(path).map_err(&fail)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o666)).map_err(&fail)?;
    let served = Arc::new(Served { directory: directory.to_owned(), wakes, env });
    let run = move || {
        for stream in listener.incoming().filter_map(Result::ok) {
            let served = served.clone();
            // A caller that cannot be served is let go: the next one may be.
            drop(thread::Builder::new().name("caller".into()).spawn(move || drop(serve(&served, &stream))));
        }
    };
    thread::Builder::new().name("socket".into()).spawn(run).map_err(fail)?;
    Ok(())
}

fn serve(served: &Served, stream: &UnixStream) -> io::Result<()> {
    stream.set_read_timeout(Some(REQUEST_TIMEOUT))?;
    stream.set_write_timeout(Some(REQUEST_TIMEOUT))?;
    let mut lines = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if lines.by_ref().take(LINE_MAX).read_line(&mut line)? == 0 {
            return Ok(());
        }
        let response = match serde_json::from_str::<AgentRequest>(&line) {
            Ok(request) => respond(served, stream, request),
            Err(error) => failed(code::INVALID_DATA, error.to_string()),
        };
        let text = serde_json::to_string(&response).unwrap_or_default();
        (&mut &*stream).write_all(format!("{text}\n").as_bytes())?;
    }
}

fn respond(served: &Served, stream: &UnixStream, request: AgentRequest) -> AgentResponse {
    let done = match request {
        AgentRequest::Status => Ok(code::SUCCESS),
        AgentRequest::Activate { activation_id } => activate(served, activation_id.as_deref()),
        AgentRequest::InstallKey { key } => install_key(served, stream, &key),
    };
    match done {
        Ok(code) => {
            let status = open(served).and_then(|client| client.status(&served.env.local()));
            let detail = (code != code::SUCCESS).then(|| code.title(muster_core::lang::Lang::En).to_owned());
            match status {
                Ok(status) => AgentResponse { code: code.to_string(), detail, status: Some(status) },
                Err(error) => failed(error.code(), error.to_string()),
            }
        }
        Err(error) => failed(error.code(), error.to_string()),
    }
}

fn open(served: &Served) -> Result<Client, ClientError> {
    Client::open(&served.directory, served.env.local().now)
}

fn activate(served: &Served, id: Option<&str>) -> Result<Code, ClientError> {
    let id =
        id.map(str::parse::<ActivationId>).transpose().map_err(|error| ClientError::LicenseFile(error.to_string()))?;
    open(served)?.chosen(id)?;
    let (reply, codes) = mpsc::channel();
    drop(served.wakes.send(Wake::Activate(id, reply)));
    let codes = codes.recv_timeout(ATTEMPT_PATIENCE).unwrap_or_default();
    let failed = codes.iter().map(|(_, code)| *code).find(|code| *code != code::SUCCESS);
    Ok(if codes.is_empty() { code::UNEXPECTED } else { failed.unwrap_or(code::SUCCESS) })
}

fn install_key(served: &Served, stream: &UnixStream, key: &str) -> Result<Code, ClientError> {
    let mut client = open(served)?;
    let owner = fs::metadata(&served.directory).map(|meta| meta.uid()).unwrap_or(0);
    let caller = socket_peercred(stream).map(|credentials| credentials.uid.as_raw());
    let permitted = client.user_operations() || caller.is_ok_and(|uid| uid == 0 || uid == owner);
    if !permitted {
        return Ok(code::ACCESS_DENIED);
    }
    client.install_key(key, served.env.local().now)?;
    Ok(code::SUCCESS)
}

fn failed(code: Code, detail: String) -> AgentResponse {
    AgentResponse { code: code.to_string(), detail: Some(detail), status: None }
}

/// Sends a request to a running agent. Returns its response as JSON: one of a newer agent may have more fields.
///
/// # Errors
/// If no agent answers on the socket.
pub fn ask(socket: &Path, request: &AgentRequest) -> Result<serde_json::Value, ClientError> {
    let fail = FileError::new("cannot ask the agent at", socket);
    let mut stream = UnixStream::connect(socket).map_err(&fail)?;
    stream.set_read_timeout(Some(ATTEMPT_PATIENCE)).map_err(&fail)?;
    let line = serde_json::to_string(request).map_err(|error| fail(error.into()))?;
    stream.write_all(format!("{line}\n").as_bytes()).map_err(&fail)?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).map_err(&fail)?;
    Ok(serde_json::from_str(&answer).map_err(|error| fail(error.into()))?)
}

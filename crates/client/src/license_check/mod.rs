//! A product asks whether it is licensed on this machine, and gets an answer that is proved up to the vendor's root key, which is
//! built into the product.
//!
//! What the agent says, or what lies in a folder, is evidence, never an answer: whoever imitates the one or copies the other has no
//! signature of the vendor for this machine.

mod answer;
mod judge;
mod last_proof;
mod root_key;

pub use answer::{LicenseAnswer, Verdict};
pub use last_proof::AGENT_ABSENCE_MAX;

use crate::{
    agent_request::{AgentAnswer, AgentRequest},
    client::Client,
    env::Env,
    error::ClientError,
    license_evidence,
    store::Store,
};
use answer::AGENT_AWAY;
use judge::{Question, Speaker};
use last_proof::{LastProof, Proof};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, Nonce},
    sentence,
    sentence::Sentence,
    time::Moment,
};
use muster_platform::{
    clock::Clock,
    deadline::Deadline,
    files::io_text,
    identity,
    local_socket::{self, User},
    machine::Machine,
    state_folder,
};
use muster_proto::license_statement::LicenseStatement;
use muster_trust::{jwk::PublicKey, license_statement};
use root_key::RootKey;
use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// The longest wait for the agent's answer to the question for the license.
pub const ANSWER_TIMEOUT: Duration = Duration::from_secs(2);
/// The same for an attempt, which may try several hosts, each with its own timeout.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(300);
/// An agent that too many ask hangs up on some of them; so often they ask again.
const TRIES: usize = 5;
const HUNG_UP: [ErrorKind; 3] = [ErrorKind::BrokenPipe, ErrorKind::ConnectionReset, ErrorKind::UnexpectedEof];
/// The largest answer.
const ANSWER_BYTES_MAX: usize = 1024 * 1024;

/// Where a product finds the license of its machine.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// The agent that answers on this socket. Any user may ask.
    Agent(PathBuf),
    /// The folder of a client, without an agent: only its owner can read it.
    Folder(PathBuf),
}

impl Source {
    /// The agent of this machine.
    pub fn of_machine() -> Self {
        Self::Agent(state_folder::of_machine().join("agent.sock"))
    }
}

/// A product's question: is this product of this vendor licensed on this machine? Threads may share it; each asks for itself.
#[derive(Debug)]
pub struct LicenseCheck {
    root: RootKey,
    product: ActivationId,
    source: Source,
    machine: Machine,
    last: LastProof,
}

impl LicenseCheck {
    /// The question for `product`, an activation id of the vendor's license pack. `root` is the vendor's root key: the text of
    /// `root.jwk`, or its thumbprint (RFC 7638). Nothing is asked yet.
    ///
    /// # Errors
    /// If the texts are neither.
    pub fn new(root: &str, product: &str, source: Source) -> Result<Self, ClientError> {
        let product = product.parse().map_err(|error| ClientError::LicenseFile(Sentence::from(error)))?;
        let identity = match &source {
            Source::Folder(folder) => identity::kept(folder),
            Source::Agent(_) => None,
        };
        let machine = Machine::read(None, identity.as_deref());
        Ok(Self { root: root.parse()?, product, source, machine, last: LastProof::none() })
    }

    /// The same question in a container, which shows the hardware of others: `identity` is what the agent was given too.
    #[must_use]
    pub fn with_identity(self, identity: &str) -> Self {
        Self { machine: Machine::read(None, Some(identity)), ..self }
    }

    /// Whether the product is licensed on this machine now. Always answers, within [`ANSWER_TIMEOUT`] and what reading a few files
    /// takes.
    pub fn status(&self) -> LicenseAnswer {
        self.status_in(&Env::offline(self.machine.clone(), Clock::System.now()))
    }

    /// The same on the machine and at the time of `env`.
    pub fn status_in(&self, env: &Env) -> LicenseAnswer {
        let asked = match &self.source {
            Source::Folder(folder) => self.read(folder, env),
            Source::Agent(socket) => self.ask(socket, env),
        };
        let question = Question { root: &self.root, product: self.product, machine: &env.machine, now: env.now };
        let found = match asked {
            Ok((statement, speaker)) => Ok(Arc::new(Proof { statement, speaker, at: env.now })),
            Err(Unanswered::Refused(code)) => Err(code),
            Err(Unanswered::Away(code)) => self.last.proof(env.now).ok_or(code),
        };
        let answer = match &found {
            Ok(found) => judge::judge(&found.statement, found.speaker, &question),
            Err(code) => LicenseAnswer::refused(*code),
        };
        if let (Ok(found), true) = (found, answer.verdict != Verdict::NotLicensed) {
            self.last.keep(found);
        }
        answer
    }

    /// Tries to activate the product now, and says how it stands after. Blocks until the hosts were asked.
    pub fn activate(&self) -> LicenseAnswer {
        match self.attempt() {
            Ok(code) => LicenseAnswer { attempt: Some(code), ..self.status() },
            Err(error) => LicenseAnswer { attempt: Some(error.code()), ..self.status() },
        }
    }

    fn attempt(&self) -> Result<Code, ClientError> {
        match &self.source {
            Source::Agent(socket) => {
                let request = AgentRequest::Activate { activation_id: Some(self.product.to_string()) };
                let answer = exchange(socket, &request, ATTEMPT_TIMEOUT).map_err(absent)?.0;
                Ok(answer.code.parse().unwrap_or(code::UNEXPECTED))
            }
            Source::Folder(folder) => {
                let (mut client, env) = self.client(folder)?;
                Ok(client.activate(self.product, &env)?.code)
            }
        }
    }

    /// Installs a product key: through the agent only where every user may, else by the owner of the folder.
    ///
    /// # Errors
    /// If the key is none of the vendor's, or this user may not install keys.
    pub fn install_key(&self, key: &str) -> Result<(), ClientError> {
        match &self.source {
            Source::Folder(folder) => {
                let (mut client, env) = self.client(folder)?;
                client.install_key(key, env.now).map(drop)
            }
            Source::Agent(socket) => {
                let request = AgentRequest::InstallKey { key: key.to_owned() };
                // Who has taken the name of an agent that does not run must not get the key.
                let is_right = |user: &User| local_socket::may_hear_secrets(user, socket);
                let (answer, _) = exchange_with(socket, is_right, &request, ANSWER_TIMEOUT).map_err(absent)?;
                match answer.code.parse().unwrap_or(code::UNEXPECTED) {
                    code::SUCCESS => Ok(()),
                    code => Err(ClientError::Agent(code, Sentence::foreign(answer.detail.unwrap_or_default()))),
                }
            }
        }
    }

    /// The installation id of a product with a MAK, 54 digits, for an activation without a network: only in a folder.
    ///
    /// # Errors
    /// If the product has no MAK, or the agent keeps the state.
    pub fn installation_id(&self) -> Result<String, ClientError> {
        let (client, env) = self.client(self.folder()?)?;
        Ok(client.installation_id(self.product, &env)?.to_string())
    }

    /// Applies the confirmation id, 48 digits, that the vendor gave for the installation id: only in a folder.
    ///
    /// # Errors
    /// If a group is mistyped, or the id is another machine's.
    pub fn deposit(&self, confirmation_id: &str) -> Result<(), ClientError> {
        let (mut client, env) = self.client(self.folder()?)?;
        client.apply_confirmation_id(self.product, confirmation_id, &env)
    }

    fn folder(&self) -> Result<&Path, ClientError> {
        match &self.source {
            Source::Folder(folder) => Ok(folder),
            Source::Agent(_) => {
                let problem = sentence!(
                    "it keeps the state: use muster slmgr /dti and /atp",
                    "状態はエージェントが管理しています。muster slmgr /dti と /atp を使用してください"
                );
                Err(ClientError::Agent(code::NOT_ALLOWED, problem))
            }
        }
    }

    /// The client in a folder, on this machine as it is now.
    fn client(&self, folder: &Path) -> Result<(Client, Env), ClientError> {
        let env = Env { machine: self.machine.clone(), ..Env::system()? };
        Ok((Client::open(folder, env.now)?, env))
    }

    fn read(&self, folder: &Path, env: &Env) -> Result<(LicenseStatement, Speaker), Unanswered> {
        let store = Store::open(folder, env.now)?;
        Ok((license_evidence::of_store(&store, self.product, Nonce::from_bytes([0; 16]))?, Speaker::Itself))
    }

    fn ask(&self, socket: &Path, env: &Env) -> Result<(LicenseStatement, Speaker), Unanswered> {
        let nonce = Nonce::from_bytes(env.entropy.bytes());
        let request = AgentRequest::License { activation_id: self.product.to_string(), nonce: nonce.to_string() };
        let (answer, of_service) = exchange(socket, &request, ANSWER_TIMEOUT)?;
        let Some(body) = answer.license else {
            let code = answer.code.parse().ok().filter(|code: &Code| code.is_failure());
            return Err(Unanswered::Refused(code.unwrap_or(code::SIGNATURE_INVALID)));
        };
        let opened = license_statement::open(&body, self.product, nonce);
        let (statement, key) = opened.map_err(|error| Unanswered::Refused(error.code()))?;
        Ok((statement, Speaker::Agent { key, of_service }))
    }
}

/// Why there is no evidence.
enum Unanswered {
    /// Nobody answered.
    Away(Code),
    Refused(Code),
}

impl From<ClientError> for Unanswered {
    fn from(error: ClientError) -> Self {
        Self::Refused(error.code())
    }
}

/// Something that answers otherwise than the agent would is none; everything else may pass.
impl From<io::Error> for Unanswered {
    fn from(error: io::Error) -> Self {
        let code = absence(&error);
        if code == code::INVALID_DATA { Self::Refused(code) } else { Self::Away(code) }
    }
}

/// Asks the agent; also says whether it can be believed without a proof.
fn exchange(socket: &Path, request: &AgentRequest, timeout: Duration) -> io::Result<(AgentAnswer, bool)> {
    exchange_with(socket, |_| true, request, timeout)
}

/// The same with an agent whose user `is_right`: to any other nothing is sent.
fn exchange_with(
    socket: &Path,
    is_right: impl Fn(&User) -> bool,
    request: &AgentRequest,
    timeout: Duration,
) -> io::Result<(AgentAnswer, bool)> {
    let line = serde_json::to_string(request)?;
    let deadline = Deadline::after(timeout);
    let ask = || local_socket::ask_of(socket, &is_right, &line, deadline, ANSWER_BYTES_MAX);
    let hung_up = |asked: &io::Result<_>| asked.as_ref().is_err_and(|error| HUNG_UP.contains(&error.kind()));
    let mut asked = ask();
    for _ in 1..TRIES {
        if hung_up(&asked) {
            asked = ask();
        }
    }
    let answer = asked?;
    let of_service = local_socket::is_of_service(&answer.user, socket);
    let answer = serde_json::from_str(&answer.text).map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
    Ok((answer, of_service))
}

fn absent(error: io::Error) -> ClientError {
    ClientError::Agent(absence(&error), Sentence::of(|lang| io_text(&error, lang)))
}

fn absence(error: &io::Error) -> Code {
    match error.kind() {
        ErrorKind::InvalidData => code::INVALID_DATA,
        ErrorKind::PermissionDenied => code::ACCESS_DENIED,
        ErrorKind::TimedOut => code::TIMEOUT,
        ErrorKind::Unsupported => code::NOT_SUPPORTED,
        _ => AGENT_AWAY,
    }
}

/// What a statement proves to a product with this root key, at the time that it names; for fuzzing.
pub(crate) fn judged(statement: &LicenseStatement, root: &PublicKey) -> LicenseAnswer {
    let (root, machine) = (RootKey::Key(*root), Machine::read(None, Some("fuzz")));
    let question =
        Question { root: &root, product: statement.aud, machine: &machine, now: Moment::from_unix(statement.latest) };
    judge::judge(statement, Speaker::Itself, &question)
}

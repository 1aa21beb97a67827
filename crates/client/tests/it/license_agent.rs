//! A product asks the agent on its socket whether it is licensed, and somebody imitates the agent.

use crate::license_check::{activated, check, copy, is_refused};
use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_client::{
    ANSWER_TIMEOUT, Channel, Client, ClientError, Env, LicenseCheck, Source, Verdict,
    agent::{Agent, AgentEnv},
};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, Nonce},
    time::Moment,
};
use muster_platform::{
    deadline::Deadline,
    local_socket::{self, Workers},
};
use muster_proto::license_statement::{LicenseStatement, LicenseStatementBody};
use muster_testbed::harness::world::{World, env};
use muster_trust::{
    jwk::{PublicKey, SigningKey},
    jws::{self, Kind},
    license_statement,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock, mpsc},
    time::Duration,
};

/// For a real agent, which answers at once.
const PATIENCE: Duration = Duration::from_secs(60);
const AGENT_AWAY: Code = Code(0x8007_0426);

/// The machine of an agent that only answers.
struct Fixed {
    name: &'static str,
    now: Moment,
}

impl AgentEnv for Fixed {
    fn local(&self) -> Env {
        env(self.name, self.now)
    }

    fn env(&self) -> Result<Env, ClientError> {
        Ok(self.local())
    }

    fn attempted(&self, _: ActivationId, _: Code, _: Option<Channel>) {}

    fn failed(&self, error: &ClientError) {
        panic!("{error}");
    }
}

/// An agent that answers for the client of a folder until the process ends.
fn agent(world: &World, folder: &str, name: &'static str) -> PathBuf {
    let socket = world.path(&format!("{folder}.sock"));
    agent_of(&world.path(folder).join("client"), &socket, name, world.now());
    socket
}

/// The same for any client's folder, on a socket.
pub(crate) fn agent_of(client: &Path, socket: &Path, name: &'static str, now: Moment) {
    Agent::new(client, Arc::new(Fixed { name, now })).listen(socket).expect("it listens");
}

/// Something that answers each line on a socket with what `answer` makes of it; with nothing it hangs up.
fn imitation(socket: &Path, answer: impl Fn(String) -> Option<String> + Send + Sync + 'static) -> Source {
    let workers = Workers::start(1).expect("a thread");
    let answered = local_socket::serve(socket, workers, move |caller, line| {
        if let Some(text) = answer(line) {
            caller.answer(&text);
        }
    });
    answered.expect("a socket");
    Source::Agent(socket.to_owned())
}

/// What a real agent answers a line.
pub(crate) fn pass_on(socket: &Path, line: &str) -> String {
    local_socket::ask(socket, line, Deadline::after(PATIENCE), 100_000).expect("an answer").text
}

fn nonce_of(line: &str) -> Nonce {
    let question: Value = serde_json::from_str(line).expect("a question");
    question["nonce"].as_str().and_then(|nonce| nonce.parse().ok()).expect("a nonce")
}

/// What a real agent tells of its product, for whoever wants to tell it in its place.
fn recorded(socket: &Path, product: ActivationId) -> LicenseStatement {
    let line = json!({"ask": "license", "activation_id": product.to_string(), "nonce": "0".repeat(32)});
    let answer: Value = serde_json::from_str(&pass_on(socket, &line.to_string())).expect("JSON");
    let body: LicenseStatementBody = serde_json::from_value(answer["license"].clone()).expect("a statement");
    let key = PublicKey::try_from(&body.jwk).expect("a key");
    jws::open(&body.statement, Kind::LicenseStatement, &key).expect("genuine")
}

/// An answer with this statement, signed by a key of the imitation's own.
fn signed(statement: &LicenseStatement) -> String {
    let key = SigningKey::from_seed([7; 32]).expect("a key");
    let body = license_statement::sign(statement, key).expect("signed");
    json!({"code": "0x00000000", "license": body}).to_string()
}

#[test]
fn a_licensed_product_gets_its_proof_from_the_agent() {
    let (world, product) = activated();
    let socket = agent(&world, "pc", "pc");
    let question = check(&world, Source::Agent(socket.clone()));
    let answer = question.status_in(&world.env("pc"));
    assert_eq!((answer.verdict, answer.code, answer.days_left), (Verdict::Licensed, code::SUCCESS, Some(180)));
    let unknown = "00000000-0000-0000-0000-000000000000";
    let unknown = LicenseCheck::new(&world.vendor.root, unknown, Source::Agent(socket.clone())).expect("a question");
    is_refused(&unknown.status_in(&world.env("pc")), code::PRODUCT_NOT_INSTALLED);
    assert!(recorded(&socket, product).activation.is_some_and(|activation| activation.salt.is_some()));
}

/// It says what every agent said before there were proofs, another vendor's license, nonsense, and a genuine chain with a key of its own.
#[test]
fn whoever_imitates_the_agent_licenses_nothing() {
    let ((world, product), (other, _)) = (activated(), activated());
    let ask = |source| check(&world, source).status_in(&world.env("pc"));
    let unsigned = r#"{"code":"0x00000000","status":{"products":[{"status":1}]}}"#;
    is_refused(&ask(imitation(&world.path("1"), |_| Some(unsigned.into()))), code::SIGNATURE_INVALID);
    is_refused(&ask(Source::Agent(agent(&other, "pc", "pc"))), code::SIGNATURE_INVALID);
    is_refused(&ask(imitation(&world.path("2"), |_| Some("licensed".into()))), code::INVALID_DATA);
    is_refused(&ask(imitation(&world.path("3"), |_| Some("x".repeat(2_000_000)))), code::INVALID_DATA);
    is_refused(&ask(imitation(&world.path("4"), |_| None)), AGENT_AWAY);
    let stolen = recorded(&agent(&world, "pc", "pc"), product);
    let resigned = move |line: String| Some(signed(&LicenseStatement { nonce: nonce_of(&line), ..stolen.clone() }));
    is_refused(&ask(imitation(&world.path("5"), resigned)), code::NONCE_MISMATCH);
}

/// It takes the question, and says nothing for as long as anybody listens.
#[test]
fn an_agent_that_says_nothing_is_waited_for_no_longer_than_stated() {
    let (world, _) = activated();
    let (keeper, kept) = mpsc::channel();
    let silent = world.path("silent");
    let served = local_socket::serve(&silent, Workers::start(1).expect("a thread"), move |caller, _| {
        keeper.send(caller).expect("somebody keeps it");
    });
    served.expect("a socket");
    let (asked, late) = (Deadline::after(ANSWER_TIMEOUT), Deadline::after(ANSWER_TIMEOUT * 10));
    is_refused(&check(&world, Source::Agent(silent)).status_in(&world.env("pc")), code::TIMEOUT);
    assert!(asked.remaining().is_err() && late.remaining().is_ok());
    drop(kept);
}

/// The first answer is genuine and for this machine; given again it answers another question.
#[test]
fn an_answer_that_was_recorded_and_replayed_licenses_nothing() {
    let (world, _) = activated();
    let genuine = agent(&world, "pc", "pc");
    let kept = OnceLock::new();
    let replay = move |line: String| Some(kept.get_or_init(|| pass_on(&genuine, &line)).clone());
    let source = imitation(&world.path("replay"), replay);
    let ask = || check(&world, source.clone()).status_in(&world.env("pc"));
    assert_eq!(ask().verdict, Verdict::Licensed);
    is_refused(&ask(), code::NONCE_MISMATCH);
}

/// The agent of a copied state answers in earnest, and so does one that another machine's agent stands behind.
#[test]
fn the_agent_of_another_machine_licenses_nothing() {
    let (world, _) = activated();
    copy(&world.path("pc/client"), &world.path("copied/client"));
    let copied = check(&world, Source::Agent(agent(&world, "copied", "other")));
    is_refused(&copied.status_in(&world.env("other")), code::HARDWARE_OUT_OF_TOLERANCE);
    let genuine = agent(&world, "pc", "pc");
    let relayed = check(&world, imitation(&world.path("relay"), move |line| Some(pass_on(&genuine, &line))));
    is_refused(&relayed.status_in(&world.env("other")), code::HARDWARE_OUT_OF_TOLERANCE);
    assert_eq!(relayed.status_in(&world.env("pc")).verdict, Verdict::Licensed);
}

/// A pipe of Windows ends with its process alone.
#[cfg(unix)]
#[test]
fn an_agent_that_is_away_takes_nothing_away_for_a_day() {
    let (world, _) = activated();
    let socket = agent(&world, "pc", "pc");
    let question = check(&world, Source::Agent(socket.clone()));
    assert_eq!(question.status_in(&world.env("pc")).verdict, Verdict::Licensed);
    fs::remove_file(&socket).expect("it is there");
    let after = |hours| question.status_in(&env("pc", world.now() + muster_core::time::Span::hours(hours)));
    assert_eq!(after(24).verdict, Verdict::Licensed);
    is_refused(&after(25), AGENT_AWAY);
    is_refused(&question.status_in(&world.env("other")), code::HARDWARE_OUT_OF_TOLERANCE);
    // A product that starts while the agent is away has no proof.
    is_refused(&check(&world, Source::Agent(socket)).status_in(&world.env("pc")), AGENT_AWAY);
}

/// Writes the state of a client as a version that bound no key has written it.
fn forget_salts(folder: &Path) {
    let path = folder.join("state.json");
    let text = fs::read_to_string(&path).expect("the state");
    let (before, rest) = text.split_once(",\n        \"salt\": [").expect("a salt");
    let (_, after) = rest.split_once(']').expect("its end");
    let state = [before, after].concat();
    let (start, rest) = state.split_once("\"integrity\": \"").expect("a code");
    let (_, end) = rest.split_once('"').expect("its end");
    let with_code = |code: &str| format!("{start}\"integrity\": \"{code}\"{end}");
    let key = fs::read_to_string(folder.join("state.key")).expect("the key");
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.trim().as_bytes());
    // Compact, for no text of this state holds a blank.
    let message: String = with_code("").split_whitespace().collect();
    let code = URL_SAFE_NO_PAD.encode(hmac::sign(&key, message.as_bytes()));
    fs::write(path, with_code(&code)).expect("written");
}

#[test]
fn an_activation_of_an_earlier_version_is_renewed_before_a_product_is_shown_it() {
    let world = World::new();
    let host = world.filled_host("kms");
    let (mut client, product) = world.client("pc");
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    drop(client);
    let folder = world.path("pc/client");
    forget_salts(&folder);
    assert!(Client::open(&folder, world.now()).expect("a client").recovered().is_none(), "it is as it was written");
    let socket = agent(&world, "pc", "pc");
    let question = check(&world, Source::Agent(socket.clone()));
    assert!(recorded(&socket, product).activation.is_some_and(|activation| activation.salt.is_none()));
    is_refused(&question.status_in(&world.env("pc")), code::NONCE_MISMATCH);
    muster_client::agent::look(&folder, false, &Fixed { name: "pc", now: world.now() }).expect("it looks");
    assert_eq!(question.status_in(&world.env("pc")).verdict, Verdict::Licensed);
}

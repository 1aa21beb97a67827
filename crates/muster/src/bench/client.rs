//! What a client pays to know that it is licensed, beside the bare signatures that this takes.

use super::{
    activation::fill,
    effort::Effort,
    figures::{instant, median},
    site::{Kind, Site},
};
use crate::{cmd::now, failure::Failure};
use muster_client::{
    Channel, Client, ClientError, Env, LicenseCheck, Machine, Source, Verdict,
    agent::{Agent, AgentEnv},
};
use muster_core::{
    code::{self, Code},
    id::ActivationId,
    sentence,
};
use muster_trust::jwk::{Sign, SigningKey};
use serde::Serialize;
use std::sync::Arc;

/// The identity of the machine.
const MACHINE: &str = "bench";
/// Verifications in one run.
const ROUND: u32 = 200;
/// Those of the pack, of the host license and of the activation.
const SIGNATURES: u32 = 3;
/// As long as the signed part of an activation.
const MESSAGE: [u8; 600] = [0x61; 600];
/// More than the product's threshold.
const MACHINES: u32 = 50;

/// Medians, in microseconds.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Verification {
    /// The signatures alone, in memory.
    pub(super) signatures_us: f64,
    /// From opening the files to the status: signatures, encodings, every check, the machine's hardware.
    pub(super) status_us: f64,
    /// The question of a product to the agent: made anew, and asked again.
    pub(super) product_cold_us: f64,
    pub(super) product_warm_us: f64,
}

/// A machine whose agent only answers.
struct Answering;

impl AgentEnv for Answering {
    fn local(&self) -> Env {
        machine()
    }

    fn env(&self) -> Result<Env, ClientError> {
        Ok(machine())
    }

    fn attempted(&self, _: ActivationId, _: Code, _: Option<Channel>) {}

    fn failed(&self, _: &ClientError) {}
}

fn machine() -> Env {
    Env::offline(Machine::read(Some(MACHINE), Some(MACHINE)), now())
}

pub(super) fn measure(effort: &Effort) -> Result<Verification, Failure> {
    let site = Site::start(Kind::Sqlite)?;
    let few = Effort { machines: MACHINES, ..effort.clone() };
    fill(&site.addresses(), &few, &site.requests(MACHINES))?;
    let directory = site.folder().join("client");
    let mut client = Client::init(&directory, &site.vendor.root, &site.vendor.pack, &machine())?;
    let product = client.install_key(&site.vendor.ledger_key.reveal(), now())?.id;
    client.set_host(site.addresses().first().and_then(|address| address.to_string().parse().ok()), None)?;
    let attempt = client.activate(product, &machine())?;
    if !attempt.is_activated() {
        return Err(Failure::new(
            attempt.code,
            sentence!("the client was not activated", "クライアントがライセンス認証されませんでした"),
        ));
    }
    let socket = site.folder().join("agent.sock");
    Agent::new(&directory, Arc::new(Answering)).listen(&socket)?;
    let question = || {
        let check = LicenseCheck::new(&site.vendor.root, &product.to_string(), Source::Agent(socket.clone()))?;
        Ok::<_, ClientError>(check.with_identity(MACHINE))
    };
    let asked = question()?;
    let key = SigningKey::from_seed([7; 32]).map_err(|error| Failure::new(code::UNEXPECTED, error))?;
    let signed = key.sign(&MESSAGE);
    let (public, signature) = (key.public(), signed.map_err(|error| Failure::new(code::UNEXPECTED, error))?);
    let (mut bare, mut statuses, mut cold, mut warm) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let licensed = |check: &LicenseCheck| check.status().verdict == Verdict::Licensed;
    for _ in 0..effort.runs {
        bare.push(each(|| (0..SIGNATURES).all(|_| public.verifies(&MESSAGE, &signature)))?);
        cold.push(each(|| question().is_ok_and(|check| licensed(&check)))?);
        warm.push(each(|| licensed(&asked))?);
        let machine = machine();
        statuses.push(each(|| {
            Client::open(&directory, now()).is_ok_and(|client| client.status(&machine.at(now())).is_ok())
        })?);
    }
    Ok(Verification {
        signatures_us: median(bare),
        status_us: median(statuses),
        product_cold_us: median(cold),
        product_warm_us: median(warm),
    })
}

/// The microseconds of one, which must succeed.
fn each(work: impl Fn() -> bool) -> Result<f64, Failure> {
    let start = instant();
    let good = (0..ROUND).all(|_| std::hint::black_box(work()));
    let took = start.elapsed().as_secs_f64() * 1e6 / f64::from(ROUND);
    if good {
        Ok(took)
    } else {
        Err(Failure::new(code::UNEXPECTED, sentence!("a verification failed", "検証に失敗しました")))
    }
}

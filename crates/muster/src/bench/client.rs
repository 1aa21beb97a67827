//! What a client pays to know that it is licensed, beside the bare signatures that this takes.

use super::{
    activation::fill,
    effort::Effort,
    figures::{instant, median},
    site::{Kind, Site},
};
use crate::{cmd::now, failure::Failure};
use muster_client::{Client, Env, Machine};
use muster_core::code;
use muster_trust::jwk::{Sign, SigningKey};
use serde::Serialize;

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
}

pub(super) fn measure(effort: &Effort) -> Result<Verification, Failure> {
    let site = Site::start(Kind::Sqlite)?;
    let few = Effort { machines: MACHINES, ..effort.clone() };
    fill(&site.addresses(), &few, &site.requests(MACHINES))?;
    let env = || Env::offline(Machine::read(Some("bench"), Some("bench")), now());
    let directory = site.folder().join("client");
    let mut client = Client::init(&directory, &site.vendor.root, &site.vendor.pack, &env())?;
    let product = client.install_key(&site.vendor.ledger_key.reveal(), now())?.id;
    client.set_host(site.addresses().first().and_then(|address| address.to_string().parse().ok()), None)?;
    let attempt = client.activate(product, &env())?;
    if !attempt.is_activated() {
        return Err(Failure::new(attempt.code, "the client was not activated"));
    }
    let key = SigningKey::from_seed([7; 32]).map_err(|error| Failure::new(code::UNEXPECTED, error))?;
    let signed = key.sign(&MESSAGE);
    let (public, signature) = (key.public(), signed.map_err(|error| Failure::new(code::UNEXPECTED, error))?);
    let (mut bare, mut statuses) = (Vec::new(), Vec::new());
    for _ in 0..effort.runs {
        bare.push(each(|| (0..SIGNATURES).all(|_| public.verifies(&MESSAGE, &signature)))?);
        let machine = env();
        statuses.push(each(|| {
            Client::open(&directory, now()).is_ok_and(|client| client.status(&machine.at(now())).is_ok())
        })?);
    }
    Ok(Verification { signatures_us: median(bare), status_us: median(statuses) })
}

/// The microseconds of one, which must succeed.
fn each(work: impl Fn() -> bool) -> Result<f64, Failure> {
    let start = instant();
    let good = (0..ROUND).all(|_| std::hint::black_box(work()));
    let took = start.elapsed().as_secs_f64() * 1e6 / f64::from(ROUND);
    if good { Ok(took) } else { Err(Failure::new(code::UNEXPECTED, "a verification failed")) }
}

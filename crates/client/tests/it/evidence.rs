//! What an agent uploads of a machine that is not activated: to hosts that its configuration names, if it allows that.

use crate::imitation::imitation;
use muster_client::{
    ActivationId, Channel, Client, ClientError, Code, Env,
    agent::{self, AgentEnv},
};
use muster_core::{client::discovery::HostAddress, code, time::Span};
use muster_proto::{
    evidence::{EVIDENCE_PATH, EvidenceAnswer, EvidenceBody, EvidenceClaims, MachineEvidence},
    order::ContactAnswer,
};
use muster_testbed::harness::world::{World, env};
use muster_trust::{evidence, jwk::PublicKey};
use std::{
    fs,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

/// A host that takes evidence, or refuses it, and the machine `pc`, which reaches no other host.
struct Site {
    world: World,
    key: PublicKey,
    address: SocketAddr,
    uploads: Arc<Mutex<Vec<EvidenceBody>>>,
    /// Whether the host answers evidence as one that knows none.
    refuses: Arc<AtomicBool>,
}

struct Machine<'w>(&'w World, Mutex<Vec<Code>>);

impl AgentEnv for Machine<'_> {
    fn local(&self) -> Env {
        env("pc", self.0.now())
    }

    fn env(&self) -> Result<Env, ClientError> {
        Ok(self.local())
    }

    fn attempted(&self, _: ActivationId, _: Code, _: Option<Channel>) {}

    fn failed(&self, error: &ClientError) {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).push(error.code());
    }
}

impl Site {
    /// A machine whose `[managed]` has this line as well.
    fn new(line: &str) -> Self {
        let world = World::new();
        let host = world.activated_host("kms");
        let key = host.signing_key().expect("a key").public();
        let license = host.license_document().expect("activated").to_owned();
        let (uploads, refuses) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (taken, refusing) = (uploads.clone(), refuses.clone());
        let address = imitation(move |request| {
            let (head, body) = request.split_once("\r\n\r\n").expect("a body");
            if !head.starts_with(&format!("POST {EVIDENCE_PATH} ")) {
                let answer = ContactAnswer { version: 1, host_license: license.clone(), orders: Vec::new() };
                return serde_json::to_string(&answer).expect("JSON");
            }
            if refusing.load(Ordering::Relaxed) {
                return "not found".to_owned();
            }
            taken.lock().expect("one").push(serde_json::from_str(body).expect("evidence"));
            serde_json::to_string(&EvidenceAnswer { version: 1, kept_days: 30 }).expect("JSON")
        });
        world.client("pc");
        let config =
            format!("[managed]\nhosts = [{{ address = \"{address}\", key = \"{}\" }}]\n{line}\n", key.thumbprint());
        fs::write(world.path("pc/client/client.toml"), config).expect("written");
        Self { world, key, address, uploads, refuses }
    }

    /// Lets the agent do what is due; returns the codes of what went wrong.
    fn look(&self) -> Vec<Code> {
        let machine = Machine(&self.world, Mutex::default());
        agent::look(&self.world.path("pc/client"), false, &machine).expect("it looks");
        machine.1.into_inner().expect("the codes")
    }

    /// What was uploaded since the last call.
    fn uploaded(&self) -> Vec<EvidenceClaims> {
        let bodies = std::mem::take(&mut *self.uploads.lock().expect("one"));
        let open = |body: &EvidenceBody| evidence::open(body, &self.key, self.world.now()).expect("genuine").0;
        bodies.iter().map(open).collect()
    }

    fn client(&self) -> Client {
        Client::open(&self.world.path("pc/client"), self.world.now()).expect("a client")
    }
}

#[test]
fn nothing_is_uploaded_unless_the_configuration_allows_it() {
    for line in ["", "evidence = false"] {
        let site = Site::new(line);
        assert_eq!(site.look(), []);
        assert_eq!(site.uploaded().len(), 0, "{line}");
    }
}

#[test]
fn a_machine_in_trouble_tells_its_products_and_events_signed_by_its_key() {
    let site = Site::new("evidence = true");
    assert_eq!(site.look(), []);
    let body = site.uploads.lock().expect("one")[0].clone();
    let (claims, key) = evidence::open(&body, &site.key, site.world.now()).expect("genuine");
    let client = site.client();
    assert_eq!((key.thumbprint(), claims.sub), (client.machine_key().expect("a key"), client.cmid()));
    let MachineEvidence { products, events, .. } = claims.evidence;
    let report = client.report(products[0].product, &site.world.env("pc")).expect("a report");
    assert_eq!((products.len(), products[0].last_code), (1, report.last_code));
    assert!(report.last_code.is_some_and(Code::is_failure), "it reached no host");
    let failed = events.iter().filter(|event| event.info.contains(&report.last_code.expect("failed").to_string()));
    assert_eq!(failed.count(), 1, "{events:?}");
    let key = site.world.vendor.ledger_key.reveal();
    assert!(!format!("{events:?}{products:?}").contains(key.as_str()) && key.ends_with(&products[0].partial_key));
}

#[test]
fn it_uploads_again_what_is_new_and_what_the_host_will_soon_have_deleted() {
    let site = Site::new("evidence = true");
    site.look();
    assert_eq!(site.uploaded().len(), 1);
    site.world.clock.advance(Span::hours(3));
    site.look();
    assert_eq!(site.uploaded().len(), 0, "another attempt failed in the same way");
    let host = HostAddress { name: "127.0.0.1".into(), port: site.address.port() };
    site.client().set_host(Some(host), None).expect("set");
    site.world.clock.advance(Span::hours(3));
    site.look();
    let [changed] = <[_; 1]>::try_from(site.uploaded()).expect("one");
    assert!(changed.evidence.events.iter().any(|event| event.info.contains("127.0.0.1")), "{changed:?}");
    site.world.clock.advance(Span::days(15));
    site.look();
    assert_eq!(site.uploaded().len(), 1, "half of the time for which it is kept");
}

#[test]
fn a_host_that_takes_no_evidence_is_asked_again_and_disturbs_nothing() {
    let site = Site::new("evidence = true");
    site.refuses.store(true, Ordering::Relaxed);
    assert_eq!(site.look(), [code::INVALID_SERVER_RESPONSE]);
    site.refuses.store(false, Ordering::Relaxed);
    assert_eq!(site.look(), []);
    assert_eq!(site.uploaded().len(), 1);
}

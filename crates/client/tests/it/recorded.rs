//! What earlier versions wrote is read by this one, and carried on: folders of clients, of a host and of an authority, messages and
//! documents. Each version has a folder in `tests/recorded`; `MUSTER_BLESS=1 cargo test -p muster-client --test it recorded` makes that of
//! this version anew. One that was released is never made anew.

use crate::{
    license_agent::{agent_of, pass_on},
    license_check::copy,
};
use muster_authority::{Authority, Records};
use muster_client::{Client, LicenseCheck, Source, Status, Verdict};
use muster_core::{code, id::ActivationId, time::Moment, time::Span};
use muster_host::Host;
use muster_platform::clock::{Clock, VirtualClock};
use muster_proto::{
    license_statement::LicenseStatementBody,
    problem::Problem,
    request::{ActivationRequestBody, ActivationResponseBody},
};
use muster_testbed::{
    EnrolmentTerms, RunningHost,
    harness::{
        http,
        world::{World, env, ledger},
    },
};
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, Expected, VerifiedLicense},
    jws::Kind,
    license_statement,
};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
};

const QUESTION: &str = "question.json";
/// Folders that a version leaves: of clients activated by a host and by a MAK, of a host, of an authority.
const FOLDERS: [&str; 4] = ["pc/client", "laptop/client", "kms/host", "authority"];

/// A copy of what a version wrote, which is this version's own now.
struct Recorded {
    world: World,
    about: Value,
    now: Moment,
}

impl Recorded {
    fn open(version: &Path) -> Self {
        let world = World::new();
        copy(version, &world.path("recorded"));
        let about: Value = serde_json::from_str(&read(&version.join("about.json"))).expect("JSON");
        let now = Moment::from_unix(about["time"].as_i64().expect("a time")) + Span::hours(1);
        Self { world, about, now }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.world.path("recorded").join(name)
    }

    fn text(&self, name: &str) -> String {
        read(&self.path(name))
    }

    fn product(&self) -> ActivationId {
        self.about["product"].as_str().and_then(|id| id.parse().ok()).expect("an activation id")
    }

    fn client(&self, machine: &str) -> Client {
        let client = Client::open(&self.path(machine).join("client"), self.now).expect("a client");
        assert!(client.recovered().is_none(), "its state is read as it is");
        client
    }

    fn trust(&self) -> TrustAnchors {
        let root = self.text("pc/client/root.jwk").parse().expect("a root key");
        TrustAnchors::open(&self.text("pc/client/pack.jws"), &root).expect("a pack")
    }

    fn host(&self) -> RunningHost {
        let clock = VirtualClock::stopped();
        clock.set_wrong(self.now.unix() - clock.now().unix());
        let host = Host::open(&self.path("kms/host")).expect("a host");
        let serving = RunningHost::serve(host, self.path("kms/host"), Clock::Virtual(clock));
        self.world.block_on(serving).expect("a running host")
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every recorded version, oldest first.
fn versions() -> Vec<Recorded> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded");
    if option_env!("MUSTER_BLESS").is_some() {
        record(&folder.join(env!("CARGO_PKG_VERSION")));
    }
    let mut versions: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    versions.sort();
    assert!(versions.iter().any(|folder| folder.ends_with(env!("CARGO_PKG_VERSION"))), "this version is recorded");
    versions.iter().map(|folder| Recorded::open(folder)).collect()
}

/// One test, so that a recording is made before it is read.
#[test]
fn whatever_an_earlier_version_wrote_is_read_and_carried_on() {
    for recorded in versions() {
        documents_and_messages_are_understood(&recorded);
        clients_stay_licensed(&recorded);
        the_host_goes_on_counting(&recorded);
        the_authority_goes_on(&recorded);
    }
}

fn documents_and_messages_are_understood(recorded: &Recorded) {
    let (trust, product) = (recorded.trust(), recorded.product());
    let request: ActivationRequestBody = serde_json::from_str(&recorded.text("request.json")).expect("a request");
    let response: ActivationResponseBody = serde_json::from_str(&recorded.text("response.json")).expect("a response");
    let license = VerifiedLicense::open(&response.host_license, Kind::HostLicense, &trust).expect("a host license");
    let expected = Expected { cmid: request.cmid, product, now: recorded.now, nonce: Some(request.nonce) };
    let activation = chain::open_activation(&response.activation, &license, &expected).expect("an activation");
    assert!(activation.grant().count >= 25);
    let refusal: Problem = serde_json::from_str(&recorded.text("refusal.json")).expect("a refusal");
    assert_eq!(refusal.code, code::PRODUCT_NOT_COVERED);

    let question: Value = serde_json::from_str(&recorded.text(QUESTION)).expect("a question");
    let nonce = question["nonce"].as_str().and_then(|nonce| nonce.parse().ok()).expect("a nonce");
    let answer: Value = serde_json::from_str(&recorded.text("answer.json")).expect("an answer");
    let body: LicenseStatementBody = serde_json::from_value(answer["license"].clone()).expect("a statement");
    license_statement::open(&body, product, nonce).expect("it answers the question");

    let root = recorded.about["root_key"].as_str();
    let enrolled = recorded.world.path("fresh/client");
    let enrolled = Client::enrol(&enrolled, &recorded.text("site.enrolment"), root, &env("fresh", recorded.now));
    assert_eq!(enrolled.expect("enrolled").products, [product]);
}

fn clients_stay_licensed(recorded: &Recorded) {
    let product = recorded.product();
    for machine in ["pc", "laptop"] {
        let env = env(machine, recorded.now);
        let mut client = recorded.client(machine);
        let report = client.report(product, &env).expect("a report");
        assert_eq!(report.standing.status, Status::Licensed, "{machine}");
        client.set_caching(false).expect("written");
        drop(client);
        assert_eq!(recorded.client(machine).report(product, &env).expect("a report").standing.status, Status::Licensed);
        let folder = Source::Folder(recorded.path(machine).join("client"));
        let root = recorded.about["root_key"].as_str().expect("a thumbprint");
        let check = LicenseCheck::new(root, &product.to_string(), folder).expect("a question");
        assert_eq!(check.status_in(&env).verdict, Verdict::Licensed, "{machine}");
    }
    let socket = recorded.path("agent.sock");
    agent_of(&recorded.path("pc/client"), &socket, "pc", recorded.now);
    let answer: Value = serde_json::from_str(&pass_on(&socket, recorded.text(QUESTION).trim())).expect("JSON");
    assert!(answer["license"].is_object(), "{answer}");
}

/// It has counted 25 machines: the next that asks is licensed.
fn the_host_goes_on_counting(recorded: &Recorded) {
    let host = recorded.host();
    let (status, body) = http::activate(host.address(), &recorded.text("request.json"));
    assert_eq!(status, 200, "{body}");
    let mut client = recorded.client("pc");
    client.set_host(Some(host.address().to_string().parse().expect("a host")), None).expect("saved");
    let attempt = client.activate(recorded.product(), &env("pc", recorded.now)).expect("an attempt");
    assert!(attempt.is_activated(), "{attempt:?}");
    recorded.world.block_on(host.stop());
}

fn the_authority_goes_on(recorded: &Recorded) {
    let authority = recorded.path("authority");
    let passphrase = recorded.text("authority/passphrase.txt");
    let opened = Authority::open(&authority, passphrase.trim()).expect("an authority");
    Records::open(&authority).expect("records").verify_audit(None).expect("read").expect("whole");
    assert_eq!(opened.pack_document().expect("a pack"), recorded.text("pc/client/pack.jws"));
    let keys = opened.issue_keys(&muster_testbed::mak(1, 1), recorded.now).expect("a key");
    assert_eq!(keys.len(), 1);
}

/// Writes what a site of this version leaves behind.
fn record(folder: &Path) {
    drop(fs::remove_dir_all(folder));
    let world = World::new();
    let (product, now) = (ledger(&world), world.now());
    let host = world.filled_host("kms");
    let terms = EnrolmentTerms {
        products: vec![product],
        days: 365,
        host: host.address().to_string().parse().ok(),
        config: Some("[managed]\nevery_minutes = 30\n".to_owned()),
        ..EnrolmentTerms::default()
    };
    let enrolment = world.vendor.authority.issue_enrolment(&terms, now).expect("a file").document;
    let mut pc = Client::enrol(&world.path("pc/client"), &enrolment, None, &world.env("pc")).expect("enrolled").client;
    pc.set_lookup_domain(Some("site.corp.test".into()), Some(product)).expect("written");
    assert!(world.activate(&mut pc, "pc", &Default::default()).is_activated());
    drop(pc);
    let mut laptop = world.mak_client("laptop", &world.returnable_mak(3, 3));
    assert!(world.activate(&mut laptop, "laptop", &Default::default()).is_activated());
    drop(laptop);
    // Before what is recorded is asked: it asks the next version for the first time.
    host.open().expect("a host").back_up(&world.path("kms-backup"), now).expect("a backup");
    Authority::back_up(&world.path("authority"), &world.path("authority-backup")).expect("a backup");
    let written = ["pc/client", "laptop/client", "kms-backup", "authority-backup"];
    for (from, to) in written.into_iter().zip(FOLDERS) {
        copy(&world.path(from), &folder.join(to));
    }
    messages(&world, &host, folder);
    let root_key = world.vendor.authority.root().thumbprint();
    let about = json!({ "time": now.unix(), "product": product.to_string(), "root_key": root_key });
    fs::write(folder.join("about.json"), format!("{about:#}\n")).expect("written");
    fs::write(folder.join("site.enrolment"), enrolment).expect("written");
    world.block_on(host.stop());
}

/// Writes what clients and products ask, and what they are answered.
fn messages(world: &World, host: &RunningHost, folder: &Path) {
    let (product, write) =
        (ledger(world), |name: &str, text: &str| fs::write(folder.join(name), text).expect("written"));
    let request = http::request(1000, product, world.now());
    let (status, response) = http::activate(host.address(), &request);
    assert_eq!(status, 200, "{response}");
    write("request.json", &request);
    write("response.json", &response);
    let pack = world.vendor.authority.pack().expect("a pack");
    let draft = pack.product_of_key(&world.vendor.draft_key).expect("a product").id;
    write("refusal.json", &http::activate(host.address(), &http::request(1001, draft, world.now())).1);
    let question = json!({"ask": "license", "activation_id": product.to_string(), "nonce": "0".repeat(32)}).to_string();
    let socket = world.path("agent.sock");
    agent_of(&world.path("pc/client"), &socket, "pc", world.now());
    write(QUESTION, &question);
    write("answer.json", &pass_on(&socket, &question));
}

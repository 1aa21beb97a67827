//! A session against hosts of a script: who is asked, what is believed, what is recorded.

use super::{Hosts, SessionResult, drive};
use crate::machine_binding::BoundNonces;
use muster_core::{
    client::{
        discovery::{HostAddress, LookupFailure, Settings},
        license::{Intervals, Status},
        session::{Outcome, Session},
    },
    code::{self, Code},
    features::Features,
    host::request::{ActivationRequest, Grant},
    id::{ActivationId, Cmid, HardwareId, HostId, Nonce},
    keys::product_key::{KeyClaim, ProductKey},
    time::{Moment, Span},
};
use muster_platform::entropy::Entropy;
use muster_proto::{
    activation::{Activation, IssuerInfo},
    jwk::Jwk,
    license::{Confirmation, License},
    pack::{ApplicationClaim, KeyGroupClaim, PackClaims, ProductClaim},
    request::{ActivationRequestBody, ActivationResponseBody},
};
use muster_trust::{
    anchors::TrustAnchors,
    jwk::SigningKey,
    jws::{Kind, Signer},
};
use std::{cell::RefCell, net::SocketAddr, sync::Arc};

const NOW: Moment = Moment::from_unix(1_800_000_000);
const THRESHOLD: u32 = 25;
const HOST: HostId = HostId::from_bytes([5; 16]);
/// Keys by their seed: the vendor's, the host's, the machine's, and a stranger's.
const VENDOR: u8 = 1;
const HOST_KEY: u8 = 2;
const MACHINE_KEY: u8 = 3;
const STRANGER: u8 = 9;

fn key(seed: u8) -> Arc<SigningKey> {
    Arc::new(SigningKey::from_seed([seed; 32]).expect("a key"))
}

fn id(last: u8) -> ActivationId {
    format!("00000000-0000-0000-0000-0000000000{last:02x}").parse().expect("an id")
}

fn pack(root: u8, version: u32) -> String {
    let application = "00000000-0000-0000-0000-0000000000a1".parse().expect("an id");
    let product = ProductClaim {
        id: id(1),
        application,
        name: "Product".into(),
        number: 1,
        setup_key: ProductKey::new(KeyClaim::setup(1), [0; 10]).reveal(),
        threshold: THRESHOLD,
        grace_days: 30,
        validity_days: 180,
        out_of_tolerance_grace_days: 30,
        extended_grace_days: 0,
        non_genuine_grace_days: 30,
        notification: true,
        rearms: 5,
        features: Features::default(),
    };
    let group = KeyGroupClaim {
        id: id(9),
        number: 9,
        name: "Host".into(),
        products: vec![id(1).to_string()],
        license_days: 1825,
        mak_days: None,
        features: Features::default(),
        ends: None,
    };
    let claims = PackClaims {
        ver: muster_proto::pack::VERSION,
        iss: "contoso".into(),
        iat: NOW.unix(),
        exp: (NOW + Span::days(730)).unix(),
        version,
        service: "muster".into(),
        applications: vec![ApplicationClaim { id: application, name: "App".into() }],
        products: vec![product],
        key_groups: vec![group],
        authority: None,
        roots: Vec::new(),
        revoked: Vec::new(),
        revoked_packs: Vec::new(),
    };
    Signer::new(Kind::Pack, key(root)).seal(&claims).expect("a document")
}

/// How a host of the script answers.
#[derive(Clone, Copy)]
enum Answers {
    Count(u32),
    /// With a license that this vendor's key signed.
    SignedBy(u8),
    /// With the nonce of another request.
    Replayed,
    /// With this version of the license pack, signed by this key.
    NewerPack(u32, u8),
    Fails(Code),
}

/// The domain `corp.test` has these hosts, and every other has none.
struct Script {
    hosts: Vec<(&'static str, Answers)>,
    asked: RefCell<Vec<ActivationRequestBody>>,
}

impl Script {
    fn answers(&self, name: &str) -> Answers {
        self.hosts.iter().find(|(host, _)| *host == name).expect("a host of the script").1
    }
}

impl Hosts for Script {
    fn lookup(&self, service: &str, domain: &str) -> Result<Vec<HostAddress>, LookupFailure> {
        assert_eq!(service, "muster", "as the license pack says");
        if domain != "corp.test" {
            return Err(LookupFailure::NoName);
        }
        Ok(self.hosts.iter().map(|(name, _)| HostAddress { name: (*name).into(), port: 1688 }).collect())
    }

    fn send(
        &self,
        host: &HostAddress,
        request: &ActivationRequestBody,
    ) -> Result<(ActivationResponseBody, SocketAddr), Code> {
        self.asked.borrow_mut().push(request.clone());
        let (mut count, mut vendor, mut nonce, mut pack) = (THRESHOLD, VENDOR, request.nonce, 1);
        match self.answers(&host.name) {
            Answers::Fails(code) => return Err(code),
            Answers::Count(other) => count = other,
            Answers::SignedBy(other) => vendor = other,
            Answers::Replayed => nonce = Nonce::from_bytes([0; 16]),
            Answers::NewerPack(version, _) => pack = version,
        }
        let reply = ActivationResponseBody {
            version: 1,
            activation: activation(count, nonce),
            host_license: host_license(vendor),
            pack,
        };
        Ok((reply, ([192, 0, 2, 7], host.port).into()))
    }

    fn pack(&self, _: SocketAddr) -> Option<String> {
        let offered = self.hosts.iter().find_map(|(_, answers)| match answers {
            Answers::NewerPack(version, root) => Some((*version, *root)),
            _ => None,
        });
        offered.map(|(version, root)| pack(root, version))
    }
}

fn activation(count: u32, nonce: Nonce) -> String {
    let grant = Grant { count, until: NOW + Span::days(180), intervals: Intervals::default() };
    let issuer = IssuerInfo { id: HOST, epid: "epid", pack: 1 };
    let claims = Activation::new(&request(), nonce, &grant, &issuer, NOW);
    Signer::new(Kind::Activation, key(HOST_KEY)).seal(&claims).expect("a document")
}

fn host_license(vendor: u8) -> String {
    let license = License {
        ver: muster_proto::license::VERSION,
        iss: "contoso".into(),
        sub: HOST,
        iat: NOW.unix(),
        exp: (NOW + Span::days(100)).unix(),
        cnf: Confirmation { jwk: Jwk::from(key(HOST_KEY).public()) },
        groups: vec![9],
        epid: "epid".into(),
        hardware: None,
        cmid: None,
        permanent: false,
        features: Features::default(),
        ends: None,
        answers: None,
    };
    Signer::new(Kind::HostLicense, key(vendor)).seal(&license).expect("a document")
}

fn request() -> ActivationRequest {
    ActivationRequest {
        cmid: Cmid::from_bytes([3; 16]),
        hardware: HardwareId::from_bytes([6; 16]),
        machine: "pc".into(),
        product: id(1),
        client_time: NOW,
        virtual_machine: false,
        status: Status::InitialGrace,
        minutes_left: 1,
        threshold: THRESHOLD,
        counter: 7,
    }
}

fn run(hosts: Vec<(&'static str, Answers)>) -> (SessionResult, Vec<ActivationRequestBody>) {
    let script = Script { hosts, asked: RefCell::default() };
    let settings = Settings { suffixes: vec!["home.test".into(), "corp.test".into()], ..Settings::default() };
    let anchors = TrustAnchors::open(&pack(VENDOR, 1), &key(VENDOR).public()).expect("a genuine pack");
    let entropy = Entropy::system();
    let nonces = BoundNonces { key: key(MACHINE_KEY).public(), entropy: &entropy };
    let result = drive(Session::new(settings, THRESHOLD), &script, &anchors, &request(), nonces);
    (result, script.asked.into_inner())
}

/// The host and the code of each try.
fn tries(result: &SessionResult) -> Vec<(&str, Code)> {
    result.session.tries().iter().map(|tried| (tried.host.name.as_str(), tried.code)).collect()
}

/// Number and first field of each event.
fn events(result: &SessionResult) -> Vec<(u16, Code)> {
    let first = |info: &str| info.split(", ").next().and_then(|code| code.parse().ok()).expect("a code");
    result.events.iter().map(|event| (event.id, first(&event.info))).collect()
}

#[test]
fn hosts_are_asked_in_turn_until_one_grants() {
    let (result, asked) = run(vec![
        ("dead", Answers::Fails(code::HOST_UNAVAILABLE)),
        ("refuses", Answers::Fails(code::HOST_NOT_ACTIVATED)),
        ("good", Answers::Count(THRESHOLD)),
        ("spare", Answers::Count(THRESHOLD)),
    ]);
    let expected = [("dead", code::HOST_UNAVAILABLE), ("refuses", code::HOST_NOT_ACTIVATED), ("good", code::SUCCESS)];
    assert_eq!(tries(&result), expected);
    let Outcome::Activated { host, grant } = &result.outcome else { panic!("{:?}", result.outcome) };
    assert_eq!((host.name.as_str(), grant.count), ("good", THRESHOLD));
    assert_eq!(result.accepted.expect("an answer").address.to_string(), "192.0.2.7:1688");
    let nonces: Vec<Nonce> = asked.iter().map(|request| request.nonce).collect();
    assert_eq!(nonces.len(), 3);
    assert!(nonces[0] != nonces[1] && nonces[1] != nonces[2], "each request has a nonce of its own");
    let counters: Vec<u64> = asked.iter().map(|request| request.counter).collect();
    assert_eq!(counters, [7, 8, 9]);
}

/// One that could not be asked leaves 12288 with the code; one that answered leaves 12288 with zero, and 12289.
#[test]
fn each_host_leaves_its_events() {
    let (result, _) = run(vec![
        ("dead", Answers::Fails(code::HOST_UNAVAILABLE)),
        ("refuses", Answers::Fails(code::HOST_NOT_ACTIVATED)),
        ("empty", Answers::Count(THRESHOLD - 1)),
    ]);
    let expected = [
        (12288, code::HOST_UNAVAILABLE),
        (12288, code::SUCCESS),
        (12289, code::HOST_NOT_ACTIVATED),
        (12288, code::SUCCESS),
        (12289, code::COUNT_TOO_LOW),
    ];
    assert_eq!(events(&result), expected);
}

#[test]
fn a_count_below_the_threshold_ends_the_session_without_an_activation() {
    let (result, asked) = run(vec![("new", Answers::Count(1)), ("full", Answers::Count(THRESHOLD))]);
    assert!(matches!(&result.outcome, Outcome::TooFew { grant, .. } if grant.count == 1), "{:?}", result.outcome);
    assert_eq!(asked.len(), 1, "the hosts of a site share one count");
}

#[test]
fn an_answer_that_does_not_verify_is_struck_off_with_its_reason() {
    let (result, _) = run(vec![
        ("imitation", Answers::SignedBy(STRANGER)),
        ("replays", Answers::Replayed),
        ("good", Answers::Count(THRESHOLD)),
    ]);
    let expected = [("imitation", code::SIGNATURE_INVALID), ("replays", code::NONCE_MISMATCH), ("good", code::SUCCESS)];
    assert_eq!(tries(&result), expected);
    assert_eq!(result.detail.expect("a detail").to_string(), "the activation is for another request (nonce)");
    assert!(matches!(result.outcome, Outcome::Activated { .. }));
}

#[test]
fn a_newer_pack_is_taken_if_the_installed_one_vouches_for_it() {
    let (result, _) = run(vec![("updated", Answers::NewerPack(2, VENDOR))]);
    assert_eq!(result.newer_pack.as_deref().map(str::trim), Some(pack(VENDOR, 2).as_str()));
    let (result, _) = run(vec![("imitation", Answers::NewerPack(2, STRANGER))]);
    assert_eq!(result.newer_pack, None);
    assert!(matches!(result.outcome, Outcome::Activated { .. }), "its activation is genuine all the same");
}

#[test]
fn where_nobody_answers_nothing_is_granted() {
    let (result, _) = run(vec![("one", Answers::Fails(code::TIMEOUT)), ("two", Answers::Fails(code::TIMEOUT))]);
    assert_eq!(result.outcome, Outcome::Failed(code::NO_HOST_REACHED));
    assert!(result.accepted.is_none() && result.detail.is_none());
}

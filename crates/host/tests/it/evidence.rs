//! What a host makes of evidence that managed machines upload: `POST /v1/evidence`.

use crate::contacts::{Site, key};
use muster_core::{
    client::discovery::HostAddress,
    code::{self, Code},
    id::Nonce,
    time::Span,
};
use muster_host::{
    Host,
    store::{EvidenceStore, SqliteStore, StoredEvidence},
};
use muster_proto::{
    evidence::{
        EVIDENCE_PATH, EVIDENCE_VERSION, EventEvidence, EvidenceAnswer, EvidenceClaims, MachineEvidence,
        ProductEvidence,
    },
    problem::Problem,
};
use muster_testbed::harness::{
    http::{cmid, post_bytes, send},
    wait::{DEADLINE, wait_until},
    world::ledger,
};
use muster_trust::{
    evidence,
    jws::{Kind, Signer},
};
use std::{cell::Cell, fs, path::Path};

/// A host with machine 1, whose agent has announced key 20.
struct Told {
    site: Site,
    count: Cell<u32>,
}

impl Told {
    fn new() -> Self {
        let site = Site::new();
        assert!(site.orders(20, &[]).is_empty());
        Self { site, count: Cell::default() }
    }

    fn claims(&self) -> EvidenceClaims {
        self.count.set(self.count.get() + 1);
        let event = |id, info: &str| EventEvidence { time: self.site.world.now().unix(), id, info: info.to_owned() };
        let evidence = MachineEvidence {
            muster: "0.1.0".into(),
            products: vec![ProductEvidence {
                product: ledger(&self.site.world),
                mak: false,
                partial_key: "ABCDE".into(),
                status: 5,
                until: None,
                reason: Some(code::HOST_UNAVAILABLE),
                host: None,
                next_attempt: None,
                last_code: Some(code::HOST_UNAVAILABLE),
            }],
            events: vec![event(8198, "hr=0x8007232B, x, corp.test")],
        };
        EvidenceClaims {
            ver: EVIDENCE_VERSION,
            sub: cmid(1),
            aud: self.site.host().license().expect("activated").key.thumbprint(),
            iat: self.site.world.now().unix(),
            nonce: Nonce::from_bytes((u128::from(self.count.get()) << 64).to_be_bytes()),
            machine: "pc-1".into(),
            evidence,
        }
    }

    fn post(&self, body: &str) -> Result<EvidenceAnswer, (u16, Code)> {
        let (status, text) = send(self.site.running.address(), &post_bytes(EVIDENCE_PATH, body)).expect("an answer");
        if status == 200 {
            return Ok(serde_json::from_str(&text).expect("an answer"));
        }
        Err((status, serde_json::from_str::<Problem>(&text).expect("a problem document").code))
    }

    fn send(&self, claims: &EvidenceClaims, seed: u8) -> Result<EvidenceAnswer, (u16, Code)> {
        self.post(&serde_json::to_string(&evidence::sign(claims, key(seed)).expect("signed")).expect("JSON"))
    }

    fn refused(&self, claims: &EvidenceClaims, seed: u8) -> (u16, Code) {
        self.send(claims, seed).expect_err("refused")
    }

    fn stored(&self) -> Option<StoredEvidence> {
        stored_in(&self.site.world.state("kms").join("host"))
    }

    fn events(&self, id: u16) -> usize {
        let events = self.site.host().admin().and_then(|mut admin| admin.events(100)).expect("events");
        events.iter().filter(|event| event.id == id).count()
    }
}

fn stored_in(directory: &Path) -> Option<StoredEvidence> {
    SqliteStore::open(&directory.join("host.db")).expect("a store").evidence(cmid(1)).expect("read")
}

#[test]
fn what_a_managed_machine_tells_is_stored() {
    let told = Told::new();
    let claims = told.claims();
    assert_eq!(told.send(&claims, 20).expect("taken").kept_days, 30);
    let stored = told.stored().expect("stored");
    assert_eq!((stored.told, stored.received), (told.site.world.now(), told.site.world.now()));
    assert_eq!(serde_json::from_str::<MachineEvidence>(&stored.document).expect("evidence"), claims.evidence);
}

/// The host does not rely on the machine: whoever has its key may send anything.
#[test]
fn what_may_be_a_secret_is_masked_before_it_is_stored() {
    const KEY: &str = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE";
    let told = Told::new();
    let mut claims = told.claims();
    let product = &mut claims.evidence.products[0];
    product.partial_key = KEY.into();
    product.host = Some(HostAddress { name: KEY.into(), port: 1688 });
    claims.evidence.muster = "<script>".into();
    let info = |id, info: &str| EventEvidence { time: 1, id, info: info.into() };
    claims.evidence.events = vec![
        info(8198, &format!("hr=0x8007232B, <script>alert(1)</script>, {KEY}")),
        info(8200, "hr=0x80070002, x, cannot open /home/kim/key.pem"),
        info(9999, "anything"),
    ];
    told.send(&claims, 20).expect("taken");
    let document = told.stored().expect("stored").document;
    for secret in [KEY, "<script>", "kim", "anything"] {
        assert!(!document.contains(secret), "{secret} in {document}");
    }
    assert!(document.contains("hr=0x8007232B, -, -"), "{document}");
}

#[test]
fn only_the_key_of_the_machine_tells_and_only_this_host() {
    let told = Told::new();
    let good = || told.claims();
    assert_eq!(told.refused(&good(), 21), (403, code::SIGNATURE_INVALID), "another key");
    assert_eq!(told.events(12441), 1);
    let other = EvidenceClaims { sub: cmid(2), ..good() };
    assert_eq!(told.refused(&other, 20), (403, code::ACCESS_DENIED), "a machine whose agent has announced no key");
    let other = EvidenceClaims { aud: key(9).public().thumbprint(), ..good() };
    assert_eq!(told.refused(&other, 20), (403, code::NONCE_MISMATCH));
    let late = EvidenceClaims { iat: (told.site.world.now() - Span::hours(5)).unix(), ..good() };
    assert_eq!(told.refused(&late, 20), (403, code::CLOCK_SKEW));
    assert_eq!(told.refused(&EvidenceClaims { machine: String::new(), ..good() }, 20), (400, code::INVALID_DATA));
    let mut forged = evidence::sign(&good(), key(20)).expect("signed");
    forged.evidence = evidence::sign(&good(), key(21)).expect("signed").evidence;
    let forged = told.post(&serde_json::to_string(&forged).expect("JSON"));
    assert_eq!(forged.expect_err("refused"), (403, code::SIGNATURE_INVALID), "signed by another key");
    let mut contact = evidence::sign(&good(), key(20)).expect("signed");
    contact.evidence = Signer::new(Kind::Contact, key(20)).seal(&good()).expect("signed");
    let contact = told.post(&serde_json::to_string(&contact).expect("JSON"));
    assert_eq!(contact.expect_err("refused"), (403, code::SIGNATURE_INVALID), "signed as something else");
    let config = told.site.world.state("kms").join("host/host.toml");
    let text = fs::read_to_string(&config).expect("read");
    fs::write(&config, text.replace("[access]\n", "[access]\ndeny_machines = [\"pc-1\"]\n")).expect("written");
    assert_eq!(told.refused(&good(), 20), (403, code::ACCESS_DENIED));
    fs::write(&config, format!("{text}\n[evidence]\ndays = 0\n")).expect("written");
    assert_eq!(told.refused(&good(), 20), (403, code::ACCESS_DENIED), "a host that takes none");
    fs::write(&config, text).expect("written");
    assert_eq!(told.stored(), None);
    assert!(told.send(&good(), 20).is_ok());
}

#[test]
fn what_somebody_recorded_is_taken_once_and_nobody_keeps_the_disk_busy() {
    let told = Told::new();
    let first = told.claims();
    assert!(told.send(&first, 20).is_ok());
    assert!(told.send(&told.claims(), 20).is_ok(), "the same at another host of the database");
    let other = |mut claims: EvidenceClaims| {
        claims.evidence.products[0].status = 2;
        claims
    };
    assert_eq!(told.refused(&other(told.claims()), 20), (503, code::SERVER_BUSY), "something else a moment later");
    told.site.world.clock.advance(Span::minutes(5));
    assert_eq!(told.refused(&first, 20), (403, code::CLOCK_SKEW), "the same again");
    let second = told.claims();
    assert!(told.send(&second, 20).is_ok());
    told.site.world.clock.advance(Span::minutes(5));
    assert_eq!(told.refused(&first, 20), (403, code::CLOCK_SKEW));
    assert_eq!(told.refused(&second, 20), (403, code::CLOCK_SKEW));
    assert_eq!(told.stored().expect("stored").told.unix(), second.iat);
}

#[test]
fn more_than_it_may_be_is_refused_before_it_is_read() {
    let told = Told::new();
    let mut claims = told.claims();
    let long = EventEvidence { time: 1, id: 8198, info: "x".repeat(64 * 1024) };
    claims.evidence.events.push(long);
    assert_eq!(told.refused(&claims, 20), (413, code::INVALID_DATA));
    assert_eq!(told.stored(), None);
}

#[test]
fn it_is_deleted_when_it_is_due_and_with_the_machine() {
    let told = Told::new();
    told.send(&told.claims(), 20).expect("taken");
    let release = || told.site.host().admin().and_then(|mut admin| admin.release("pc-1", told.site.world.now()));
    release().expect("released");
    assert_eq!(told.stored(), None);
    assert_eq!(told.site.world.ask(told.site.running.address(), 1).0, 200);
    assert!(told.site.orders(20, &[]).is_empty());
    told.site.world.clock.advance(Span::minutes(5));
    told.send(&told.claims(), 20).expect("taken");
    told.site.world.clock.advance(Span::days(3));
    // The time of the last request is what a host that starts is certain of.
    assert_eq!(told.site.world.ask(told.site.running.address(), 1).0, 200);
    let Told { site, .. } = told;
    let directory = site.world.state("kms").join("host");
    site.world.block_on(site.running.stop());
    let kept = || stored_in(&directory).is_some();
    assert!(kept());
    let file = directory.join("host.toml");
    let written = fs::read_to_string(&file).expect("host.toml");
    fs::write(&file, format!("{written}\n[evidence]\ndays = 2\n")).expect("written");
    let running = site.world.serve(Host::open(&directory).expect("the host"), "kms");
    wait_until(DEADLINE, "the end of the evidence", || (!kept()).then_some(()));
    drop(running);
}

//! kill -9 of the authority, its commands and its service: nothing is issued twice, what was answered is recorded, and the audit
//! log is whole.

use crate::{
    command::{Service, muster, run_in, text},
    crash::kills,
};
use muster_authority::{AuditAction, Records};
use muster_client::authority as client;
use muster_core::{
    code,
    id::{HardwareId, HostId, Nonce},
    keys::{
        installation_id::{ActivationTarget, InstallationId},
        product_key::{KeyKind, ProductKey},
    },
};
use muster_platform::clock::Stopwatch;
use muster_proto::{
    authority::{AuthorityConfig, LicenseRequest},
    jwk::Jwk,
};
use muster_testbed::harness::{
    postgres::Postgres,
    wait::{DEADLINE, wait_until},
    world::World,
};
use muster_trust::{
    anchors::TrustAnchors, installation_id::installation_id, jwk::SigningKey, license_request, sealed_slots,
};
use std::{
    collections::{BTreeMap, HashSet},
    fs,
    process::Stdio,
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

const CLIENTS: usize = 4;
/// The commands that issue something, by turns.
const COMMANDS: u32 = 4;

/// An authority that is killed, and the MAK that it activates with.
struct Victim {
    world: World,
    mak: ProductKey,
}

impl Victim {
    fn new() -> Self {
        let world = World::in_real_time();
        let mak = world.mak(1_000_000, 1_000_000);
        let slots = u16::try_from(kills() / COMMANDS + 2).expect("fewer kills");
        world.vendor.authority.offline_file(&mak, slots, world.now()).expect("slots");
        Self { world, mak }
    }

    /// A machine's installation id of its own for each round.
    fn iid(&self, round: u32) -> InstallationId {
        let [_, _, a, b] = round.to_be_bytes();
        installation_id(&self.mak, ActivationTarget::Machine, [a, b, 1, 2, 3, 4], [a, b, 5])
    }

    fn out(&self, round: u32) -> String {
        self.world.path(&format!("out-{round}")).to_str().expect("a path").to_owned()
    }

    /// The command of a round, and the file that it writes.
    fn command(&self, round: u32) -> std::process::Command {
        let (out, iid, mak) = (self.out(round), self.iid(round).to_string(), self.mak.partial());
        let words: Vec<&str> = match round % COMMANDS {
            0 => vec!["key", "issue", "--group", "90", "--count", "5", "--out", &out],
            1 => vec!["pack", "--out", &out],
            2 => vec!["confirm", &iid],
            _ => vec!["key", "offline", &mak, "--slots", "3", "--out", &out],
        };
        let state = self.world.path("");
        let mut command = muster([&["--state", state.to_str().expect("a path"), "authority"], &words[..]].concat());
        command.env("MUSTER_PASSPHRASE_FILE", self.world.path("authority/passphrase.txt"));
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    /// Nothing in the audit log is out of the chain, and there is one entry for each thing that was issued.
    fn check_audit(&self, confirmed: usize) {
        let records = Records::open(&self.world.path("authority")).expect("records");
        records.verify_audit(None).expect("the log").unwrap_or_else(|found| panic!("{found}"));
        let mut entries: BTreeMap<String, usize> = BTreeMap::new();
        let count = |entry: &muster_authority::AuditEntry, _: &_| {
            *entries.entry(format!("{:?}", entry.action)).or_default() += 1;
        };
        records.each_audit_entry(count).expect("the log");
        let of = |action: AuditAction| entries.get(&format!("{action:?}")).copied().unwrap_or_default();
        assert_eq!(of(AuditAction::Issue), records.keys().expect("keys").len());
        assert!(of(AuditAction::Confirm) >= confirmed, "{entries:?}");
    }
}

#[test]
fn nothing_is_issued_twice_whenever_a_command_dies() {
    let victim = Victim::new();
    let authority = &victim.world.vendor.authority;
    // What a command takes on this machine, under this load.
    let whole = Stopwatch::start();
    assert!(victim.command(kills() * COMMANDS).output().expect("muster runs").status.success());
    let whole = whole.elapsed();
    let mut told = BTreeMap::new();
    // One more of each command is left alone: what it gives out is new, whatever was cut off before.
    let rounds = kills() + COMMANDS;
    for round in 0..rounds {
        let mut child = victim.command(round).spawn().expect("muster starts");
        if round < kills() {
            let (_never, pause) = mpsc::channel::<()>();
            // Every round is cut off at another place; some end before.
            let _ = pause.recv_timeout(whole * (round * 7 % 37) / 30);
            let _ = child.kill();
        }
        let output = child.wait_with_output().expect("it is gone");
        if round % COMMANDS == 2 && output.status.success() {
            told.insert(round, text(&output.stdout));
        }
    }
    let issued = authority.keys().expect("keys");
    let (mut keys, mut packs) = (HashSet::new(), HashSet::new());
    let root = victim.world.vendor.root.parse().expect("a root key");
    for round in 0..rounds {
        // A file is there whole or not at all.
        let Ok(file) = fs::read_to_string(victim.out(round)) else { continue };
        match round % COMMANDS {
            0 => {
                let lines: Vec<ProductKey> = file.lines().map(|line| line.parse().expect("a key")).collect();
                assert_eq!(lines.len(), 5, "{file}");
                for key in lines {
                    assert!(issued.iter().any(|row| row.claim == key.claim()), "a key that nobody knows");
                    assert!(keys.insert(key.reveal()), "a key was issued twice");
                }
            }
            1 => {
                let version = TrustAnchors::open(&file, &root).expect("a pack").pack.version;
                assert!(packs.insert(version), "version {version} was given out twice");
            }
            _ => {}
        }
    }
    authority.sign_pack_again(victim.world.now()).expect("a pack");
    let newest = authority.pack().expect("a pack").version;
    assert!(packs.iter().all(|version| *version < newest), "{packs:?} {newest}");
    check_slots(&victim, &told);
    victim.check_audit(told.len());
    let kinds = [keys.len() / 5, packs.len(), told.len()];
    assert!(kinds.iter().all(|complete| *complete > 0), "every command was done at least once: {kinds:?}");
}

/// Each machine's slot is its own, and what was told is told again.
fn check_slots(victim: &Victim, told: &BTreeMap<u32, String>) {
    let (authority, now) = (&victim.world.vendor.authority, victim.world.now());
    let file = authority.offline_file(&victim.mak, 1, now).expect("a file");
    let mut seeds = HashSet::new();
    for round in (2..kills()).step_by(COMMANDS as usize) {
        let iid = victim.iid(round);
        let cid = authority.confirm(&iid, now).expect("no fault").expect("confirmed");
        if let Some(told) = told.get(&round) {
            assert!(told.contains(&cid.to_string()), "another confirmation id than {told}");
        }
        let slot = sealed_slots::open_slot(&file, &victim.mak, &iid, &cid).expect("opened");
        assert!(seeds.insert(slot.seed().expect("a seed")), "a slot was told twice");
    }
}

#[test]
fn whoever_the_authority_answered_is_recorded() {
    let victim = Victim::new();
    let authority = &victim.world.vendor.authority;
    let next = AtomicU32::new(0);
    let mut answered = Vec::new();
    for round in 0..kills() {
        let state = victim.world.path("");
        let mut command = muster(["--state", state.to_str().expect("a path"), "authority", "serve"]);
        command.args(["--listen", "127.0.0.1:0"]);
        command.env("MUSTER_PASSPHRASE_FILE", victim.world.path("authority/passphrase.txt"));
        let service = Service::start(command);
        let config = AuthorityConfig { url: format!("http://{}", service.address), ca: None };
        let (told, heard) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                let (victim, next, config, told) = (&victim, &next, &config, told.clone());
                scope.spawn(move || ask_until_it_dies(victim, config, next, &told));
            }
            drop(told);
            for _ in 0..1 + round % 12 {
                answered.push(heard.recv_timeout(DEADLINE).expect("an answer"));
            }
            let (_never, pause) = mpsc::channel::<()>();
            let _ = pause.recv_timeout(Duration::from_micros(u64::from(round) * 7_919 % 20_000));
            service.kill();
            answered.extend(heard);
        });
    }
    let recorded: HashSet<HostId> = authority.computers().expect("computers").iter().map(|one| one.holder).collect();
    let lost = answered.iter().filter(|holder| !recorded.contains(holder)).count();
    assert_eq!(lost, 0, "of {} that were answered", answered.len());
    let distinct: HashSet<&HostId> = answered.iter().collect();
    assert_eq!(distinct.len(), answered.len(), "two licenses of one holder");
    victim.check_audit(0);
}

/// Asks for machine after machine, and says whose license came.
fn ask_until_it_dies(victim: &Victim, config: &AuthorityConfig, next: &AtomicU32, told: &mpsc::Sender<HostId>) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let request = request_of(victim, number);
        let Ok(license) = client::license(config, KeyKind::Multiple, ActivationTarget::Machine, &request) else {
            return;
        };
        // Nobody hears it where the test has failed.
        let _ = told.send(holder(&license));
    }
}

/// What the machine of this number asks for.
fn request_of(victim: &Victim, number: u32) -> LicenseRequest {
    let signer = SigningKey::from_seed(bytes(number)).expect("a key");
    let request = LicenseRequest {
        version: 1,
        key: victim.mak.reveal(),
        hardware: HardwareId::from_bytes(bytes(number)),
        machine: format!("pc-{number}"),
        cmid: Some(muster_core::id::Cmid::from_bytes(bytes(number))),
        nonce: Nonce::from_bytes(bytes(number)),
        time: victim.world.now().unix(),
        jwk: Jwk::from(signer.public()),
        pack: 1,
        signature: String::new(),
    };
    license_request::sign(request, &signer).expect("signed")
}

/// Where more machines ask than the key activates.
const MACHINES: u32 = 60;
const LIMIT: u32 = 40;

/// The service of a folder.
fn serve(victim: &Victim, state: &str) -> Service {
    let mut command = muster(["--state", victim.world.path(state).to_str().expect("a path"), "authority", "serve"]);
    command.args(["--listen", "127.0.0.1:0"]);
    command.env("MUSTER_PASSPHRASE_FILE", victim.world.path("authority/passphrase.txt"));
    Service::start(command)
}

/// Whether the machine got a license from one of these. Who is not answered asks the next.
fn is_activated(victim: &Victim, services: &[AuthorityConfig; 2], number: u32) -> bool {
    let asked = |turn: u32| {
        let config = &services[(number + turn) as usize % 2];
        let request = request_of(victim, number);
        match client::license(config, KeyKind::Multiple, ActivationTarget::Machine, &request) {
            Ok(_) => Some(true),
            Err(error) if error.code() == code::MAK_LIMIT_EXCEEDED => Some(false),
            Err(_) => None,
        }
    };
    let mut turns = 0..;
    wait_until(DEADLINE, "an answer", || turns.next().and_then(asked))
}

#[test]
fn of_two_authorities_on_one_database_one_is_killed_and_the_limit_holds() {
    let (mut victim, server) = (Victim::new(), Postgres::start());
    victim.mak = victim.world.mak(LIMIT, 2 * LIMIT);
    let connection = server.local().postgres.expect("a database");
    let moved = run_in(&victim.world.path(""), &["authority", "migrate", "--postgres", &connection]);
    assert!(moved.0 == 0 && moved.1.contains("The audit log is whole"), "{moved:?}");
    fs::create_dir_all(victim.world.path("other/authority")).expect("a folder");
    for file in ["root.jwk", "root.sealed.json", "authority.toml"] {
        let (from, to) = (victim.world.path("authority").join(file), victim.world.path("other/authority").join(file));
        fs::copy(from, to).expect("copied");
    }
    let (dying, other) = (serve(&victim, ""), serve(&victim, "other"));
    let services =
        [dying.address, other.address].map(|address| AuthorityConfig { url: format!("http://{address}"), ca: None });
    let (answered, heard) = mpsc::channel();
    let activated = thread::scope(|scope| {
        for first in 0..CLIENTS as u32 {
            let (victim, services, answered) = (&victim, &services, answered.clone());
            scope.spawn(move || {
                for number in (first..MACHINES).step_by(CLIENTS) {
                    let _ = answered.send(is_activated(victim, services, number));
                }
            });
        }
        drop(answered);
        let before: Vec<bool> = (0..15).map(|_| heard.recv_timeout(DEADLINE).expect("an answer")).collect();
        dying.kill();
        before.into_iter().chain(heard).filter(|activated| *activated).count()
    });
    assert_eq!(activated, LIMIT as usize);
    let records = Records::open(&victim.world.path("other/authority")).expect("records");
    let keys = records.keys().expect("keys");
    let found = keys.iter().find(|key| key.claim == victim.mak.claim()).expect("the key");
    assert_eq!(found.computers, LIMIT);
    records.verify_audit(None).expect("the log").unwrap_or_else(|found| panic!("{found}"));
}

fn bytes<const LENGTH: usize>(number: u32) -> [u8; LENGTH] {
    let mut bytes = [1; LENGTH];
    bytes.iter_mut().zip(number.to_be_bytes()).for_each(|(to, from)| *to = from);
    bytes
}

/// The holder of a license (`sub`).
fn holder(license: &str) -> HostId {
    use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
    let payload = license.split('.').nth(1).expect("a JWS");
    let json = BASE64_URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    let claims: serde_json::Value = serde_json::from_slice(&json).expect("claims");
    claims["sub"].as_str().and_then(|sub| sub.parse().ok()).expect("a holder")
}

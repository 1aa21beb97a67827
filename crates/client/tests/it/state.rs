//! The client's state: what is damaged is recovered or named, and what was copied shows.

use muster_client::{
    Channel, Client, ClientError, Env,
    agent::{self, AgentEnv},
};
use muster_core::{
    client::license::Status,
    code::{self, Code},
    id::ActivationId,
    time::{Moment, Span},
};
use muster_testbed::harness::world::{World, env};
use std::{fs, path::PathBuf};

/// A world with a host that has counted enough machines.
fn ready() -> (World, muster_testbed::RunningHost) {
    let world = World::new();
    let host = world.filled_host("kms");
    (world, host)
}

fn directory(world: &World, name: &str) -> PathBuf {
    world.path(name).join("client")
}

fn status(world: &World, name: &str, at: Moment) -> Status {
    let client = Client::open(&directory(world, name), at).expect("a client");
    let product = client.chosen(None).expect("a product")[0];
    client.report(product, &env(name, at)).expect("a report").standing.status
}

#[test]
fn an_activation_lasts_180_days_and_every_renewal_starts_them_again() {
    let (world, host) = ready();
    let (mut client, _) = world.client("pc");
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    drop(client);
    assert_eq!(status(&world, "pc", world.now() + Span::days(179)), Status::Licensed);
    assert_eq!(status(&world, "pc", world.now() + Span::days(181)), Status::AdditionalGrace);
    assert_eq!(status(&world, "pc", world.now() + Span::days(211)), Status::Notification);
    world.clock.advance(Span::days(7));
    let mut client = Client::open(&directory(&world, "pc"), world.now()).expect("a client");
    let attempt = world.activate_at(&mut client, "pc", host.address());
    assert!(attempt.is_activated());
    let wait = attempt.next_attempt.since(world.now());
    assert!((Span::minutes(9_072)..=Span::minutes(10_080)).contains(&wait), "{wait:?}");
    drop(client);
    assert_eq!(status(&world, "pc", world.now() + Span::days(179)), Status::Licensed);
}

#[test]
fn a_truncated_state_is_replaced_by_its_copy() {
    let (world, host) = ready();
    let (mut client, _) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    world.activate_at(&mut client, "pc", host.address());
    drop(client);
    let file = directory(&world, "pc").join("state.json");
    let whole = fs::read(&file).expect("the state");
    for cut in [0, 1, whole.len() / 2, whole.len() - 2] {
        fs::write(&file, &whole[..cut]).expect("truncated");
        let client = Client::open(&directory(&world, "pc"), world.now()).expect("recovered");
        assert!(client.recovered().is_some());
        let event = client.events().pop().expect("an event");
        assert!(event.id == 12400 && event.info.starts_with("0xC004E011, "), "{event:?}");
        drop(client);
        assert_eq!(status(&world, "pc", world.now()), Status::Licensed, "cut at {cut}");
        let client = Client::open(&directory(&world, "pc"), world.now()).expect("as before");
        assert!(client.recovered().is_none(), "the state was written again");
    }
}

#[test]
fn a_state_that_is_lost_with_its_copy_is_named_with_the_way_out() {
    let world = World::new();
    drop(world.client("pc"));
    for name in ["state.json", "state.json.bak"] {
        fs::write(directory(&world, "pc").join(name), "{").expect("damaged");
    }
    let error = Client::open(&directory(&world, "pc"), world.now()).expect_err("damaged");
    assert_eq!(error.code(), code::STATE_DAMAGED);
    let text = error.to_string();
    assert!(text.contains("state.json is damaged") && text.contains("restore it from a backup"), "{text}");
}

/// Rearms counted back, an initial grace that begins in 2096: the state that Muster wrote before is used, and an event says so.
#[test]
fn a_state_that_was_edited_is_replaced_by_its_copy() {
    let world = World::new();
    let (mut client, product) = world.client("pc");
    for _ in 0..3 {
        client.rearm(&world.env("pc")).expect("rearmed");
    }
    drop(client);
    let file = directory(&world, "pc").join("state.json");
    let text = fs::read_to_string(&file).expect("the state");
    let edits = [("\"rearms\": 3", "\"rearms\": 0".to_owned()), ("\"installed\": 1", "\"installed\": 3".to_owned())];
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        fs::write(&file, text.replacen(from, &to, 1)).expect("edited");
        let client = Client::open(&directory(&world, "pc"), world.now()).expect("recovered");
        assert!(client.recovered().expect("why").contains("something other than Muster has changed it"));
        assert!(client.events().pop().expect("an event").id == 12400);
        let report = client.report(product, &world.env("pc")).expect("a report");
        assert!(report.rearms_machine <= 3, "at most the last change is lost: {}", report.rearms_machine);
    }
}

/// Any command sees the time: a clock that is set back later is noticed without the agent.
#[test]
fn every_opening_records_the_time() {
    let world = World::new();
    let (client, _) = world.client("pc");
    drop(client);
    assert_eq!(status(&world, "pc", world.now() + Span::days(400)), Status::Notification);
    assert_eq!(status(&world, "pc", world.now()), Status::Notification, "the clock was set back");
    let client = Client::open(&directory(&world, "pc"), world.now()).expect("a client");
    assert_eq!(client.events().iter().filter(|event| event.id == 12402).count(), 1);
}

#[test]
fn an_activation_that_was_tampered_with_is_none() {
    let (world, host) = ready();
    let (mut client, _) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    drop(client);
    let file = directory(&world, "pc").join("state.json");
    let text = fs::read_to_string(&file).expect("the state");
    let place = text.find("\"activation\": \"").expect("an activation") + 200;
    let other = if text.as_bytes()[place] == b'x' { "y" } else { "x" };
    let mut altered = text;
    altered.replace_range(place..=place, other);
    fs::write(&file, altered).expect("altered");
    assert_eq!(status(&world, "pc", world.now()), Status::InitialGrace);
}

#[test]
fn a_snapshot_that_is_put_back_is_named_at_the_host() {
    let (world, host) = ready();
    let state = |name: &str| directory(&world, name);
    let put = |from: &str, to: &str| {
        fs::create_dir_all(state(to)).expect("a folder");
        for entry in fs::read_dir(state(from)).expect("the state") {
            let entry = entry.expect("an entry");
            fs::copy(entry.path(), state(to).join(entry.file_name())).expect("copied");
        }
    };
    let activate = || {
        let mut client = Client::open(&state("pc"), world.now()).expect("a client");
        assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    };
    let told = || {
        let site = host.open().expect("the host");
        let events = site.admin().expect("a store").events(10).expect("events");
        events.iter().map(|event| event.id).collect::<Vec<_>>()
    };
    drop(world.client("pc"));
    put("pc", "snapshot");
    activate();
    activate();
    assert_eq!(told(), [] as [u16; 0]);
    put("snapshot", "pc");
    // Within a minute it might be an attempt that was overtaken.
    world.clock.advance(Span::hours(1));
    activate();
    assert_eq!(told(), [12410]);
    let mut marked = Vec::new();
    let site = host.open().expect("the host");
    let mut inventory = site.admin().expect("a store");
    inventory.each_machine(|row| marked.extend(row.rolled_back.map(|_| row.name))).expect("the inventory");
    assert_eq!(marked, ["pc"]);
}

#[test]
fn a_copied_state_runs_in_grace_and_is_flagged_at_the_host() {
    let (world, host) = ready();
    let (mut client, _) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    drop(client);
    fs::create_dir_all(world.path("copy")).expect("a folder");
    fs::create_dir(directory(&world, "copy")).expect("a folder");
    for entry in fs::read_dir(directory(&world, "pc")).expect("the state") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), directory(&world, "copy").join(entry.file_name())).expect("copied");
    }
    assert_eq!(status(&world, "copy", world.now()), Status::AdditionalGrace, "its hardware is another");
    let mut copy = Client::open(&directory(&world, "copy"), world.now()).expect("a client");
    let before =
        host.open().expect("the host").admin().expect("a store").report(world.now()).expect("a report").counts[0].count;
    let attempt = world.activate_at(&mut copy, "copy", host.address());
    assert!(attempt.is_activated(), "{attempt:?}");
    let site = host.open().expect("the host");
    assert_eq!(
        site.admin().expect("a store").report(world.now()).expect("a report").counts[0].count,
        before,
        "counted once"
    );
    let events = site.admin().expect("a store").events(10).expect("events");
    let [event] = events.as_slice() else { panic!("{events:?}") };
    assert!(event.id == 12401 && event.info.ends_with("copy, pc"), "{event:?}");
}

#[test]
fn what_is_not_this_vendors_is_refused_at_the_door() {
    let (world, other) = (World::new(), World::new());
    let directory = directory(&world, "pc");
    let init = |root: &str, pack: &str| Client::init(&directory, root, pack, &world.env("pc"));
    let error = init(&world.vendor.root, &other.vendor.pack).expect_err("another root signed it");
    assert_eq!(error.code(), code::SIGNATURE_INVALID);
    let error = init("{}", &world.vendor.pack).expect_err("no key");
    assert!(matches!(error, ClientError::Root { .. }), "{error}");
    let mut client = init(&world.vendor.root, &world.vendor.pack).expect("genuine");
    let foreign = other.vendor.ledger_key.reveal();
    let mistyped = foreign.replacen(|c: char| c != '-', "2", 1).replacen(|c: char| c != '2', "3", 1);
    for key in [foreign, mistyped, "nonsense".into()] {
        let error = client.install_key(&key, world.now()).expect_err("no setup key of this pack");
        assert_eq!(error.code(), code::KEY_INVALID, "{error}");
    }
    let error = client.install_key(&world.vendor.host_key.reveal(), world.now()).expect_err("a key for hosts");
    assert_eq!(error.code(), code::KEY_TYPE, "{error}");
    let error = init(&world.vendor.root, &world.vendor.pack).expect_err("it is there already");
    assert!(matches!(error, ClientError::Exists(_)), "{error}");
}

/// A clock that is set back gives no days; one that ran ahead costs nothing once a host has vouched for it.
#[test]
fn the_clock_is_not_believed_backwards() {
    let (world, host) = ready();
    let (mut client, product) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    let later = world.now() + Span::days(200);
    client.record_observations(&env("pc", later)).expect("taken down");
    assert_eq!(status(&world, "pc", world.now()), Status::AdditionalGrace, "as of the latest time that was seen");
    client.record_observations(&env("pc", world.now())).expect("taken down");
    client.record_observations(&env("pc", world.now())).expect("taken down");
    let told: Vec<_> = client.events().into_iter().filter(|event| event.id == 12402).collect();
    let [event] = told.as_slice() else { panic!("told once: {told:?}") };
    assert!(event.info.starts_with("0xC004F06C, 288"), "{event:?}");
    // The clock is right now, and the host says so.
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    assert_eq!(status(&world, "pc", world.now()), Status::Licensed);
    let trusted = client.report(product, &env("pc", world.now())).expect("a report").trusted_time;
    assert!(trusted.distance(world.now()) < Span::minutes(1));
}

#[test]
fn a_rearm_starts_anew_with_a_new_id_so_many_times() {
    let (world, host) = ready();
    let (mut client, product) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    let before = client.cmid();
    for _ in 1..=5 {
        client.rearm(&world.env("pc")).expect("rearmed");
        assert_eq!(status(&world, "pc", world.now()), Status::InitialGrace);
    }
    assert_ne!(client.cmid(), before);
    let error = client.rearm(&world.env("pc")).expect_err("five times");
    assert_eq!(error.code(), code::REARM_LIMIT);
    let report = client.report(product, &env("pc", world.now())).expect("a report");
    assert_eq!((report.rearms_machine, report.rearms_product), (0, 5));
    // One product has a limit of its own, and keeps the machine's id.
    let cmid = client.cmid();
    for _ in 0..5 {
        client.rearm_product(product, world.now()).expect("rearmed");
    }
    assert_eq!(client.rearm_product(product, world.now()).expect_err("five times").code(), code::REARM_LIMIT);
    let application = report.application;
    client.rearm_application(application, world.now()).expect("rearmed");
    let other = "00000000-0000-0000-0000-000000000000".parse().expect("an id");
    assert_eq!(
        client.rearm_application(other, world.now()).expect_err("none of it").code(),
        code::PRODUCT_NOT_INSTALLED
    );
    assert_eq!(client.cmid(), cmid);
    let elsewhere = status(&world, "pc", world.now() + Span::days(31));
    assert_eq!(elsewhere, Status::Notification);
}

/// What the agent does once a day in the last 30 days.
#[test]
fn an_activation_that_runs_out_is_announced() {
    let (world, host) = ready();
    let (mut client, product) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    drop(client);
    let directory = directory(&world, "pc");
    let mut unreachable = Unreachable { now: world.now() };
    for day in [100, 149, 151, 152, 152, 170] {
        unreachable.now = world.now() + Span::days(day);
        agent::look(&directory, false, &unreachable).expect("it looks");
    }
    let client = Client::open(&directory, unreachable.now).expect("a client");
    let told = client.events().into_iter().filter(|event| event.id == 12403).count();
    assert_eq!(told, 3, "on days 151, 152 and 170");
    let report = client.status(&env("pc", unreachable.now)).expect("a status");
    assert_eq!(report.products[0].warning_days, Some(10));
    assert_eq!(report.products[0].activation_id, product.to_string());
}

/// A machine that can reach no host.
struct Unreachable {
    now: Moment,
}

impl AgentEnv for Unreachable {
    fn local(&self) -> Env {
        env("pc", self.now)
    }

    fn env(&self) -> Result<Env, ClientError> {
        Ok(self.local())
    }

    fn attempted(&self, _: ActivationId, code: Code, _: Option<Channel>) {
        assert_ne!(code, code::SUCCESS);
    }

    fn failed(&self, error: &ClientError) {
        panic!("{error}");
    }
}

/// Of two processes the one with the older download comes last: what the other installed stays.
#[test]
fn an_older_pack_never_replaces_a_newer_one_that_another_process_installed() {
    let world = World::new();
    let (mut slow, _) = world.client("pc");
    let mut fast = Client::open(&directory(&world, "pc"), world.now()).expect("a client");
    let older = world.vendor.authority.sign_pack_again(world.now()).expect("version 2");
    let newer = world.vendor.authority.sign_pack_again(world.now()).expect("version 3");
    assert_eq!(fast.install_pack(&newer).expect("newer"), 3);
    assert_eq!(slow.install_pack(&older).expect_err("older").code(), code::PACK_VERSION);
    assert_eq!(slow.pack().version, 3, "it knows what is on disk");
    assert_eq!(Client::open(&directory(&world, "pc"), world.now()).expect("a client").pack().version, 3);
}

/// 90, 30 and 7 days before the end of the pack, and at its end; after 30 more days nothing new is activated.
#[test]
fn a_pack_that_ends_is_announced_and_then_activates_nothing() {
    let (world, host) = ready();
    let (mut client, product) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    let directory = directory(&world, "pc");
    let end = client.pack().until;
    drop(client);
    let mut unreachable = Unreachable { now: world.now() };
    for left in [100, 90, 89, 30, 7, 1, 0] {
        unreachable.now = end - Span::days(left);
        agent::look(&directory, false, &unreachable).expect("it looks");
    }
    let mut client = Client::open(&directory, unreachable.now).expect("a client");
    let told: Vec<String> = client.events().into_iter().filter(|event| event.id == 12431).map(|e| e.info).collect();
    let days = ["90", "30", "7", "0"].map(|days| format!("0xC004F060, 1, {days}, "));
    assert_eq!(told.len(), days.len(), "{told:?}");
    assert!(told.iter().zip(&days).all(|(told, days)| told.starts_with(days)), "{told:?}");
    let status = client.status(&env("pc", end - Span::days(6))).expect("a status").pack;
    assert_eq!((status.version, status.warning_days), (1, Some(0)), "by the latest time that was seen");
    world.clock.advance((end + Span::days(30)).since(world.now()));
    assert_eq!(world.activate_at(&mut client, "pc", host.address()).code, code::PACK_VERSION);
    let pack = world.vendor.authority.sign_pack_again(world.now()).expect("a pack");
    client.install_pack(&pack).expect("newer");
    assert_ne!(world.activate_at(&mut client, "pc", host.address()).code, code::SUCCESS, "the host needs it too");
    assert!(client.report(product, &env("pc", world.now())).is_ok());
}

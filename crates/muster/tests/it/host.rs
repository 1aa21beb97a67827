//! The life of a host: changed while it serves, retired, replaced, backed up, restored.

use crate::command::{Service, run, run_ok, serve_host, text};
use muster_core::{
    code,
    id::ActivationId,
    time::{Moment, Span},
};
use muster_host::Host;
use muster_testbed::harness::{
    http::{self, cmid},
    world::{World, ledger, machine},
};
use std::{fs, net::SocketAddr};

fn ask(world: &World, host: SocketAddr, number: u32) -> (u16, String) {
    http::activate(host, &http::request(number, ledger(world), world.now()))
}

fn code_of(answer: &(u16, String)) -> String {
    let problem: serde_json::Value = serde_json::from_str(&answer.1).expect("a document");
    problem["code"].as_str().unwrap_or("0x00000000").to_owned()
}

fn count(host: &Host, now: Moment) -> u32 {
    host.admin().expect("a store").report(now).expect("a report").counts[0].count
}

fn state(world: &World, name: &str) -> String {
    world.state(name).to_str().expect("a path").to_owned()
}

#[test]
fn what_an_administrator_changes_is_in_force_at_the_next_request() {
    let world = World::new();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    let (mut client, product) = world.client("pc");
    let granted = |client: &mut muster_client::Client| {
        world.activate_at(client, "pc", service.address).granted.expect("an answer").1
    };
    assert_eq!(granted(&mut client).intervals.renewal, Span::days(7));
    let slmgr = |words: &[&str]| run_ok([&["--state", &state(&world, "kms"), "--lang", "en", "slmgr"], words].concat());
    assert_eq!(slmgr(&["/sai", "15"]), "Volume activation interval set to 15 minutes successfully.\n");
    assert_eq!(slmgr(&["/sri", "43200"]), "Volume renewal interval set to 43200 minutes successfully.\n");
    let intervals = granted(&mut client).intervals;
    assert_eq!((intervals.activation, intervals.renewal), (Span::minutes(15), Span::days(30)));
    let shown = client.report(product, &machine("pc"), world.now()).expect("a report").intervals;
    assert_eq!(shown, intervals, "the client goes by what the host told it");
    // A newer pack: the product is valid for 90 days from now on. The client takes it from its host.
    let description = muster_testbed::PACK.replacen("threshold = 25", "threshold = 1\nvalidity_days = 90", 1);
    let pack = world.vendor.authority.sign_pack(&description, world.now()).expect("a pack");
    fs::write(world.path("pack-2.jws"), pack).expect("written");
    let file = world.path("pack-2.jws");
    assert_eq!(slmgr(&["/ilc", file.to_str().expect("a path")]).lines().count(), 1);
    assert_eq!(client.pack().version, 1);
    let attempt = world.activate_at(&mut client, "pc", service.address);
    let (_, grant) = attempt.granted.expect("an answer");
    assert_eq!(grant.until.since(world.now()).as_days_started(), 90);
    assert_eq!(client.pack().version, 2, "it has the pack that the host decides by");
    let report = client.report(product, &machine("pc"), world.now()).expect("a report");
    assert_eq!(
        report.standing.status,
        muster_core::client::license::Status::InitialGrace,
        "the threshold of its old pack"
    );
    assert!(world.activate_at(&mut client, "pc", service.address).is_activated(), "one machine is enough now");
    let older = world.path("older.jws");
    fs::write(&older, &world.vendor.pack).expect("written");
    let refused =
        run(["--state", &state(&world, "kms"), "--lang", "en", "host", "pack", older.to_str().expect("a path")]);
    assert!(text(&refused.stderr).contains("Error: 0xC004F060 "), "{}", text(&refused.stderr));
}

#[test]
fn a_retired_host_answers_nobody_until_it_resumes() {
    let world = World::new();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    assert_eq!(ask(&world, service.address, 1).0, 200);
    let host = |word: &str| run_ok(["--state", &state(&world, "kms"), "--lang", "en", "host", word]);
    host("retire");
    let refused = ask(&world, service.address, 2);
    assert_eq!((refused.0, code_of(&refused).as_str()), (503, "0xC004F039"));
    host("resume");
    assert_eq!(ask(&world, service.address, 2).0, 200);
}

/// The machine breaks; another, with another name, takes the key. Clients find it, and the count fills again.
#[test]
fn a_lost_host_is_replaced_by_one_with_another_name() {
    let world = World::new();
    let old = world.running_host(&world.setup("old", None));
    for number in 0..25 {
        assert_eq!(ask(&world, old.address(), number).0, 200);
    }
    let (mut client, product) = world.client("pc");
    assert!(world.activate_at(&mut client, "pc", old.address()).is_activated());
    world.block_on(old.stop());
    let new = world.running_host(&world.setup("new", None));
    world.clock.advance(Span::days(7));
    let attempt = world.activate_at(&mut client, "pc", new.address());
    assert_eq!(attempt.code, code::COUNT_TOO_LOW, "the count of a new host starts from nothing");
    let licensed = |client: &muster_client::Client| {
        client.report(product, &machine("pc"), world.now()).expect("a report").standing.status
    };
    assert_eq!(licensed(&client), muster_core::client::license::Status::Licensed, "which takes nothing away");
    for number in 0..24 {
        assert_eq!(ask(&world, new.address(), number).0, 200);
    }
    assert!(world.activate_at(&mut client, "pc", new.address()).is_activated());
}

#[test]
fn a_backup_of_a_serving_host_makes_the_same_host_again() {
    let world = World::new();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    for number in 0..7 {
        ask(&world, service.address, number);
    }
    let backup = world.path("backup");
    let command = |name: &str, word: &str| {
        let output =
            run(["--state", &state(&world, name), "--lang", "en", "host", word, backup.to_str().expect("a path")]);
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    assert_eq!(command("kms", "backup").0, Some(0));
    assert!(command("kms", "backup").1.contains("already holds"), "a backup is never overwritten");
    ask(&world, service.address, 7);
    service.kill();
    fs::remove_dir_all(world.state("kms")).expect("the disk is gone");
    assert_eq!(command("kms", "restore").0, Some(0));
    assert!(command("kms", "restore").1.contains("already holds"), "and neither is a host");
    let host = Host::open(&world.state("kms").join("host")).expect("restored");
    assert_eq!(count(&host, world.now()), 7, "as it was when it was backed up");
    let service = serve_host(&world.state("kms"));
    assert_eq!(ask(&world, service.address, 8).0, 200);
    // A backup that does not hold together is refused.
    let store = backup.join("host.db");
    let mut bytes = fs::read(&store).expect("the store");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xAA);
    fs::write(&store, bytes).expect("damaged");
    let (code, told) = command("other", "restore");
    assert!(code == Some(1) && told.contains("is not usable"), "{told}");
    assert!(!world.state("other").join("host").exists());
}

#[test]
fn the_whole_history_is_exported() {
    let world = World::new();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    for number in 0..120 {
        ask(&world, service.address, number);
    }
    let export = |words: &[&str]| run_ok([&["--state", &state(&world, "kms"), "host", "export"], words].concat());
    let csv = export(&[]);
    assert_eq!(csv.lines().count(), 121);
    assert!(csv.starts_with("time,code,threshold,machine,cmid,"), "{csv}");
    assert!(csv.lines().nth(1).expect("a row").contains(",0x00000000,25,pc-119,"), "newest first");
    let file = world.path("events.jsonl");
    assert_eq!(export(&["--format", "json", "--out", file.to_str().expect("a path")]), "");
    let written = fs::read_to_string(&file).expect("written");
    let events: Vec<muster_proto::event::Event> =
        written.lines().map(|line| serde_json::from_str(line).expect("an event")).collect();
    assert!(events.len() == 120 && events.iter().all(|event| event.id == 12290));
    assert!(
        export(&["--format", "text"])
            .contains("  12290  An activation request has been processed.\n    Info: 0x00000000,25,")
    );
}

#[test]
fn networks_machines_and_the_pace_of_an_address_are_limited() {
    let world = World::new();
    drop(world.activated_host("kms"));
    let config = world.state("kms").join("host/host.toml");
    let open = fs::read_to_string(&config).expect("the configuration");
    let (before, _) = open.split_once("\n[access]").expect("the lab's section");
    let access = |section: &str| fs::write(&config, format!("{before}\n[access]\n{section}\n")).expect("written");
    access("deny_machines = [\"pc-3\", \"kiosk-*\"]\nnew_machines_per_hour = 5");
    let service = serve_host(&world.state("kms"));
    let host = || Host::open(&world.state("kms").join("host")).expect("the host");
    let answer = |number: u32| {
        let answer = ask(&world, service.address, number);
        (answer.0, code_of(&answer))
    };
    assert_eq!(answer(1).0, 200);
    assert_eq!(answer(3), (403, "0x80070005".into()));
    for number in [2, 4, 5, 6] {
        assert_eq!(answer(number).0, 200, "{number}");
    }
    assert_eq!(answer(7), (503, "0xC004C015".into()), "five new machines an hour");
    assert_eq!(answer(8), (503, "0xC004C015".into()));
    assert_eq!(answer(1).0, 200, "a machine that is known is not new");
    assert_eq!(count(&host(), world.now()), 5);
    let events = host().admin().expect("a store").events(10).expect("events");
    assert_eq!(events.iter().filter(|event| event.id == 12405).count(), 1, "told once: {events:?}");
    let mut names = Vec::new();
    host().admin().expect("a store").each_machine(|row| names.push(row.name)).expect("the inventory");
    assert!(!names.contains(&"pc-3".into()) && !names.contains(&"pc-7".into()), "{names:?}");
    // The lists are changed while the host serves.
    access("allow_networks = [\"10.0.0.0/8\"]");
    assert_eq!(answer(1), (403, "0x80070005".into()));
    access("allow_networks = [\"10.0.0.0/8\", \"127.0.0.0/8\"]");
    assert_eq!(answer(1).0, 200);
    access("allow_networks = [\"ten\"]");
    assert_eq!(answer(1).0, 200, "a configuration that cannot be read leaves the host as it was");
    let refused = run(["--state", &state(&world, "kms"), "host", "status"]);
    assert!(text(&refused.stderr).contains("'ten' is not a network"), "{}", text(&refused.stderr));
}

#[test]
fn a_machine_that_is_gone_is_released_from_the_count() {
    let world = World::new();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    for number in 0..5 {
        ask(&world, service.address, number);
    }
    let release = |named: &str| {
        let output = run(["--state", &state(&world, "kms"), "--lang", "en", "host", "release", named]);
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    assert_eq!(release("PC-2").0, Some(0));
    assert_eq!(release(&cmid(3).to_string()).0, Some(0));
    let (code, told) = release("pc-99");
    assert!(code == Some(1) && told.contains("no machine 'pc-99' has ever asked"), "{told}");
    ask(&world, service.address, 0);
    let host = Host::open(&world.state("kms").join("host")).expect("the host");
    assert_eq!(count(&host, world.now()), 3, "the running host counts without them");
    ask(&world, service.address, 2);
    assert_eq!(count(&host, world.now()), 4, "a machine that asks again counts again");
}

/// A client product (25, so 50), a server product (5, so 10) and an office-like one (5, so 10): each its own count, and
/// machines that have been silent for 30 days leave it.
#[test]
fn every_application_has_its_own_count() {
    let world = World::new();
    let application = |n: u8, name: &str| {
        format!("[[application]]\nid = \"00000000-0000-0000-0000-0000000000a{n}\"\nname = \"{name}\"\n")
    };
    let product = |n: u8, threshold: u8| {
        format!(
            "[[product]]\nid = \"00000000-0000-0000-0000-0000000000b{n}\"\n\
             application = \"00000000-0000-0000-0000-0000000000a{n}\"\nname = \"P{n}\"\nnumber = {n}\nthreshold = {threshold}\n"
        )
    };
    let pack = [
        "vendor = \"lab-vendor\"\n".to_owned(),
        application(1, "Desktop"),
        application(2, "Server"),
        application(3, "Office"),
        product(1, 25),
        product(2, 5),
        product(3, 5),
        "[[key_group]]\nid = \"00000000-0000-0000-0000-0000000000c9\"\nnumber = 900\nname = \"Host\"\nproducts = [1, 2, 3]\n".into(),
    ];
    let document = world.vendor.authority.sign_pack(&pack.concat(), world.now()).expect("a pack");
    let mut host = world.activated_host("kms");
    host.install_pack(&document, world.now()).expect("newer");
    let serving =
        world.block_on(muster_testbed::RunningHost::serve(host, world.state("kms").join("host"), world.clock()));
    let serving = serving.expect("it serves");
    let id = |n: u8| -> ActivationId { format!("00000000-0000-0000-0000-0000000000b{n}").parse().expect("an id") };
    for number in 0..70 {
        let last = (1..=3).map(|n| http::activate(serving.address(), &http::request(number, id(n), world.now())).0);
        assert_eq!(last.collect::<Vec<_>>(), [200; 3]);
    }
    let counts = || -> Vec<u32> {
        let report = serving.open().expect("the host").admin().expect("a store").report(world.now()).expect("a report");
        report.counts.iter().map(|count| count.count).collect()
    };
    assert_eq!(counts(), [50, 10, 10]);
    world.clock.advance(Span::days(31));
    http::activate(serving.address(), &http::request(1, id(1), world.now()));
    assert_eq!(counts(), [1, 0, 0], "silent for 30 days");
}

#[test]
fn a_host_of_low_priority_is_nice() {
    let world = World::new();
    drop(world.activated_host("kms"));
    let slmgr = |word: &str| run_ok(["--state", &state(&world, "kms"), "--lang", "en", "slmgr", word]);
    assert!(slmgr("/cpri").starts_with("KMS priority set to Low\n"));
    let nice = |service: &Service| {
        let stat = fs::read_to_string(format!("/proc/{}/stat", service.id())).expect("its state");
        stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(16)).expect("a number").to_owned()
    };
    let low = serve_host(&world.state("kms"));
    assert_eq!(nice(&low), "10");
    assert!(slmgr("/dlv").contains("    KMS priority: Low\n"));
    low.kill();
    assert!(slmgr("/spri").starts_with("KMS priority set to Normal\n"));
    assert_eq!(nice(&serve_host(&world.state("kms"))), "0");
}

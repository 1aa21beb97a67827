//! The life of a host: changed while it serves, retired, replaced, backed up, restored.

use crate::command::{run, run_ok, serve_host, text};
use muster_core::time::{Moment, Span};
use muster_host::Host;
use muster_testbed::harness::{
    http::cmid,
    world::{World, env},
};
use serde_json::{Value, json};
use std::fs;

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
    let world = World::in_real_time();
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
    let shown = client.report(product, &env("pc", world.now())).expect("a report").intervals;
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
    let report = client.report(product, &env("pc", world.now())).expect("a report");
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
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    assert_eq!(world.ask(service.address, 1).0, 200);
    let host = |word: &str| run_ok(["--state", &state(&world, "kms"), "--lang", "en", "host", word]);
    host("retire");
    let refused = world.ask(service.address, 2);
    assert_eq!((refused.0, code_of(&refused).as_str()), (503, "0xC004F039"));
    host("resume");
    assert_eq!(world.ask(service.address, 2).0, 200);
}

#[test]
fn a_backup_of_a_serving_host_makes_the_same_host_again() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    for number in 0..7 {
        world.ask(service.address, number);
    }
    let backup = world.path("backup");
    let command = |name: &str, word: &str| {
        let output =
            run(["--state", &state(&world, name), "--lang", "en", "host", word, backup.to_str().expect("a path")]);
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    assert_eq!(command("kms", "backup").0, Some(0));
    assert!(command("kms", "backup").1.contains("already holds"), "a backup is never overwritten");
    world.ask(service.address, 7);
    service.kill();
    fs::remove_dir_all(world.state("kms")).expect("the disk is gone");
    assert_eq!(command("kms", "restore").0, Some(0));
    assert!(command("kms", "restore").1.contains("already holds"), "and neither is a host");
    let host = Host::open(&world.state("kms").join("host")).expect("restored");
    assert_eq!(count(&host, world.now()), 7, "as it was when it was backed up");
    let service = serve_host(&world.state("kms"));
    assert_eq!(world.ask(service.address, 8).0, 200);
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
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    for number in 0..120 {
        world.ask(service.address, number);
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

/// 24 of 27 machines asked while the count was too low: none of them is shown as activated, and the export agrees.
#[test]
fn machines_that_are_not_activated_are_listed_with_the_reason() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    for number in 0..27 {
        world.ask(service.address, number);
    }
    let machines = |words: &[&str]| {
        run_ok([&["--state", &state(&world, "kms"), "--lang", "en", "host", "machines"], words].concat())
    };
    let all: Value = serde_json::from_str(&machines(&["--json"])).expect("JSON");
    let not_activated: Value = serde_json::from_str(&machines(&["--not-activated", "--json"])).expect("JSON");
    let (all, not_activated) = (all.as_array().expect("rows"), not_activated.as_array().expect("rows"));
    assert_eq!((all.len(), not_activated.len()), (27, 24));
    for row in not_activated {
        assert_eq!((&row["last_code"], &row["activated"]), (&json!("0xC004F038"), &json!(false)), "{row}");
        assert!(row["activated_until"].is_null(), "{row}");
    }
    let table = machines(&["--not-activated"]);
    assert!(table.starts_with("MACHINE  CMID"), "{table}");
    let line = table.lines().find(|line| line.starts_with("pc-3 ")).expect("a row");
    assert!(line.contains("  0 days") && line.contains("  -  ") && line.contains("0xC004F038 the count"), "{line}");
    assert!(!table.contains("pc-26"), "{table}");
    assert_eq!(machines(&["--unseen-days", "1"]).lines().count(), 1, "only the head");
    let csv = run_ok(["--state", &state(&world, "kms"), "host", "export"]);
    assert_eq!(csv.matches(",0xC004F038,").count(), 24, "{csv}");
}

#[test]
fn a_machine_that_is_gone_is_released_from_the_count() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    for number in 0..5 {
        world.ask(service.address, number);
    }
    let release = |named: &str| {
        let output = run(["--state", &state(&world, "kms"), "--lang", "en", "host", "release", named]);
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    assert_eq!(release("PC-2").0, Some(0));
    assert_eq!(release(&cmid(3).to_string()).0, Some(0));
    let (code, told) = release("pc-99");
    assert!(code == Some(1) && told.contains("no machine 'pc-99' has ever asked"), "{told}");
    world.ask(service.address, 0);
    let host = Host::open(&world.state("kms").join("host")).expect("the host");
    assert_eq!(count(&host, world.now()), 3, "the running host counts without them");
    world.ask(service.address, 2);
    assert_eq!(count(&host, world.now()), 4, "a machine that asks again counts again");
}

#[test]
fn a_host_of_low_priority_is_nice() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let slmgr = |word: &str| run_ok(["--state", &state(&world, "kms"), "--lang", "en", "slmgr", word]);
    assert!(slmgr("/cpri").starts_with("KMS priority set to Low\n"));
    let nice = |process: &str| -> i32 {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("its state");
        let number = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(16)).expect("a number");
        number.parse().expect("a number")
    };
    let own = nice("self");
    let low = serve_host(&world.state("kms"));
    assert_eq!(nice(&low.id().to_string()), (own + 10).min(19));
    assert!(slmgr("/dlv").contains("    KMS priority: Low\n"));
    low.kill();
    assert!(slmgr("/spri").starts_with("KMS priority set to Normal\n"));
    assert_eq!(nice(&serve_host(&world.state("kms")).id().to_string()), own);
}

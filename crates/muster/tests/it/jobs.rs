//! Jobs end to end: a host and the agents of its machines as processes of their own. What the host is asked to have done is done
//! once, by machines whose own configuration names the host, whatever is killed meanwhile.

use crate::{
    command::{muster, run_in, run_ok, text},
    job_site::{Site, holds},
};
use muster_client::{Client, Status};
use muster_testbed::harness::{
    wait::{DEADLINE, wait_until},
    world::ledger,
};
use serde_json::Value;
use std::{fs, process::Stdio, sync::mpsc, time::Duration};

#[test]
fn a_machine_installs_activates_and_removes_and_no_key_is_seen() {
    let site = Site::new();
    let host = site.filled("kms");
    let key = site.key_of("kms");
    site.machine("pc", &host, &key);
    let product = ledger(&site.world).to_string();
    let removed = site.add(&["remove-key", "--activation-id", &product, "--machine", "pc"]);
    assert_eq!(site.states(&removed), ["waiting"]);
    site.once("pc");
    assert_eq!((site.states(&removed), site.status("pc")), (vec!["done".to_owned()], None));
    // Nobody can be asked here: nothing is sealed before the machines were looked at.
    let key_file = site.key_file();
    let unasked = ["host", "job", "install-key", "--key-file", &key_file, "--machine", "pc"];
    let (code, printed) = run_in(&site.world.path("kms"), &unasked);
    let shown = run_ok(["--state", &site.state("pc"), "client", "machine-key", "--json"]);
    let shown: Value = serde_json::from_str(&shown).expect("JSON");
    let own = shown["key"].as_str().expect("a thumbprint");
    assert!(code == 2 && printed.contains(own) && printed.contains("--yes"), "{code}: {printed}");
    let installed = site.add(&["install-key", "--key-file", &site.key_file(), "--of-product", &product, "--yes"]);
    let activated = site.add(&["activate", "--activation-id", &product, "--machine", "PC"]);
    let done = |machine: &str| (machine.to_owned(), "done".to_owned(), Some("0x00000000".to_owned()));
    site.once("pc");
    assert_eq!(site.progress(&installed), [done("pc")], "the machines of the count have no agent");
    assert_eq!((site.progress(&activated), site.status("pc")), (vec![done("pc")], Some(Status::Licensed)));
    // The administrator compares the key of the machine with what the machine shows.
    let machines = site.job(&["machines"]);
    assert_eq!((&machines["host_key"], &machines["machines"][0]["key"]), (&Value::from(key), &shown["key"]));
    // Nothing that the host keeps, logs or shows has the product key.
    let secret = site.world.vendor.ledger_key.reveal();
    let kms = site.world.path("kms");
    let shown: String = [
        &["host", "job", "list"][..],
        &["host", "job", "show", &installed],
        &["host", "events"],
        &["host", "audit", "list"],
    ]
    .iter()
    .map(|words| {
        let (code, printed) = run_in(&kms, words);
        assert_eq!(code, 0, "{printed}");
        printed
    })
    .collect();
    let (_, tail) = secret.rsplit_once('-').expect("groups");
    assert!(shown.contains(tail) && shown.contains("job-add") && shown.contains("12444"), "{shown}");
    let log = fs::read_to_string(site.world.path("log")).expect("a log");
    let client = Client::open(&site.client("pc"), site.world.now()).expect("a client");
    let events: String = client.events().iter().map(|event| format!("{event:?}")).collect();
    assert_eq!(events.matches("id: 12445").count(), 3, "{events}");
    for whole in [secret.clone(), secret.replace('-', "")] {
        assert!(!shown.contains(&whole) && !log.contains(&whole) && !events.contains(&whole));
        assert!(!holds(&kms, whole.as_bytes()), "in a file of the host");
    }
    // What ended is not done again, also if the host hands it out again.
    site.once("pc");
    assert_eq!(client.events().iter().filter(|event| event.id == 12445).count(), 3);
    drop(host);
}

#[test]
fn a_job_goes_on_after_the_host_was_killed_in_the_middle_of_it() {
    let site = Site::new();
    let host = site.filled("kms");
    let key = site.key_of("kms");
    site.machine("desk-1", &host, &key);
    site.machine("desk-2", &host, &key);
    let product = ledger(&site.world).to_string();
    let job = site.add(&["remove-key", "--activation-id", &product, "--machine", "desk-1", "--machine", "desk-2"]);
    site.once("desk-1");
    host.kill();
    let printed = site.once("desk-2");
    assert!(printed.contains("[managed]"), "it cannot be reached: {printed}");
    assert_eq!(site.states(&job), ["done", "waiting"]);
    let host = site.serve("kms");
    site.point("desk-2", host.address, &key);
    site.once("desk-2");
    assert_eq!((site.states(&job), site.status("desk-2")), (vec!["done".to_owned(); 2], None));
}

/// Host and agent die at another place each round; what was ordered is done at the end, and each order has one outcome.
#[test]
fn every_order_is_done_whenever_host_or_agent_die() {
    const ROUNDS: u32 = 12;
    let site = Site::new();
    let host = site.filled("kms");
    let key = site.key_of("kms");
    site.machine("pc", &host, &key);
    host.kill();
    let (product, key_file) = (ledger(&site.world).to_string(), site.key_file());
    let mut jobs = Vec::new();
    for round in 0..ROUNDS {
        jobs.push(match round % 2 {
            0 => site.add(&["remove-key", "--activation-id", &product, "--machine", "pc"]),
            _ => site.add(&["install-key", "--key-file", &key_file, "--machine", "pc", "--yes"]),
        });
        let host = site.serve("kms");
        site.point("pc", host.address, &key);
        let mut agent = site.agent("pc");
        let mut agent = agent.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("muster starts");
        let (_never, pause) = mpsc::channel::<()>();
        let _ = pause.recv_timeout(Duration::from_micros(u64::from(round) * 17_919 % 150_000));
        if round % 3 == 0 {
            agent.kill().expect("killed");
        }
        host.kill();
        agent.wait().expect("it ends");
    }
    let host = site.serve("kms");
    site.point("pc", host.address, &key);
    // The host may have died between the last key and its activation, which is tried again two hours later.
    jobs.push(site.add(&["activate", "--activation-id", &product, "--machine", "pc"]));
    site.once("pc");
    for job in &jobs {
        assert_eq!(site.states(job), ["done"], "job {job}");
    }
    assert_eq!(site.status("pc"), Some(Status::Licensed), "the last key is installed, and it was activated");
    let (code, events) = run_in(&site.world.path("kms"), &["host", "events", "--limit", "1000", "--json"]);
    assert_eq!(code, 0, "{events}");
    assert!(events.matches("\"id\": 12444").count() <= jobs.len(), "no order has two outcomes");
}

#[test]
fn an_agent_obeys_no_host_but_that_of_its_own_configuration() {
    let site = Site::new();
    let (host, other) = (site.filled("kms"), site.filled("kms2"));
    let (key, other_key) = (site.key_of("kms"), site.key_of("kms2"));
    site.machine("pc", &host, &key);
    let product = ledger(&site.world).to_string();
    let remove = ["remove-key", "--activation-id", &product, "--machine", "pc"];
    let job = site.add(&remove);
    // By default there is no such host.
    fs::remove_file(site.client("pc").join("client.toml")).expect("removed");
    site.once("pc");
    // The host is there, and the configuration names the key of another.
    site.point("pc", host.address, &other_key);
    let printed = site.once("pc");
    assert!(printed.contains("0xC004F309") || printed.contains("[managed]"), "{printed}");
    // Another host of the same vendor answers at the address that the configuration names.
    site.point("pc", other.address, &key);
    site.once("pc");
    assert_eq!((site.states(&job), site.status("pc")), (vec!["waiting".to_owned()], Some(Status::Licensed)));
    // Its twin: the right host with the right key.
    site.point("pc", host.address, &key);
    site.once("pc");
    assert_eq!((site.states(&job), site.status("pc")), (vec!["done".to_owned()], None));
}

#[test]
fn a_running_agent_asks_its_host_and_a_job_can_be_cancelled() {
    let site = Site::new();
    let host = site.filled("kms");
    let key = site.key_of("kms");
    site.machine("pc", &host, &key);
    let product = ledger(&site.world).to_string();
    let cancelled = site.add(&["remove-key", "--activation-id", &product, "--machine", "pc"]);
    assert_eq!(site.job(&["cancel", &cancelled])["cancelled"], true);
    assert_eq!(site.job(&["cancel", &cancelled])["cancelled"], false);
    let job = site.add(&["activation-type", "--type", "2", "--machine", "pc"]);
    let state = site.state("pc");
    let mut agent = muster(["--state", &state, "agent", "--identity", "pc", "--machine-name", "pc"]);
    let mut agent = agent.stdout(Stdio::null()).spawn().expect("muster starts");
    wait_until(DEADLINE, "the order is done", || (site.states(&job) == ["done"]).then_some(()));
    agent.kill().expect("it was running");
    agent.wait().expect("it ends");
    assert_eq!((site.states(&cancelled), site.status("pc")), (vec!["cancelled".to_owned()], Some(Status::Licensed)));
    let listed = site.job(&["list"]);
    let counts = |at: usize| ["job", "machines", "done", "open"].map(|field| listed[at][field].to_string());
    assert_eq!(counts(0), [job, "1".into(), "1".into(), "0".into()]);
    assert_eq!(counts(1), [cancelled, "1".into(), "0".into(), "0".into()]);
    let (code, shown) = run_in(&site.world.path("kms"), &["host", "job", "show", "99"]);
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains("0x80070002") && shown.contains("muster host job list"), "{shown}");
    let unnamed = muster(["--state", &site.state("kms"), "host", "job", "activate"]).output().expect("muster runs");
    assert_eq!(unnamed.status.code(), Some(2), "{}", text(&unnamed.stderr));
}

//! What a machine tells of why it is not activated, from its agent to the page of its host's console.

use crate::{
    command::{muster, outcome, run_ok},
    console::{Serving, world_with_console},
};
use std::fs;

/// A machine that was activated is sent to a host that is not there. Its own host knows nothing of that, until the machine tells.
#[test]
fn the_page_of_a_machine_shows_the_cause_that_its_agent_tells() {
    let world = world_with_console("127.0.0.1:0");
    let mut serving = Serving::start(&world);
    let link = serving.link();
    let (_, root) = serving.post(&link, "name=root&password=correct+horse+battery&again=correct+horse+battery");
    let kms = world.state("kms").to_str().expect("a path").to_owned();
    let status = run_ok(["--state", &kms, "host", "status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&status).expect("JSON");
    let key = status["key"].as_str().expect("a key");
    let (mut client, _) = world.client("pc");
    client.set_host(Some(serving.host.to_string().parse().expect("a host")), None).expect("saved");
    let managed = format!("[managed]\nhosts = [{{ address = \"{}\", key = \"{key}\" }}]\n", serving.host);
    let file = world.path("pc/client/client.toml");
    fs::write(&file, &managed).expect("written");
    let pc = world.path("pc").to_str().expect("a path").to_owned();
    let seen = ["--identity", "pc", "--machine-name", "pc"];
    let once = || run_ok([&["--state", &pc, "agent", "--once"], &seen[..]].concat());
    for number in 1..=25 {
        assert_eq!(world.ask(serving.host, number).0, 200);
    }
    once();
    let address = format!("/machine?lang=en&id={}", client.cmid());
    let page = || serving.get(&address, &root).1;
    let before = page();
    assert!(before.contains(": Activated</p>") && !before.contains("evidence.txt"), "{before}");
    // It is allowed to tell, and asks where nobody listens.
    fs::write(&file, format!("{managed}evidence = true\n")).expect("written");
    client.set_host(Some("127.0.0.1:9".parse().expect("a host")), None).expect("saved");
    let (code, printed) = outcome(&mut muster([&["--state", &pc, "slmgr"], &seen[..], &["/ato"]].concat()));
    assert_ne!(code, 0, "{printed}");
    once();
    let after = page();
    for part in ["127.0.0.1:9", "evidence.txt:", "NET004", "Next steps", "muster slmgr /ato"] {
        assert!(after.contains(part), "{part} in {}", after.split("its agent tells").last().unwrap_or_default());
    }
    let (status, told) = serving.get(&format!("/machine/evidence?id={}", client.cmid()), &root);
    assert!(status == 200 && told.contains("127.0.0.1:9"), "{status} {told}");
    assert!(!told.contains(world.vendor.ledger_key.reveal().as_str()), "{told}");
    // What somebody takes away can be read by the doctor.
    let taken = world.path("told.txt");
    fs::write(&taken, told).expect("written");
    let (_, read) = outcome(&mut muster(["doctor", taken.to_str().expect("a path")]));
    assert!(read.contains("NET004"), "{read}");
    let entries = run_ok(["--state", &kms, "host", "audit", "list"]);
    assert!(entries.contains("download") && entries.contains("/machine/evidence"), "{entries}");
    run_ok(["--state", &kms, "host", "release", "pc"]);
    assert_eq!(serving.get(&format!("/machine/evidence?id={}", client.cmid()), &root).0, 404);
}

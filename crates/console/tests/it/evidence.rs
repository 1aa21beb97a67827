//! What a machine tells of why it is not activated: on its page, in the API and as a file.

use crate::{
    browser::{ADDRESS, World},
    made_up_host::{LEDGER, NOW, machine},
};
use muster_console::{AgentKey, HeldEvidence, Role};
use muster_core::{code, time::Span};
use muster_proto::evidence::{EventEvidence, MachineEvidence, ProductEvidence};
use serde_json::Value;

const PAGE: &str = "/machine?id=01010101-0101-0101-0101-010101010101";
const FILE: &str = "/machine/evidence?id=01010101-0101-0101-0101-010101010101";

/// A machine whose last attempt found no host, as this event tells.
pub(crate) fn held(muster: &str, info: &str) -> HeldEvidence {
    let product = ProductEvidence {
        product: LEDGER,
        mak: false,
        partial_key: "ABCDE".into(),
        status: 5,
        until: None,
        reason: Some(code::HOST_UNAVAILABLE),
        host: None,
        next_attempt: Some(NOW.unix()),
        last_code: Some(code::DNS_NAME_ERROR),
    };
    let event = EventEvidence { time: NOW.unix() - 60, id: 8198, info: info.into() };
    let evidence = MachineEvidence { muster: muster.into(), products: vec![product], events: vec![event] };
    let (received, until) = (NOW - Span::minutes(9), NOW + Span::days(30));
    HeldEvidence { received, told: received + Span::minutes(7), until, evidence }
}

pub(crate) fn lookup_failed() -> HeldEvidence {
    held("0.1.0", &format!("hr=0x8007232B, SkuId={LEDGER}, branch.example"))
}

/// A machine that waited for the count when it last asked.
fn world() -> World {
    let world = World::new();
    world.host.data().machines.push(machine(1, "pc-1", code::COUNT_TOO_LOW));
    world
}

#[test]
fn what_the_machine_tells_changes_the_cause_that_its_page_shows() {
    let world = world();
    let cookie = world.session(Role::Operator);
    let before = world.get(PAGE, &cookie).body;
    assert!(!before.contains("DNS001") && before.contains("0xC004F038"), "what the host knows");
    world.host.data().evidence = Some(lookup_failed());
    let page = world.get(PAGE, &cookie).body;
    for part in [
        "DNS001",
        "No SRV record found",
        "branch.example",
        "evidence.txt:",
        "2026-11-21 09:51:00 UTC",
        "2026-12-21 10:00:00 UTC",
        "7 min ahead",
        "/machine/evidence?id=",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    assert!(!page.contains("MUS008"), "what counts machines says nothing of one");
    let japanese = world.get(&format!("{PAGE}&lang=ja"), &cookie).body;
    for part in ["エージェントが送信した診断データと診断結果", "SRV レコード", "ホストより 7 分進んでいます"]
    {
        assert!(japanese.contains(part), "{part} in {japanese}");
    }
}

#[test]
fn a_machine_that_the_host_has_activated_since_is_pointed_out() {
    let world = World::new();
    world.host.data().machines.push(machine(1, "pc-1", code::SUCCESS));
    world.host.data().evidence = Some(lookup_failed());
    let page = world.get(PAGE, &world.session(Role::Viewer)).body;
    assert!(page.contains("has activated the machine since"), "{page}");
    assert!(!page.contains("/machine/evidence"), "a viewer takes no file away");
}

#[test]
fn a_machine_that_tells_nothing_says_how_to_allow_it() {
    let world = world();
    let cookie = world.session(Role::Viewer);
    let page = || world.get(PAGE, &cookie).body;
    assert!(page().contains("hosts = [{ address"), "without an agent");
    world.host.data().agent = Some(AgentKey { key: "k".into(), since: NOW });
    let with_agent = page();
    assert!(with_agent.contains("evidence = true") && !with_agent.contains("hosts = [{"), "{with_agent}");
    world.host.data().takes_no_evidence = true;
    assert!(page().contains("this host takes no evidence"));
    let mut data = world.host.data();
    data.takes_no_evidence = false;
    data.machines = vec![machine(1, "pc-1", code::SUCCESS)];
    drop(data);
    assert!(!page().contains("evidence = true"), "a machine that is activated needs to tell nothing");
}

#[test]
fn the_file_is_what_the_doctor_reads_and_who_takes_it_is_recorded() {
    let world = world();
    let cookie = world.session(Role::Operator);
    assert_eq!(world.get(FILE, &cookie).status, 404, "there is none");
    assert!(world.host.data().audit.iter().all(|entry| !entry.json.contains("download")));
    world.host.data().evidence = Some(lookup_failed());
    assert_eq!(world.get(FILE, &world.session(Role::Viewer)).status, 403);
    let file = world.get(FILE, &cookie);
    assert_eq!((file.status, file.header("content-type")), (200, "text/plain; charset=utf-8"));
    let name = "attachment; filename=\"muster-evidence-01010101-0101-0101-0101-010101010101.txt\"";
    assert_eq!(file.header("content-disposition"), name);
    for part in ["$ muster client status --json", "\"Ledger <Professional>\"", "$ muster client events --json", "8198"]
    {
        assert!(file.body.contains(part), "{part} in {}", file.body);
    }
    let entries: Vec<String> = world.host.data().audit.iter().map(|entry| entry.json.clone()).collect();
    let downloads = entries.iter().filter(|entry| entry.contains("\"download\"") && entry.contains(FILE));
    assert_eq!(downloads.count(), 1, "{entries:?}");
}

#[test]
fn the_api_has_the_cause_and_what_was_told() {
    let world = world();
    let read = |path: &str, role| {
        let token = world.token(role);
        let answer = world.send("GET", path, &[("host", ADDRESS), ("authorization", &token)], "");
        (answer.status, serde_json::from_str::<Value>(&answer.body).expect("JSON"))
    };
    let machine = "/v1/admin/machine?id=01010101-0101-0101-0101-010101010101";
    let told = "/v1/admin/machine/evidence?id=01010101-0101-0101-0101-010101010101";
    assert_eq!(read(machine, Role::Viewer).1["evidence"], Value::Null);
    assert_eq!(read(told, Role::Operator).0, 404);
    world.host.data().evidence = Some(lookup_failed());
    let evidence = read(machine, Role::Viewer).1["evidence"].take();
    assert_eq!(evidence["causes"][0]["rule"], "DNS001");
    assert_eq!(evidence["received"], "2026-11-21T09:51:00Z");
    assert!(evidence["next_steps"][0]["commands"].as_array().is_some_and(|commands| !commands.is_empty()));
    assert_eq!(read(told, Role::Viewer).0, 403);
    let (status, told) = read(told, Role::Operator);
    assert_eq!((status, &told["evidence"]["products"][0]["last_code"]), (200, &Value::from("0x8007232B")));
    assert!(world.host.data().audit.iter().any(|entry| entry.json.contains("token ")));
}

//! What others wrote never reaches a terminal as a command, nor a line of a report as a line of ours: evidence and the names of
//! its files, names in a license pack and in configurations, events, what an authority answers.

use crate::command::run_in;
use muster_core::visible::is_hidden;
use muster_testbed::{
    PACK,
    harness::{fake_server, world::World},
};
use serde_json::{Value, json};
use std::fs;

/// Sets the title, clears the screen, turns the reading direction, ends the line.
const HOSTILE: &str = "\u{1b}]0;title\u{7}\u{1b}[2J\u{9b}1m\u{202e}\u{2066}\u{2028}\u{7f}";
const FORGED: &str = "\n✓ everything is activated";

/// A text of TOML with the hostile characters in it.
fn toml(name: &str) -> String {
    let escaped: String = HOSTILE
        .chars()
        .map(|c| if is_hidden(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() })
        .collect();
    format!("{name}{escaped}")
}

/// A client with a hostile pack, host and history, whose authority is not what it says.
fn world() -> World {
    let world = World::in_real_time();
    let pack =
        PACK.replace("\"Ledger", &format!("\"{}", toml("Ledger"))).replace("\"Draft", &format!("\"{}", toml("Draft")));
    let pack = world.vendor.authority.sign_pack(&pack, world.now()).expect("a pack");
    let write = |name: &str, content: &str| fs::write(world.path(name), content).expect("written");
    write("pack.jws", &pack);
    write("root.jwk", &world.vendor.root);
    write("host.toml", &format!("name = \"{}\"\naddress = \"127.0.0.1\"\n", toml("kms")));
    let key = world.mak(5, 5);
    let state = world.path("state");
    let files = [world.path("root.jwk"), world.path("pack.jws"), world.path("host.toml")];
    let [root, pack, config] = files.each_ref().map(|path| path.to_str().expect("a path"));
    let made = |words: &[&str]| assert_eq!(run_in(&state, words).0, 0, "{words:?}");
    made(&["client", "init", "--root", root, "--pack", pack]);
    made(&["host", "init", "--root", root, "--pack", pack, "--config", config]);
    made(&["slmgr", "/ipk", &key.reveal()]);
    let problem = json!({
        "type": "urn:muster:code:0xC004C003", "status": 403, "code": "0xC004C003",
        "title": format!("blocked{HOSTILE}{FORGED}"), "detail": HOSTILE, "fix": HOSTILE, "instance": HOSTILE,
    });
    let authority = fake_server::http(403, &problem.to_string());
    write("state/client/client.toml", &format!("[authority]\nurl = \"http://{authority}\"\n"));
    let event = json!({
        "time": "2026-11-21T10:00:00Z", "id": 12288, "level": "error", "message": format!("m{HOSTILE}{FORGED}"),
        "info": format!("0xC004F074,{HOSTILE}{FORGED}"),
    });
    write("state/client/events.jsonl", &format!("{event}\n"));
    evidence(&world);
    world
}

fn evidence(world: &World) {
    let folder = world.path("evidence");
    let machine = folder.join(format!("pc{HOSTILE}"));
    fs::create_dir_all(&machine).expect("a folder");
    let dlv = format!(
        "Name: Ledger{HOSTILE}\nDescription: contoso{HOSTILE} Ledger, VOLUME_KMSCLIENT channel\nLicense Status: Notification\n\
         Registered KMS machine name: kms{HOSTILE}.example:1688\n{HOSTILE}Error: 0xC004F074 {HOSTILE}\n"
    );
    fs::write(machine.join(format!("slmgr{HOSTILE}.txt")), dlv).expect("written");
    let manifest = json!({ "computer": format!("pc{HOSTILE}{FORGED}") });
    fs::write(machine.join("manifest.json"), manifest.to_string()).expect("written");
    fs::write(machine.join(format!("none{HOSTILE}")), "nothing to see\n").expect("written");
}

#[test]
fn nothing_that_others_wrote_commands_the_terminal() {
    let world = world();
    let (state, evidence) = (world.path("state"), world.path("evidence"));
    let evidence = evidence.to_str().expect("a path");
    let named = format!("nobody{HOSTILE}");
    let showing: [&[&str]; 20] = [
        &["client", "status"],
        &["client", "events"],
        &["client", "activate"],
        &["slmgr", "/dli"],
        &["slmgr", "/dlv", "all"],
        &["slmgr", "/xpr"],
        &["slmgr", "/ato"],
        &["ospp", "/dstatusall"],
        &["ospp", "/dhistorykms"],
        &["ospp", "/act"],
        &["host", "status"],
        &["host", "release", &named],
        &["host", "pack", &named],
        &["doctor", evidence],
        &["doctor", "read", evidence],
        &["doctor", "explain", &named],
        &["doctor", &named],
        &["doctor", "probe", "--domain", &named, "--server", "127.0.0.1:1"],
        &["proxy", "collect", "--out", "-", &named],
        &["plan", &named],
    ];
    let silent: [&[&str]; 7] = [
        &["slmgr", &named],
        &["host", "machines"],
        &["host", "events"],
        &["host", "export"],
        &["doctor", "fleet", evidence],
        &["phone", "cid", &named],
        &[&named],
    ];
    for words in showing.into_iter().chain(silent) {
        for form in [&["--lang", "ja"][..], &["--json"], &[]] {
            let (_, printed) = run_in(&state, &[words, form].concat());
            // CSV ends its lines with CR LF (RFC 4180).
            let lines = printed.replace("\r\n", "\n");
            let hidden = lines.chars().find(|c| is_hidden(*c) && !"\n\t".contains(*c));
            assert_eq!(hidden, None, "{words:?} {form:?}: {printed:?}");
            assert!(!printed.contains("\n✓ everything"), "{words:?} {form:?} forges a line: {printed}");
        }
    }
    for words in showing {
        let (_, printed) = run_in(&state, words);
        assert!(printed.contains("\\u{1b}"), "{words:?} shows that something is there: {printed}");
    }
    let (_, document) = run_in(&state, &["client", "events", "--json"]);
    let events: Value = serde_json::from_str(&document).expect("JSON");
    assert_eq!(events[0]["info"], format!("0xC004F074,{HOSTILE}{FORGED}"), "a document says what was there");
}

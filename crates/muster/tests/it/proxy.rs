//! MAKs by proxy: a list that another machine wrote and an authority that is not ours start no process.

use crate::command::{run, text};
use muster_core::keys::installation_id::ConfirmationId;
use muster_testbed::harness::{
    fake_server,
    world::{World, ledger},
};
use serde_json::{Value, json};
use std::{fs, os::unix::fs::PermissionsExt};

const HOSTILE: [&str; 8] = [
    "'; touch MARK; '",
    "\"; touch MARK; \"",
    "; touch MARK",
    "$(touch MARK)",
    "`touch MARK`",
    "x\ntouch MARK\n",
    "-oProxyCommand=touch MARK",
    "| touch MARK #",
];

/// Exit code and everything printed.
fn proxy(words: &[&str]) -> (Option<i32>, String) {
    let output = run([&["--lang", "en", "proxy"], words].concat());
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

/// `--via` for a shell script, which is given the machine and the words of muster.
fn script(world: &World, commands: &str) -> String {
    let path = world.path("way.sh");
    fs::write(&path, format!("#!/bin/sh\n{commands}\n")).expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("changed");
    format!("{} {{machine}}", path.display())
}

/// Many machines without a network, one with: collect, fetch, deposit.
#[test]
fn a_proxy_activates_machines_without_a_network() {
    let world = World::in_real_time();
    let key = world.mak(2, 2);
    let slots = world.vendor.authority.offline_file(&key, 10, world.now()).expect("a file");
    for name in ["pc-1", "pc-2", "pc-3"] {
        let pc = world.mak_client(name, &key);
        pc.install_slots(&serde_json::to_string(&slots).expect("JSON")).expect("installed");
    }
    // What ssh is to an administrator: a way to run muster on a machine.
    let (muster, state) = (env!("CARGO_BIN_EXE_muster"), world.path(""));
    let command = format!("exec {muster} --lang en --state {}/$machine \"$@\"", state.display());
    let via = script(&world, &format!("machine=$1; shift\nexport MUSTER_IDENTITY=$machine\n{command}"));
    let list = world.path("list.json");
    let list = list.to_str().expect("a path");
    let (code, told) = proxy(&["collect", "--out", list, "--via", &via, "pc-1", "pc-2", "pc-3", "pc-missing"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.starts_with("✓ pc-1\n✓ pc-2\n✓ pc-3\n✗ pc-missing  0x"), "{told}");
    let (code, told) = proxy(&["fetch", list, "--authority", &world.authority.url()]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("✓ pc-2\n✗ pc-3  0xC004C021 "), "only two places: {told}");
    let (_, told) = proxy(&["deposit", list, "--via", &via]);
    assert!(told.starts_with("✓ pc-1\n✓ pc-2\n✗ pc-3"), "{told}");
    for (name, expected) in [("pc-1", "Licensed"), ("pc-2", "Licensed"), ("pc-3", "Initial grace period")] {
        let state = world.state(name);
        let shown =
            text(&run(["--state", state.to_str().expect("a path"), "slmgr", "--identity", name, "/dli"]).stdout);
        assert!(shown.contains(&format!("License Status: {expected}\n")), "{name}: {shown}");
    }
    let (code, told) = proxy(&["collect", "--out", list, "--via", &via, "pc-1"]);
    assert!(code == Some(2) && told.contains("exists already"), "{told}");
}

/// A confirmation id as it should be.
fn cid() -> String {
    ConfirmationId { slot: 1, masked: [7; 15] }.to_string()
}

/// The installation id of a machine with a MAK.
fn iid(world: &World) -> String {
    let client = world.mak_client("iid", &world.mak(1, 1));
    client.installation_id(ledger(world), &world.env("iid")).expect("an id").to_string()
}

/// A list of one machine, with one field changed.
fn list(iid: &str, field: &str, value: &str) -> Value {
    let mut row = json!({
        "machine": "pc-1", "installation_id": iid, "confirmation_id": cid(), "code": "0x00000000", "deposited": false
    });
    row[field] = value.into();
    json!({ "schema": "muster-proxy-1", "machines": [row] })
}

#[test]
fn no_field_of_a_list_reaches_a_command_line_but_names_and_digits() {
    let world = World::new();
    let iid = iid(&world);
    let (path, mark) = (world.path("list.json"), world.path("mark"));
    let (file, mark_text) = (path.to_str().expect("a path"), mark.to_str().expect("a path"));
    let via = script(&world, &format!("touch {mark_text}\nprintf '%s ' \"$@\" >>{mark_text}"));
    for field in ["machine", "installation_id", "confirmation_id", "code"] {
        for hostile in HOSTILE {
            let text = list(&iid, field, &hostile.replace("MARK", mark_text)).to_string();
            fs::write(&path, &text).expect("written");
            let (code, told) = proxy(&["deposit", file, "--via", &via]);
            assert!(code == Some(1) && told.contains("0x8007000D"), "{field} {hostile}: {told}");
            assert!(!mark.exists(), "{field} {hostile} started a process");
            assert_eq!(fs::read_to_string(&path).expect("the list"), text, "a list that is refused stays as it was");
        }
    }
    for hostile in HOSTILE {
        let out = world.path("new.json");
        let hostile = hostile.replace("MARK", mark_text);
        let (code, told) =
            proxy(&["collect", "--out", out.to_str().expect("a path"), "--via", &via, "--", "pc-1", &hostile]);
        assert!(code == Some(2) && !mark.exists() && !out.exists(), "{hostile}: {told}");
    }
    // The same list without a change does start one.
    fs::write(&path, list(&iid, "code", "0x00000000").to_string()).expect("written");
    assert_eq!(proxy(&["deposit", file, "--via", &via]), (Some(0), "✓ pc-1\n".to_owned()));
    assert_eq!(fs::read_to_string(mark).expect("the script ran"), format!("pc-1 slmgr /atp {} ", cid()));
}

#[test]
fn an_answer_of_the_authority_is_parsed_before_it_is_kept() {
    let world = World::new();
    let iid = iid(&world);
    let path = world.path("list.json");
    let file = path.to_str().expect("a path");
    let mut waiting = list(&iid, "code", "0x00000000");
    waiting["machines"][0]["confirmation_id"] = Value::Null;
    let answer = |confirmation: Value| json!({ "version": 1, "confirmations": [confirmation] }).to_string();
    let fetch = |body: &str| {
        fs::write(&path, waiting.to_string()).expect("written");
        let authority = format!("http://{}", fake_server::http(200, body));
        let told = proxy(&["fetch", file, "--authority", &authority]);
        (told, serde_json::from_str::<Value>(&fs::read_to_string(&path).expect("the list")).expect("JSON"))
    };
    let hostile = HOSTILE.iter().flat_map(|text| {
        [json!({ "confirmation_id": text, "code": "0x00000000" }), json!({ "code": text })].map(answer)
    });
    let none = json!({ "version": 1, "confirmations": [] }).to_string();
    for body in hostile.chain([none, answer(json!({ "code": "0x00000000" }))]) {
        let ((code, told), kept) = fetch(&body);
        assert!(code == Some(1) && told.contains("0x80072F78"), "{body}: {told}");
        assert_eq!(kept, waiting, "{body}");
    }
    let ((code, told), kept) = fetch(&answer(json!({ "confirmation_id": cid(), "code": "0x00000000" })));
    assert_eq!((code, told.as_str(), &kept["machines"][0]["confirmation_id"]), (Some(0), "✓ pc-1\n", &cid().into()));
}

/// A machine that answers with the name of a file does not make the administrator's machine read it.
#[test]
fn what_a_machine_prints_is_no_name_of_a_file() {
    let world = World::new();
    let (out, file) = (world.path("list.json"), world.path("iid.txt"));
    fs::write(&file, iid(&world)).expect("written");
    let via = script(&world, &format!("printf '{{\"installation_id\":\"%s\"}}' '{}'", file.display()));
    let (code, told) = proxy(&["collect", "--out", out.to_str().expect("a path"), "--via", &via, "pc-1"]);
    assert!(code == Some(1) && told.contains("✗ pc-1  0xC004F02C"), "{told}");
}

//! What is recorded, and how it is shown and taken away.

use crate::{
    browser::{PASSWORD, World},
    made_up_host::machine,
};
use muster_console::{AuditEntry, Role};
use muster_core::code;
use muster_server::audit_chain::{ChainVerifier, ChainedEntry};

/// Account, action, code, subject, old and new of each entry.
fn entries(world: &World) -> Vec<String> {
    let text = |stored: &ChainedEntry| {
        let entry: AuditEntry = stored.entry().expect("an entry");
        let AuditEntry { account, action, code, subject, old, new, from, .. } = entry;
        assert_eq!(from.to_string(), "127.0.0.1");
        let failed = if code == code::SUCCESS { String::new() } else { format!(" {code}") };
        let words = [subject, old, new].map(|word| word.unwrap_or("-".into())).join(" ");
        format!("{account}: {}{failed} {words}", action.id())
    };
    world.host.data().audit.iter().map(text).collect()
}

#[test]
fn whatever_is_done_or_tried_is_an_entry() {
    let (world, root) = World::with_root();
    world.host.data().machines.push(machine(1, "pc-1", code::SUCCESS));
    world.sign_in("root", "wrong");
    world.sign_in("my+secret+password", "root");
    let kim = world.choose(&world.add(&root, "kim", "operator"));
    world.get("/machines.csv?q=pc&lang=ja", &kim);
    world.post("/account?name=kim", &root, "do=role&role=viewer");
    world.post("/account?name=root", &root, "do=remove");
    world.post("/me/password", &kim, &format!("old=x&password={PASSWORD}&again={PASSWORD}"));
    world.post("/account?name=kim", &root, "do=remove");
    world.get("/audit.jsonl", &root);
    world.post("/sign-out", &root, "");
    let expected = [
        ": account-add root - administrator",
        "root: sign-in 0x80070005 - - -",
        // What was typed as a name may be a password.
        ": sign-in 0x80070005 - - -",
        "root: account-add kim - operator",
        "kim: password - - -",
        "kim: download - - /machines.csv?q=pc",
        "root: account-role kim operator viewer",
        "kim: password 0x80070005 - - -",
        "root: account-remove kim viewer -",
        "root: download - - /audit.jsonl",
        "root: sign-out - - -",
    ];
    assert_eq!(entries(&world), expected);
}

#[test]
fn a_locked_sign_in_and_a_page_fill_no_log() {
    let (world, root) = World::with_root();
    for _ in 0..9 {
        world.sign_in("root", "wrong");
    }
    world.get("/", &root);
    assert_eq!(entries(&world).len(), 1 + 5);
}

/// What cannot be recorded is not done.
#[test]
fn nothing_is_sent_that_is_not_recorded() {
    let (world, _) = World::with_root();
    let operator = world.session(Role::Operator);
    world.host.data().audit_fails = Some(code::DISK_FULL);
    assert_eq!(world.get("/machines.csv", &operator).status, 503);
    let answer = world.sign_in("root", PASSWORD);
    assert_eq!((answer.status, answer.headers.get("set-cookie").is_none()), (503, true));
}

#[test]
fn the_page_is_searched_and_follows_on() {
    let (world, root) = World::with_root();
    for number in 0..60 {
        world.add(&root, &format!("a{number:02}"), "viewer");
    }
    let first = world.get("/audit?lang=en", &root).body;
    assert!(first.contains(">a59<") && !first.contains(">a05<") && first.contains("before=12"), "{first}");
    let rest = world.get("/audit?before=12&lang=en", &root).body;
    assert!(rest.contains(">a09<") && rest.contains("Newest") && !rest.contains("Older"), "{rest}");
    let one = world.get("/audit?account=A07&action=account-add", &root).body;
    assert!(one.contains(">a07<") && !one.contains(">a08<") && one.contains("value=\"account-add\" selected"));
    let japanese = world.get("/audit?lang=ja", &root).body;
    assert!(japanese.contains("アカウントの追加") && japanese.contains("閲覧者"));
    assert_eq!((world.get("/audit?action=x", &root).status, world.get("/audit?before=x", &root).status), (404, 404));
}

#[test]
fn the_file_is_the_whole_chain_and_anybody_can_verify_it() {
    let (world, root) = World::with_root();
    for number in 0..20 {
        world.add(&root, &format!("a{number}"), "viewer");
    }
    let answer = world.get("/audit.jsonl", &root);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"audit.jsonl\"");
    let mut verifier = ChainVerifier::new(None);
    for (number, line) in (1..).zip(answer.body.lines()) {
        let (json, hash) = line.rsplit_once(",\"hash\":\"").expect("a hash");
        let json = json.strip_prefix("{\"entry\":").expect("an entry").to_owned();
        let hash = hash.strip_suffix("\"}").expect("the end").to_owned();
        verifier.take::<AuditEntry>(&ChainedEntry { number, json, hash });
    }
    assert_eq!(verifier.finish().expect("whole").entries, 22, "that it is taken is its last entry");
}

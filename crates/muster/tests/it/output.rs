//! What commands print and write: nothing is lost in silence, no file is replaced unasked, and programs can read all of it.

use crate::command::{muster, run, run_ok, text};
use muster_testbed::harness::world::World;
use serde_json::Value;
use std::{
    fs::{self, File},
    io::pipe,
    path::Path,
    process::{Command, Output, Stdio},
};

const LOST: Option<i32> = Some(4);

/// Commands that print, each by another way.
const PRINTING: &[&[&str]] = &[
    &["--help"],
    &["--version"],
    &["host", "--help"],
    &["completions", "bash"],
    &["man", "host"],
    &["doctor", "explain", "0xC004F074"],
    &["doctor", "explain", "--json", "0xC004F074"],
    &["plan", "--machines", "10", "--days", "2"],
];

fn full() -> Stdio {
    File::options().write(true).open("/dev/full").expect("a device").into()
}

/// A pipe that nobody reads any more.
fn deserted() -> Stdio {
    let (reader, writer) = pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

fn no_panic(output: &Output, words: &[&str]) {
    assert!(!text(&output.stderr).contains("panicked"), "{words:?}: {}", text(&output.stderr));
}

#[test]
fn a_full_output_is_told_and_never_a_success() {
    for words in PRINTING {
        let output = muster(*words).stdout(full()).output().expect("muster runs");
        assert_eq!(output.status.code(), LOST, "{words:?}");
        assert!(text(&output.stderr).contains("0x8007001D"), "{words:?}: {}", text(&output.stderr));
        no_panic(&output, words);
    }
}

#[test]
fn a_closed_pipe_is_no_success_and_no_message() {
    for words in PRINTING {
        let output = muster(*words).stdout(deserted()).output().expect("muster runs");
        assert_eq!((output.status.code(), text(&output.stderr)), (LOST, String::new()), "{words:?}");
    }
}

/// `>&-`, and beside it `>/dev/null`, which the standard library cannot tell from it.
#[test]
fn a_closed_output_is_no_success() {
    let shell = |words: &[&str], redirection: &str| {
        let line = format!("exec \"$0\" \"$@\" {redirection}");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_muster")]).args(words).env_clear().stdin(Stdio::null());
        shell.output().expect("sh").status.code()
    };
    for words in PRINTING {
        assert_eq!(shell(words, ">&-"), LOST, "{words:?}");
        assert_eq!(shell(words, ">/dev/null"), Some(0), "{words:?}");
        assert_eq!(shell(words, "1<>/dev/null"), Some(0), "{words:?}");
    }
}

#[test]
fn a_failure_keeps_its_exit_code_when_nobody_hears_it() {
    let failing: [(&[&str], i32); 4] = [
        (&["--state", "/nowhere", "client", "status"], 1),
        (&["--state", "/nowhere", "client", "status", "--json"], 1),
        (&["host", "nonsense"], 2),
        (&["host"], 2),
    ];
    for (words, code) in failing {
        for stderr in [full(), deserted()] {
            let status = muster(words).stderr(stderr).stdout(Stdio::null()).status().expect("muster runs");
            assert_eq!(status.code(), Some(code), "{words:?}");
        }
    }
}

#[test]
fn under_json_an_error_is_one_line_of_json_on_standard_error() {
    let cases: [(&[&str], &str, i32); 4] = [
        (&["--state", "/nowhere", "client", "status", "--json"], "0xC004F011", 1),
        (&["doctor", "--json", "/nowhere"], "0x80070002", 2),
        (&["host", "status", "--json", "--nonsense"], "0x80070057", 2),
        (&["doctor", "fleet", "--json", "/nowhere"], "0x80070002", 2),
    ];
    for (words, code, exit) in cases {
        for lang in ["en", "ja"] {
            let output = run([&["--lang", lang], words].concat());
            let (printed, told) = (text(&output.stdout), text(&output.stderr));
            assert_eq!((output.status.code(), printed.as_str()), (Some(exit), ""), "{words:?}: {told}");
            assert_eq!(told.lines().count(), 1, "{told}");
            let document: Value = serde_json::from_str(&told).expect("JSON");
            let error = &document["error"];
            assert_eq!(
                (error["code"].as_str(), error["exit_code"].as_i64()),
                (Some(code), Some(exit.into())),
                "{told}"
            );
            for field in ["title", "detail", "fix"] {
                assert!(error[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {told}");
            }
            assert_eq!(error["title"].as_str().expect("a title").is_ascii(), lang == "en", "{told}");
        }
    }
}

/// A vendor whose commands run as an operator types them.
struct Desk {
    world: World,
}

impl Desk {
    fn run(&self, words: &[&str]) -> Output {
        let (home, passphrase) = (self.world.path(""), self.world.path("authority/passphrase.txt"));
        let mut command = muster(["--state", home.to_str().expect("a path"), "--lang", "en"]);
        command.args(words).env("MUSTER_PASSPHRASE_FILE", passphrase).output().expect("muster runs")
    }

    fn json(&self, words: &[&str]) -> Value {
        let output = self.run(&[words, &["--json"]].concat());
        assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
        serde_json::from_str(&text(&output.stdout)).unwrap_or_else(|error| panic!("{words:?}: {error}"))
    }
}

/// One rule for every file that the user names: what exists is replaced by `--force` alone, and `-` is standard output.
#[track_caller]
fn check_file(run: impl Fn(&[&str]) -> Output, words: &[&str], option: &str, file: &Path) {
    let path = file.to_str().expect("a path");
    fs::write(file, "theirs").expect("written");
    let refused = run(&[words, &[option, path]].concat());
    let told = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{words:?}: {told}");
    assert!(told.contains("0x80070050") && told.contains(path) && told.contains("--force"), "{words:?}: {told}");
    assert_eq!(fs::read_to_string(file).expect("a file"), "theirs", "{words:?}");
    let forced = run(&[words, &[option, path, "--force"]].concat());
    assert!(forced.status.code().is_some_and(|code| code < 2), "{words:?}: {}", text(&forced.stderr));
    let written = fs::read(file).expect("a file");
    assert!(!written.is_empty() && written != b"theirs", "{words:?}");
    let piped = run(&[words, &[option, "-"]].concat());
    assert!(piped.status.code().is_some_and(|code| code < 2), "{words:?}: {}", text(&piped.stderr));
    assert!(!piped.stdout.is_empty(), "{words:?}");
    assert!(!Path::new("-").exists(), "{words:?}: a file is called '-'");
}

#[test]
fn files_of_the_authority_are_replaced_only_by_force() {
    let desk = Desk { world: World::in_real_time() };
    let file = desk.world.path("out");
    let issue = muster_testbed::host_key(1);
    let keys = desk.world.vendor.authority.issue_keys(&issue, desk.world.now()).expect("a key");
    let key = keys[0].partial();
    let anchors = desk.world.path("authority/root.jwk");
    let anchors = anchors.to_str().expect("a path");
    check_file(|words| desk.run(words), &["authority", "pack"], "--out", &file);
    check_file(|words| desk.run(words), &["authority", "key", "issue", "--group", "90"], "--out", &file);
    check_file(|words| desk.run(words), &["authority", "key", "setup"], "--out", &file);
    check_file(|words| desk.run(words), &["authority", "key", "offline", &key, "--slots", "1"], "--out", &file);
    // The file in the way is found before what the license rests on.
    fs::write(&file, "theirs").expect("written");
    let words =
        ["authority", "issuance", "--group", "90", "--anchors", anchors, "--out", file.to_str().expect("a path")];
    assert!(text(&desk.run(&words).stderr).contains("0x80070050"));
}

#[test]
fn files_of_hosts_machines_and_the_doctor_are_replaced_only_by_force() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let state = world.state("kms");
    let state = state.to_str().expect("a path");
    let file = world.path("out");
    let local = |words: &[&str]| run([&["--state", state, "--lang", "en"], words].concat());
    check_file(local, &["host", "export"], "--out", &file);
    for option in ["--png", "--svg", "--text"] {
        check_file(local, &["phone", "iid"], option, &file);
    }
    let iid = world.path("pc.txt");
    run_ok(["--state", state, "phone", "iid", "--text", iid.to_str().expect("a path")]);
    check_file(local, &["proxy", "collect", iid.to_str().expect("a path")], "--out", &file);
    let evidence = Path::new(env!("CARGO_MANIFEST_DIR")).join("../doctor/fixtures");
    let bundles = evidence.join("CNT001");
    let bundle = bundles.join("fires");
    check_file(local, &["doctor", bundle.to_str().expect("a path")], "--html", &file);
    for option in ["--html", "--csv"] {
        check_file(local, &["doctor", "fleet", bundles.to_str().expect("a path")], option, &file);
    }
    let both = local(&["doctor", "fleet", bundles.to_str().expect("a path"), "--html", "-", "--csv", "-"]);
    assert_eq!(both.status.code(), Some(2), "two files cannot share standard output");
    let report = local(&["doctor", bundle.to_str().expect("a path"), "--html", "-", "--json"]);
    assert_eq!(report.status.code(), Some(2), "a file and a report cannot share standard output");
}

#[test]
fn files_in_folders_are_replaced_only_by_force() {
    let folder = tempfile::tempdir().expect("a folder");
    let commands: [(&[&str], &str); 3] = [
        (&["plan", "--machines", "10", "--days", "2", "--out"], "plan.json"),
        (&["man", "--out"], "muster-host.1"),
        (&["doctor", "collect", "--script", "--out"], "muster-collect.cmd"),
    ];
    for (number, (words, name)) in commands.into_iter().enumerate() {
        let target = folder.path().join(number.to_string());
        let words = [words, &[target.to_str().expect("a path")]].concat();
        run_ok(&words);
        fs::write(target.join(name), "theirs").expect("written");
        let refused = run(&words);
        assert_eq!(refused.status.code(), Some(2), "{words:?}");
        let told = text(&refused.stderr);
        assert!(told.contains("0x80070050") && told.contains(target.to_str().expect("a path")), "{words:?}: {told}");
        run_ok([words.as_slice(), &["--force"]].concat());
        assert_ne!(fs::read(target.join(name)).expect("a file"), b"theirs", "{words:?}");
    }
}

#[test]
fn what_an_authority_does_is_reported_in_json() {
    let desk = Desk { world: World::in_real_time() };
    let file = desk.world.path("out");
    let out = file.to_str().expect("a path");
    assert_eq!(desk.json(&["authority", "pack", "--out", out])["version"], 2);
    let issued = desk.json(&[
        "authority",
        "key",
        "issue",
        "--group",
        "90",
        "--kind",
        "mak",
        "--limit",
        "7",
        "--ceiling",
        "9",
        "--force",
        "--out",
        out,
    ]);
    let key = fs::read_to_string(&file).expect("a key");
    assert!(key.trim().ends_with(issued[0]["partial_key"].as_str().expect("a partial key")));
    let listed = desk.json(&["authority", "key", "list"]);
    let listed = listed.as_array().expect("keys").iter().find(|row| row["partial_key"] == issued[0]["partial_key"]);
    let listed = listed.expect("the key that was issued");
    let partial = issued[0]["partial_key"].as_str().expect("a partial key");
    assert_eq!((&listed["limit"], &listed["ceiling"]), (&7.into(), &9.into()));
    assert_eq!(desk.json(&["authority", "key", "raise", partial, "--to", "8"])["limit"], 8);
    assert_eq!(desk.json(&["authority", "key", "block", partial])["blocked"], true);
    assert_eq!(desk.json(&["authority", "root", "list"])[0]["signs"], true);
    assert_eq!(desk.json(&["authority", "revoke-pack", "1"])["revoked_pack"], 1);
    assert!(!text(&desk.run(&["authority", "key", "list", "--json"]).stdout).contains(key.trim()));
}

#[test]
fn what_a_host_does_is_reported_in_json() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let state = world.state("kms");
    let backup = world.path("backup");
    let json = |words: &[&str]| -> Value {
        let printed = run_ok([&["--state", state.to_str().expect("a path"), "host"], words, &["--json"]].concat());
        serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{words:?}: {error}"))
    };
    assert_eq!(json(&["activate"])["activated"], true);
    assert_eq!(json(&["publish"]), Value::Array(Vec::new()));
    assert_eq!(json(&["retire"]), Value::Array(Vec::new()));
    assert_eq!(json(&["backup", backup.to_str().expect("a path")])["folder"], backup.to_str().expect("a path"));
    let file = world.path("history.jsonl");
    assert_eq!(json(&["export", "--out", file.to_str().expect("a path")])["requests"], 0);
}

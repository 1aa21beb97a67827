//! `muster doctor`: what codes mean, and what is in files, folders and a paste.

use crate::command::{muster, run, run_ok, text};
use serde_json::Value;
use std::{fs, io::Write, process::Stdio};

const DLI: &str = "Name: Ledger 9\nDescription: contoso Ledger 9, VOLUME_KMSCLIENT channel\nLicense Status: Licensed\n";

#[test]
fn a_folder_is_read_in_order_and_nothing_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("written");
    write("b.txt", DLI.as_bytes());
    write("a.txt", b"a letter without evidence\n");
    write("c.bin", &[0, 159, 146, 150, 0, 1, 2, 3, 4, 5]);
    write("empty.txt", b"");
    fs::create_dir(folder.path().join("inner")).expect("a folder");
    write("inner/d.txt", b"Error: 0xC004F074\n");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("a link");
    let path = folder.path().to_str().expect("a path");
    let document: Value = serde_json::from_str(&run_ok(["doctor", "read", "--json", path])).expect("a document");
    let evidence = document["evidence"].as_array().expect("evidence");
    let names: Vec<&str> = evidence.iter().filter_map(|file| file["file"].as_str()).collect();
    assert_eq!(names, ["a.txt", "b.txt", "c.bin", "empty.txt", "inner/d.txt"]);
    assert_eq!(evidence[1]["kinds"], serde_json::json!(["slmgr.dlv.client"]));
    assert_eq!((evidence[2]["unread"].as_str(), evidence[3]["unread"].as_str()), (Some("not a text"), Some("empty")));
    let facts = document["facts"].as_array().expect("facts");
    assert!(facts.iter().any(|fact| fact["key"] == "outcome.code" && fact["value"] == "0xC004F074"), "{facts:?}");
}

#[test]
fn a_paste_on_standard_input() {
    let mut child =
        muster(["doctor", "read", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("muster");
    child.stdin.take().expect("its input").write_all(DLI.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    let printed = text(&output.stdout);
    assert!(printed.contains("slmgr.dlv.client; ascii, en; 100% of the lines understood\n"), "{printed}");
    assert!(printed.contains("  license.status = 1\n"), "{printed}");
}

#[test]
fn a_muster_machine_is_read_like_any_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let lab = folder.path().join("lab");
    run_ok(["lab", "--machines", "25", "--keep", lab.to_str().expect("a path")]);
    let dlv = run_ok(["--state", lab.to_str().expect("a path"), "slmgr", "/dlv"]);
    fs::write(folder.path().join("dlv.txt"), dlv).expect("written");
    let printed = run_ok(["doctor", "read", folder.path().join("dlv.txt").to_str().expect("a path")]);
    for fact in [
        "license.channel = VOLUME_KMS\n",
        "license.status = 1\n",
        "license.count = 25\n",
        "license.total_requests = 52\n",
    ] {
        assert!(printed.contains(fact), "{fact}: {printed}");
    }
}

#[test]
fn what_is_not_there_is_named_and_what_says_nothing_is_exit_3() {
    let missing = run(["doctor", "read", "/nowhere/at/all"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("cannot read /nowhere/at/all"), "{}", text(&missing.stderr));
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("letter.txt"), "nothing to see\n").expect("written");
    let nothing = run(["doctor", "read", folder.path().to_str().expect("a path")]);
    assert_eq!(nothing.status.code(), Some(3));
    assert!(text(&nothing.stdout).contains("nothing recognised"));
}

#[test]
fn codes_are_explained_in_both_languages_however_they_are_written() {
    let printed = run_ok(["doctor", "explain", "-1073418124", "c004f038"]);
    assert!(printed.starts_with("0xC004F074 (-1073418124)  SL_E_VL_BINDING_SERVICE_UNAVAILABLE\n"), "{printed}");
    assert!(printed.contains("\n    The KMS count is insufficient\n"), "{printed}");
    let japanese = run_ok(["--lang", "ja", "doctor", "explain", "3221549172"]);
    assert!(japanese.contains("    KMS ホストに接続できませんでした。\n    原因: "), "{japanese}");
    let document: Value = serde_json::from_str(&run_ok(["doctor", "explain", "--json", "0xC004F06C"])).expect("JSON");
    assert_eq!(document[0]["basis"], "documented");
    let unknown = run(["doctor", "explain", "0x8007FFFF"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stdout).contains("is in no table: failure, Windows (error 65535)"));
    let nonsense = run(["doctor", "explain", "hello"]);
    assert_eq!(nonsense.status.code(), Some(2));
    assert!(text(&nonsense.stderr).contains("'hello' is not known as a code"), "{}", text(&nonsense.stderr));
}

#[test]
fn events_rules_and_statuses_are_explained_too() {
    let printed = run_ok(["doctor", "explain", "OxC004F074", "12288", "NET014", "Notification"]);
    let heads: Vec<&str> = printed.lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    assert!(heads[0].starts_with("0xC004F074 "), "{heads:?}");
    assert_eq!(
        heads[1..],
        [
            "Event 12288",
            "NET014  No host reached, reason not visible",
            "License status 5: Notification (NOTIFICATIONS)"
        ]
    );
    let japanese = run_ok(["--lang", "ja", "doctor", "explain", "イベント 12289", "net014", "５", "0xC004F003"]);
    assert!(japanese.contains("    見方: 最初のフィールドはホストの判断です"), "{japanese}");
    assert!(japanese.contains("    検出内容: … は … の試行全体の結果です"), "{japanese}");
    assert!(japanese.contains("ライセンスの状態 5: 通知"), "{japanese}");
    let document: Value = serde_json::from_str(&run_ok(["doctor", "explain", "--json", "8198", "5"])).expect("JSON");
    assert_eq!((&document[0]["kind"], &document[0]["event"]), (&"event".into(), &8198.into()));
    assert_eq!(document[1]["name"], "NOTIFICATIONS");
    let unknown = run(["doctor", "explain", "NET999", "12228"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(text(&unknown.stdout).contains("'12228' is not known as an event or a status; near it: 12288"));
}

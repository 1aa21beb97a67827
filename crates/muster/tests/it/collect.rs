//! `muster doctor collect`: a collector that cannot change anything, and this machine's own evidence.

use crate::command::{run, run_ok, text};
use serde_json::Value;
use std::fs;

/// Whatever activates, installs, resets or sets anything, in the script's own two languages.
const CHANGES: &[&str] = &[
    "/ato",
    "/act",
    "/ipk",
    "/rearm",
    "/skms",
    "/ckms",
    "/upk",
    "/inpkey",
    "/unpkey",
    "/sethst",
    "/rilc",
    "slmgr.vbs",
    "ospp.vbs",
    "cscript",
    "wscript",
    "set-itemproperty",
    "new-itemproperty",
    "invoke-cimmethod",
    "invoke-wmimethod",
    "reg add",
    "reg import",
    "sc config",
    "sc.exe config",
    "sc.exe start",
    "start-service",
    "stop-service",
    "restart-service",
    "net stop",
    "net start",
    "w32tm /resync",
    "w32tm.exe /resync",
    "set-",
    "rename-",
    "invoke-webrequest",
    "invoke-restmethod",
    "wevtutil.exe cl",
];

#[test]
fn the_collector_holds_no_command_that_changes_anything() {
    let folder = tempfile::tempdir().expect("a folder");
    let printed = run_ok(["--state", "/nowhere", "doctor", "collect", folder.path().to_str().expect("a path")]);
    assert!(printed.contains("muster-collect.cmd"), "{printed}");
    let script = fs::read_to_string(folder.path().join("muster-collect.cmd")).expect("the script");
    assert!(script.starts_with("@echo off\r\n") && script.lines().count() > 100);
    assert!(script.split('\n').all(|line| line.is_empty() || line.ends_with('\r')), "a line does not end as cmd wants");
    let lower = script.to_lowercase();
    for word in CHANGES {
        assert!(!lower.contains(word), "the collector says {word}");
    }
    // The key that holds full product keys is read by the names of its values only.
    assert!(!lower.contains("backupproductkey") && !lower.contains("reg export") && !lower.contains("reg.exe"));
    // What it removes is what it made: its own folder, and its own zip of an earlier run.
    assert_eq!(lower.matches("remove-item").count(), 2);
}

#[test]
fn a_muster_machine_hands_over_its_own_evidence() {
    let folder = tempfile::tempdir().expect("a folder");
    let lab = folder.path().join("lab");
    run_ok(["lab", "--machines", "26", "--keep", lab.to_str().expect("a path")]);
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("a folder");
    // The lab's machines have hardware of their own: seen from here, it has changed.
    for (state, rule) in [(lab.clone(), "HST024"), (lab.join("machines/pc-0003"), "CLI006")] {
        run_ok([
            "--state",
            state.to_str().expect("a path"),
            "doctor",
            "collect",
            "--force",
            out.to_str().expect("a path"),
        ]);
        let bundle = fs::read_dir(&out).expect("the folder").flatten().map(|entry| entry.path());
        let bundle =
            bundle.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "zip")).expect("a zip");
        let printed = text(&run(["doctor", "--json", bundle.to_str().expect("a path")]).stdout);
        let document: Value = serde_json::from_str(&printed).expect("JSON");
        let rules: Vec<&str> = document["headline"]
            .as_array()
            .expect("headlines")
            .iter()
            .filter_map(|head| head["rule"].as_str())
            .collect();
        assert!(rules.contains(&rule), "{rule}: {rules:?}");
        let unread: Vec<&Value> = document["evidence"]
            .as_array()
            .expect("evidence")
            .iter()
            .filter(|file| !file["unread"].is_null())
            .collect();
        assert!(unread.is_empty(), "{unread:?}");
    }
}

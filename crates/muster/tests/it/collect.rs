//! `muster doctor collect`: the collector for Windows, and this machine's own evidence.

use crate::command::{run, run_ok, text};
use serde_json::Value;
use std::fs;

/// What the script says is held by the tests of the list that it is made of.
#[test]
fn the_collector_is_written_where_the_user_wants_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let printed = run_ok(["--state", "/nowhere", "doctor", "collect", folder.path().to_str().expect("a path")]);
    assert!(printed.contains("muster-collect.cmd"), "{printed}");
    let script = fs::read(folder.path().join("muster-collect.cmd")).expect("the script");
    assert!(script == muster_doctor::collector::script());
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

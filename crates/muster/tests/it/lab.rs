//! `muster lab`, as a newcomer runs it.

use crate::command::{muster, run, run_ok, text};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

fn lab(arguments: &[&str]) -> Value {
    let printed = run_ok([&["lab", "--json"], arguments].concat());
    serde_json::from_str(&printed).expect("a document")
}

fn codes(machine: &Value) -> String {
    let tries = machine["tries"].as_array().expect("tries");
    tries.iter().map(|tried| tried["code"].as_str().unwrap_or("?")).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_fleet_passes_muster() {
    let lab = lab(&[]);
    assert_eq!(lab["as_intended"], true);
    assert_eq!((lab["count"].as_u64(), lab["clones_flagged"].as_u64()), (Some(30), Some(1)));
    let machines = lab["machines"].as_array().expect("machines");
    assert_eq!(machines.len(), 34);
    for machine in &machines[..24] {
        assert_eq!(codes(machine), "0xC004F038 0x00000000");
    }
    for machine in &machines[24..30] {
        assert_eq!(codes(machine), "0x00000000");
    }
    let faulty: Vec<String> = machines[30..].iter().map(codes).collect();
    assert_eq!(faulty, ["0x00000000", "0xC004F06C", "0xC004F042", "0x8007232B"]);
    assert_eq!(lab["host"]["requests"]["total"], 30 + 24 + 3);
    assert_eq!(lab["host"]["requests"]["failed"], 2);
}

#[test]
fn a_large_fleet_is_counted_up_to_twice_the_threshold() {
    let lab = lab(&["--machines", "70"]);
    assert_eq!((lab["as_intended"].as_bool(), lab["count"].as_u64()), (Some(true), Some(50)));
}

#[test]
fn a_fleet_below_the_threshold_stays_in_grace() {
    let lab = lab(&["--machines", "24"]);
    assert_eq!((lab["as_intended"].as_bool(), lab["count"].as_u64()), (Some(true), Some(24)));
    assert!(lab["machines"].as_array().expect("machines").iter().all(|machine| machine["status"] == 2));
}

#[test]
fn it_speaks_both_languages() {
    let english = run_ok(["lab", "--lang", "en"]);
    assert!(english.contains("Every machine ended as intended: 31 licensed, the host counts 30."), "{english}");
    assert!(english.contains("    Current count: 30\n"), "{english}");
    let japanese = run_ok(["lab", "--lang", "ja"]);
    assert!(japanese.contains("すべて意図したとおりの結果です: 31 台がライセンス済み"), "{japanese}");
    assert!(japanese.contains("    現在の数: 30\n"), "{japanese}");
}

#[test]
fn what_it_keeps_verifies_on_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = folder.path().join("lab");
    run_ok(["lab", "--keep", keep.to_str().expect("a path")]);
    let read = |name: &str| std::fs::read_to_string(keep.join(name)).expect(name);
    let root: muster_proto::jwk::Jwk = serde_json::from_str(&read("root.jwk")).expect("a JWK");
    let root = muster_trust::jwk::PublicKey::try_from(&root).expect("a key");
    let trust = muster_trust::anchors::TrustAnchors::open(&read("pack.jws"), &root).expect("a genuine pack");
    let host = muster_trust::chain::VerifiedLicense::open(
        &read("host-license.jws"),
        muster_trust::jws::Kind::HostLicense,
        &trust,
    );
    let host = host.map_err(|error| error.to_string()).expect("a genuine license");
    let mut verified = 0;
    for entry in std::fs::read_dir(keep.join("activations")).expect("activations") {
        let document = std::fs::read_to_string(entry.expect("an entry").path()).expect("a file");
        let kind = muster_trust::jws::Kind::Activation;
        let activation: muster_proto::activation::Activation =
            muster_trust::jws::open(&document, kind, &host.key).expect("a genuine activation");
        assert_eq!(activation.exp, Some(activation.iat + 180 * 86_400));
        verified += 1;
    }
    assert_eq!(verified, 31);
    let again = run(["lab", "--keep", keep.to_str().expect("a path")]);
    assert_eq!(again.status.code(), Some(2), "an old folder is not overwritten");
    assert!(text(&again.stderr).contains("is not empty"));
}

/// What `--stay` prints is what a user types next.
#[test]
fn one_more_machine_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = folder.path().join("lab");
    let mut command = muster(["lab", "--stay", "--keep", keep.to_str().expect("a path")]);
    let mut lab = command.stdout(Stdio::piped()).spawn().expect("muster starts");
    let lines = BufReader::new(lab.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let by_hand: Vec<String> =
        lines.filter(|line| line.starts_with("    muster ") && line.contains("by-hand")).take(4).collect();
    assert_eq!(by_hand.len(), 4, "{by_hand:?}");
    let bin = Path::new(env!("CARGO_BIN_EXE_muster")).parent().expect("a folder").display();
    let mut printed = String::new();
    for line in by_hand {
        let mut shell = Command::new("sh");
        let output = shell.args(["-c", &line]).env_clear().env("PATH", format!("{bin}:/usr/bin:/bin")).output();
        let output = output.expect("sh");
        assert!(output.status.success(), "{line}\n{}", text(&output.stderr));
        printed += &text(&output.stdout);
    }
    assert!(printed.contains("Product activated successfully.\n"), "{printed}");
    assert!(printed.contains("License Status: Licensed\n"), "{printed}");
    let interrupt = Command::new("kill").args(["-INT", &lab.id().to_string()]).status();
    assert!(interrupt.expect("kill").success());
    assert!(lab.wait().expect("it ends").success());
}

/// Every scenario ends with the doctor naming its cause, from what the tools print alone.
#[test]
fn the_doctor_names_the_cause_of_every_scenario() {
    let scenarios = run(["lab", "--scenario", "all", "--json"]);
    let scenarios: Value = serde_json::from_str(&text(&scenarios.stdout)).expect("a document");
    let scenarios = scenarios.as_array().expect("scenarios");
    assert_eq!(scenarios.len(), 9);
    for scenario in scenarios {
        assert_eq!(scenario["named"], true, "{scenario}");
    }
    let unknown = run(["lab", "--scenario", "flood"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("all, host-loss, stale-srv"), "{}", text(&unknown.stderr));
    let japanese = run_ok(["lab", "--lang", "ja", "--scenario", "clock"]);
    assert!(japanese.contains("時刻のずれが 4 時間を超えている"), "{japanese}");
}

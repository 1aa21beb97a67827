//! Which crate may import which, held by what Cargo reads of the manifests.

use crate::root;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

/// The arrows of ARCHITECTURE.md. A crate may also import whatever lies below what it imports.
const ARROWS: &[(&str, &[&str])] = &[
    ("authority", &["console", "server", "trust"]),
    ("c", &["client"]),
    ("client", &["platform", "trust"]),
    ("console", &["doctor", "server"]),
    ("core", &[]),
    ("doctor", &["evidence"]),
    ("evidence", &["core"]),
    ("fuzz", &["authority", "client", "doctor", "host"]),
    ("host", &["console", "server", "trust"]),
    ("muster", &["authority", "client", "doctor", "host", "simulation", "slmgr", "testbed"]),
    ("platform", &["proto"]),
    ("proto", &["core"]),
    ("server", &["platform", "trust"]),
    ("simulation", &["core"]),
    ("slmgr", &["core"]),
    ("testbed", &["authority", "client", "host"]),
    ("trust", &["proto"]),
    ("web", &["doctor"]),
];

/// Tests of these crates may use the testbed, and what lies below it.
const TESTED_ON_TESTBED: &[&str] = &["authority", "c", "client", "host", "server"];

#[test]
fn arrows_between_crates_point_as_they_are_drawn() {
    for (name, dependencies) in workspace() {
        let may = below(&name);
        let tests_may = if TESTED_ON_TESTBED.contains(&name.as_str()) { below("testbed") } else { BTreeSet::new() };
        for (other, kind) in dependencies {
            let in_tests = kind == "dev" && (other == "testbed" || tests_may.contains(other.as_str()) || other == name);
            assert!(may.contains(other.as_str()) || in_tests, "{name} may not import {other} ({kind})");
        }
    }
}

/// Everything that a crate may import.
fn below(name: &str) -> BTreeSet<&'static str> {
    let (_, arrows) = ARROWS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("{name} is not drawn"));
    let mut found: BTreeSet<&str> = arrows.iter().copied().collect();
    arrows.iter().for_each(|other| found.extend(below(other)));
    found
}

/// Our crates, with what each imports of ours and the kind of the dependency: `normal`, `dev` or `build`.
fn workspace() -> BTreeMap<String, Vec<(String, String)>> {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).args(["metadata", "--format-version", "1", "--no-deps", "--locked", "--offline"]);
    let output = command.output().expect("cargo metadata");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages.iter().map(|package| (short(&package["name"]), dependencies(package))).collect()
}

/// A dependency is ours if it has a path, whatever it is renamed to.
fn dependencies(package: &Value) -> Vec<(String, String)> {
    let all = package["dependencies"].as_array().expect("dependencies").iter();
    let ours = all.filter(|dependency| dependency["path"].is_string());
    ours.map(|dependency| (short(&dependency["name"]), dependency["kind"].as_str().unwrap_or("normal").to_owned()))
        .collect()
}

fn short(name: &Value) -> String {
    let name = name.as_str().expect("a name");
    name.strip_prefix("muster-").unwrap_or(name).to_owned()
}

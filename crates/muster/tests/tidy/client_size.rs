//! How much a product takes in with the library that it asks: what no feature adds stays small enough to be reviewed.

use crate::root;
use std::{collections::BTreeSet, process::Command};

/// Crates of others that `muster-client` is made of without its features, on the system that this runs on.
const CRATES_MAX: usize = 60;
/// What only features and commands need.
const LEFT_OUT: &[&str] = &["clap", "rusqlite", "tokio", "toml", "tracing", "url"];

#[test]
fn a_product_takes_in_few_crates_with_the_client() {
    let crates = crates_of_others();
    let has = |name: &str| crates.iter().any(|known| known.split(' ').next() == Some(name));
    assert!(has("rustls") && has("ureq"), "{crates:?}");
    assert!(crates.len() <= CRATES_MAX, "{} crates: {crates:?}", crates.len());
    for name in LEFT_OUT {
        assert!(!has(name), "{name} is not for products");
    }
}

/// Names with versions: what is there twice counts twice. `cargo metadata` adds the features that the rest of the workspace turns on.
fn crates_of_others() -> BTreeSet<String> {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).args(["tree", "--locked", "--offline", "--package", "muster-client"]);
    command.args(["--no-default-features", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--no-dedupe"]);
    let output = command.output().expect("cargo tree");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().filter(|line| !line.starts_with("muster-")).map(str::to_owned).collect()
}

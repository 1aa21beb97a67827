//! `muster plan`: a file is read, the report is printed, its plots are written.

use crate::command::{run, run_ok, text};
use std::fs;

#[test]
fn a_plan_is_read_and_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("plan.toml"), folder.path().join("out"));
    let (file, out) = (file.to_str().expect("a path"), out.to_str().expect("a path"));
    let plan = "days = 30\n[[product]]\nname = \"Ledger\"\n[[host]]\nname = \"kms\"\n[[group]]\nname = \"desks\"\nmachines = 40\nproduct = \"Ledger\"\n";
    fs::write(file, plan).expect("written");
    let printed = run_ok(["--lang", "en", "plan", file, "--out", out]);
    assert!(printed.contains("Ledger: threshold 25 passed on day 0, 12:"), "{printed}");
    for name in ["licenses.svg", "load.svg", "peaks.svg"] {
        let svg = fs::read_to_string(format!("{out}/{name}")).expect("a plot");
        assert!(svg.starts_with("<svg") && svg.contains("polyline"), "{name}: {svg}");
    }
    fs::write(file, plan.replace("product = \"Ledger\"", "product = \"Draft\"")).expect("written");
    let output = run(["--lang", "en", "plan", file]);
    let error = text(&output.stderr);
    assert!(error.contains("group 'desks': there is no product 'Draft'") && error.contains(file), "{error}");
}

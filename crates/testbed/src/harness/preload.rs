//! Libraries of C that are loaded into a process, to let it meet faults.

use super::process::text;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Compiles `harness/<name>.c` into a library for `LD_PRELOAD`.
pub fn library(name: &str, folder: &Path) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/harness/{name}.c"));
    let library = folder.join(format!("{name}.so"));
    let output = Command::new("cc").args(["-shared", "-fPIC", "-o"]).arg(&library).arg(source).arg("-ldl").output();
    let output = output.expect("cc is installed (Debian package build-essential)");
    assert!(output.status.success(), "{}", text(&output.stderr));
    library
}

//! `muster` as a process.

pub(crate) use muster_testbed::harness::process::{Service, text};
use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Output, Stdio},
};

/// The command, without anything of this machine's environment that it reads.
pub(crate) fn muster(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command.args(arguments).env_clear().env("PATH", "/usr/bin:/bin").env("TZ", "UTC").stdin(Stdio::null());
    command
}

/// Runs the command to its end.
pub(crate) fn run(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    muster(arguments).output().expect("muster runs")
}

/// Runs the command, which must succeed, and returns what it printed.
pub(crate) fn run_ok(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// `muster host serve` on a free port.
pub(crate) fn serve_host(state: &Path) -> Service {
    Service::start(muster(["--state", state.to_str().expect("a path"), "host", "serve", "--port", "0"]))
}

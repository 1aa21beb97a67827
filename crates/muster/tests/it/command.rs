//! `muster` as a process.

pub(crate) use muster_testbed::harness::process::{Service, text};
use muster_testbed::harness::world::World;
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

/// Exit code of the command, and everything printed.
pub(crate) fn outcome(command: &mut Command) -> (i32, String) {
    let output = command.output().expect("muster runs");
    (output.status.code().expect("a code"), text(&output.stdout) + &text(&output.stderr))
}

/// Runs the command in English on a state directory.
pub(crate) fn run_in(state: &Path, words: &[&str]) -> (i32, String) {
    outcome(muster(["--state", state.to_str().expect("a path"), "--lang", "en"]).args(words))
}

/// Runs `muster authority` at the vendor of a world.
pub(crate) fn authority(world: &World, words: &[&str]) -> (i32, String) {
    authority_in(world, "en", words)
}

/// The same in a language.
pub(crate) fn authority_in(world: &World, lang: &str, words: &[&str]) -> (i32, String) {
    let (state, passphrase) = (world.path(""), world.path("authority/passphrase.txt"));
    let state = ["--state", state.to_str().expect("a path"), "--lang", lang, "authority"];
    outcome(muster(state).args(words).args(["--passphrase-file", passphrase.to_str().expect("a path")]))
}

/// `muster host serve` on a free port, on the machine of the host that a world names like the folder.
pub(crate) fn serve_host(state: &Path) -> Service {
    let name = state.file_name().expect("a name").to_str().expect("text");
    serve_host_as(state, &format!("{name}.corp.test"))
}

/// `muster host serve` on a free port, on the machine `identity`.
pub(crate) fn serve_host_as(state: &Path, identity: &str) -> Service {
    let state = state.to_str().expect("a path");
    Service::start(muster(["--state", state, "host", "serve", "--port", "0", "--identity", identity]))
}

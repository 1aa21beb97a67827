//! `muster` as a process, killed when the test lets go of it.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Output, Stdio},
};

/// The command, without anything of this machine's environment that it reads.
pub(crate) fn muster(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    clean(Command::new(env!("CARGO_BIN_EXE_muster")), arguments)
}

fn clean(mut command: Command, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
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

/// Bytes as text.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A `muster … serve` that is running.
pub(crate) struct Service {
    child: Child,
    /// Where it answers.
    pub(crate) address: SocketAddr,
}

impl Service {
    /// `muster host serve` on a free port.
    pub(crate) fn host(state: &Path) -> Self {
        Self::start(muster(["--state", state.to_str().expect("a path"), "host", "serve", "--port", "0"]))
    }

    /// Starts a service and waits until it says where it answers.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("muster starts");
        let stdout = child.stdout.take().expect("its output");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("a line");
        let address = line.trim().rsplit(['/', ' ']).next().and_then(|word| word.parse().ok());
        let Some(address) = address else {
            let _ = child.kill();
            panic!("no address in '{line}'");
        };
        Self { child, address }
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: the process gets no chance to finish anything.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it was running");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

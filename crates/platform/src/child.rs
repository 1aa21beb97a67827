//! A program that runs for a limited time: at its end, or at the end of its time, it is ended with every program that it started.

use crate::system;
use std::{
    io::{self, Read},
    process::{Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

/// Bytes of an output that are kept; a program that prints more loses its output there.
const OUTPUT_MAX: usize = 64 * 1024 * 1024;
/// How long the rest of an output is waited for, once nobody is left who writes it.
const REST_TIMEOUT: Duration = Duration::from_secs(2);

/// What came of a program.
#[derive(Debug)]
pub struct Ended {
    /// How it ended; none if it was ended, for its time was over.
    pub status: Option<ExitStatus>,
    /// What it had printed until then.
    pub output: Vec<u8>,
}

/// Runs a program without input for at most so long, and returns what it printed, with what it printed on standard error if
/// that is wanted. Fails if the program cannot be started.
pub fn run(mut command: Command, limit: Duration, with_errors: bool) -> io::Result<Ended> {
    let (reader, writer) = io::pipe()?;
    command.stdin(Stdio::null());
    command.stderr(if with_errors { Stdio::from(writer.try_clone()?) } else { Stdio::null() });
    command.stdout(writer);
    let mut family = system::child::start(&mut command)?;
    // The command holds ends of the pipe, which would never end with them.
    drop(command);
    let output = Arc::new(Mutex::new(Vec::new()));
    let (reading, read) = mpsc::channel::<()>();
    let kept = Arc::clone(&output);
    thread::spawn(move || {
        keep(reader, &kept);
        drop(reading);
    });
    let in_time = family.ends_within(limit);
    let status = family.end()?;
    // A program that left its family may hold the pipe for ever.
    let _ = read.recv_timeout(REST_TIMEOUT);
    let output = std::mem::take(&mut *output.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Ended { status: in_time.then_some(status), output })
}

fn keep(mut reader: impl Read, kept: &Mutex<Vec<u8>>) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() + count > OUTPUT_MAX {
            return;
        }
        kept.extend_from_slice(buffer.get(..count).unwrap_or_default());
    }
}

// They use sh, named pipes and /proc; the tests of Windows stand in `windows/child.rs`.
#[cfg(all(test, unix))]
mod tests {
    use super::run;
    use std::{fs, path::Path, process::Command, time::Duration};

    const LONG: Duration = Duration::from_secs(60);
    const SHORT: Duration = Duration::from_millis(300);

    fn sh(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn both_outputs_are_kept_in_their_order_and_the_exit_code_with_them() {
        let ended = run(sh("echo one; echo two >&2; read line || echo no input; exit 3"), LONG, true).expect("it runs");
        assert_eq!(
            (ended.output, ended.status.and_then(|status| status.code())),
            (b"one\ntwo\nno input\n".into(), Some(3))
        );
        let quiet = run(sh("echo one; echo two >&2"), LONG, false).expect("it runs");
        assert_eq!(quiet.output, b"one\n");
        assert!(run(Command::new("/nowhere/at/all"), LONG, true).is_err());
    }

    /// The pipe has no writer, so whoever opens it waits for ever.
    #[test]
    fn a_program_that_hangs_is_ended_with_those_that_it_started() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
            .expect("a pipe");
        let script = format!("echo begun; (read line < {0}) & echo $!; read line < {0}", pipe.display());
        let ended = run(sh(&script), SHORT, true).expect("it runs");
        assert!(ended.status.is_none());
        let printed = String::from_utf8(ended.output).expect("a text");
        let (begun, child) = printed.trim().split_once('\n').expect("two lines");
        assert!(begun == "begun" && is_gone(child), "{printed}");
    }

    /// A program that ends leaves none of its own behind, whatever they wait for.
    #[test]
    fn what_a_program_left_running_is_ended_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
            .expect("a pipe");
        let ended = run(sh(&format!("(read line < {}) & echo $!", pipe.display())), LONG, true).expect("it runs");
        assert!(ended.status.is_some_and(|status| status.success()));
        assert!(is_gone(String::from_utf8(ended.output).expect("a text").trim()));
    }

    /// Whether a process has ended: it is not there, or waits for its parent to take note.
    fn is_gone(process: &str) -> bool {
        let state = || {
            let status = fs::read_to_string(Path::new("/proc").join(process).join("status")).ok()?;
            status.lines().find_map(|line| line.strip_prefix("State:")).map(|state| state.trim().chars().next())
        };
        // The system ends it when it next runs, which may be in a moment.
        (0..1_000_000).any(|_| matches!(state(), None | Some(Some('Z' | 'X'))))
    }
}

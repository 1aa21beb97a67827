//! A program and its children, as a group of processes.

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use std::{
    io,
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus},
    sync::mpsc,
    thread,
    time::Duration,
};

/// A program that leads a group of its own.
pub(crate) struct Family(Child);

pub(crate) fn start(command: &mut Command) -> io::Result<Family> {
    command.process_group(0).spawn().map(Family)
}

impl Family {
    /// Whether the program ends by itself within a time. It is not reaped, so that its number stays its own.
    pub(crate) fn ends_within(&self, limit: Duration) -> bool {
        let process = Pid::from_child(&self.0);
        let (ended, waiting) = mpsc::channel();
        thread::spawn(move || {
            let _ = waitid(WaitId::Pid(process), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
            let _ = ended.send(());
        });
        waiting.recv_timeout(limit).is_ok()
    }

    /// Ends the program and whatever of its group still runs.
    pub(crate) fn end(&mut self) -> io::Result<ExitStatus> {
        // A group that has ended altogether is no failure.
        let _ = kill_process_group(Pid::from_child(&self.0), Signal::KILL);
        self.0.wait()
    }
}

//! A program and its children, as a job.

use std::{
    io,
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    process::{Child, Command, ExitStatus},
    ptr::null,
    time::Duration,
};
use windows_sys::Win32::{
    Foundation::WAIT_OBJECT_0,
    System::{
        JobObjects::{AssignProcessToJobObject, CreateJobObjectW, TerminateJobObject},
        Threading::WaitForSingleObject,
    },
};

/// A program and the job that holds it with those that it starts. Where jobs cannot lie in each other (Windows 7) and this process
/// is in one, there is none, and the program alone is ended.
pub(crate) struct Family {
    child: Child,
    job: Option<OwnedHandle>,
}

pub(crate) fn start(command: &mut Command) -> io::Result<Family> {
    let child = command.spawn()?;
    let job = job_of(&child);
    Ok(Family { child, job })
}

fn job_of(child: &Child) -> Option<OwnedHandle> {
    #[expect(unsafe_code, reason = "the job has no name and no attributes, and nobody else owns the handle")]
    // SAFETY: see the reason above.
    let job = unsafe {
        let handle = CreateJobObjectW(null(), null());
        if handle.is_null() {
            return None;
        }
        OwnedHandle::from_raw_handle(handle)
    };
    #[expect(unsafe_code, reason = "both handles are open")]
    // SAFETY: see the reason above.
    let assigned = unsafe { AssignProcessToJobObject(job.as_raw_handle(), child.as_raw_handle()) };
    (assigned != 0).then_some(job)
}

impl Family {
    /// Whether the program ends by itself within a time.
    pub(crate) fn ends_within(&self, limit: Duration) -> bool {
        let milliseconds = u32::try_from(limit.as_millis()).unwrap_or(u32::MAX - 1);
        #[expect(unsafe_code, reason = "the handle of the child is open")]
        // SAFETY: see the reason above.
        let waited = unsafe { WaitForSingleObject(self.child.as_raw_handle(), milliseconds) };
        waited == WAIT_OBJECT_0
    }

    /// Ends the program and whatever of its job still runs.
    pub(crate) fn end(&mut self) -> io::Result<ExitStatus> {
        if let Some(job) = &self.job {
            #[expect(unsafe_code, reason = "the handle of the job is open")]
            // SAFETY: see the reason above. A job without processes is no failure.
            unsafe {
                TerminateJobObject(job.as_raw_handle(), 1);
            }
        }
        // One that has ended is no failure either.
        let _ = self.child.kill();
        self.child.wait()
    }
}

#[cfg(test)]
mod tests {
    use crate::child::run;
    use std::{process::Command, time::Duration};

    #[test]
    fn a_program_is_run_and_one_that_hangs_is_ended() {
        let cmd = |words: &str| {
            let mut command = Command::new("cmd.exe");
            command.args(["/d", "/c", words]);
            command
        };
        let ended = run(cmd("echo one& exit 3"), Duration::from_secs(60), true).expect("it runs");
        assert_eq!(ended.status.and_then(|status| status.code()), Some(3));
        assert_eq!(ended.output.trim_ascii(), b"one");
        let ended = run(cmd("echo begun& ping -n 600 127.0.0.1"), Duration::from_millis(700), true).expect("it runs");
        assert!(ended.status.is_none() && ended.output.starts_with(b"begun"));
    }
}

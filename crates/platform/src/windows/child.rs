//! A program and its children, as a job.

use std::{
    io,
    os::windows::{
        io::{AsRawHandle, FromRawHandle, OwnedHandle},
        process::CommandExt,
    },
    process::{Child, Command, ExitStatus},
    ptr::null,
    time::Duration,
};
use windows_sys::Win32::{
    Foundation::{INVALID_HANDLE_VALUE, WAIT_OBJECT_0},
    System::{
        Diagnostics::ToolHelp::{
            CreateToolhelp32Snapshot, TH32CS_SNAPTHREAD, THREADENTRY32, Thread32First, Thread32Next,
        },
        JobObjects::{AssignProcessToJobObject, CreateJobObjectW, TerminateJobObject},
        Threading::{CREATE_SUSPENDED, OpenThread, ResumeThread, THREAD_SUSPEND_RESUME, WaitForSingleObject},
    },
};

/// What ResumeThread returns where it fails.
const NOT_RESUMED: u32 = u32::MAX;

/// A program and the job that holds it with those that it starts. Where jobs cannot lie in each other (Windows 7) and this process
/// is in one, there is none, and the program alone is ended.
pub(crate) struct Family {
    child: Child,
    job: Option<OwnedHandle>,
}

/// The program runs its first instruction in the job, so nothing that it starts is outside.
pub(crate) fn start(command: &mut Command) -> io::Result<Family> {
    let child = command.creation_flags(CREATE_SUSPENDED).spawn()?;
    let mut family = Family { job: job_of(&child), child };
    if let Err(error) = resume(family.child.id()) {
        family.end()?;
        return Err(error);
    }
    Ok(family)
}

/// Lets a program run that was started suspended.
fn resume(process: u32) -> io::Result<()> {
    let mut resumed = Err(io::Error::other("the program has no thread that could be let run"));
    for thread in threads_of(process)? {
        // A virus scanner may have added a thread of its own, which is not suspended, or has ended.
        match resume_thread(thread) {
            Ok(true) => resumed = Ok(()),
            Err(error) if resumed.is_err() => resumed = Err(error),
            _ => {}
        }
    }
    resumed
}

/// The threads of a program, among those of the system, for the handle of its first is not given out.
fn threads_of(process: u32) -> io::Result<Vec<u32>> {
    #[expect(unsafe_code, reason = "nobody else owns the handle")]
    // SAFETY: see the reason above.
    let threads = unsafe {
        let handle = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
        if handle == INVALID_HANDLE_VALUE {
            return Err(io::Error::last_os_error());
        }
        OwnedHandle::from_raw_handle(handle)
    };
    let mut entry = THREADENTRY32 { dwSize: size_of::<THREADENTRY32>() as u32, ..THREADENTRY32::default() };
    #[expect(unsafe_code, reason = "the handle is open, and the entry says its size")]
    // SAFETY: see the reason above.
    let mut found = unsafe { Thread32First(threads.as_raw_handle(), &raw mut entry) };
    let mut ids = Vec::new();
    while found != 0 {
        if entry.th32OwnerProcessID == process {
            ids.push(entry.th32ThreadID);
        }
        #[expect(unsafe_code, reason = "the handle is open, and the entry says its size")]
        // SAFETY: see the reason above.
        let next = unsafe { Thread32Next(threads.as_raw_handle(), &raw mut entry) };
        found = next;
    }
    Ok(ids)
}

/// Whether the thread was suspended.
fn resume_thread(id: u32) -> io::Result<bool> {
    #[expect(unsafe_code, reason = "the call takes numbers, and nobody else owns the handle")]
    // SAFETY: see the reason above.
    let thread = unsafe {
        let handle = OpenThread(THREAD_SUSPEND_RESUME, 0, id);
        if handle.is_null() {
            return Err(io::Error::last_os_error());
        }
        OwnedHandle::from_raw_handle(handle)
    };
    #[expect(unsafe_code, reason = "the handle is open, with the right that is needed")]
    // SAFETY: see the reason above.
    match unsafe { ResumeThread(thread.as_raw_handle()) } {
        NOT_RESUMED => Err(io::Error::last_os_error()),
        suspended => Ok(suspended > 0),
    }
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
    use super::{resume, start};
    use crate::child::run;
    use std::{
        io::{self, BufRead, BufReader, Read},
        process::Command,
        sync::mpsc,
        thread,
        time::Duration,
    };

    /// Far longer than what is waited for takes.
    const LONG: Duration = Duration::from_secs(60);

    fn cmd(words: &str) -> Command {
        let mut command = Command::new("cmd.exe");
        command.args(["/d", "/c", words]);
        command
    }

    /// It is suspended until it is in its job: one that runs already is refused.
    #[test]
    fn a_program_does_nothing_before_it_is_in_its_job() {
        let mut family = start(&mut cmd("exit 3")).expect("it was suspended, and is resumed");
        assert!(family.ends_within(LONG));
        assert_eq!(family.end().expect("it ended").code(), Some(3));
        let mut running = cmd("ping -n 600 127.0.0.1").spawn().expect("it runs");
        assert!(resume(running.id()).is_err());
        running.kill().expect("it is ended");
        running.wait().expect("it has ended");
    }

    /// The pipe ends when nobody is left who could write into it.
    #[test]
    fn what_a_program_started_at_once_is_ended_with_it() {
        let (reader, writer) = io::pipe().expect("a pipe");
        let mut command = cmd("start /b ping -n 600 127.0.0.1& echo begun");
        command.stdout(writer);
        let mut family = start(&mut command).expect("it runs");
        drop(command);
        let mut lines = BufReader::new(reader);
        assert!(lines.by_ref().lines().any(|line| line.expect("a line").contains("begun")));
        family.end().expect("it is ended");
        let (ended, waiting) = mpsc::channel();
        thread::spawn(move || ended.send(lines.read_to_end(&mut Vec::new()).is_ok()));
        assert_eq!(waiting.recv_timeout(LONG), Ok(true), "a program still runs");
    }

    #[test]
    fn a_program_is_run_and_one_that_hangs_is_ended() {
        let ended = run(cmd("echo one& exit 3"), LONG, true).expect("it runs");
        assert_eq!(ended.status.and_then(|status| status.code()), Some(3));
        assert_eq!(ended.output.trim_ascii(), b"one");
        let ended = run(cmd("echo begun& ping -n 600 127.0.0.1"), Duration::from_millis(700), true).expect("it runs");
        assert!(ended.status.is_none() && ended.output.starts_with(b"begun"));
    }
}

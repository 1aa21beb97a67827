//! What this process may do, and what it shows of itself.

use rustix::process::{
    DumpableBehavior, Resource, Rlimit, geteuid, getrlimit, getuid, nice, set_dumpable_behavior, setrlimit,
};
use std::{fs, io, os::unix::fs::MetadataExt, path::Path};

/// What `nice` does unless it is told otherwise.
const NICE_STEP: i32 = 10;

pub(crate) fn keep_memory_private() -> io::Result<()> {
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}

pub(crate) fn lower_priority() -> io::Result<()> {
    nice(NICE_STEP)?;
    Ok(())
}

/// Where it cannot be raised, it stays.
pub(crate) fn raise_file_limit(wanted: u64) -> u64 {
    let limit = getrlimit(Resource::Nofile);
    let soft = limit.current.unwrap_or(u64::MAX);
    let raised = wanted.min(limit.maximum.unwrap_or(u64::MAX));
    if raised <= soft || setrlimit(Resource::Nofile, Rlimit { current: Some(raised), ..limit }).is_err() {
        return soft;
    }
    raised
}

pub(crate) fn give_back_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[expect(unsafe_code, reason = "malloc_trim takes a number and may be called at any time, from any thread")]
    // SAFETY: see the reason above.
    unsafe {
        libc::malloc_trim(0);
    }
}

pub(crate) fn account() -> String {
    format!("uid {}", getuid().as_raw())
}

pub(crate) fn is_administrator() -> bool {
    geteuid().is_root()
}

pub(crate) fn may_change(folder: &Path) -> bool {
    is_administrator() || fs::metadata(folder).is_ok_and(|found| found.uid() == geteuid().as_raw())
}

pub(crate) fn peak_memory(process: u32) -> io::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.map(|count| count * 1024).ok_or_else(|| io::Error::other("/proc does not tell the memory"))
}

pub(crate) fn processor_seconds() -> io::Result<f64> {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Ok(spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9)
}

pub(crate) fn stdout_is_open() -> bool {
    rustix::io::fcntl_getfd(io::stdout()).is_ok()
}

/// Variables of the environment say it, and commands read them.
pub(crate) fn display_language() -> Option<String> {
    None
}

#[cfg(feature = "service")]
pub(crate) fn tell_ready() -> io::Result<()> {
    sd_notify::notify(&[sd_notify::NotifyState::Ready])
}

#[cfg(test)]
mod tests {
    use rustix::process::{DumpableBehavior, dumpable_behavior};

    #[test]
    fn a_process_that_holds_keys_leaves_no_core_file() {
        super::keep_memory_private().expect("the system does it");
        assert_eq!(dumpable_behavior().expect("it says so"), DumpableBehavior::NotDumpable);
    }
}

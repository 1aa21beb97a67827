//! This process and the account that it runs as: what it may do, what it shows of itself, and what it says to whoever started it.

use crate::system;
use std::{io, path::Path};

/// Leaves no core file of this process, and lets no other process of its user read its memory: keys are in it. On Windows error
/// reports leave its heap out; an administrator's debugger is not kept out.
pub fn keep_memory_private() -> io::Result<()> {
    system::process::keep_memory_private()
}

/// Lowers the priority of this process beside other work on the machine, for as long as it runs: only a restart raises it again.
pub fn lower_priority() -> io::Result<()> {
    system::process::lower_priority()
}

/// Raises the limit of files that this process may have open at a time as far as the system permits, up to `wanted`, and returns it.
pub fn raise_file_limit(wanted: u64) -> u64 {
    system::process::raise_file_limit(wanted)
}

/// Gives memory that was freed back to the system, where the C library keeps it for later otherwise, after a flood for good.
pub fn give_back_memory() {
    system::process::give_back_memory();
}

/// The account that this process runs as: `uid NUMBER`, or on Windows the security identifier, `sid S-1-…`.
pub fn account() -> String {
    system::process::account()
}

/// Whether it has the rights of root, or of an administrator whose rights are elevated.
pub fn is_administrator() -> bool {
    system::process::is_administrator()
}

/// Whether it may change what a folder of its owner holds: as root or administrator, or as that owner.
pub fn may_change(folder: &Path) -> bool {
    system::process::may_change(folder)
}

/// The most memory that a process has held so far, in bytes. Fails with `Unsupported` on Windows.
pub fn peak_memory(process: u32) -> io::Result<u64> {
    system::process::peak_memory(process)
}

/// What all threads of this process have used of the processors, in seconds. Fails with `Unsupported` on Windows.
pub fn processor_seconds() -> io::Result<f64> {
    system::process::processor_seconds()
}

/// Whether standard output is open. The standard library opens the null device in place of a closed one before `main`.
pub fn stdout_is_open() -> bool {
    system::process::stdout_is_open()
}

/// The language in which Windows speaks to this user, as in `ja-JP`; none on Unix, where the environment says it.
pub fn display_language() -> Option<String> {
    system::process::display_language()
}

/// Tells whoever started this service, as systemd does with `Type=notify`, that it answers; nobody, if nobody asked.
#[cfg(feature = "service")]
pub fn tell_ready() -> io::Result<()> {
    system::process::tell_ready()
}

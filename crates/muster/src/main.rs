//! The `muster` command.

use std::{
    process::ExitCode,
    sync::atomic::{AtomicBool, Ordering},
};

static STDOUT_IS_OPEN: AtomicBool = AtomicBool::new(true);

/// Looks at standard output before `main`: the standard library opens the null device in place of one that is closed (`>&-`),
/// and then nobody could tell that what is printed is lost.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "the C library calls the functions of .init_array, one at a time, before main")]
#[used]
#[unsafe(link_section = ".init_array")]
static BEFORE_MAIN: extern "C" fn() = {
    extern "C" fn look() {
        if !muster_platform::process::stdout_is_open() {
            STDOUT_IS_OPEN.store(false, Ordering::Relaxed);
        }
    }
    look
};

fn main() -> ExitCode {
    muster::main(STDOUT_IS_OPEN.load(Ordering::Relaxed))
}

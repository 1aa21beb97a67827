//! The priority of this process beside other work on the machine.

use std::io;

/// What `nice` does unless it is told otherwise.
const STEP: i32 = 10;

/// Lowers it for as long as the process runs: only a restart raises it again.
pub fn lower() -> io::Result<()> {
    rustix::process::nice(STEP)?;
    Ok(())
}

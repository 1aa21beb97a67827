//! A service of the system, where the system has a manager of its own for them: the service control manager of Windows. Elsewhere
//! every process is one that its console or systemd started.

#[cfg(windows)]
use crate::system;
use std::io;

/// Runs `work` as a service and returns true if the service control manager started this process; else runs nothing, and the process
/// goes on as one of a console. What the work returns is zero, or the number that the manager shows of what failed.
pub fn run(work: impl FnOnce() -> u32 + Send + 'static) -> io::Result<bool> {
    #[cfg(windows)]
    return system::service::run(work);
    #[cfg(unix)]
    {
        drop(work);
        Ok(false)
    }
}

/// Has `stop` called once when the manager ends the service; never if there is no manager.
pub fn on_stop(stop: impl FnOnce() + Send + 'static) {
    #[cfg(windows)]
    system::service::on_stop(stop);
    #[cfg(unix)]
    drop(stop);
}

//! The event log of the system, where programs have one: that of Windows. Elsewhere what a service says goes to whoever started it.

#[cfg(windows)]
use crate::system;
use muster_core::event::Level;
use std::io;

/// Whatever this process reports from now on stands under the name `source`. A process that has not called this reports nothing.
pub fn open(source: &str) -> io::Result<()> {
    #[cfg(windows)]
    return system::event_log::open(source);
    #[cfg(unix)]
    {
        let _ = source;
        Ok(())
    }
}

/// Reports an event by its documented number, with the texts that its message is made of.
pub fn report(level: Level, id: u16, texts: &[&str]) -> io::Result<()> {
    #[cfg(windows)]
    return system::event_log::report(level, id, texts);
    #[cfg(unix)]
    {
        let _ = (level, id, texts);
        Ok(())
    }
}

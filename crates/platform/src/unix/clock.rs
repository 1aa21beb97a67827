//! The time that passes.

use muster_core::time::Span;

/// On Linux the time that the machine slept counts: its clock went on meanwhile.
#[cfg(target_os = "linux")]
pub(crate) fn running() -> Span {
    let boot = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    Span::seconds(u32::try_from(boot.tv_sec).unwrap_or(u32::MAX))
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn running() -> Span {
    #[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    Span::seconds(u32::try_from(START.elapsed().as_secs()).unwrap_or(u32::MAX))
}

//! The time that passes.

use muster_core::time::Span;
use windows_sys::Win32::System::SystemInformation::GetTickCount64;

/// The time since the machine was started, with the time that it slept: its clock went on meanwhile.
pub(crate) fn running() -> Span {
    #[expect(unsafe_code, reason = "GetTickCount64 takes nothing and cannot fail")]
    // SAFETY: see the reason above.
    let milliseconds = unsafe { GetTickCount64() };
    Span::seconds(u32::try_from(milliseconds / 1000).unwrap_or(u32::MAX))
}

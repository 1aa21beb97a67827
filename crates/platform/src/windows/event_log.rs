//! The log *Application* of Windows.

use super::wide;
use muster_core::event::Level;
use std::{io, ptr::null, ptr::null_mut, sync::OnceLock};
use windows_sys::Win32::System::EventLog::{
    EVENTLOG_ERROR_TYPE, EVENTLOG_INFORMATION_TYPE, EVENTLOG_WARNING_TYPE, RegisterEventSourceW, ReportEventW,
};

/// The handle of the source, as a number: any thread may report to it, and it is closed when the process ends.
static SOURCE: OnceLock<usize> = OnceLock::new();

pub(crate) fn open(source: &str) -> io::Result<()> {
    let name = wide::from_str(source);
    #[expect(
        unsafe_code,
        reason = "the name ends with a zero and outlives the call; without a server it is this machine's log"
    )]
    // SAFETY: see the reason above.
    let handle = unsafe { RegisterEventSourceW(null(), name.as_ptr()) };
    if handle.is_null() {
        return Err(io::Error::last_os_error());
    }
    SOURCE.get_or_init(|| handle as usize);
    Ok(())
}

pub(crate) fn report(level: Level, id: u16, texts: &[&str]) -> io::Result<()> {
    let Some(source) = SOURCE.get() else { return Ok(()) };
    let texts: Vec<Vec<u16>> = texts.iter().copied().map(wide::from_str).collect();
    let pointers: Vec<*const u16> = texts.iter().map(|text| text.as_ptr()).collect();
    let count = u16::try_from(pointers.len()).map_err(io::Error::other)?;
    let (kind, number) = numbers(level, id);
    #[expect(
        unsafe_code,
        reason = "the texts end with a zero and outlive the call, their number is right, and the source stays open"
    )]
    // SAFETY: see the reason above.
    let reported =
        unsafe { ReportEventW(*source as _, kind, 0, number, null_mut(), count, 0, pointers.as_ptr(), null()) };
    if reported == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// The type of an event, and its number as messages are found by: the severity stands in the two highest bits.
fn numbers(level: Level, id: u16) -> (u16, u32) {
    let (kind, severity) = match level {
        Level::Information => (EVENTLOG_INFORMATION_TYPE, 1),
        Level::Warning => (EVENTLOG_WARNING_TYPE, 2),
        Level::Error => (EVENTLOG_ERROR_TYPE, 3),
    };
    (kind, severity << 30 | u32::from(id))
}

#[cfg(test)]
mod tests {
    use super::{Level, numbers, open, report};

    #[test]
    fn an_event_has_the_number_and_qualifier_that_are_documented() {
        assert_eq!(numbers(Level::Information, 12288).1, 16384 << 16 | 12288);
        assert_eq!(numbers(Level::Warning, 12402).1, 32768 << 16 | 12402);
        assert_eq!(numbers(Level::Error, 16394).1, 3_221_241_866);
    }

    #[test]
    fn events_are_reported_by_a_process_that_has_opened_a_source() {
        report(Level::Error, 12288, &["nobody hears it"]).expect("nothing is done");
        open("Muster").expect("a source");
        report(Level::Information, 12289, &["0x00000000, 0x00000000", "二つ目"]).expect("reported");
    }
}

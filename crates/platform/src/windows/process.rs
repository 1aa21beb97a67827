//! What this process may do, and what it shows of itself.

#[cfg(feature = "service")]
use super::service;
use super::{security, state_folder, wide};
use std::{io, path::Path};
use windows_sys::Win32::{
    Globalization::{GetUserDefaultUILanguage, LCIDToLocaleName},
    System::{
        Console::{GetStdHandle, STD_OUTPUT_HANDLE},
        ErrorReporting::{WER_FAULT_REPORTING_FLAG_NOHEAP, WerSetFlags},
        Threading::{BELOW_NORMAL_PRIORITY_CLASS, GetCurrentProcess, SetPriorityClass},
    },
};

/// The longest name of a language, with its zero (LOCALE_NAME_MAX_LENGTH).
const LANGUAGE_NAME_MAX: usize = 85;

pub(crate) fn keep_memory_private() -> io::Result<()> {
    #[expect(unsafe_code, reason = "the call takes a number and may be made at any time")]
    // SAFETY: see the reason above.
    let result = unsafe { WerSetFlags(WER_FAULT_REPORTING_FLAG_NOHEAP) };
    if result < 0 { Err(io::Error::from_raw_os_error(result)) } else { Ok(()) }
}

pub(crate) fn lower_priority() -> io::Result<()> {
    #[expect(unsafe_code, reason = "the handle of the process itself is always valid")]
    // SAFETY: see the reason above.
    let done = unsafe { SetPriorityClass(GetCurrentProcess(), BELOW_NORMAL_PRIORITY_CLASS) };
    if done == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

/// Windows has no such limit.
pub(crate) fn raise_file_limit(wanted: u64) -> u64 {
    wanted
}

/// The heap of Windows gives back by itself.
pub(crate) fn give_back_memory() {}

pub(crate) fn account() -> String {
    security::user().map_or_else(|_| "sid unknown".to_owned(), |user| format!("sid {user}"))
}

pub(crate) fn is_administrator() -> bool {
    security::is_administrator().unwrap_or(false)
}

pub(crate) fn may_change(folder: &Path) -> bool {
    let owns = || security::user().is_ok_and(|user| state_folder::owner_of(folder).is_ok_and(|owner| owner == user));
    is_administrator() || owns()
}

pub(crate) fn peak_memory(_: u32) -> io::Result<u64> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "the memory of other processes is not measured on Windows"))
}

pub(crate) fn processor_seconds() -> io::Result<f64> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "the time of processors is not measured on Windows"))
}

pub(crate) fn stdout_is_open() -> bool {
    #[expect(unsafe_code, reason = "the call takes a number and may be made at any time")]
    // SAFETY: see the reason above.
    let handle = unsafe { GetStdHandle(STD_OUTPUT_HANDLE) };
    !handle.is_null()
}

pub(crate) fn display_language() -> Option<String> {
    let mut name = [0_u16; LANGUAGE_NAME_MAX];
    let length = i32::try_from(name.len()).ok()?;
    #[expect(unsafe_code, reason = "the buffer is as long as the length says, and outlives the call")]
    // SAFETY: see the reason above.
    let written = unsafe { LCIDToLocaleName(u32::from(GetUserDefaultUILanguage()), name.as_mut_ptr(), length, 0) };
    (written > 0).then(|| wide::to_string(&name))
}

#[cfg(feature = "service")]
pub(crate) fn tell_ready() -> io::Result<()> {
    service::tell_ready()
}

#[cfg(test)]
mod tests {
    use super::{account, display_language, keep_memory_private, lower_priority, may_change, stdout_is_open};

    #[test]
    fn the_process_knows_its_account_and_what_it_may_change() {
        let own = tempfile::tempdir().expect("a folder");
        assert!(account().starts_with("sid S-1-5-"), "{}", account());
        assert!(may_change(own.path()) && stdout_is_open());
        keep_memory_private().expect("the system does it");
        lower_priority().expect("the system does it");
    }

    #[test]
    fn windows_speaks_a_language() {
        let name = display_language().expect("a name");
        assert!(name.split('-').next().is_some_and(|language| (2..=3).contains(&language.len())), "{name}");
    }
}

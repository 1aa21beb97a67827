//! The folder of the programs of Windows.

use super::wide;
use std::path::PathBuf;
use windows_sys::Win32::{Foundation::MAX_PATH, System::SystemInformation::GetSystemDirectoryW};

pub(crate) fn of_machine() -> PathBuf {
    let mut buffer = [0_u16; MAX_PATH as usize];
    #[expect(unsafe_code, reason = "the buffer has room for as many units as is said")]
    // SAFETY: see the reason above. A folder that does not fit leaves the buffer empty.
    unsafe {
        GetSystemDirectoryW(buffer.as_mut_ptr(), buffer.len() as u32);
    }
    wide::to_string(&buffer).into()
}

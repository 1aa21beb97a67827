//! The console window of this process, and the user's own programs for documents.

use super::system_folder;
use std::{io, path::Path, process::Command};
use windows_sys::Win32::System::Console::GetConsoleProcessList;

pub(crate) fn is_own_window() -> bool {
    let mut processes = [0_u32; 2];
    #[expect(unsafe_code, reason = "the buffer has room for as many numbers as is said")]
    // SAFETY: see the reason above. More processes than fit are counted all the same; without a console there are none.
    let count = unsafe { GetConsoleProcessList(processes.as_mut_ptr(), processes.len() as u32) };
    count == 1
}

pub(crate) fn open_document(path: &Path) -> io::Result<()> {
    // Explorer says by no exit code whether a document was opened.
    let explorer = system_folder::of_machine().parent().map(|folder| folder.join("explorer.exe"));
    let explorer = explorer.ok_or(io::ErrorKind::NotFound)?;
    Command::new(explorer).arg(path).spawn().map(drop)
}

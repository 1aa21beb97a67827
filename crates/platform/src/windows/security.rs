//! Owners and access lists of files, as the texts that Windows has for them: security identifiers (SID, `S-1-…`) and security
//! descriptors (SDDL, [MS-DTYP] 2.5.1).

use super::wide;
use std::{
    fs::File,
    io,
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    path::Path,
    ptr::{null, null_mut},
};
use windows_sys::Win32::{
    Foundation::{ERROR_SUCCESS, HANDLE, INVALID_HANDLE_VALUE, LocalFree},
    Security::{
        Authorization::{
            ConvertSecurityDescriptorToStringSecurityDescriptorW, ConvertSidToStringSidW,
            ConvertStringSecurityDescriptorToSecurityDescriptorW, GetSecurityInfo, SDDL_REVISION_1, SE_FILE_OBJECT,
            SE_KERNEL_OBJECT, SE_OBJECT_TYPE,
        },
        CheckTokenMembership, CreateWellKnownSid, DACL_SECURITY_INFORMATION, GetTokenInformation,
        OWNER_SECURITY_INFORMATION, PSECURITY_DESCRIPTOR, PSID, RevertToSelf, SECURITY_ATTRIBUTES,
        SECURITY_MAX_SID_SIZE, TOKEN_QUERY, TOKEN_USER, TokenUser, WinBuiltinAdministratorsSid,
    },
    Storage::FileSystem::{
        CREATE_NEW, CreateDirectoryW, CreateFileW, FILE_SHARE_DELETE, FILE_SHARE_READ, FILE_SHARE_WRITE,
    },
    System::{
        Pipes::ImpersonateNamedPipeClient,
        Threading::{GetCurrentProcess, GetCurrentThread, OpenProcessToken, OpenThreadToken},
    },
};

/// The account of the system, and the group of administrators.
pub(super) const SYSTEM: &str = "S-1-5-18";
pub(super) const ADMINISTRATORS: &str = "S-1-5-32-544";
/// All rights for the system, administrators and the owner, and none that a folder hands down. What an administrator makes
/// with elevated rights belongs to administrators.
const SECRET_FILE: &str = "D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)";
/// The same, handed down to what is made in the folder.
const SECRET_FOLDER: &str = "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)";
/// What a program may do with a pipe that asks on it: read, write, and look at its owner, but make no further end of it
/// (`FILE_GENERIC_READ | FILE_GENERIC_WRITE` without `FILE_CREATE_PIPE_INSTANCE`).
pub(super) const PIPE_OF_CALLERS: u32 = 0x0012_019b;
/// All rights for the system, administrators and who made it; every program of this machine may ask, none of another.
const PIPE: &str = "D:P(D;;FA;;;NU)(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)(A;;0x12019b;;;WD)";
/// What a token tells of its user: a pointer, attributes, and the identifier behind them.
const TOKEN_USER_SIZE: usize = size_of::<TOKEN_USER>() + SECURITY_MAX_SID_SIZE as usize;

/// Memory that Windows allocated and that its caller frees.
pub(super) struct Local<T>(*mut T);

impl<T> Drop for Local<T> {
    #[expect(unsafe_code, reason = "it is freed once, by its owner; a null pointer is permitted")]
    fn drop(&mut self) {
        // SAFETY: see the reason above.
        unsafe { LocalFree(self.0.cast()) };
    }
}

impl Local<u16> {
    /// The text at the pointer.
    #[expect(unsafe_code, reason = "Windows gave a text that ends with a zero, and it lives as long as this value")]
    fn text(&self) -> String {
        // SAFETY: see the reason above. Each unit is read only where none before it was the end.
        let length = (0..).take_while(|place| unsafe { *self.0.add(*place) } != 0).count();
        // SAFETY: so many units were just read.
        String::from_utf16_lossy(unsafe { std::slice::from_raw_parts(self.0, length) })
    }
}

/// Makes a file that is not there, for reading and writing; one for its owner alone is that from its first moment.
pub(super) fn create_file(path: &Path, access: u32, secret: bool) -> io::Result<File> {
    let descriptor = secret.then(|| descriptor(SECRET_FILE)).transpose()?;
    let attributes = attributes(descriptor.as_ref());
    let (path, share) = (wide::from_path(path)?, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE);
    #[expect(unsafe_code, reason = "path and attributes outlive the call, and nobody else owns the handle")]
    // SAFETY: see the reason above.
    unsafe {
        let handle = CreateFileW(path.as_ptr(), access, share, &raw const attributes, CREATE_NEW, 0, null_mut());
        if handle == INVALID_HANDLE_VALUE { Err(io::Error::last_os_error()) } else { Ok(File::from_raw_handle(handle)) }
    }
}

/// Makes a folder for secrets.
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    let descriptor = descriptor(SECRET_FOLDER)?;
    let attributes = attributes(Some(&descriptor));
    let path = wide::from_path(path)?;
    #[expect(unsafe_code, reason = "path and attributes outlive the call")]
    // SAFETY: see the reason above.
    done(unsafe { CreateDirectoryW(path.as_ptr(), &raw const attributes) })
}

/// The owner of an open file or folder.
pub(super) fn owner(file: &File) -> io::Result<String> {
    let mut sid: PSID = null_mut();
    let _descriptor = security_info(file, SE_FILE_OBJECT, OWNER_SECURITY_INFORMATION, &mut sid)?;
    sid_text(sid)
}

/// The owner of a pipe: who made it.
pub(super) fn pipe_owner(pipe: &File) -> io::Result<String> {
    let mut sid: PSID = null_mut();
    let _descriptor = security_info(pipe, SE_KERNEL_OBJECT, OWNER_SECURITY_INFORMATION, &mut sid)?;
    sid_text(sid)
}

/// Whose a pipe of a service is, and who may do what with it.
pub(super) fn pipe() -> io::Result<Local<u8>> {
    let owner = if is_administrator()? { ADMINISTRATORS.to_owned() } else { user()? };
    descriptor(&format!("O:{owner}{PIPE}"))
}

/// The access list of an open file or folder, as in `D:P(A;;FA;;;SY)`.
pub(super) fn access_list(file: &File) -> io::Result<String> {
    access_list_in(&security_info(file, SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, &mut null_mut())?)
}

fn access_list_in(descriptor: &Local<u8>) -> io::Result<String> {
    let mut text = Local(null_mut());
    #[expect(unsafe_code, reason = "the descriptor and the place of the text outlive the call")]
    // SAFETY: see the reason above.
    done(unsafe {
        ConvertSecurityDescriptorToStringSecurityDescriptorW(
            descriptor.0.cast(),
            SDDL_REVISION_1,
            DACL_SECURITY_INFORMATION,
            &raw mut text.0,
            null_mut(),
        )
    })?;
    Ok(text.text())
}

/// The user that this process runs as.
pub(super) fn user() -> io::Result<String> {
    let mut token: HANDLE = null_mut();
    #[expect(
        unsafe_code,
        reason = "the handle of the process needs no closing, and nobody else owns that of the token"
    )]
    // SAFETY: see the reason above.
    let token = unsafe {
        done(OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw mut token))?;
        OwnedHandle::from_raw_handle(token)
    };
    user_of(&token)
}

/// The user of the program at the other end of a pipe, which has sent something; administrators whose rights are elevated are one.
pub(super) fn caller(pipe: &File) -> io::Result<String> {
    let mut token: HANDLE = null_mut();
    #[expect(
        unsafe_code,
        reason = "the pipe is open, nobody else owns the token, and the thread is itself again before anything else"
    )]
    // SAFETY: see the reason above.
    let token = unsafe {
        done(ImpersonateNamedPipeClient(pipe.as_raw_handle()))?;
        let opened = done(OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, 1, &raw mut token));
        if RevertToSelf() == 0 {
            // Nothing may be done in the name of another.
            std::process::abort();
        }
        opened?;
        OwnedHandle::from_raw_handle(token)
    };
    if is_in_administrators(token.as_raw_handle())? { Ok(ADMINISTRATORS.to_owned()) } else { user_of(&token) }
}

fn user_of(token: &OwnedHandle) -> io::Result<String> {
    // Of pointers, for their alignment.
    let mut buffer = [null::<u8>(); TOKEN_USER_SIZE.div_ceil(size_of::<*const u8>())];
    let (mut written, size) = (0, u32::try_from(size_of_val(&buffer)).unwrap_or(0));
    #[expect(
        unsafe_code,
        reason = "the buffer is as large as it is said to be, aligned for what is written, and lives on"
    )]
    // SAFETY: see the reason above.
    unsafe {
        let to = buffer.as_mut_ptr();
        done(GetTokenInformation(token.as_raw_handle(), TokenUser, to.cast(), size, &raw mut written))?;
        sid_text((*to.cast::<TOKEN_USER>()).User.Sid)
    }
}

/// Whether this process has the rights of administrators: not before they are elevated.
pub(super) fn is_administrator() -> io::Result<bool> {
    is_in_administrators(null_mut())
}

/// Of a token of a thread; of this process without one.
fn is_in_administrators(token: HANDLE) -> io::Result<bool> {
    let mut sid = [0_u32; (SECURITY_MAX_SID_SIZE as usize).div_ceil(size_of::<u32>())];
    let (mut size, mut member) = (SECURITY_MAX_SID_SIZE, 0);
    #[expect(unsafe_code, reason = "the buffer has room for any identifier, and outlives both calls")]
    // SAFETY: see the reason above.
    unsafe {
        let to = sid.as_mut_ptr().cast();
        done(CreateWellKnownSid(WinBuiltinAdministratorsSid, null_mut(), to, &raw mut size))?;
        done(CheckTokenMembership(token, to, &raw mut member))?;
    }
    Ok(member != 0)
}

fn descriptor(text: &str) -> io::Result<Local<u8>> {
    let text = wide::from_str(text);
    let mut descriptor: PSECURITY_DESCRIPTOR = null_mut();
    #[expect(unsafe_code, reason = "the text ends with a zero, and text and place outlive the call")]
    // SAFETY: see the reason above.
    done(unsafe {
        ConvertStringSecurityDescriptorToSecurityDescriptorW(
            text.as_ptr(),
            SDDL_REVISION_1,
            &raw mut descriptor,
            null_mut(),
        )
    })?;
    Ok(Local(descriptor.cast()))
}

/// They are valid as long as the descriptor.
pub(super) fn attributes(descriptor: Option<&Local<u8>>) -> SECURITY_ATTRIBUTES {
    SECURITY_ATTRIBUTES {
        nLength: u32::try_from(size_of::<SECURITY_ATTRIBUTES>()).unwrap_or(0),
        lpSecurityDescriptor: descriptor.map_or(null_mut(), |descriptor| descriptor.0.cast()),
        bInheritHandle: 0,
    }
}

/// What Windows says of a file; `owner` points into what is returned.
fn security_info(file: &File, kind: SE_OBJECT_TYPE, what: u32, owner: &mut PSID) -> io::Result<Local<u8>> {
    let mut descriptor: PSECURITY_DESCRIPTOR = null_mut();
    #[expect(unsafe_code, reason = "the handle is open and all places outlive the call; parts may be left out")]
    // SAFETY: see the reason above.
    let error = unsafe {
        let handle = file.as_raw_handle();
        let owner = if what == OWNER_SECURITY_INFORMATION { std::ptr::from_mut(owner) } else { null_mut() };
        let (none, no_list) = (null_mut(), null_mut());
        GetSecurityInfo(handle, kind, what, owner, none, no_list, null_mut(), &raw mut descriptor)
    };
    if error == ERROR_SUCCESS {
        Ok(Local(descriptor.cast()))
    } else {
        Err(io::Error::from_raw_os_error(error.cast_signed()))
    }
}

/// The text of an identifier that is valid now.
fn sid_text(sid: PSID) -> io::Result<String> {
    let mut text = Local(null_mut());
    #[expect(
        unsafe_code,
        reason = "callers hold what the identifier lies in, and the place of the text outlives the call"
    )]
    // SAFETY: see the reason above.
    done(unsafe { ConvertSidToStringSidW(sid, &raw mut text.0) })?;
    Ok(text.text())
}

fn done(result: i32) -> io::Result<()> {
    if result == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::{SECRET_FILE, SECRET_FOLDER, access_list_in, descriptor};

    /// Wine keeps less of a list with a file, so what is set is read here.
    #[test]
    fn a_secret_is_for_the_system_administrators_and_its_owner_and_inherits_nothing() {
        for text in [SECRET_FILE, SECRET_FOLDER] {
            let list = access_list_in(&descriptor(text).expect("understood")).expect("a list");
            assert!(list.starts_with("D:P("), "{list}");
            let accounts: Vec<&str> = list.split(')').filter_map(|entry| entry.rsplit(';').next()).collect();
            assert_eq!(accounts, ["SY", "BA", "OW", ""], "{list}");
        }
    }
}

//! One end of a named pipe, each step of which has its time.

use super::{security, wide};
use crate::deadline::Deadline;
use std::{
    fs::File,
    io::{self, ErrorKind},
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    ptr::{null, null_mut},
    time::Duration,
};
use windows_sys::Win32::{
    Foundation::{
        ERROR_BROKEN_PIPE, ERROR_IO_PENDING, ERROR_NO_DATA, ERROR_PIPE_BUSY, ERROR_PIPE_CONNECTED,
        ERROR_PIPE_NOT_CONNECTED, ERROR_SEM_TIMEOUT, INVALID_HANDLE_VALUE, WAIT_OBJECT_0,
    },
    Storage::FileSystem::{
        CreateFileW, FILE_FLAG_FIRST_PIPE_INSTANCE, FILE_FLAG_OVERLAPPED, OPEN_EXISTING, PIPE_ACCESS_DUPLEX, ReadFile,
        SECURITY_IDENTIFICATION, SECURITY_SQOS_PRESENT, WriteFile,
    },
    System::{
        IO::{CancelIoEx, GetOverlappedResult, OVERLAPPED},
        Pipes::{
            ConnectNamedPipe, CreateNamedPipeW, DisconnectNamedPipe, PIPE_READMODE_BYTE, PIPE_REJECT_REMOTE_CLIENTS,
            PIPE_TYPE_BYTE, PIPE_UNLIMITED_INSTANCES, PIPE_WAIT, WaitNamedPipeW,
        },
        Threading::{CreateEventW, INFINITE, WaitForSingleObject},
    },
};

/// Bytes that the system keeps for the other end. Whoever writes more waits for it.
const BUFFER: u32 = 64 * 1024;

/// An end that is open.
pub(super) struct Pipe(File);

impl Pipe {
    /// The end of a service, for the next program that connects. The first one fails if the name is taken.
    pub(super) fn make(name: &str, is_first: bool) -> io::Result<Self> {
        let descriptor = security::pipe()?;
        let attributes = security::attributes(Some(&descriptor));
        let first = if is_first { FILE_FLAG_FIRST_PIPE_INSTANCE } else { 0 };
        let mode = PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS;
        let name = wide::from_str(name);
        #[expect(unsafe_code, reason = "name and attributes outlive the call, and nobody else owns the handle")]
        // SAFETY: see the reason above.
        unsafe {
            let handle = CreateNamedPipeW(
                name.as_ptr(),
                PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | first,
                mode,
                PIPE_UNLIMITED_INSTANCES,
                BUFFER,
                BUFFER,
                0,
                &raw const attributes,
            );
            owned(handle)
        }
    }

    /// The end of a program that asks, once the service has one for it. The service learns who asks, and can do nothing in its name.
    pub(super) fn open(name: &str, deadline: Deadline) -> io::Result<Self> {
        let name = wide::from_str(name);
        let flags = FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION;
        loop {
            #[expect(unsafe_code, reason = "the name outlives the call, and nobody else owns the handle")]
            // SAFETY: see the reason above.
            let opened = unsafe {
                let none = (null(), null_mut());
                owned(CreateFileW(name.as_ptr(), security::PIPE_OF_CALLERS, 0, none.0, OPEN_EXISTING, flags, none.1))
            };
            match opened {
                Err(error) if is(&error, ERROR_PIPE_BUSY) => await_end(&name, deadline)?,
                other => return other,
            }
        }
    }

    /// Waits for a program that connects.
    pub(super) fn accept(&self) -> io::Result<()> {
        #[expect(unsafe_code, reason = "the handle is open, and what is passed lives until the step is over")]
        // SAFETY: see the reason above.
        let connected = self.step(None, |overlapped| unsafe { ConnectNamedPipe(self.0.as_raw_handle(), overlapped) });
        match connected {
            Err(error) if is(&error, ERROR_PIPE_CONNECTED) => Ok(()),
            other => other.map(drop),
        }
    }

    /// Lets the program go that is connected; what is being read fails.
    pub(super) fn disconnect(&self) {
        #[expect(unsafe_code, reason = "the handle is open")]
        // SAFETY: see the reason above. One that is not connected needs nothing.
        unsafe {
            DisconnectNamedPipe(self.0.as_raw_handle());
        }
    }

    /// Reads what has come, at least a byte. Fails with `UnexpectedEof` if the other end is closed.
    pub(super) fn read(&self, buffer: &mut [u8], deadline: Deadline) -> io::Result<usize> {
        let (start, length) = (buffer.as_mut_ptr(), u32::try_from(buffer.len()).unwrap_or(u32::MAX));
        #[expect(unsafe_code, reason = "the buffer is as long as it is said to be, and lives until the step is over")]
        // SAFETY: see the reason above.
        let read = self.step(Some(deadline), |overlapped| unsafe {
            ReadFile(self.0.as_raw_handle(), start, length, null_mut(), overlapped)
        });
        read.map_err(|error| if is_closed(&error) { ErrorKind::UnexpectedEof.into() } else { error })
    }

    pub(super) fn write_all(&self, mut bytes: &[u8], deadline: Deadline) -> io::Result<()> {
        while !bytes.is_empty() {
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            #[expect(unsafe_code, reason = "the bytes are as many as is said, and live until the step is over")]
            // SAFETY: see the reason above.
            let written = self.step(Some(deadline), |overlapped| unsafe {
                WriteFile(self.0.as_raw_handle(), bytes.as_ptr(), length, null_mut(), overlapped)
            });
            let written = written.map_err(|error| if is_closed(&error) { ErrorKind::BrokenPipe.into() } else { error });
            bytes = bytes.get(written?..).unwrap_or_default();
        }
        Ok(())
    }

    pub(super) fn file(&self) -> &File {
        &self.0
    }

    /// Starts a step and waits until it is over, however it ends: after that the system writes to nothing any more.
    fn step(&self, deadline: Option<Deadline>, start: impl FnOnce(*mut OVERLAPPED) -> i32) -> io::Result<usize> {
        let patience = deadline.map(Deadline::remaining).transpose()?;
        let event = event()?;
        let mut overlapped = OVERLAPPED { hEvent: event.as_raw_handle(), ..OVERLAPPED::default() };
        let mut is_late = false;
        if start(&raw mut overlapped) == 0 {
            let error = io::Error::last_os_error();
            if !is(&error, ERROR_IO_PENDING) {
                return Err(error);
            }
            #[expect(unsafe_code, reason = "both handles are open, and the step that is cancelled is this one")]
            // SAFETY: see the reason above.
            unsafe {
                is_late = WaitForSingleObject(event.as_raw_handle(), milliseconds(patience)) != WAIT_OBJECT_0;
                if is_late {
                    CancelIoEx(self.0.as_raw_handle(), &raw const overlapped);
                }
            }
        }
        let mut count = 0;
        #[expect(unsafe_code, reason = "the step is this one, and the call waits until it is over")]
        // SAFETY: see the reason above.
        let done = unsafe { GetOverlappedResult(self.0.as_raw_handle(), &raw const overlapped, &raw mut count, 1) };
        match (done, is_late) {
            (0, true) => Err(ErrorKind::TimedOut.into()),
            (0, false) => Err(io::Error::last_os_error()),
            _ => Ok(count as usize),
        }
    }
}

#[expect(unsafe_code, reason = "callers pass a handle that nobody else owns")]
unsafe fn owned(handle: windows_sys::Win32::Foundation::HANDLE) -> io::Result<Pipe> {
    if handle == INVALID_HANDLE_VALUE {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: see the reason above.
    Ok(Pipe(unsafe { File::from_raw_handle(handle) }))
}

/// Waits until the service has an end for the next program.
fn await_end(name: &[u16], deadline: Deadline) -> io::Result<()> {
    let patience = milliseconds(Some(deadline.remaining()?));
    #[expect(unsafe_code, reason = "the name ends with a zero, and outlives the call")]
    // SAFETY: see the reason above.
    let found = unsafe { WaitNamedPipeW(name.as_ptr(), patience) };
    match io::Error::last_os_error() {
        error if found == 0 && is(&error, ERROR_SEM_TIMEOUT) => Err(ErrorKind::TimedOut.into()),
        error if found == 0 => Err(error),
        _ => Ok(()),
    }
}

fn event() -> io::Result<OwnedHandle> {
    #[expect(unsafe_code, reason = "an event without a name or attributes, whose handle nobody else owns")]
    // SAFETY: see the reason above.
    unsafe {
        let event = CreateEventW(null(), 1, 0, null());
        if event.is_null() { Err(io::Error::last_os_error()) } else { Ok(OwnedHandle::from_raw_handle(event)) }
    }
}

/// At least one: zero would mean something else.
fn milliseconds(patience: Option<Duration>) -> u32 {
    patience.map_or(INFINITE, |patience| u32::try_from(patience.as_millis()).unwrap_or(INFINITE - 1).max(1))
}

fn is(error: &io::Error, code: u32) -> bool {
    error.raw_os_error() == Some(code.cast_signed())
}

fn is_closed(error: &io::Error) -> bool {
    [ERROR_BROKEN_PIPE, ERROR_NO_DATA, ERROR_PIPE_NOT_CONNECTED].iter().any(|code| is(error, *code))
}

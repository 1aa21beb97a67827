//! A socket in the file system.

pub use super::callers::Caller;

use super::callers;
use crate::{
    deadline::Deadline,
    local_socket::{Answer, User, Workers, in_use, limits::LINE_MAX, line_io::read_line, other_user},
};
use rustix::{
    io::{Errno, retry_on_intr},
    net::{
        AddressFamily, SendFlags, SocketAddrUnix, SocketFlags, SocketType, send, socket_with,
        sockopt::{Timeout, set_socket_timeout, socket_peercred},
    },
    process::geteuid,
};
use std::{
    fs,
    io::{self, ErrorKind, Read},
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        net::{UnixListener, UnixStream},
    },
    path::Path,
};

/// Answers on a socket from now on: a worker runs `answer` for each request. Fails if a service answers there already.
pub fn serve(path: &Path, workers: Workers, answer: impl Fn(Caller, String) + Send + Sync + 'static) -> io::Result<()> {
    callers::watch(bind(path, 0o666)?, LINE_MAX, workers, answer)
}

/// The same for root, the user of this process and the group of `folder`, with requests of at most `bytes_max`. The group stays that of
/// this process where it may not give the socket to the other. Fails with `Unsupported` on Windows.
pub fn serve_private(
    path: &Path,
    folder: &Path,
    bytes_max: usize,
    workers: Workers,
    answer: impl Fn(Caller, String) + Send + Sync + 'static,
) -> io::Result<()> {
    let listener = bind(path, 0o600)?;
    let group = fs::metadata(folder)?.gid();
    if fs::metadata(path)?.gid() != group {
        // A process that is not of the group cannot give it anything; whoever asks is told that it may not.
        drop(chown(path, None, Some(group)));
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o660))?;
    callers::watch(listener, bytes_max, workers, answer)
}

/// Fails with `Unsupported` where `serve_private` does.
pub fn check_private() -> io::Result<()> {
    Ok(())
}

fn bind(path: &Path, mode: u32) -> io::Result<UnixListener> {
    // What a service that was killed left behind; a running one would answer.
    if UnixStream::connect(path).is_ok() {
        return Err(in_use());
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    Ok(listener)
}

/// Asks a service whose user `is_right`; to any other nothing is sent.
pub fn ask_of(
    path: &Path,
    is_right: impl FnOnce(&User) -> bool,
    request: &str,
    deadline: Deadline,
    bytes_max: usize,
) -> io::Result<Answer> {
    let stream = connect(path, deadline)?;
    let user = User(socket_peercred(&stream)?.uid.to_string());
    if !is_right(&user) {
        return Err(other_user(&user, path));
    }
    let request = format!("{request}\n");
    let mut unsent = request.as_bytes();
    while !unsent.is_empty() {
        stream.set_write_timeout(Some(deadline.remaining()?))?;
        // A service that is gone must not end the program that asks.
        let sent = retry_on_intr(|| send(&stream, unsent, SendFlags::NOSIGNAL)).map_err(timed_out)?;
        unsent = unsent.get(sent..).unwrap_or_default();
    }
    let text = read_line(bytes_max, |buffer| read(&stream, buffer, deadline))?;
    Ok(Answer { text, user })
}

/// Where too many wait to be accepted, connecting waits too.
fn connect(path: &Path, deadline: Deadline) -> io::Result<UnixStream> {
    let socket = socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)?;
    set_socket_timeout(&socket, Timeout::Send, Some(deadline.remaining()?))?;
    let address = SocketAddrUnix::new(path)?;
    retry_on_intr(|| rustix::net::connect(&socket, &address)).map_err(timed_out)?;
    Ok(UnixStream::from(socket))
}

fn read(mut stream: &UnixStream, buffer: &mut [u8], deadline: Deadline) -> io::Result<usize> {
    stream.set_read_timeout(Some(deadline.remaining()?))?;
    stream.read(buffer).map_err(|error| match error.kind() {
        ErrorKind::WouldBlock => ErrorKind::TimedOut.into(),
        _ => error,
    })
}

fn timed_out(error: Errno) -> io::Error {
    if error == Errno::AGAIN { ErrorKind::TimedOut.into() } else { error.into() }
}

/// The owner of a folder.
pub(crate) fn owner(folder: &Path) -> io::Result<User> {
    Ok(User(fs::metadata(folder)?.uid().to_string()))
}

/// The user that this process acts as.
pub(crate) fn own_user() -> io::Result<User> {
    Ok(User(geteuid().to_string()))
}

/// Whether it is root.
pub(crate) fn is_privileged(User(id): &User) -> bool {
    id == "0"
}

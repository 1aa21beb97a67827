//! A socket in the file system.

pub use super::callers::Caller;

use super::callers;
use crate::{
    deadline::Deadline,
    local_socket::{Answer, User, Workers},
    state_folder::folder,
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
        fs::{MetadataExt, PermissionsExt},
        net::{UnixListener, UnixStream},
    },
    path::Path,
};

/// Answers on a socket from now on: a worker runs `answer` for each request. Fails if a service answers there already.
pub fn serve(path: &Path, workers: Workers, answer: impl Fn(Caller, String) + Send + Sync + 'static) -> io::Result<()> {
    // What a service that was killed left behind; a running one would answer.
    if UnixStream::connect(path).is_ok() {
        return Err(io::Error::new(io::ErrorKind::AddrInUse, "an agent is running already"));
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o666))?;
    callers::watch(listener, workers, answer)
}

/// Sends a request to the service that answers on a socket, and waits for its answer of at most `bytes_max` until `deadline`, however
/// its bytes come.
pub fn ask(path: &Path, request: &str, deadline: Deadline, bytes_max: usize) -> io::Result<Answer> {
    let stream = connect(path, deadline)?;
    let user = User(socket_peercred(&stream)?.uid.to_string());
    let request = format!("{request}\n");
    let mut unsent = request.as_bytes();
    while !unsent.is_empty() {
        stream.set_write_timeout(Some(deadline.remaining()?))?;
        // A service that is gone must not end the program that asks.
        let sent = retry_on_intr(|| send(&stream, unsent, SendFlags::NOSIGNAL)).map_err(timed_out)?;
        unsent = unsent.get(sent..).unwrap_or_default();
    }
    Ok(Answer { text: read_line(&stream, deadline, bytes_max)?, user })
}

/// Where too many wait to be accepted, connecting waits too.
fn connect(path: &Path, deadline: Deadline) -> io::Result<UnixStream> {
    let socket = socket_with(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None)?;
    set_socket_timeout(&socket, Timeout::Send, Some(deadline.remaining()?))?;
    let address = SocketAddrUnix::new(path)?;
    retry_on_intr(|| rustix::net::connect(&socket, &address)).map_err(timed_out)?;
    Ok(UnixStream::from(socket))
}

fn read_line(mut stream: &UnixStream, deadline: Deadline, bytes_max: usize) -> io::Result<String> {
    let mut line = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        stream.set_read_timeout(Some(deadline.remaining()?))?;
        let part = match stream.read(&mut buffer) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(length) => buffer.get(..length).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Err(ErrorKind::TimedOut.into()),
            Err(error) => return Err(error),
        };
        let end = part.iter().position(|byte| *byte == b'\n');
        line.extend_from_slice(part.get(..end.unwrap_or(part.len())).unwrap_or_default());
        if line.len() > bytes_max {
            return Err(ErrorKind::InvalidData.into());
        }
        if end.is_some() {
            return String::from_utf8(line).map_err(|_| ErrorKind::InvalidData.into());
        }
    }
}

fn timed_out(error: Errno) -> io::Error {
    if error == Errno::AGAIN { ErrorKind::TimedOut.into() } else { error.into() }
}

/// Whether what a program says without a proof can be believed, because another account than the one that asks has to be taken over to
/// say it: root, or the owner of the socket's folder.
pub fn is_of_service(user: &User, socket: &Path) -> bool {
    *user == root() || (owner(folder(socket)).is_ok_and(|owner| owner == *user) && user.0 != geteuid().to_string())
}

/// Whether a user may change what is in a folder: root, and its owner.
pub fn may_change(user: &User, folder: &Path) -> bool {
    *user == root() || owner(folder).is_ok_and(|owner| owner == *user)
}

fn owner(folder: &Path) -> io::Result<User> {
    Ok(User(fs::metadata(folder)?.uid().to_string()))
}

fn root() -> User {
    User("0".to_owned())
}

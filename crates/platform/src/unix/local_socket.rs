//! A socket in the file system.

pub use super::callers::Caller;

use super::callers;
use crate::local_socket::{User, Workers};
use std::{
    fs,
    io::{self, BufRead, BufReader, Write},
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        net::{UnixListener, UnixStream},
    },
    path::Path,
    time::Duration,
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

/// Sends a request to the service that answers on a socket, and waits for its answer, each time no longer than `timeout`.
pub fn ask(path: &Path, request: &str, timeout: Duration) -> io::Result<String> {
    let mut stream = UnixStream::connect(path)?;
    stream.set_read_timeout(Some(timeout))?;
    stream.write_all(format!("{request}\n").as_bytes())?;
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer)?;
    Ok(answer)
}

/// Whether a user may change what is in a folder: root, and its owner.
pub fn may_change(user: User, folder: &Path) -> bool {
    let owner = fs::metadata(folder).map(|meta| meta.uid()).unwrap_or(0);
    user == 0 || user == owner
}

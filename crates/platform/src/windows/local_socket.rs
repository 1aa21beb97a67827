//! A named pipe. Its name is made of the path that stands for it, so that each state has its own.

pub use super::callers::Caller;

use super::{callers, pipe::Pipe, security, state_folder::owner_of};
use crate::{
    deadline::Deadline,
    local_socket::{Answer, User, Workers},
    state_folder::folder,
};
use aws_lc_rs::digest::{SHA256, digest};
use std::{
    io::{self, ErrorKind},
    path::{self, Path},
    time::Duration,
};

/// How long it takes at most to see who has the name.
const LOOK: Duration = Duration::from_secs(1);

/// Answers on a pipe from now on: a worker runs `answer` for each request. Fails if a service answers there already.
pub fn serve(path: &Path, workers: Workers, answer: impl Fn(Caller, String) + Send + Sync + 'static) -> io::Result<()> {
    let name = name(path)?;
    if let Ok(pipe) = Pipe::open(&name, Deadline::after(LOOK)) {
        return Err(taken(&name, &pipe, path));
    }
    // Fails if somebody else was faster.
    callers::watch(name.clone(), Pipe::make(&name, true)?, workers, answer)
}

/// Who has the name.
fn taken(name: &str, pipe: &Pipe, path: &Path) -> io::Error {
    match security::pipe_owner(pipe.file()).map(User) {
        Ok(owner) if is_of_service(&owner, path) || security::user().is_ok_and(|user| user == owner.0) => {
            io::Error::new(ErrorKind::AddrInUse, "an agent is running already")
        }
        Ok(User(owner)) => {
            io::Error::new(ErrorKind::AddrInUse, format!("a program of {owner} has taken {name}: end it"))
        }
        Err(error) => error,
    }
}

/// Sends a request to the service that answers on a pipe, and waits for its answer of at most `bytes_max` until `deadline`, however
/// its bytes come.
pub fn ask(path: &Path, request: &str, deadline: Deadline, bytes_max: usize) -> io::Result<Answer> {
    let pipe = Pipe::open(&name(path)?, deadline)?;
    let user = User(security::pipe_owner(pipe.file())?);
    pipe.write_all(format!("{request}\n").as_bytes(), deadline)?;
    Ok(Answer { text: read_line(&pipe, deadline, bytes_max)?, user })
}

fn read_line(pipe: &Pipe, deadline: Deadline, bytes_max: usize) -> io::Result<String> {
    let mut line = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        let length = pipe.read(&mut buffer, deadline)?;
        let part = buffer.get(..length).unwrap_or_default();
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

/// Whether what a program says without a proof can be believed, because another account than the one that asks has to be taken over to
/// say it: the system, administrators, or the owner of the socket's folder. The pipe belongs to who made it.
pub fn is_of_service(user: &User, socket: &Path) -> bool {
    let is_other = || security::user().is_ok_and(|own| own != user.0);
    is_privileged(user) || (owner_of(folder(socket)).is_ok_and(|owner| owner == user.0) && is_other())
}

/// Whether a user may change what is in a folder: the system, administrators, and its owner.
pub fn may_change(user: &User, folder: &Path) -> bool {
    is_privileged(user) || owner_of(folder).is_ok_and(|owner| owner == user.0)
}

fn is_privileged(User(sid): &User) -> bool {
    [security::SYSTEM, security::ADMINISTRATORS].contains(&sid.as_str())
}

/// Names of pipes are flat, at most 256 long, and the same in capitals, as paths are.
fn name(path: &Path) -> io::Result<String> {
    let path = path::absolute(path)?.to_string_lossy().to_lowercase();
    let digest = digest(&SHA256, path.as_bytes());
    let short: String = digest.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!(r"\\.\pipe\muster-{short}"))
}

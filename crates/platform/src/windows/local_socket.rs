//! A named pipe. Its name is made of the path that stands for it, so that each state has its own.

pub use super::callers::Caller;

use super::{callers, pipe::Pipe, security, state_folder::owner_of};
use crate::{
    deadline::Deadline,
    local_socket::{Answer, User, Workers, in_use, is_of_service, line_io::read_line, other_user},
};
use aws_lc_rs::digest::{SHA256, digest};
use muster_core::sentence;
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

/// No pipe is kept from other accounts.
pub fn serve_private(
    _: &Path,
    _: &Path,
    _: usize,
    _: Workers,
    _: impl Fn(Caller, String) + Send + Sync + 'static,
) -> io::Result<()> {
    check_private()
}

/// Fails: there is no `serve_private` here.
pub fn check_private() -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Who has the name.
fn taken(name: &str, pipe: &Pipe, path: &Path) -> io::Error {
    match security::pipe_owner(pipe.file()).map(User) {
        Ok(owner) if is_of_service(&owner, path) || own_user().is_ok_and(|own| own == owner) => in_use(),
        Ok(User(owner)) => {
            let busy = sentence!(
                "a program of {owner} has taken {name}: end it",
                "{name} は {owner} のプログラムが使用しています。そのプログラムを終了してください"
            );
            io::Error::new(ErrorKind::AddrInUse, busy)
        }
        Err(error) => error,
    }
}

/// Asks a service whose user `is_right`; to any other nothing is sent.
pub fn ask_of(
    path: &Path,
    is_right: impl FnOnce(&User) -> bool,
    request: &str,
    deadline: Deadline,
    bytes_max: usize,
) -> io::Result<Answer> {
    let pipe = Pipe::open(&name(path)?, deadline)?;
    let user = User(security::pipe_owner(pipe.file())?);
    if !is_right(&user) {
        return Err(other_user(&user, path));
    }
    pipe.write_all(format!("{request}\n").as_bytes(), deadline)?;
    let text = read_line(bytes_max, |buffer| pipe.read(buffer, deadline))?;
    Ok(Answer { text, user })
}

/// The owner of a folder.
pub(crate) fn owner(folder: &Path) -> io::Result<User> {
    owner_of(folder).map(User)
}

/// The user that this process acts as.
pub(crate) fn own_user() -> io::Result<User> {
    security::user().map(User)
}

/// Whether it is the system or an administrator with elevated rights.
pub(crate) fn is_privileged(User(sid): &User) -> bool {
    [security::SYSTEM, security::ADMINISTRATORS].contains(&sid.as_str())
}

/// Names of pipes are flat, at most 256 long, and the same in capitals, as paths are.
fn name(path: &Path) -> io::Result<String> {
    let path = path::absolute(path)?.to_string_lossy().to_lowercase();
    let digest = digest(&SHA256, path.as_bytes());
    let short: String = digest.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(format!(r"\\.\pipe\muster-{short}"))
}

//! A socket on which a service answers the programs of its machine: one request a line, one answer a line. Any user may connect unless
//! it is private, none can keep the others out. On Windows it is a named pipe, whose name is made of the path.

mod answer;
pub(crate) mod limits;
pub(crate) mod line_io;
mod places;
mod rights;
#[cfg(test)]
mod tests;
mod workers;

pub use crate::system::local_socket::{Caller, ask_of, check_private, serve, serve_private};
pub use answer::Answer;
pub use places::{Place, Places, User};
pub use rights::{is_administrator, is_of_service, is_own_folder, may_change, may_hear_secrets};
pub use workers::Workers;

use crate::deadline::Deadline;
use muster_core::sentence;
use std::{io, path::Path};

/// Sends a request to the service that answers at a path, and waits for its answer of at most `bytes_max` until `deadline`, however
/// its bytes come.
pub fn ask(path: &Path, request: &str, deadline: Deadline, bytes_max: usize) -> io::Result<Answer> {
    ask_of(path, |_| true, request, deadline, bytes_max)
}

/// The service runs already.
pub(crate) fn in_use() -> io::Error {
    let problem = sentence!("another process answers there already", "既に別のプロセスが応答しています");
    io::Error::new(io::ErrorKind::AddrInUse, problem)
}

/// Whoever answers on a socket is not who should.
pub(crate) fn other_user(User(user): &User, socket: &Path) -> io::Error {
    let problem = sentence!(
        "user {user} answers at {path}, and is not its service: nothing was sent",
        "{path} で応答しているのはユーザー {user} で、サービスのアカウントではありません。何も送信されていません",
        path = socket.display()
    );
    io::Error::new(io::ErrorKind::PermissionDenied, problem)
}

//! A socket on which a service answers the programs of its machine: one request a line, one answer a line. Any user may connect,
//! none can keep the others out. On Windows it is a named pipe, whose name is made of the path.

mod answer;
pub(crate) mod limits;
pub(crate) mod line_io;
mod places;
mod rights;
#[cfg(test)]
mod tests;
mod workers;

pub use crate::system::local_socket::{Caller, ask, serve};
pub use answer::Answer;
pub use places::{Place, Places, User};
pub use rights::{is_of_service, may_change};
pub use workers::Workers;

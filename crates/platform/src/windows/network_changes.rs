//! Only the agent watches the network, and the agent does not run on Windows.

use std::io;

pub(crate) fn watch(_: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "changes of the network are not watched on Windows"))
}

//! What was answered on a socket.

use super::places::User;

/// An answer, and who gave it.
#[derive(Debug)]
pub struct Answer {
    /// The line, without its end.
    pub text: String,
    /// The user that the service runs as.
    pub user: User,
}

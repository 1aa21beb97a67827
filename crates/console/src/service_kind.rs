//! The two kinds of services that have a console.

/// Which kind of service it is: each has pages of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceKind {
    /// The vendor's authority.
    Authority,
    /// An activation host.
    Host,
}

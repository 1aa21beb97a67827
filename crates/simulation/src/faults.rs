//! What may happen to messages and hosts.

/// How likely each fault is, as a probability from 0 to 1. In a simulation without faults, an attempt takes no time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// A message does not arrive.
    pub lost: f64,
    /// A message arrives twice.
    pub duplicated: f64,
    /// The longest time that a message takes, in seconds. Messages that take different times change their order.
    pub delay_secs_max: u32,
    /// A host dies at a commit: before any of its writes, or after the last and before the answers.
    pub crash: f64,
    /// Hosts answer before they commit. Muster's do not: this fault proves that the invariants notice.
    pub answer_before_commit: bool,
}

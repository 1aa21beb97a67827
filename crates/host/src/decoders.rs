//! The decoder of what DNS servers answer to updates, for fuzzing. Not stable.

/// An answer to a signed update; whether it is a DNS message at all.
pub fn update_answer(answer: &[u8]) -> bool {
    crate::publish::is_understood(answer)
}

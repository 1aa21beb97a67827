//! What was proved last, for when the agent is away.

use super::judge::Speaker;
use muster_core::time::{Moment, Span};
use muster_platform::deadline::Deadline;
use muster_proto::license_statement::LicenseStatement;
use std::{
    process,
    sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError},
    thread,
    time::Duration,
};

/// How long a product that was answered goes by that answer where the agent does not answer, as while it is updated.
pub const AGENT_ABSENCE_MAX: Span = Span::hours(AGENT_ABSENCE_HOURS_MAX);
const AGENT_ABSENCE_HOURS_MAX: u32 = 24;
/// The longest wait for another thread in a process that was forked: what a thread held at that moment, which takes or puts a pointer, it never
/// gives back there.
const FORKED_TIMEOUT: Duration = Duration::from_millis(100);

/// Evidence that was good enough.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) statement: LicenseStatement,
    pub(super) speaker: Speaker,
    pub(super) at: Moment,
}

#[derive(Debug)]
pub(super) struct LastProof {
    proof: Mutex<Option<Arc<Proof>>>,
    /// The process that made it.
    process: u32,
}

impl LastProof {
    pub(super) fn none() -> Self {
        Self { proof: Mutex::default(), process: process::id() }
    }

    pub(super) fn keep(&self, proof: Arc<Proof>) {
        if let Some(mut last) = self.lock() {
            *last = Some(proof);
        }
    }

    /// The proof that still counts at `now`.
    pub(super) fn proof(&self, now: Moment) -> Option<Arc<Proof>> {
        let last = self.lock()?.clone()?;
        (last.at.distance(now) <= AGENT_ABSENCE_MAX).then_some(last)
    }

    fn lock(&self) -> Option<MutexGuard<'_, Option<Arc<Proof>>>> {
        if self.process == process::id() {
            return Some(self.proof.lock().unwrap_or_else(PoisonError::into_inner));
        }
        let deadline = Deadline::after(FORKED_TIMEOUT);
        loop {
            match self.proof.try_lock() {
                Ok(last) => return Some(last),
                Err(TryLockError::Poisoned(last)) => return Some(last.into_inner()),
                Err(TryLockError::WouldBlock) => thread::yield_now(),
            }
            deadline.remaining().ok()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LastProof;
    use muster_core::time::Moment;

    /// As in a child of a fork: who has the lock never gives it back.
    #[test]
    fn nobody_waits_for_a_thread_that_is_gone() {
        let last = LastProof { process: 0, ..LastProof::none() };
        let held = last.proof.lock().expect("nobody has it");
        assert!(last.proof(Moment::from_unix(0)).is_none());
        drop(held);
    }
}

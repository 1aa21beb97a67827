//! What every service with a console answers, whichever it is.

use crate::{
    store::{ConsoleError, ConsoleStore},
    webhook::announce::{Notes, Observation},
};
use muster_core::time::Moment;
use muster_server::metric::Metric;

/// What a console asks of whoever it belongs to, also where nobody is signed in.
pub trait ConsoleOwner: Send + Sync {
    /// Opens accounts and sessions.
    fn store(&self) -> Result<Box<dyn ConsoleStore + '_>, ConsoleError>;

    /// The newest time that it has stored, where it stores one that an administrator can set right: what has ended by it stays ended when
    /// the clock is set back.
    fn newest_time(&self) -> Result<Option<Moment>, ConsoleError> {
        Ok(None)
    }

    /// The time that it goes by while it does not believe its clock, which shows `clock`; none while it does. It waits for nothing.
    fn held_time(&self, _clock: Moment) -> Option<Moment> {
        None
    }

    /// Its metrics, with what they mean.
    fn metrics(&self, now: Moment) -> Vec<Metric>;

    /// What webhooks are to be told, beside what was announced: `notes`. It is asked at most once a minute, by nobody else than the thread
    /// of the webhooks, and may wait for a disk.
    fn observe(&self, _notes: &Notes, _now: Moment) -> Result<Observation, ConsoleError> {
        Ok(Observation::default())
    }
}

//! What a report of a fleet is made of.

use crate::fleet::{Difference, Fleet};

/// What a report of a fleet is made of.
#[derive(Clone, Debug)]
pub struct FleetReport<'f> {
    /// The fleet.
    pub fleet: &'f Fleet,
    /// What has changed since an earlier run.
    pub difference: Option<Difference<'f>>,
    /// Time of the diagnosis, as it is to be shown.
    pub time: Option<String>,
    /// Whether the page lies beside the pages of the machines, so that it can link them.
    pub linked: bool,
}

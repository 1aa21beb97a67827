//! Why an agent wakes.

use muster_core::{code::Code, id::ActivationId};
use std::sync::mpsc::Sender;

pub(crate) enum Wake {
    NetworkChanged,
    /// Somebody on the socket wants products asked for now.
    Activate(Option<ActivationId>, Sender<Vec<(ActivationId, Code)>>),
    Stop,
}

//! Why an agent wakes.

use muster_core::{code::Code, id::ActivationId};

pub(crate) enum Wake {
    NetworkChanged,
    /// Somebody on the socket wants products asked for now, and is told the codes.
    Activate(Option<ActivationId>, Done),
    Stop,
}

/// Takes the code of each product that was asked for.
pub(crate) type Done = Box<dyn FnOnce(Vec<(ActivationId, Code)>) + Send>;

//! The form of a report: as wide as the terminal, in colours where it takes them, with date and version.

use crate::terminal;
use muster_core::time::Moment;
use muster_doctor::report::{Imprint, Length, Paper};

pub(super) fn of_terminal(length: Length, at: Moment) -> Paper {
    Paper { length, width: terminal::width(), colour: terminal::has_colours(), imprint: Some(imprint(at)) }
}

pub(super) fn imprint(at: Moment) -> Imprint {
    Imprint { version: env!("CARGO_PKG_VERSION"), at: at.unix() }
}

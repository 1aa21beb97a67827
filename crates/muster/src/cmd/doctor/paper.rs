//! The form of a report: as wide as the terminal, in colours where it takes them, with date and version.

use crate::{cmd::now, terminal};
use muster_doctor::report::{Imprint, Length, Paper};

pub(super) fn of_terminal(length: Length) -> Paper {
    Paper { length, width: terminal::width(), colour: terminal::has_colours(), imprint: Some(imprint()) }
}

pub(super) fn imprint() -> Imprint {
    Imprint { version: env!("CARGO_PKG_VERSION"), at: now().unix() }
}

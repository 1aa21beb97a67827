//! What is collected on a machine, and the script that collects it where no program may be installed.
//!
//! The parts are data, and `muster-collect.cmd` is written from them. Nothing here runs anything.

mod marks;
mod part;
mod script;
mod values;
mod windows;

pub use marks::{ERRORS_HEAD, MANIFEST_HEAD, NOT_ELEVATED, SCRIPT_NAME};
pub use part::{Command, Each, Part, Work};
pub use script::script;
pub use windows::{WINDOWS, WORDS};

//! What is collected on a machine, and the script that collects it where no program may be installed.
//!
//! The parts are data: `muster doctor collect` runs them itself, and `muster-collect.cmd` is written from the same list. Nothing
//! here runs anything.

mod linux;
mod part;
mod script;
mod values;
mod windows;

pub use linux::LINUX;
pub use part::{Command, Each, Part, Work};
pub use script::script;
pub use windows::{WINDOWS, WORDS};

/// Name of the script.
pub const SCRIPT_NAME: &str = "muster-collect.cmd";
/// First line of the file that says where and how a bundle was collected.
pub const MANIFEST_HEAD: &str = "muster-collect manifest 1";
/// First line of the file that says what could not be collected, and why.
pub const ERRORS_HEAD: &str = "muster-collect errors 1";
/// The line of the manifest that tells that administrator rights were missing.
pub const NOT_ELEVATED: &str = "Elevated: no";

//! What is collected on a machine, and the script that collects it where no program may be installed.
//!
//! The parts are data: `muster doctor collect` runs those of its system, and `muster-collect.cmd` is written from those of Windows.
//! Nothing here runs anything.

mod hosts;
mod keys;
mod linux;
mod marks;
mod native;
mod part;
mod places;
mod script;
mod values;
mod windows;

pub use hosts::{Target, named_hosts};
pub use keys::without_keys;
pub use linux::LINUX;
pub use marks::{ERRORS_HEAD, MANIFEST_HEAD, NOT_ELEVATED, SCRIPT_NAME};
pub use native::NATIVE;
pub use part::{Command, Depth, Each, Exit, Part, Work};
pub use places::{Places, registry_suffixes};
pub use script::script;
pub use windows::{WINDOWS, WORDS};

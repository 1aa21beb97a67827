//! The collector for Windows: a script that reads and changes nothing.

/// The script, `.cmd` with PowerShell in it, lines ending as Windows wants them.
pub const SCRIPT: &str = include_str!("../collector/muster-collect.cmd");

//! The collector for Windows: a script that only reads.

/// The script: a `.cmd` file with PowerShell in it, with CRLF line ends.
pub const SCRIPT: &str = include_str!("../collector/muster-collect.cmd");

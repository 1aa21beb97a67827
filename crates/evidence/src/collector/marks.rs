//! Names and first lines of what the script writes, by which it is recognised.

/// Name of the script.
pub const SCRIPT_NAME: &str = "muster-collect.cmd";
/// First line of the file that says where and how a bundle was collected.
pub const MANIFEST_HEAD: &str = "muster-collect manifest 1";
/// First line of the file that says what could not be collected, and why.
pub const ERRORS_HEAD: &str = "muster-collect errors 1";
/// The line of the manifest that tells that administrator rights were missing.
pub const NOT_ELEVATED: &str = "Elevated: no";

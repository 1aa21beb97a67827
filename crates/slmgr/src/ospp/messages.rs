//! The frame of every answer, and the answers of one line.

use muster_core::{code::Code, labels::NOTHING_TO_REGISTER, lang::Lang};
use std::path::Path;

/// The line between blocks, and inside the frame.
pub const LINE: &str = "---------------------------------------\n";
/// The first line of the frame.
pub const BEGIN: &str = "---Processing--------------------------\n";
/// The last line of the frame. Scripts look for it: it closes the frame of a failure too.
pub const END: &str = "---Exiting-----------------------------\n";

/// A setting was changed.
pub const APPLIED: &str = "Successfully applied setting.\n";
/// `/actcid`.
pub const CONFIRMATION_DEPOSITED: &str = "<Offline product activation successful>\n";
/// `/inpkey`.
pub const KEY_INSTALLED: &str = "<Product key installation successful>\n";
/// `/unpkey` of a key that is not installed.
pub const KEY_NOT_FOUND: &str = "<Product key not found>\n";
/// `/dstatus` without an installed key.
pub const NO_KEYS: &str = "<No installed product keys detected>\n";
/// `/rearm`.
pub const REARMED: &str = "Product rearm successful.\n";

/// `/unpkey`.
pub fn key_removed(name: &str) -> String {
    format!("Uninstalling product key for: {name}\n<Product key uninstall successful>\n")
}

/// `/inslic`.
pub fn license_installed(path: &Path) -> String {
    format!("Installing license: {}\nlicense installed successfully.\n", path.display())
}

/// `/dcmid`.
pub fn cmid(cmid: impl std::fmt::Display) -> String {
    format!("Client Machine ID (CMID): {cmid}\n")
}

/// `/ddescr`; `N/A` for a code without a description.
pub fn description_of(code: Code, description: Option<&str>) -> String {
    format!("ERROR CODE: {code}\nERROR DESCRIPTION: {}\n", description.unwrap_or("N/A"))
}

/// `/regmof`.
pub fn nothing_to_register(lang: Lang) -> String {
    format!("{}\n", NOTHING_TO_REGISTER.get(lang))
}

/// `/version`.
pub fn version() -> String {
    format!("{}\n", env!("CARGO_PKG_VERSION"))
}

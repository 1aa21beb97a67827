//! The script of the pages, which lets their buttons copy commands and does nothing else.

/// As it stands in each page.
pub(super) const SCRIPT: &str = include_str!("../../templates/copy.js");

/// SHA-256 of the script in base64, for the content security policy. A test of the command compares it.
pub(super) const HASH: &str = "9Wsyyxwb3GfhvWfpCdhZSMjCnJzsq4ELjgmxo2M4yBQ=";

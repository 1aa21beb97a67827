//! Files that the user names for what a command reads: `-` is standard input.

use crate::failure::Failure;
use muster_platform::files;
use std::{io::Read, path::Path};

/// The text of a file, or of standard input, of which at most so many bytes are read: more is not what the command asks for.
pub(crate) fn read(path: &Path, input_bytes_max: u64) -> Result<String, Failure> {
    if path != Path::new("-") {
        return Ok(files::read(path)?);
    }
    let mut text = String::new();
    std::io::stdin().lock().take(input_bytes_max).read_to_string(&mut text)?;
    Ok(text)
}

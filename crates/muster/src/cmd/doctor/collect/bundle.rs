//! The one file that a collection ends in.

use super::collected::Collected;
use crate::{
    cmd::doctor::file_name,
    failure::Failure,
    output_file::{self, OutputFile},
};
use muster_core::{code, lang::Lang};
use muster_doctor::Source;
use std::{
    io::{Cursor, Write},
    path::{Path, PathBuf},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// So many earlier files of one computer may lie in a folder.
const NAMES_MAX: u32 = 99;

/// Where the file is written.
pub(super) enum Place {
    /// As it is named.
    File(OutputFile),
    /// Under the computer's name. An earlier file stays, unless it is to be replaced.
    Folder { folder: PathBuf, force: bool },
}

impl Place {
    /// A name that ends in `.zip` is a file, any other a folder. What cannot be, or is in the way, is refused before anything is run.
    pub(super) fn new(path: &Path, force: bool, lang: Lang) -> Result<Self, Failure> {
        let is_file = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) && !path.is_dir();
        if is_file {
            return Ok(Self::File(OutputFile::new(path, force)?));
        }
        output_file::make_folder(path, lang)?;
        Ok(Self::Folder { folder: path.to_owned(), force })
    }

    /// Packs and writes; the path of the file.
    pub(super) fn write(&self, collected: &Collected) -> Result<String, Failure> {
        let zip = packed(&collected.sources).map_err(|error| Failure::new(code::WRITE_FAULT, error))?;
        let file = match self {
            Self::File(file) => file.clone(),
            Self::Folder { folder, force } => free(folder, &file_name(&collected.computer), *force)?,
        };
        file.write_public(zip)?;
        Ok(file.to_string())
    }
}

/// The first name that no earlier file has.
fn free(folder: &Path, computer: &str, force: bool) -> Result<OutputFile, Failure> {
    let numbered = (2..=NAMES_MAX).map(|number| format!("{computer}_muster-{number}.zip"));
    let mut names = [format!("{computer}_muster.zip")].into_iter().chain(numbered);
    let is_free = |name: &String| force || folder.join(name).symlink_metadata().is_err();
    let name = names.find(is_free).unwrap_or_else(|| format!("{computer}_muster.zip"));
    OutputFile::new(&folder.join(name), force)
}

fn packed(sources: &[Source]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for source in sources {
        archive.start_file(&*source.name, SimpleFileOptions::default())?;
        archive.write_all(&source.bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

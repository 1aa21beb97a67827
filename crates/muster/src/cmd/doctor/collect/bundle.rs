//! The one file that a collection ends in.

use super::collected::Collected;
use crate::{
    cmd::doctor::file_name,
    failure::Failure,
    output_file::{self, OutputFile},
};
use muster_core::code;
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
    pub(super) fn new(path: &Path, force: bool) -> Result<Self, Failure> {
        if is_zip(path) {
            return Ok(Self::File(OutputFile::new(path, force)?));
        }
        output_file::make_folder(path).map_err(Failure::into_usage)?;
        Ok(Self::Folder { folder: path.to_owned(), force })
    }

    /// Packs and writes; the path of the file.
    pub(super) fn write(&self, collected: &Collected) -> Result<String, Failure> {
        let zip = packed(&collected.sources).map_err(|error| Failure::foreign(code::WRITE_FAULT, error))?;
        let file = match self {
            Self::File(file) => file.clone(),
            Self::Folder { folder, force } => {
                free(folder, &format!("{}_muster.zip", file_name(&collected.computer)), *force)?
            }
        };
        file.write_public(zip)?;
        Ok(file.to_string())
    }
}

/// Whether a path names the file itself, and no folder for it.
pub(super) fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) && !path.is_dir()
}

/// The name, or the first number behind it that no earlier file has, unless an earlier file is to be replaced.
pub(super) fn free(folder: &Path, name: &str, force: bool) -> Result<OutputFile, Failure> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = (2..=NAMES_MAX).map(|number| format!("{stem}-{number}.{ending}"));
    let mut names = [name.to_owned()].into_iter().chain(numbered);
    let is_free = |name: &String| force || folder.join(name).symlink_metadata().is_err();
    let name = names.find(is_free).unwrap_or_else(|| name.to_owned());
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

#[cfg(test)]
mod tests {
    use super::{NAMES_MAX, free};
    use muster_core::code;
    use std::fs;

    #[test]
    fn an_earlier_file_stays_and_the_next_is_numbered() {
        let folder = tempfile::tempdir().expect("a folder");
        let next = |force| {
            let file = free(folder.path(), "PC_report.html", force).map_err(|failure| failure.code())?;
            file.write_public("x").map_err(|failure| failure.code())?;
            Ok(fs::read_dir(folder.path()).expect("a folder").count())
        };
        assert_eq!([next(false), next(false), next(true), next(false)], [Ok(1), Ok(2), Ok(2), Ok(3)]);
        assert!(folder.path().join("PC_report.html").is_file() && folder.path().join("PC_report-3.html").is_file());
        (3..NAMES_MAX).for_each(|_| assert!(next(false).is_ok()));
        assert_eq!(next(false), Err(code::FILE_EXISTS));
    }
}

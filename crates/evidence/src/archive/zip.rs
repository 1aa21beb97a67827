//! Zip archives.

use super::{Walk, read_seek::ReadSeek};
use crate::unread::Unread;
use zip::{CompressionMethod, ZipArchive};

pub(super) const MAGIC: &[u8] = b"PK\x03\x04";

pub(super) fn read(walk: &mut Walk<'_, '_>, name: &str, file: &mut dyn ReadSeek, depth: usize) {
    let Ok(mut archive) = ZipArchive::new(file) else { return walk.refuse(name, Unread::DamagedZip) };
    let mut holds_files = false;
    for index in 0..archive.len() {
        let stated = archive.name_for_index(index).and_then(Result::ok).map(|name| name.into_owned());
        let inner = format!("{name}/{}", stated.as_deref().unwrap_or("?"));
        let goes_on = match is_folder(&mut archive, index) {
            Ok(true) => continue,
            Ok(false) => match archive.by_index(index) {
                Ok(mut file) => walk.unpacked(&inner, &mut file, depth),
                Err(_) => walk.refused(&inner, Unread::DamagedEntry),
            },
            Err(reason) => walk.refused(&inner, reason),
        };
        if !goes_on {
            return;
        }
        holds_files = true;
    }
    if !holds_files {
        walk.refuse(name, Unread::EmptyArchive);
    }
}

/// Whether it is a folder.
///
/// # Errors
/// Why it cannot be unpacked.
fn is_folder<R: ReadSeek>(archive: &mut ZipArchive<R>, index: usize) -> Result<bool, Unread> {
    let file = archive.by_index_raw(index).map_err(|_| Unread::DamagedEntry)?;
    if file.is_dir() {
        return Ok(true);
    }
    if file.encrypted() {
        return Err(Unread::Encrypted);
    }
    let known = matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
    known.then_some(false).ok_or(Unread::UnknownCompression)
}

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
        match refusal(&mut archive, index) {
            Ok(true) => continue,
            Ok(false) => holds_files = true,
            Err(reason) => {
                holds_files = true;
                walk.refuse(&inner, reason);
                continue;
            }
        }
        let goes_on = match archive.by_index(index) {
            Ok(mut file) => walk.unpacked(&inner, &mut file, depth),
            Err(_) => {
                walk.refuse(&inner, Unread::DamagedEntry);
                true
            }
        };
        if !goes_on {
            return;
        }
    }
    if !holds_files {
        walk.refuse(name, Unread::EmptyArchive);
    }
}

/// Why a file cannot be unpacked; whether it is a folder.
fn refusal<R: ReadSeek>(archive: &mut ZipArchive<R>, index: usize) -> Result<bool, Unread> {
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

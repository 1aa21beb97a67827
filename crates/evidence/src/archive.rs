//! Archives among the evidence: read in memory, within limits, each file under the archive's name.
//!
//! Nothing is ever written, so a name that climbs out of its archive leads nowhere; it is shown as it stands there.

use crate::{Source, Unread};
use std::io::{Cursor, Read};
use zip::ZipArchive;

const MAGIC: &[u8] = b"PK\x03\x04";
/// What is known by its first bytes and not opened here, and the way out.
const CLOSED: [(&[u8], Unread); 6] = [
    (b"MSCF", Unread::Cab),
    (b"\x1f\x8b", Unread::Gzip),
    (b"7z\xbc\xaf", Unread::SevenZip),
    (b"\x89PNG", Unread::Picture),
    (b"\xff\xd8\xff", Unread::Picture),
    (b"%PDF", Unread::Pdf),
];
/// An archive in an archive is opened, one in that is not.
const DEPTH_MAX: usize = 2;
const ENTRIES_MAX: usize = 10_000;
/// What one file may grow to.
const ENTRY_SIZE_MAX: u64 = 64 * 1024 * 1024;
/// What all files of one archive may grow to together.
const TOTAL_SIZE_MAX: u64 = 512 * 1024 * 1024;

/// Takes a piece of evidence by name, or why it is not read.
pub(crate) type Sink<'s> = &'s mut dyn FnMut(&str, Result<&[u8], Unread>);

/// Hands a source on; of an archive, every file in it, in the order of the archive.
pub(crate) fn open(source: &Source, sink: Sink<'_>) {
    let mut left = TOTAL_SIZE_MAX;
    entry(&source.name, &source.bytes, DEPTH_MAX, &mut left, sink);
}

fn entry(name: &str, bytes: &[u8], depth: usize, left: &mut u64, sink: Sink<'_>) {
    if !bytes.starts_with(MAGIC) {
        let closed = CLOSED.iter().find(|(magic, _)| bytes.starts_with(magic));
        return sink(name, closed.map_or(Ok(bytes), |(_, reason)| Err(*reason)));
    }
    if depth == 0 {
        return sink(name, Err(Unread::NestedArchive));
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return sink(name, Err(Unread::DamagedZip));
    };
    if archive.len() > ENTRIES_MAX {
        return sink(name, Err(Unread::TooManyFiles));
    }
    let mut empty = true;
    for index in 0..archive.len() {
        let unpacked = unpack(&mut archive, index, left);
        empty &= matches!(unpacked, Ok(None));
        match unpacked {
            Ok(None) => {}
            Ok(Some((inner, bytes))) => entry(&format!("{name}/{inner}"), &bytes, depth - 1, left, sink),
            Err((inner, reason)) => sink(&format!("{name}/{inner}"), Err(reason)),
        }
    }
    if empty {
        sink(name, Err(Unread::EmptyArchive));
    }
}

type Unpacked = Result<Option<(String, Vec<u8>)>, (String, Unread)>;

/// One file of an archive; none for a folder. What counts is what really comes out, not the size that the archive states.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, left: &mut u64) -> Unpacked {
    let stated =
        archive.name_for_index(index).and_then(Result::ok).map_or_else(|| "?".to_owned(), |name| name.into_owned());
    let damaged = |name: &str| (name.to_owned(), Unread::DamagedEntry);
    let Ok(file) = archive.by_index(index) else { return Err(damaged(&stated)) };
    if file.is_dir() {
        return Ok(None);
    }
    let limit = ENTRY_SIZE_MAX.min(*left);
    let mut bytes = Vec::new();
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    *left = left.saturating_sub(bytes.len() as u64);
    match read {
        Err(_) => Err(damaged(&stated)),
        Ok(length) if length as u64 > ENTRY_SIZE_MAX => Err((stated, Unread::EntryTooLarge)),
        Ok(length) if length as u64 > limit => Err((stated, Unread::ArchiveTooLarge)),
        Ok(_) => Ok(Some((stated, bytes))),
    }
}

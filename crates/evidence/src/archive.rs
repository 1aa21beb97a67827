//! Zip archives among the evidence, unpacked in memory and within limits.
//!
//! Nothing is written, so a name with `..` in it does no harm; the inventory shows it as it is.

use crate::{source::Source, unread::Unread};
use std::{
    borrow::Cow,
    io::{Cursor, Read},
};
use zip::ZipArchive;

const MAGIC: &[u8] = b"PK\x03\x04";
/// Formats that are recognised by their first bytes and not opened.
const CLOSED: [(&[u8], Unread); 6] = [
    (b"MSCF", Unread::Cab),
    (b"\x1f\x8b", Unread::Gzip),
    (b"7z\xbc\xaf", Unread::SevenZip),
    (b"\x89PNG", Unread::Picture),
    (b"\xff\xd8\xff", Unread::Picture),
    (b"%PDF", Unread::Pdf),
];
/// An archive in an archive is opened; one deeper is not.
const DEPTH_MAX: usize = 2;
const ENTRIES_MAX: usize = 10_000;
/// Bytes of one file, unpacked.
const ENTRY_SIZE_MAX: u64 = 64 * 1024 * 1024;
/// Bytes of all files of one source together, unpacked.
const TOTAL_SIZE_MAX: u64 = 512 * 1024 * 1024;

/// A file of the evidence: a source itself, or one of the files of an archive.
pub(crate) struct Entry<'s> {
    /// Of a file in an archive, `archive.zip/file.txt`.
    pub(crate) name: String,
    /// The bytes, or why they are not read.
    pub(crate) content: Result<Cow<'s, [u8]>, Unread>,
}

/// The files of a source: one, or those of an archive in the order of the archive.
pub(crate) fn entries(source: &Source) -> Entries<'_> {
    let first = Some((source.name.clone(), Cow::Borrowed(source.bytes.as_slice())));
    Entries { first, open: Vec::new(), bytes_left: TOTAL_SIZE_MAX }
}

pub(crate) struct Entries<'s> {
    first: Option<(String, Cow<'s, [u8]>)>,
    /// The archive of the source, and the one inside it that is being read.
    open: Vec<OpenArchive<'s>>,
    /// What is left of `TOTAL_SIZE_MAX`.
    bytes_left: u64,
}

struct OpenArchive<'s> {
    name: String,
    zip: ZipArchive<Cursor<Cow<'s, [u8]>>>,
    index: usize,
    holds_files: bool,
}

impl<'s> Iterator for Entries<'s> {
    type Item = Entry<'s>;

    fn next(&mut self) -> Option<Entry<'s>> {
        let mut entered = self.first.take().and_then(|(name, bytes)| self.enter(name, bytes));
        while entered.is_none() {
            let archive = self.open.last_mut()?;
            if archive.index == archive.zip.len() {
                let done = self.open.pop()?;
                entered = (!done.holds_files).then_some(Entry { name: done.name, content: Err(Unread::EmptyArchive) });
                continue;
            }
            let unpacked = unpack(&mut archive.zip, archive.index, &mut self.bytes_left);
            archive.index += 1;
            archive.holds_files |= !matches!(unpacked, Ok(None));
            let below = |inner: &str| format!("{}/{inner}", archive.name);
            entered = match unpacked {
                Ok(None) => None,
                Ok(Some((inner, bytes))) => {
                    let name = below(&inner);
                    self.enter(name, Cow::Owned(bytes))
                }
                Err((inner, reason)) => Some(Entry { name: below(&inner), content: Err(reason) }),
            };
        }
        entered
    }
}

impl<'s> Entries<'s> {
    /// Returns a file as an entry. An archive is opened instead, and its files come next.
    fn enter(&mut self, name: String, bytes: Cow<'s, [u8]>) -> Option<Entry<'s>> {
        if !bytes.starts_with(MAGIC) {
            let closed = CLOSED.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, reason)| *reason);
            return Some(Entry { name, content: closed.map_or(Ok(bytes), Err) });
        }
        if self.open.len() == DEPTH_MAX {
            return Some(Entry { name, content: Err(Unread::NestedArchive) });
        }
        let zip = match ZipArchive::new(Cursor::new(bytes)) {
            Err(_) => Err(Unread::DamagedZip),
            Ok(zip) if zip.len() > ENTRIES_MAX => Err(Unread::TooManyFiles),
            Ok(zip) => Ok(zip),
        };
        match zip {
            Err(reason) => Some(Entry { name, content: Err(reason) }),
            Ok(zip) => {
                self.open.push(OpenArchive { name, zip, index: 0, holds_files: false });
                None
            }
        }
    }
}

type Unpacked = Result<Option<(String, Vec<u8>)>, (String, Unread)>;

/// Unpacks one file; none for a folder. The limits hold for the bytes that come out, not for the size that the archive states.
fn unpack(archive: &mut ZipArchive<Cursor<Cow<'_, [u8]>>>, index: usize, left: &mut u64) -> Unpacked {
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

//! The files among the evidence: a source itself, or those of an archive or a mail, in their order.
//!
//! Each archive is read once, from its beginning to its end, within limits of depth, number and size that hold for what comes
//! out, not for what the archive states. Nothing is written, so a name with `..` in it does no harm; the inventory shows it as
//! it is.

mod cab;
pub(crate) mod cut;
mod gzip;
mod mail;
pub(crate) mod read_seek;
#[cfg(feature = "seven-zip")]
mod seven_zip;
mod tar;
mod zip;

use crate::{readers::evtx, unread::Unread};
use cut::Gap;
use read_seek::ReadSeek;
use std::io::{self, Cursor, Read, SeekFrom};

/// Formats that are recognised by their first bytes and not opened.
const CLOSED: [(&[u8], Unread); 8] = [
    (b"7z\xbc\xaf", Unread::OtherArchive),
    (b"Rar!", Unread::OtherArchive),
    (b"\xfd7zXZ", Unread::OtherArchive),
    (b"\x28\xb5\x2f\xfd", Unread::OtherArchive),
    (b"\x89PNG", Unread::Picture),
    (b"\xff\xd8\xff", Unread::Picture),
    (b"%PDF", Unread::Pdf),
    (b"MZ\x90\0", Unread::NotText),
];
/// An archive in an archive is opened; one deeper is not.
const DEPTH_MAX: usize = 2;
const FILES_MAX: usize = 10_000;
/// Bytes of one file of an archive, unpacked.
const FILE_SIZE_MAX: u64 = 64 * 1024 * 1024;
/// Bytes of all files of one source together, unpacked.
const TOTAL_SIZE_MAX: u64 = 2048 * 1024 * 1024;
/// Bytes that tell the format; that of tar stands farthest behind.
const HEAD: usize = 512;

/// What a file is read as.
pub(crate) enum Content<'c> {
    /// An event log.
    Log(&'c mut dyn ReadSeek),
    /// Anything else, and what was left out of its middle.
    Bytes(Vec<u8>, Option<Gap>),
}

/// Takes each file with its name (of a file in an archive, `archive.zip/file.txt`), or why it is not read.
pub(crate) type Visit<'v> = dyn FnMut(&str, Result<Content<'_>, Unread>) + 'v;

/// Visits the files of a source.
pub(crate) fn walk(name: &str, source: &mut dyn ReadSeek, visit: &mut Visit<'_>) {
    Walk { visit, files_left: FILES_MAX, bytes_left: TOTAL_SIZE_MAX }.file(name, source, 0);
}

/// A way through a source, and what is left of its limits.
struct Walk<'w, 'v> {
    visit: &'w mut Visit<'v>,
    files_left: usize,
    bytes_left: u64,
}

impl Walk<'_, '_> {
    fn refuse(&mut self, name: &str, reason: Unread) {
        (self.visit)(name, Err(reason));
    }

    /// A file that lies open: an archive is entered, everything else is visited.
    fn file(&mut self, name: &str, file: &mut dyn ReadSeek, depth: usize) {
        let Ok(head) = head(file) else { return self.refuse(name, Unread::Unreadable) };
        if let Some(read) = format(&head) {
            return if depth < DEPTH_MAX {
                read(self, name, file, depth + 1);
            } else {
                self.refuse(name, Unread::NestedArchive);
            };
        }
        if head.starts_with(gzip::MAGIC) {
            return gzip::read(self, name, file, depth);
        }
        if let Some((_, reason)) = CLOSED.iter().find(|(magic, _)| head.starts_with(magic)) {
            return self.refuse(name, *reason);
        }
        if head.starts_with(evtx::MAGIC) {
            return (self.visit)(name, Ok(Content::Log(file)));
        }
        match cut::read(file) {
            Err(_) => self.refuse(name, Unread::Unreadable),
            Ok((bytes, None)) if depth < DEPTH_MAX && mail::is_mail(&bytes) => {
                mail::read(self, name, &bytes, depth + 1);
            }
            Ok((bytes, gap)) => (self.visit)(name, Ok(Content::Bytes(bytes, gap))),
        }
    }

    fn visit_bytes(&mut self, name: &str, bytes: Vec<u8>) {
        (self.visit)(name, Ok(Content::Bytes(bytes, None)));
    }

    /// Counts a file of an archive, whether it can be read or not; at the limit it is refused, and so is the rest of the archive.
    fn admits(&mut self, name: &str) -> bool {
        if self.files_left == 0 {
            self.refuse(name, Unread::TooManyFiles);
            return false;
        }
        self.files_left -= 1;
        true
    }

    /// A file of an archive that cannot be unpacked. Returns whether the archive can be read on.
    fn refused(&mut self, name: &str, reason: Unread) -> bool {
        let admitted = self.admits(name);
        if admitted {
            self.refuse(name, reason);
        }
        admitted
    }

    /// A file of an archive, as it comes out of it. Returns whether the archive can be read on.
    fn unpacked(&mut self, name: &str, stream: &mut dyn Read, depth: usize) -> bool {
        if !self.admits(name) {
            return false;
        }
        let limit = FILE_SIZE_MAX.min(self.bytes_left);
        let mut bytes = Vec::new();
        let read = stream.take(limit + 1).read_to_end(&mut bytes);
        self.bytes_left = self.bytes_left.saturating_sub(bytes.len() as u64);
        match read {
            Err(_) => self.refuse(name, Unread::DamagedEntry),
            Ok(length) if length as u64 > FILE_SIZE_MAX => self.refuse(name, Unread::EntryTooLarge),
            Ok(length) if length as u64 > limit => {
                self.refuse(name, Unread::ArchiveTooLarge);
                return false;
            }
            Ok(_) => self.file(name, &mut Cursor::new(bytes), depth),
        }
        true
    }
}

type Reader = fn(&mut Walk<'_, '_>, &str, &mut dyn ReadSeek, usize);

/// The archive that begins so.
fn format(head: &[u8]) -> Option<Reader> {
    if head.starts_with(zip::MAGIC) {
        Some(zip::read)
    } else if head.starts_with(cab::MAGIC) {
        Some(cab::read)
    } else if tar::is_header(head) {
        Some(tar::read)
    } else {
        #[cfg(feature = "seven-zip")]
        if head.starts_with(seven_zip::MAGIC) {
            return Some(seven_zip::read);
        }
        None
    }
}

/// The first bytes; the next byte that is read is the first one again.
fn head(file: &mut dyn ReadSeek) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    file.take(HEAD as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(head)
}

//! 7z archives (format: 7zFormat.txt of the LZMA SDK), packed by LZMA or LZMA2.
//!
//! The files of a block are packed as one stream, which is unpacked once and in order.

use super::{FILE_SIZE_MAX, Walk, read_seek::ReadSeek};
use crate::unread::Unread;
use sevenz_rust2::{Archive, ArchiveEntry, BlockDecoder, Error, Password};
use std::io::Read;

pub(super) const MAGIC: &[u8] = b"7z\xbc\xaf\x27\x1c";
/// KiB of the dictionary of a packed stream: that of 7-Zip's best compression, 64 MiB, and what lies beside it.
const MEMORY_MAX: usize = 80 * 1024;

pub(super) fn read(walk: &mut Walk<'_, '_>, name: &str, mut file: &mut dyn ReadSeek, depth: usize) {
    let none = Password::empty();
    let archive = match Archive::read_with_memory_limit(&mut file, &none, MEMORY_MAX) {
        Ok(archive) => archive,
        Err(error) => return walk.refuse(name, reason(&error, Unread::DamagedSevenZip)),
    };
    if archive.files.iter().all(|entry| entry.is_directory) {
        return walk.refuse(name, Unread::EmptyArchive);
    }
    for index in 0..archive.blocks.len() {
        let block = BlockDecoder::new_with_memory_limit(1, MEMORY_MAX, index, &archive, &none, &mut file);
        if !read_block(walk, name, block, depth) {
            return;
        }
    }
    let is_empty = |(index, entry): &(usize, &ArchiveEntry)| {
        archive.stream_map.file_block_index.get(*index).is_some_and(Option::is_none) && !entry.is_directory
    };
    for (_, entry) in archive.files.iter().enumerate().filter(is_empty) {
        if !walk.unpacked(&inner_name(name, entry), &mut std::io::empty(), depth) {
            return;
        }
    }
}

/// The files of a block; those behind a damaged place are refused. Returns whether the archive can be read on.
fn read_block(walk: &mut Walk<'_, '_>, name: &str, block: BlockDecoder<'_, &mut dyn ReadSeek>, depth: usize) -> bool {
    let files: Vec<String> = block.entries().iter().map(|entry| inner_name(name, entry)).collect();
    let (mut visited, mut goes_on) = (0, true);
    let read = block.for_each_entries(&mut |entry, stream| {
        visited += 1;
        goes_on = entry.is_directory || unpack(walk, &inner_name(name, entry), entry.size, stream, depth);
        Ok(goes_on)
    });
    if let (Err(error), true) = (read, goes_on) {
        let reason = reason(&error, Unread::DamagedEntry);
        goes_on = files.iter().skip(visited).all(|file| walk.refused(file, reason));
    }
    goes_on
}

/// A file of a block, as it comes out of it. Returns whether the archive can be read on.
fn unpack(walk: &mut Walk<'_, '_>, name: &str, size: u64, stream: &mut dyn Read, depth: usize) -> bool {
    // What is not read of a file is unpacked too, for the sake of the next one.
    let skipped = size.saturating_sub(FILE_SIZE_MAX);
    if skipped > walk.bytes_left {
        walk.refuse(name, Unread::ArchiveTooLarge);
        return false;
    }
    walk.bytes_left -= skipped;
    walk.unpacked(name, stream, depth)
}

fn inner_name(archive: &str, entry: &ArchiveEntry) -> String {
    format!("{archive}/{}", entry.name.replace('\\', "/"))
}

/// Why a stream cannot be unpacked.
fn reason(error: &Error, damaged: Unread) -> Unread {
    match error {
        Error::PasswordRequired => Unread::Encrypted,
        Error::UnsupportedCompressionMethod(method) if method.contains("AES") => Unread::Encrypted,
        Error::UnsupportedCompressionMethod(_) => Unread::UnknownCompression,
        Error::MaxMemLimited { .. } => Unread::DictionaryTooLarge,
        _ => damaged,
    }
}

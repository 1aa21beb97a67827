//! Tar archives, of any of the formats that are in use: v7, ustar, GNU and pax.

use super::{Walk, read_seek::ReadSeek};
use crate::unread::Unread;
use std::io::Read;
use tar::{Archive, EntryType};

/// Bytes of a name, or of a header with one.
const NAME_MAX: u64 = 64 * 1024;

/// Whether a header of tar begins here: its checksum is that of its bytes.
pub(super) fn is_header(head: &[u8]) -> bool {
    let Some(header) = head.get(..512) else { return false };
    let stated = header.get(148..156).and_then(|digits| str::from_utf8(digits).ok());
    let stated = stated.and_then(|digits| u32::from_str_radix(digits.trim_matches([' ', '\0']), 8).ok());
    // The sum counts its own field as blanks.
    let own =
        |(place, byte): (usize, &u8)| if (148..156).contains(&place) { u32::from(b' ') } else { u32::from(*byte) };
    header.first() != Some(&0) && stated == Some(header.iter().enumerate().map(own).sum())
}

pub(super) fn read(walk: &mut Walk<'_, '_>, name: &str, file: &mut dyn ReadSeek, depth: usize) {
    entries(walk, name, file, depth);
}

/// The files of an archive, as they come. Long names stand in entries of their own, which are read within a limit here.
pub(super) fn entries(walk: &mut Walk<'_, '_>, name: &str, stream: &mut dyn Read, depth: usize) {
    let mut archive = Archive::new(stream);
    let Ok(entries) = archive.entries() else { return walk.refuse(name, Unread::DamagedEntry) };
    let mut long_name: Option<String> = None;
    let mut holds_files = false;
    for entry in entries.raw(true) {
        let Ok(mut entry) = entry else { return walk.refuse(name, Unread::DamagedEntry) };
        match entry.header().entry_type() {
            EntryType::GNULongName => long_name = text(&mut entry).map(|name| name.trim_end_matches('\0').to_owned()),
            EntryType::XHeader => long_name = text(&mut entry).and_then(|header| path(&header)).or(long_name),
            EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
                let own = || String::from_utf8_lossy(&entry.path_bytes()).into_owned();
                let inner = format!("{name}/{}", long_name.take().unwrap_or_else(own));
                holds_files = true;
                if !walk.unpacked(&inner, &mut entry, depth) {
                    return;
                }
            }
            _ => long_name = None,
        }
    }
    if !holds_files {
        walk.refuse(name, Unread::EmptyArchive);
    }
}

fn text(entry: &mut dyn Read) -> Option<String> {
    let mut bytes = Vec::new();
    entry.take(NAME_MAX).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// `27 path=folder/file.txt` among the records of a pax header.
fn path(header: &str) -> Option<String> {
    let record = header.lines().find_map(|record| record.split_once(' ')?.1.strip_prefix("path="));
    record.map(str::to_owned)
}

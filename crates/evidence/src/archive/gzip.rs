//! Gzip: one file, or the tar archive that lies in it, which is read as it comes out.

use super::{DEPTH_MAX, HEAD, TOTAL_SIZE_MAX, Walk, read_seek::ReadSeek, tar};
use crate::unread::Unread;
use flate2::read::MultiGzDecoder;
use std::io::{Cursor, Read};

pub(super) const MAGIC: &[u8] = b"\x1f\x8b";

pub(super) fn read(walk: &mut Walk<'_, '_>, name: &str, file: &mut dyn ReadSeek, depth: usize) {
    if depth == DEPTH_MAX {
        return walk.refuse(name, Unread::NestedArchive);
    }
    let mut stream = MultiGzDecoder::new(file);
    let mut head = Vec::new();
    if (&mut stream).take(HEAD as u64).read_to_end(&mut head).is_err() {
        return walk.refuse(name, Unread::DamagedEntry);
    }
    let is_tar = tar::is_header(&head);
    let mut whole = Cursor::new(head).chain(stream);
    if is_tar {
        tar::entries(walk, name, &mut whole.take(TOTAL_SIZE_MAX), depth + 1);
    } else {
        // As gzip itself names it.
        let inner = name.strip_suffix(".gz").unwrap_or(name);
        walk.unpacked(inner, &mut whole, depth + 1);
    }
}

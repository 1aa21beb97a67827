//! Reads a file whole, or its beginning and its end where it is too large to be held.

use super::read_seek::ReadSeek;
use crate::decode;
use std::{
    collections::VecDeque,
    io::{self, Read},
};

/// Bytes of the beginning, and as many of the end, of a larger file that are read.
const PART: usize = 16 * 1024 * 1024;
const BUFFER: usize = 1024 * 1024;

/// What was left out of the middle of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The line before it, from 1.
    pub(crate) after: u32,
    /// The lines in it.
    pub(crate) lines: u32,
    pub(crate) bytes: u64,
}

/// The bytes of a file, cut between two lines, and what was left out. Of what is no text, nothing more than its beginning is read.
pub(super) fn read(file: &mut dyn ReadSeek) -> io::Result<(Vec<u8>, Option<Gap>)> {
    let mut bytes = Vec::new();
    file.take(2 * PART as u64).read_to_end(&mut bytes)?;
    if bytes.len() < 2 * PART {
        return Ok((bytes, None));
    }
    let width = if decode::is_wide(&bytes) { 2 } else { 1 };
    let mut tail: VecDeque<u8> = bytes.split_off(PART).into();
    if decode::is_binary(&bytes) {
        return Ok((bytes, None));
    }
    let end = line_end(&bytes, width).unwrap_or(bytes.len());
    let mut gap = Gap { after: ends(&bytes), lines: ends(bytes.get(end..).unwrap_or_default()), bytes: 0 };
    gap.after -= gap.lines;
    gap.bytes = (bytes.len() - end) as u64;
    bytes.truncate(end);
    let mut buffer = vec![0; BUFFER];
    loop {
        let length = file.read(&mut buffer)?;
        let read = buffer.get(..length).unwrap_or_default();
        if read.is_empty() {
            break;
        }
        let dropped: Vec<u8> = tail.drain(..(tail.len() + read.len()).saturating_sub(PART)).collect();
        gap.lines += ends(&dropped);
        gap.bytes += dropped.len() as u64;
        tail.extend(read);
    }
    let tail = Vec::from(tail);
    // The rest of the line that was cut.
    let skipped = (gap.bytes + end as u64) as usize % width;
    let start = tail.get(skipped..).and_then(|aligned| first_line(aligned, width)).map_or(0, |place| place + skipped);
    gap.lines += ends(tail.get(..start).unwrap_or_default());
    gap.bytes += start as u64;
    bytes.extend_from_slice(tail.get(start..).unwrap_or_default());
    Ok((bytes, (gap.bytes > 0).then_some(gap)))
}

fn ends(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
}

/// Behind the last line that ends in these bytes.
fn line_end(bytes: &[u8], width: usize) -> Option<usize> {
    memchr::memrchr_iter(b'\n', bytes).find_map(|place| behind(place, bytes.len(), width))
}

/// Behind the first line that ends in these bytes.
fn first_line(bytes: &[u8], width: usize) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|place| behind(place, bytes.len(), width))
}

/// Behind the unit in which a byte stands.
fn behind(place: usize, length: usize, width: usize) -> Option<usize> {
    Some((place / width + 1) * width).filter(|end| *end <= length)
}

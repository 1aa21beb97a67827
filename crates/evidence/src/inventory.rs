//! A table of many machines that is too large to be read at once: an export of VAMT or of an inventory, as CSV. It is cut into pieces
//! that hold the rows of whole machines, wherever these stand, each below the header of the table.
//!
//! Never: it keeps more of the table than the places of its rows, and it judges nothing; a piece is read like any other text.

use crate::{
    decode,
    evidence_set::{EvidenceSet, read},
    instance::{self, names::Name},
    source::Source,
};
use csv::{ByteRecord, ReaderBuilder};
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom},
    sync::Arc,
};

/// The header stands in the first bytes and lines of a table.
const HEAD_BYTES_MAX: u64 = 64 * 1024;
const HEAD_LINES_MAX: usize = 20;
/// A piece is complete when it has so many bytes.
const PIECE_SIZE: usize = 128 * 1024;
/// A row that is longer is damaged.
const ROW_SIZE_MAX: u64 = 16 * 1024 * 1024;
/// What names no machine comes after everything that does.
const NO_MACHINE: u32 = u32::MAX;

/// A table of many machines.
pub struct Inventory<R> {
    reader: BufReader<R>,
    /// Where the reader stands.
    at: u64,
    /// The table up to the end of its header.
    head: Vec<u8>,
    head_lines: u32,
    /// The rows, those of one machine after each other.
    rows: Vec<Row>,
    next: usize,
}

/// A row by its place in the table.
struct Row {
    /// Number of its machine, in the order of their first rows.
    machine: u32,
    line: u32,
    start: u64,
    length: u64,
}

/// Rows of whole machines below the header of their table.
pub struct Piece {
    bytes: Vec<u8>,
    /// The line in the table of each line of the piece.
    lines: Vec<u32>,
}

/// The header of a table.
struct Head {
    bytes: Vec<u8>,
    lines: u32,
    separator: u8,
    /// The column that names the machine, and its name.
    column: usize,
    name: Vec<u8>,
}

impl<R: Read + Seek> Inventory<R> {
    /// Finds the rows. None for what is no table with separators and a column of machines below a header, or is in UTF-16.
    ///
    /// # Errors
    /// If the reader fails.
    pub fn open(mut reader: R) -> io::Result<Option<Self>> {
        let mut first = Vec::new();
        reader.by_ref().take(HEAD_BYTES_MAX).read_to_end(&mut first)?;
        let Some(head) = Head::of(&first) else { return Ok(None) };
        reader.seek(SeekFrom::Start(head.bytes.len() as u64))?;
        let Some(mut rows) = rows(BufReader::new(&mut reader), &head)? else { return Ok(None) };
        rows.sort_by_key(|row| row.machine);
        reader.seek(SeekFrom::Start(0))?;
        let reader = BufReader::with_capacity(PIECE_SIZE, reader);
        Ok(Some(Self { reader, at: 0, head: head.bytes, head_lines: head.lines, rows, next: 0 }))
    }

    /// The next piece; none after the last one.
    ///
    /// # Errors
    /// If the reader fails, or the table was changed meanwhile.
    pub fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        let Some(first) = self.rows.get(self.next) else { return Ok(None) };
        // Lines that are no rows would end the table for those below them.
        let mut piece = if first.machine == NO_MACHINE {
            Piece { bytes: Vec::new(), lines: Vec::new() }
        } else {
            Piece { bytes: self.head.clone(), lines: (1..=self.head_lines).collect() }
        };
        let mut machine = first.machine;
        while let Some(row) = self.rows.get(self.next) {
            if row.machine != machine && (piece.bytes.len() >= PIECE_SIZE || row.machine == NO_MACHINE) {
                break;
            }
            machine = row.machine;
            let distance = i64::try_from(row.start).unwrap_or(i64::MAX) - i64::try_from(self.at).unwrap_or(i64::MAX);
            self.reader.seek_relative(distance)?;
            let before = piece.bytes.len();
            let length = self.reader.by_ref().take(row.length).read_to_end(&mut piece.bytes)?;
            if length as u64 != row.length {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            self.at = row.start + row.length;
            // The ends of the line before and blank lines stand before a row.
            let row_bytes = piece.bytes.split_off(before);
            let blank = row_bytes.iter().take_while(|byte| b"\r\n".contains(byte)).count();
            let (blank, text) = row_bytes.split_at(blank);
            let line = row.line.saturating_add(ends(blank));
            piece.bytes.extend_from_slice(text);
            if !text.ends_with(b"\n") {
                piece.bytes.push(b'\n');
            }
            let lines = ends(piece.bytes.get(before..).unwrap_or_default());
            piece.lines.extend(line..line.saturating_add(lines));
            self.next += 1;
        }
        Ok(Some(piece))
    }
}

impl Piece {
    /// Reads the piece as a part of the table of this name: cites have the lines of the table.
    pub fn read(self, name: &str) -> EvidenceSet {
        let mut set = read(&[Source { name: name.to_owned(), bytes: self.bytes }]);
        let line = |line: u32| self.lines.get((line as usize).checked_sub(1)?).copied();
        for cite in Arc::make_mut(&mut set.facts).iter_mut().flat_map(|fact| fact.cites_mut().iter_mut()) {
            cite.line = cite.line.and_then(line);
        }
        set
    }
}

impl Head {
    fn of(first: &[u8]) -> Option<Self> {
        if first.starts_with(&[0xff, 0xfe]) || first.starts_with(&[0xfe, 0xff]) || first.contains(&0) {
            return None;
        }
        let mut end = 0;
        for (index, line) in first.split_inclusive(|byte| *byte == b'\n').take(HEAD_LINES_MAX).enumerate() {
            end += line.len();
            let Some((separator, columns)) =
                decode::decode(line).ok().and_then(|line| instance::delimited::header(line.text.trim()))
            else {
                continue;
            };
            let column = columns.iter().position(|name| instance::names::meaning(name) == Some(Name::Computer))?;
            let name = columns.get(column)?.to_lowercase().into_bytes();
            let separator = u8::try_from(separator).ok().filter(|separator| b"\t;,".contains(separator))?;
            let lines = u32::try_from(index + 1).ok()?;
            return Some(Self { bytes: first.get(..end)?.to_vec(), lines, separator, column, name });
        }
        None
    }
}

/// The places of the rows; none if another table begins among them.
fn rows(reader: impl Read, head: &Head) -> io::Result<Option<Vec<Row>>> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(head.separator).from_reader(reader);
    let mut machines: HashMap<u64, u32> = HashMap::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut record = ByteRecord::new();
    let base = head.bytes.len() as u64;
    loop {
        let position = reader.position().clone();
        if !reader.read_byte_record(&mut record)? {
            break;
        }
        let start = record.position().map_or(position.byte(), csv::Position::byte);
        let line = record.position().map_or(position.line(), csv::Position::line);
        let length = reader.position().byte() - start;
        let name = record.get(head.column).unwrap_or_default();
        if name.to_ascii_lowercase() == head.name || length > ROW_SIZE_MAX {
            return Ok(None);
        }
        let machine = if record.len() < 2 {
            NO_MACHINE
        } else {
            let number = u32::try_from(machines.len()).unwrap_or(NO_MACHINE - 1);
            *machines.entry(key(name)).or_insert(number)
        };
        let line = u32::try_from(line).unwrap_or(u32::MAX).saturating_add(head.lines);
        rows.push(Row { machine, line, start: base + start, length });
    }
    Ok(Some(rows))
}

fn ends(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// Names of one machine have the same key: with the domain and without it, whatever the case.
fn key(name: &[u8]) -> u64 {
    let name = name.trim_ascii();
    let is_address = name.iter().all(|byte| byte.is_ascii_hexdigit() || b".:".contains(byte));
    let first = name.split(|byte| *byte == b'.').next().filter(|_| !is_address).unwrap_or(name);
    let mut hasher = DefaultHasher::new();
    first.to_ascii_lowercase().hash(&mut hasher);
    hasher.finish()
}

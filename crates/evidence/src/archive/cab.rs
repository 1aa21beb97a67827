//! Cabinet archives, as Windows' own tools pack what they collected (format: MS-CAB).
//!
//! The files of a folder of a cabinet are packed as one stream, which is unpacked once and in order.

use super::{Walk, read_seek::ReadSeek};
use crate::unread::Unread;
use flate2::{Decompress, FlushDecompress};
use lzxd::{Lzxd, WindowSize};
use std::io::{self, Read, SeekFrom};

pub(super) const MAGIC: &[u8] = b"MSCF";
/// No block is larger, unpacked; it is the window of MSZIP too.
const BLOCK: usize = 32 * 1024;
/// Header flags (MS-CAB 2.1): other cabinets of a set, and reserved fields.
const PREVIOUS: u16 = 1;
const NEXT: u16 = 2;
const RESERVED: u16 = 4;
/// Attribute of a file: its name is UTF-8.
const NAME_IS_UTF: u16 = 0x80;

pub(super) fn read(walk: &mut Walk<'_, '_>, name: &str, file: &mut dyn ReadSeek, depth: usize) {
    let Ok(cabinet) = Cabinet::read(file) else { return walk.refuse(name, Unread::DamagedCab) };
    if cabinet.files.is_empty() {
        return walk.refuse(name, Unread::EmptyArchive);
    }
    let first_of = |folder: usize| cabinet.files.partition_point(|file| usize::from(file.folder) < folder);
    for (index, folder) in cabinet.folders.iter().enumerate() {
        let files = cabinet.files.get(first_of(index)..first_of(index + 1)).unwrap_or_default();
        let stream = folder.stream(file, cabinet.block_reserve);
        let mut stream = match stream {
            Ok(stream) => stream,
            Err(reason) => {
                files.iter().for_each(|file| walk.refuse(&format!("{name}/{}", file.name), reason));
                continue;
            }
        };
        for file in files {
            let inner = format!("{name}/{}", file.name);
            let skipped = u64::from(file.offset).checked_sub(stream.place);
            if skipped.is_some_and(|skipped| skipped > walk.bytes_left) {
                return walk.refuse(&inner, Unread::ArchiveTooLarge);
            }
            // What lies before a file is unpacked too.
            walk.bytes_left -= skipped.unwrap_or_default();
            let reached =
                skipped.is_some_and(|skipped| io::copy(&mut (&mut stream).take(skipped), &mut io::sink()).is_ok());
            let mut content = Exact { stream: &mut stream, left: u64::from(file.size) };
            let goes_on = if reached {
                walk.unpacked(&inner, &mut content, depth)
            } else {
                walk.refused(&inner, Unread::DamagedEntry)
            };
            if !goes_on {
                return;
            }
        }
    }
    // A file that goes on in another cabinet of a set.
    for file in cabinet.files.get(first_of(cabinet.folders.len())..).unwrap_or_default() {
        walk.refuse(&format!("{name}/{}", file.name), Unread::PartOfSet);
    }
}

struct Cabinet {
    folders: Vec<Folder>,
    /// By their folder and their place in it.
    files: Vec<File>,
    /// Bytes before the data of each block that belong to somebody else.
    block_reserve: u8,
}

struct Folder {
    start: u32,
    blocks: u16,
    compression: u16,
}

struct File {
    name: String,
    folder: u16,
    /// In the unpacked stream of the folder.
    offset: u32,
    size: u32,
}

impl Cabinet {
    fn read(file: &mut dyn ReadSeek) -> io::Result<Self> {
        file.seek(SeekFrom::Start(16))?;
        let first_file = u32_of(file)?;
        file.seek(SeekFrom::Start(26))?;
        let (folders, files, flags) = (u16_of(file)?, u16_of(file)?, u16_of(file)?);
        file.seek(SeekFrom::Start(36))?;
        let (mut folder_reserve, mut block_reserve) = (0, 0);
        if flags & RESERVED != 0 {
            let header_reserve = u16_of(file)?;
            let [of_folder, of_block] = bytes(file)?;
            (folder_reserve, block_reserve) = (of_folder, of_block);
            file.seek(SeekFrom::Current(i64::from(header_reserve)))?;
        }
        for flag in [PREVIOUS, NEXT] {
            if flags & flag != 0 {
                name(file)?;
                name(file)?;
            }
        }
        let mut cabinet = Self { folders: Vec::new(), files: Vec::new(), block_reserve };
        for _ in 0..folders {
            let (start, blocks, compression) = (u32_of(file)?, u16_of(file)?, u16_of(file)?);
            file.seek(SeekFrom::Current(i64::from(folder_reserve)))?;
            cabinet.folders.push(Folder { start, blocks, compression });
        }
        file.seek(SeekFrom::Start(first_file.into()))?;
        for _ in 0..files {
            let (size, offset, folder) = (u32_of(file)?, u32_of(file)?, u16_of(file)?);
            u32_of(file)?;
            let attributes = u16_of(file)?;
            let stated = name(file)?;
            let name = if attributes & NAME_IS_UTF != 0 {
                String::from_utf8_lossy(&stated).into_owned()
            } else {
                stated.iter().copied().map(char::from).collect()
            };
            cabinet.files.push(File { name: name.replace('\\', "/"), folder, offset, size });
        }
        cabinet.files.sort_by_key(|file| (file.folder, file.offset));
        Ok(cabinet)
    }
}

impl Folder {
    fn stream<'f>(&self, file: &'f mut dyn ReadSeek, reserve: u8) -> Result<Stream<'f>, Unread> {
        let method = match self.compression & 0xF {
            0 => Method::Stored,
            1 => Method::MsZip(Vec::new()),
            3 => Method::Lzx(Box::new(Lzxd::new(window(self.compression >> 8 & 0x1F).ok_or(Unread::DamagedCab)?))),
            // Quantum, which nothing has packed for decades.
            _ => return Err(Unread::UnknownCompression),
        };
        file.seek(SeekFrom::Start(self.start.into())).map_err(|_| Unread::DamagedCab)?;
        Ok(Stream { file, reserve, left: self.blocks, method, block: Vec::new(), read: 0, place: 0 })
    }
}

fn window(bits: u16) -> Option<WindowSize> {
    Some(match bits {
        15 => WindowSize::KB32,
        16 => WindowSize::KB64,
        17 => WindowSize::KB128,
        18 => WindowSize::KB256,
        19 => WindowSize::KB512,
        20 => WindowSize::MB1,
        21 => WindowSize::MB2,
        _ => return None,
    })
}

enum Method {
    Stored,
    /// The block before, which the next one refers to.
    MsZip(Vec<u8>),
    Lzx(Box<Lzxd>),
}

/// The unpacked bytes of a folder.
struct Stream<'f> {
    file: &'f mut dyn ReadSeek,
    reserve: u8,
    /// Blocks.
    left: u16,
    method: Method,
    block: Vec<u8>,
    /// Of the block.
    read: usize,
    place: u64,
}

impl Stream<'_> {
    fn next_block(&mut self) -> io::Result<()> {
        self.left -= 1;
        let _checksum = u32_of(self.file)?;
        let (packed, unpacked) = (u16_of(self.file)?, usize::from(u16_of(self.file)?));
        self.file.seek(SeekFrom::Current(i64::from(self.reserve)))?;
        let mut data = vec![0; packed.into()];
        self.file.read_exact(&mut data)?;
        let block = match &mut self.method {
            Method::Stored => data,
            Method::MsZip(before) => {
                let block = inflate(before, &data, unpacked)?;
                before.clone_from(&block);
                block
            }
            Method::Lzx(lzx) => lzx.decompress_next(&data, unpacked).map_err(|_| damaged())?.to_vec(),
        };
        if block.len() != unpacked || unpacked > BLOCK {
            return Err(damaged());
        }
        (self.block, self.read) = (block, 0);
        Ok(())
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.read == self.block.len() && self.left > 0 {
            self.next_block()?;
        }
        let rest = self.block.get(self.read..).unwrap_or_default();
        let length = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..length), rest.get(..length)) {
            to.copy_from_slice(from);
        }
        self.read += length;
        self.place += length as u64;
        Ok(length)
    }
}

/// So many bytes of a stream; fewer are an error.
struct Exact<'s, 'f> {
    stream: &'s mut Stream<'f>,
    left: u64,
}

impl Read for Exact<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.stream.take(self.left).read(out)?;
        self.left -= length as u64;
        if length == 0 && self.left > 0 && !out.is_empty() { Err(damaged()) } else { Ok(length) }
    }
}

/// A block of MSZIP: `CK`, and a stream of deflate whose window holds the block before. That one is put before it, as a block
/// that is not packed (RFC 1951, 3.2.4).
fn inflate(before: &[u8], data: &[u8], unpacked: usize) -> io::Result<Vec<u8>> {
    let data = data.strip_prefix(b"CK").ok_or_else(damaged)?;
    let length = u16::try_from(before.len()).map_err(|_| damaged())?;
    let mut packed = Vec::with_capacity(data.len() + before.len() + 5);
    if length > 0 {
        packed.push(0);
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend_from_slice(before);
    }
    packed.extend_from_slice(data);
    let mut found = Vec::with_capacity(before.len() + unpacked);
    Decompress::new(false).decompress_vec(&packed, &mut found, FlushDecompress::Finish).map_err(|_| damaged())?;
    found.drain(..before.len().min(found.len()));
    Ok(found)
}

fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

fn bytes<const N: usize>(file: &mut dyn ReadSeek) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn u16_of(file: &mut dyn ReadSeek) -> io::Result<u16> {
    bytes(file).map(u16::from_le_bytes)
}

fn u32_of(file: &mut dyn ReadSeek) -> io::Result<u32> {
    bytes(file).map(u32::from_le_bytes)
}

/// A text up to its NUL.
fn name(file: &mut dyn ReadSeek) -> io::Result<Vec<u8>> {
    const NAME_MAX: usize = 1024;
    let mut name = Vec::new();
    loop {
        match bytes::<1>(file)? {
            [0] => return Ok(name),
            _ if name.len() == NAME_MAX => return Err(damaged()),
            [byte] => name.push(byte),
        }
    }
}

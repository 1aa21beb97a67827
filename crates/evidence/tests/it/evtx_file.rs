//! Writes small EVTX files: one chunk, records of binary XML without templates (format: MS-EVEN6 2.2.12 to 2.2.17).

const FILE_HEADER: usize = 4_096;
const CHUNK: usize = 65_536;
const CHUNK_HEADER: usize = 512;
/// 2026-11-21T10:00:00Z as a FILETIME.
const TIME: u64 = 134_081_928_000_000_000;

/// An event: provider, id, channel and the strings of its data.
pub(crate) struct Written<'e> {
    pub(crate) provider: &'e str,
    pub(crate) id: &'e str,
    pub(crate) channel: &'e str,
    pub(crate) data: &'e [&'e str],
}

/// A log with these events.
pub(crate) fn file(events: &[Written<'_>]) -> Vec<u8> {
    let mut chunk = vec![0; CHUNK_HEADER];
    let mut last = 0;
    for (number, event) in (1u64..).zip(events) {
        last = chunk.len();
        record(&mut chunk, number, event);
    }
    let (count, end) = (events.len() as u64, chunk.len());
    put(&mut chunk, 0, b"ElfChnk\0");
    for (place, number) in [(8, 1), (16, count), (24, 1), (32, count)] {
        put(&mut chunk, place, &number.to_le_bytes());
    }
    for (place, number) in [(40, 128), (44, last as u32), (48, end as u32)] {
        put(&mut chunk, place, &number.to_le_bytes());
    }
    chunk.resize(CHUNK, 0);
    let mut file = vec![0; FILE_HEADER];
    put(&mut file, 0, b"ElfFile\0");
    put(&mut file, 24, &(count + 1).to_le_bytes());
    put(&mut file, 32, &128u32.to_le_bytes());
    for (place, number) in [(36, 1u16), (38, 3), (40, 4_096), (42, 1)] {
        put(&mut file, place, &number.to_le_bytes());
    }
    [file, chunk].concat()
}

/// Where the record with this number starts.
pub(crate) fn record_start(file: &[u8], number: usize) -> usize {
    let magic = [0x2A, 0x2A, 0, 0];
    let starts = (0..file.len() - 4).filter(|place| file[*place..*place + 4] == magic);
    starts.collect::<Vec<_>>()[number - 1]
}

fn put(bytes: &mut [u8], place: usize, value: &[u8]) {
    bytes[place..place + value.len()].copy_from_slice(value);
}

fn record(chunk: &mut Vec<u8>, number: u64, event: &Written<'_>) {
    let start = chunk.len();
    chunk.extend([0x2A, 0x2A, 0, 0, 0, 0, 0, 0]);
    chunk.extend(number.to_le_bytes());
    chunk.extend(TIME.to_le_bytes());
    chunk.extend([0x0F, 1, 1, 0]);
    element(chunk, "Event", &[], |chunk| {
        element(chunk, "System", &[], |chunk| {
            element(chunk, "Provider", &[("Name", event.provider)], |_| {});
            element(chunk, "EventID", &[], |chunk| text(chunk, event.id));
            element(chunk, "TimeCreated", &[("SystemTime", "2026-11-21T10:00:00Z")], |_| {});
            element(chunk, "Channel", &[], |chunk| text(chunk, event.channel));
        });
        element(chunk, "EventData", &[], |chunk| {
            for data in event.data {
                element(chunk, "Data", &[], |chunk| text(chunk, data));
            }
        });
    });
    chunk.push(0);
    while !(chunk.len() - start + 4).is_multiple_of(8) {
        chunk.push(0);
    }
    let size = (chunk.len() - start + 4) as u32;
    chunk.extend(size.to_le_bytes());
    put(chunk, start + 4, &size.to_le_bytes());
}

fn element(chunk: &mut Vec<u8>, name: &str, attributes: &[(&str, &str)], inside: impl FnOnce(&mut Vec<u8>)) {
    chunk.push(if attributes.is_empty() { 0x01 } else { 0x41 });
    chunk.extend([0; 4]);
    let size = chunk.len() - 4;
    put_name(chunk, name);
    if !attributes.is_empty() {
        let list = chunk.len();
        chunk.extend([0; 4]);
        for (index, (name, value)) in attributes.iter().enumerate() {
            chunk.push(if index + 1 < attributes.len() { 0x46 } else { 0x06 });
            put_name(chunk, name);
            text(chunk, value);
        }
        let length = (chunk.len() - list - 4) as u32;
        put(chunk, list, &length.to_le_bytes());
    }
    let before = chunk.len();
    chunk.push(0x02);
    inside(chunk);
    if chunk.len() == before + 1 {
        chunk[before] = 0x03;
    } else {
        chunk.push(0x04);
    }
    let length = (chunk.len() - size - 4) as u32;
    put(chunk, size, &length.to_le_bytes());
}

/// A name stands where it is used: its offset is that of what follows.
fn put_name(chunk: &mut Vec<u8>, name: &str) {
    let offset = chunk.len() as u32 + 4;
    chunk.extend(offset.to_le_bytes());
    chunk.extend([0; 6]);
    chunk.extend((name.len() as u16).to_le_bytes());
    chunk.extend(name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
}

fn text(chunk: &mut Vec<u8>, text: &str) {
    let units: Vec<u16> = text.encode_utf16().collect();
    chunk.extend([0x05, 0x01]);
    chunk.extend((units.len() as u16).to_le_bytes());
    chunk.extend(units.into_iter().flat_map(u16::to_le_bytes));
}

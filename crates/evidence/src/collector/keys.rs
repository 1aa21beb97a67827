//! Takes product keys, and the secrets of one-time links that a service printed into its journal, out of what is collected, before it is
//! written.

use crate::product_key::mask;

/// What stands before the secret of a link into a console.
const LINK: &[u8] = b"?token=";

/// The bytes with every full product key cut down to its last five characters, as the reader masks it: in texts of one byte for a
/// character, and in UTF-16; and without the secrets of links.
pub fn without_keys(bytes: Vec<u8>) -> Vec<u8> {
    let is_log = bytes.starts_with(b"ElfFile\0");
    let mut masked = bytes.clone();
    mask(&mut masked, 1);
    mask(&mut masked, 2);
    hide_links(&mut masked);
    if is_log {
        mend_log(&bytes, &mut masked);
    }
    masked
}

fn hide_links(bytes: &mut [u8]) {
    let found: Vec<usize> = memchr::memmem::find_iter(bytes, LINK).map(|place| place + LINK.len()).collect();
    for place in found {
        let secret = bytes.get_mut(place..).into_iter().flatten().take_while(|letter| letter.is_ascii_hexdigit());
        secret.for_each(|letter| *letter = b'X');
    }
}

/// Bytes of the header of an event log, and of each chunk behind it (MS-EVEN6 and the format of Windows Vista's logs).
const LOG_HEADER: usize = 4096;
const CHUNK: usize = 65_536;

/// Gives the chunks that were changed their checksums: of the records, then of the header, in which the first one stands.
fn mend_log(before: &[u8], log: &mut [u8]) {
    let old = before.get(LOG_HEADER..).unwrap_or_default().chunks(CHUNK);
    let new = log.get_mut(LOG_HEADER..).unwrap_or_default().chunks_mut(CHUNK);
    for (_, chunk) in old.zip(new).filter(|(old, new)| old != new) {
        let end = chunk.get(48..52).and_then(|end| end.try_into().ok()).map_or(0, u32::from_le_bytes);
        let records = checksum(&[chunk.get(512..end as usize).unwrap_or_default()]);
        put(chunk, 52, records);
        let parts = [chunk.get(..120).unwrap_or_default(), chunk.get(128..512).unwrap_or_default()];
        put(chunk, 124, checksum(&parts));
    }
}

fn checksum(parts: &[&[u8]]) -> u32 {
    let mut sum = flate2::Crc::new();
    parts.iter().for_each(|part| sum.update(part));
    sum.sum()
}

fn put(bytes: &mut [u8], place: usize, number: u32) {
    if let Some(four) = bytes.get_mut(place..place + 4) {
        four.copy_from_slice(&number.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::{CHUNK, LOG_HEADER, checksum, put, without_keys};
    use crate::fact::masked;

    const KEY: &str = "ABCDE-12345-FGHIJ-67890-KLMNP";
    const MASKED: &str = "XXXXX-XXXXX-XXXXX-XXXXX-KLMNP";

    /// The reader would have masked the same.
    #[test]
    fn a_key_loses_all_but_its_end_and_nothing_else_changes() {
        let texts = [
            format!("key {KEY}\nkey={KEY}."),
            format!("{KEY}{KEY} {KEY}-"),
            format!("a{KEY} _{KEY} {KEY}9"),
            "36f27b39-2fd5-440b-be67-a09996d27a38 00090-12345-ABCDE-12345-ABCD".to_owned(),
            format!("-----{KEY}"),
            "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-AAAAA".to_owned(),
        ];
        for text in texts {
            let made = String::from_utf8(without_keys(text.clone().into_bytes())).expect("a text");
            assert_eq!(made, masked(&text), "{text}");
        }
    }

    #[test]
    fn a_link_into_a_console_loses_its_secret() {
        let line =
            |secret: &str| format!("muster[7]: by this link: http://127.0.0.1:1689/setup?token={secret}\nnext\n");
        let made = without_keys(line("0123456789abcdef0123456789abcdef").into_bytes());
        assert_eq!(String::from_utf8(made).expect("a text"), line(&"X".repeat(32)));
        for other in ["PublicKeyToken=31bf3856ad364e35", "/setup?token=", "token=abc"] {
            assert_eq!(without_keys(other.into()), other.as_bytes(), "{other}");
        }
    }

    #[test]
    fn a_key_in_utf_16_is_found_too() {
        let wide = |text: &str| [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
        assert_eq!(without_keys(wide(&format!("キー: {KEY}\r\n"))), wide(&format!("キー: {MASKED}\r\n")));
        assert_eq!(without_keys(vec![0; 100]), vec![0; 100]);
    }

    /// Event Viewer calls a chunk damaged whose checksums are wrong.
    #[test]
    fn a_log_that_loses_a_key_keeps_right_checksums() {
        let mut log = vec![0; LOG_HEADER + 2 * CHUNK];
        log[..8].copy_from_slice(b"ElfFile\0");
        let (first, second) = (LOG_HEADER, LOG_HEADER + CHUNK);
        put(&mut log, first + 48, 1024);
        let key: Vec<u8> = KEY.encode_utf16().flat_map(u16::to_le_bytes).collect();
        log[first + 600..first + 600 + key.len()].copy_from_slice(&key);
        let made = without_keys(log.clone());
        let number = |place: usize| u32::from_le_bytes(made[place..place + 4].try_into().expect("four bytes"));
        assert_eq!(number(first + 52), checksum(&[&made[first + 512..first + 1024]]));
        assert_eq!(number(first + 124), checksum(&[&made[first..first + 120], &made[first + 128..first + 512]]));
        assert!(made != log && made[second..] == log[second..]);
    }
}

//! The lines of a socket: a request or an answer each.

use std::io::{self, ErrorKind};

/// Bytes that are read at a time.
pub(crate) const CHUNK: usize = 16 * 1024;

/// Takes the next line out of what has come, without its end; none if not all of it has come. Fails if it is longer than `bytes_max`
/// or no text.
pub(crate) fn take_line(unread: &mut Vec<u8>, bytes_max: usize) -> io::Result<Option<String>> {
    match unread.iter().position(|byte| *byte == b'\n') {
        Some(end) if end > bytes_max => Err(ErrorKind::InvalidData.into()),
        Some(end) => {
            let rest = unread.split_off(end + 1);
            let mut line = std::mem::replace(unread, rest);
            line.truncate(end);
            String::from_utf8(line).map(Some).map_err(|_| ErrorKind::InvalidData.into())
        }
        None if unread.len() >= bytes_max => Err(ErrorKind::InvalidData.into()),
        None => Ok(None),
    }
}

/// Reads a line of at most `bytes_max`, however its bytes come; `read` reads what has come of them.
pub(crate) fn read_line(bytes_max: usize, mut read: impl FnMut(&mut [u8]) -> io::Result<usize>) -> io::Result<String> {
    let mut line = Vec::new();
    let mut buffer = [0; CHUNK];
    loop {
        let part = match read(&mut buffer) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(length) => buffer.get(..length).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = part.iter().position(|byte| *byte == b'\n');
        line.extend_from_slice(part.get(..end.unwrap_or(part.len())).unwrap_or_default());
        if line.len() > bytes_max {
            return Err(ErrorKind::InvalidData.into());
        }
        if end.is_some() {
            return String::from_utf8(line).map_err(|_| ErrorKind::InvalidData.into());
        }
    }
}

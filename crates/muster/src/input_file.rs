//! Files that the user names for what a command reads: `-` is standard input.

use crate::failure::Failure;
use muster_core::sentence;
use muster_platform::files::FileError;
use std::{
    fs::File,
    io::{self, ErrorKind, Read},
    path::Path,
};

/// The text of a file, or of standard input. More than so many bytes are not what the command asks for, and are not read: a device may
/// never end.
pub(crate) fn read(path: &Path, bytes_max: u64) -> Result<String, Failure> {
    let text = if path == Path::new("-") {
        read_from(io::stdin().lock(), bytes_max)
    } else {
        File::open(path).and_then(|file| read_from(file, bytes_max))
    };
    let text =
        text.and_then(|bytes| String::from_utf8(bytes).map_err(|error| io::Error::new(ErrorKind::InvalidData, error)));
    Ok(text.map_err(FileError::new(FileError::READ, path))?)
}

/// The same of a file that need not be text.
pub(crate) fn read_bytes(path: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure> {
    let bytes = File::open(path).and_then(|file| read_from(file, bytes_max));
    Ok(bytes.map_err(FileError::new(FileError::READ, path))?)
}

fn read_from(input: impl Read, bytes_max: u64) -> io::Result<Vec<u8>> {
    let too_long = || {
        let problem =
            sentence!("more than {bytes_max} bytes are not what is asked for", "{bytes_max} バイトを超えています");
        io::Error::new(ErrorKind::InvalidData, problem)
    };
    bytes(input, bytes_max)?.ok_or_else(too_long)
}

/// The bytes of an input; none if there are more than so many.
pub(crate) fn bytes(input: impl Read, bytes_max: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    // One more tells that there is more.
    input.take(bytes_max + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= bytes_max).then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::{read, read_from};
    use std::fs;

    #[test]
    fn a_file_is_read_up_to_its_limit_and_no_longer_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list.txt");
        fs::write(&path, "ピーシー\n").expect("written");
        let length = fs::metadata(&path).expect("a file").len();
        assert_eq!(read(&path, length).expect("read"), "ピーシー\n");
        let failure = read(&path, length - 1).expect_err("too long").to_string();
        assert!(failure.contains("list.txt") && failure.contains("more than 12 bytes"), "{failure}");
        assert!(read_from(std::io::repeat(b'a'), 1_000).is_err(), "what never ends");
    }
}

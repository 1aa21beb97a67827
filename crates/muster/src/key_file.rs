//! A product key in a file or on standard input: on a command line every user of the machine could read it.

use crate::{failure::Failure, input_file};
use muster_core::{
    code,
    keys::product_key::{KeyError, ProductKey},
    sentence,
};
use std::path::Path;

/// More is no file of one key.
const BYTES_MAX: u64 = 4096;

/// The one key that a file holds; `-` is standard input. No failure repeats what was read.
pub(crate) fn read(path: &Path) -> Result<ProductKey, Failure> {
    let text = input_file::read(path, BYTES_MAX)?;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(key), None) = (lines.next(), lines.next()) else {
        let problem = sentence!(
            "{file}: one product key is expected",
            "{file}: プロダクト キーを 1 つだけ含むファイルを指定してください",
            file = path.display()
        );
        return Err(Failure::new(code::INVALID_DATA, problem));
    };
    key.parse().map_err(|error: KeyError| Failure::new(code::KEY_INVALID, error))
}

#[cfg(test)]
mod tests {
    use super::read;
    use muster_core::{
        code,
        keys::product_key::{KeyClaim, ProductKey},
    };
    use std::fs;

    #[test]
    fn a_file_holds_one_key() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("key.txt");
        let key = ProductKey::new(KeyClaim::setup(1), [0; 10]).reveal();
        let read = |text: &str| {
            fs::write(&path, text).expect("written");
            read(&path).map(|key| key.reveal()).map_err(|failure| failure.code())
        };
        assert_eq!(read(&format!("\n  {key}\r\n\n")), Ok(key.clone()));
        assert_eq!(read(&format!("{key}\n{key}\n")), Err(code::INVALID_DATA));
        assert_eq!(read(""), Err(code::INVALID_DATA));
        assert_eq!(read("AAAAA"), Err(code::KEY_INVALID));
    }
}

//! The file of a passphrase. One that other accounts can read is refused: the passphrase in it may be known.

use crate::failure::Failure;
use muster_core::{code, lang::Lang};
use muster_platform::files;
use std::{
    fs,
    os::unix::fs::{FileTypeExt, MetadataExt},
    path::Path,
};
use zeroize::Zeroizing;

/// Group and others: any right.
const FOREIGN: u32 = 0o077;

pub(super) fn read(file: &Path, credentials: Option<&Path>, lang: Lang) -> Result<Zeroizing<String>, Failure> {
    // What systemd hands to a service lies in a folder of its own, and shows its access list as rights of the group.
    let handed = credentials.is_some_and(|folder| file.starts_with(folder));
    if !handed && readable_by_others(file) {
        let path = file.display();
        let problem = lang.pick(
            format!("group or others have rights on {path}: run chmod 600 {path}"),
            format!(
                "{path} にグループまたはその他のユーザーのアクセス権があります。chmod 600 {path} を実行してください。"
            ),
        );
        return Err(Failure::new(code::SECRET_FILE_OPEN_TO_OTHERS, problem));
    }
    let text = Zeroizing::new(files::read(file)?);
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Pipes and devices are their opener's business.
fn readable_by_others(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|found| {
        let kind = found.file_type();
        !kind.is_fifo() && !kind.is_char_device() && !kind.is_socket() && found.mode() & FOREIGN != 0
    })
}

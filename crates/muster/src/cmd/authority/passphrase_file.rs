//! The file of a passphrase. One that other accounts can read is refused: the passphrase in it may be known.

use crate::failure::Failure;
use muster_core::{code, sentence};
use muster_platform::files;
use std::path::Path;
use zeroize::Zeroizing;

pub(super) fn read(file: &Path, credentials: Option<&Path>) -> Result<Zeroizing<String>, Failure> {
    // What systemd hands to a service lies in a folder of its own, and shows its access list as rights of the group.
    let handed = credentials.is_some_and(|folder| file.starts_with(folder));
    if !handed && files::is_open_to_others(file) {
        let (path, command) = (file.display(), files::command_to_close(file));
        let problem = sentence!(
            "other accounts have rights on {path}: run {command}",
            "{path} に他のアカウントのアクセス権があります。{command} を実行してください。"
        );
        return Err(Failure::new(code::SECRET_FILE_OPEN_TO_OTHERS, problem));
    }
    let text = Zeroizing::new(files::read(file)?);
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}

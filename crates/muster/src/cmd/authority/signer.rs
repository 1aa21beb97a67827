//! `muster authority signer`.

use crate::{
    cmd::{block_on, ready, stopped},
    failure::Failure,
    out,
};
use muster_core::lang::Lang;
use muster_platform::process;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Answers until it is told to stop.
pub(super) fn run(
    directory: &Path,
    socket: Option<&Path>,
    lang: Lang,
    passphrase: impl FnOnce() -> Result<Zeroizing<String>, Failure>,
) -> Result<(), Failure> {
    process::keep_memory_private()?;
    let socket = socket.map_or_else(|| default_socket(directory), Path::to_owned);
    let root = muster_authority::serve_signer(directory, &passphrase()?, &socket)?.thumbprint();
    let place = socket.display();
    out::line(&lang.pick(
        format!("The signer answers at {place} with root key {root}"),
        format!("署名プロセスは {place} でルート キー {root} を使用して応答します。"),
    ));
    ready();
    block_on(async {
        stopped().await;
        Ok(())
    })?;
    drop(std::fs::remove_file(&socket));
    Ok(())
}

fn default_socket(directory: &Path) -> PathBuf {
    directory.with_file_name("signer.sock")
}

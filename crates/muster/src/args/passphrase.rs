//! What opens the root key, or who holds it opened.

use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Passphrase {
    /// File that holds the passphrase of the root key; asked for at the terminal without it.
    #[arg(long, env = "MUSTER_PASSPHRASE_FILE", value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Where systemd puts the credentials of a service.
    #[arg(long, env = "CREDENTIALS_DIRECTORY", hide = true, value_name = "DIR")]
    pub(crate) credentials_directory: Option<PathBuf>,
}

/// What signs: the root key, opened here, or a signer.
#[derive(Debug, Args)]
pub(crate) struct RootAccess {
    /// Socket of the signer that holds the root key (muster authority signer). No passphrase is needed then, and none is read. Unix only.
    #[arg(long, env = "MUSTER_SIGNER", value_name = "SOCKET")]
    pub(crate) signer: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
}

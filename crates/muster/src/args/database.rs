//! The database that a host or an authority moves into.

use clap::Args;
use muster_host::StoreConfig;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct DatabaseArguments {
    /// The database: host=… user=… dbname=…, or a URL. It must be empty.
    #[arg(long, value_name = "CONNECTION")]
    postgres: String,
    /// The file that holds the password.
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
    /// The certificate that the server's is checked by, PEM. With it the connection is by TLS.
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
}

impl DatabaseArguments {
    /// As the configuration names it, which takes relative paths to start in its own directory; the user's start where he is.
    pub(crate) fn store(self) -> std::io::Result<StoreConfig> {
        let here = |path: Option<PathBuf>| path.map(std::path::absolute).transpose();
        Ok(StoreConfig { postgres: Some(self.postgres), password_file: here(self.password_file)?, ca: here(self.ca)? })
    }
}

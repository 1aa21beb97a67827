//! The files that a `host.toml` names by relative paths. In a host's directory such a path starts there; where an administrator writes
//! the configuration it starts beside it. Making a host takes them along.

use crate::{
    config::{HostConfig, TsigKeyFile},
    error::HostError,
    host_directory::HostDirectory,
};
use muster_core::sentence;
use muster_platform::files;
use std::path::{Component, Path, PathBuf};

/// What the files hold, by their paths.
#[derive(Default)]
pub struct ConfigFiles(Vec<(PathBuf, String)>);

impl ConfigFiles {
    /// Reads the files that a configuration names, relative paths from `folder` on.
    ///
    /// # Errors
    /// If one cannot be read, if its path leads out of the folder, or if the TSIG key is none.
    pub fn read(config: &str, folder: &Path) -> Result<Self, HostError> {
        let config = HostConfig::parse(config, &folder.join("host.toml"))?;
        if let Some(dns) = &config.dns {
            let path = folder.join(&dns.key);
            TsigKeyFile::parse(&files::read(&path)?, &path)?;
        }
        let key = config.dns.as_ref().map(|dns| &dns.key);
        let ca = config.authority.as_ref().and_then(|authority| authority.ca.as_ref());
        let named = [key, ca, config.store.password_file.as_ref(), config.store.ca.as_ref()];
        let tls = config.console.as_ref().and_then(|console| console.tls.as_ref());
        let tls = tls.into_iter().flat_map(|files| [&files.certificate, &files.key]);
        #[cfg(feature = "console")]
        let secret =
            config.console.as_ref().and_then(|console| console.oidc.as_ref()).map(|oidc| &oidc.client_secret_file);
        #[cfg(not(feature = "console"))]
        let secret = None;
        let relative = named.into_iter().flatten().chain(tls).chain(secret).filter(|path| path.is_relative());
        let read = |path: &PathBuf| {
            if path.components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
                let problem = sentence!(
                    "this path leads out of the folder: give an absolute one",
                    "フォルダーの外のパスです。絶対パスで指定してください"
                );
                return Err(HostError::Config { file: path.display().to_string(), problem });
            }
            Ok((path.clone(), files::read(&folder.join(path))?))
        };
        Ok(Self(relative.map(read).collect::<Result<_, _>>()?))
    }

    /// Writes them into the directory of a host that is being made; none of them replaces a file of the host's own.
    pub(crate) fn write(&self, directory: &HostDirectory) -> Result<(), HostError> {
        for (path, text) in &self.0 {
            let to = directory.resolve(path);
            if directory.is_own(path) {
                let problem = sentence!(
                    "a host has a file of this name: give yours another",
                    "この名前のファイルはホストが使用します。別の名前を付けてください"
                );
                return Err(HostError::Config { file: path.display().to_string(), problem });
            }
            if let Some(folder) = to.parent() {
                files::make_directory(folder)?;
            }
            files::write_secret(&to, text)?;
        }
        Ok(())
    }
}

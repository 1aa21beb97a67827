//! Where a service keeps its store: what stands in `[store]` of `host.toml` and `authority.toml`.

use muster_core::{sentence, sentence::Sentence};
use muster_platform::{files::FileError, state_folder};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Where the store lies: in the service's directory, unless a database is named.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StoreConfig {
    /// A PostgreSQL database that several hosts, or several authorities, share: `host=… user=… dbname=…`, or a URL.
    pub postgres: Option<String>,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
    /// The certificate that the server's is checked by, PEM. With it the connection is by TLS.
    pub ca: Option<PathBuf>,
}

impl StoreConfig {
    /// As a section of the configuration.
    pub fn to_toml(&self) -> String {
        format!("\n[store]\n{}", toml::to_string(self).unwrap_or_default())
    }

    /// The password, if a file holds one. A relative path starts in `directory`.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn password(&self, directory: &Path) -> Result<Option<String>, FileError> {
        let read = |path: &PathBuf| state_folder::read_named(&directory.join(path), directory);
        Ok(self.password_file.as_ref().map(read).transpose()?.map(|text| text.trim().to_owned()))
    }

    /// The file of the certificate authority, if the connection is by TLS. A relative path starts in `directory`.
    pub fn ca(&self, directory: &Path) -> Option<PathBuf> {
        self.ca.as_ref().map(|path| directory.join(path))
    }
}

/// What is wrong with a configuration, with its line. The line itself and values of it are not repeated: a password of a database may
/// stand there, and errors are logged.
pub fn toml_problem(text: &str, error: &toml::de::Error) -> Sentence {
    let line = error.span().and_then(|span| text.get(..span.start)).map(|before| before.matches('\n').count() + 1);
    let problem = Sentence::of_parser(error.message());
    let message = |lang| without_value(&problem.text(lang));
    match line {
        None => Sentence::of(message),
        Some(line) => {
            sentence!(lang => "line {line}: {message}", "{line} 行目: {message}", message = message(lang))
        }
    }
}

/// serde quotes the text that it did not expect: `invalid type: string "postgres://…", expected a table`.
fn without_value(message: &str) -> String {
    match (message.split_once("string \""), message.rsplit_once('"')) {
        (Some((before, _)), Some((_, after))) => format!("{before}string{after}"),
        _ => message.to_owned(),
    }
}

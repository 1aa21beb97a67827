//! A PostgreSQL server in a temporary folder, from the programs that the system has.

use crate::error::TestbedError;
use muster_core::{code, sentence};
use muster_host::StoreConfig;
use muster_platform::process::is_administrator;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

/// Where Debian keeps the server's programs, each version in a folder of its own.
const VERSIONS: &str = "/usr/lib/postgresql";

/// A server; commits are on disk before they are answered, as in production. It ends with the value.
pub struct PostgresServer {
    folder: TempDir,
}

impl PostgresServer {
    /// Whether the server's programs are there.
    pub fn is_installed() -> bool {
        program("initdb").is_some()
    }

    /// A server with the role `muster`, which has this password; local connections need none. `settings` are lines of
    /// `postgresql.conf`. It is not started.
    pub fn new(folder: TempDir, password: &str, settings: &str) -> Result<Self, TestbedError> {
        let path = folder.path();
        fs::write(path.join("password"), password)?;
        if is_administrator() {
            done(Command::new("chmod").arg("755").arg(path).output()?)?;
            done(Command::new("chown").args(["-R", "postgres:postgres"]).arg(path).output()?)?;
        }
        let server = Self { folder };
        let mut command = tool("initdb")?;
        command.args(["-U", "muster", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync", "-E", "UTF8"]);
        command.arg("--locale=C").arg("--pwfile").arg(server.password_file()).arg("-D").arg(server.data());
        done(command.output()?)?;
        let file = server.data().join("postgresql.conf");
        let socket = format!("unix_socket_directories = '{}'\n", server.folder().display());
        fs::write(&file, fs::read_to_string(&file)? + &socket + settings)?;
        Ok(server)
    }

    /// Where everything of it lies, its socket too.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The file with the role's password.
    pub fn password_file(&self) -> PathBuf {
        self.folder().join("password")
    }

    /// Starts it; returns when it takes connections.
    pub fn start(&self) -> Result<(), TestbedError> {
        self.control(&["start"])
    }

    /// Ends it as a power failure would: what was committed is found again.
    pub fn crash(&self) -> Result<(), TestbedError> {
        self.control(&["stop", "-m", "immediate"])
    }

    /// The database by its socket.
    pub fn local(&self, port: u16) -> StoreConfig {
        let connection = format!("host={} port={port} user=muster dbname=postgres", self.folder().display());
        StoreConfig { postgres: Some(connection), ..StoreConfig::default() }
    }

    fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    fn control(&self, words: &[&str]) -> Result<(), TestbedError> {
        let mut command = tool("pg_ctl")?;
        command.arg("-D").arg(self.data()).arg("-l").arg(self.folder().join("log")).arg("-w").args(words);
        done(command.output()?)
    }
}

impl Drop for PostgresServer {
    fn drop(&mut self) {
        drop(self.crash());
    }
}

fn program(name: &str) -> Option<PathBuf> {
    let versions = fs::read_dir(VERSIONS).ok()?;
    versions.flatten().map(|version| version.path().join("bin").join(name)).find(|path| path.exists())
}

/// One of the server's programs. The server refuses root.
pub fn tool(name: &str) -> Result<Command, TestbedError> {
    let missing = || {
        TestbedError::new(
            code::FILE_NOT_FOUND,
            sentence!(
                "{name} is not there: install PostgreSQL (Debian package postgresql)",
                "{name} がありません。PostgreSQL (Debian パッケージ postgresql) をインストールしてください"
            ),
        )
    };
    let path = program(name).ok_or_else(missing)?;
    let mut command = if is_administrator() { as_postgres(&path) } else { Command::new(&path) };
    command.current_dir("/").env_clear().env("PATH", "/usr/bin:/bin").env("TZ", "UTC");
    Ok(command)
}

fn as_postgres(path: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(path);
    command
}

fn done(output: Output) -> Result<(), TestbedError> {
    let said = [output.stdout, output.stderr].concat();
    let problem = || TestbedError::unexpected(String::from_utf8_lossy(&said).trim());
    if output.status.success() { Ok(()) } else { Err(problem()) }
}

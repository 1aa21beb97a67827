//! A real PostgreSQL server with a database of its own, in a temporary folder: on a socket there, and by TLS on a free
//! loopback port.

use super::{slapd::free_port, tls::Pki};
use muster_host::StoreConfig;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

/// The password of the role.
pub(crate) const PASSWORD: &str = "count of monte";

/// A running server; commits are on disk before they are answered, as in production.
pub(crate) struct Postgres {
    folder: TempDir,
    port: u16,
    pub(crate) pki: Pki,
}

impl Postgres {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let pki = Pki::new(folder.path(), "localhost");
        fs::write(folder.path().join("password"), PASSWORD).expect("written");
        for (path, mode) in [(folder.path(), 0o755), (&pki.key, 0o600)] {
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("changed");
        }
        if is_root() {
            let owned = Command::new("chown").args(["-R", "postgres:postgres"]).arg(folder.path()).status();
            assert!(owned.expect("chown").success(), "PostgreSQL's user is there (Debian package postgresql)");
        }
        let server = Self { folder, port: free_port().port(), pki };
        let data = server.data();
        let password = server.folder.path().join("password");
        let mut command = tool("initdb");
        command.args(["-U", "muster", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync", "-E", "UTF8"]);
        command.arg("--locale=C").arg("--pwfile").arg(password).arg("-D").arg(&data);
        done(&command.output().expect("initdb is installed (Debian package postgresql)"));
        let settings = format!(
            "unix_socket_directories = '{0}'\nlisten_addresses = '127.0.0.1'\nport = {1}\nssl = on\n\
             ssl_cert_file = '{2}'\nssl_key_file = '{3}'\nlogging_collector = off\n",
            server.folder.path().display(),
            server.port,
            server.pki.certificate.display(),
            server.pki.key.display(),
        );
        let file = data.join("postgresql.conf");
        let text = fs::read_to_string(&file).expect("its configuration");
        fs::write(&file, text + &settings).expect("written");
        server.resume();
        server
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn control(&self, words: &[&str]) -> Output {
        let mut command = tool("pg_ctl");
        command.arg("-D").arg(self.data()).arg("-l").arg(self.folder.path().join("log")).arg("-w").args(words);
        command.output().expect("pg_ctl is installed (Debian package postgresql)")
    }

    /// Ends it as a power failure would: what was committed is found again.
    pub(crate) fn crash(&self) {
        done(&self.control(&["stop", "-m", "immediate"]));
    }

    /// Starts it again.
    pub(crate) fn resume(&self) {
        done(&self.control(&["start"]));
    }

    /// The database by its socket.
    pub(crate) fn local(&self) -> StoreConfig {
        let connection =
            format!("host={} port={} user=muster dbname=postgres", self.folder.path().display(), self.port);
        StoreConfig { postgres: Some(connection), ..StoreConfig::default() }
    }

    /// The database by TLS, with a password.
    pub(crate) fn remote(&self) -> StoreConfig {
        StoreConfig {
            postgres: Some(format!("host=localhost port={} user=muster dbname=postgres", self.port)),
            password_file: Some(self.folder.path().join("password")),
            ca: Some(self.pki.ca.clone()),
        }
    }

    /// What another client sees: one column of one row.
    pub(crate) fn ask(&self, query: &str) -> String {
        let mut command = tool("psql");
        command.args(["-U", "muster", "-At", "-p", &self.port.to_string(), "-h"]).arg(self.folder.path());
        let output = command.args(["postgres", "-c", query]).output().expect("psql is installed");
        done(&output);
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = self.control(&["stop", "-m", "immediate"]);
    }
}

/// One of the server's programs: Debian keeps them out of the path. The server refuses root.
fn tool(name: &str) -> Command {
    let versions = fs::read_dir("/usr/lib/postgresql").expect("PostgreSQL is installed (Debian package postgresql)");
    let found = versions.flatten().map(|version| version.path().join("bin").join(name)).find(|path| path.exists());
    let path = found.expect("a program of PostgreSQL (Debian package postgresql)");
    let mut command = if is_root() { as_postgres(&path) } else { Command::new(&path) };
    command.current_dir("/").env_clear().env("PATH", "/usr/bin:/bin").env("TZ", "UTC");
    command
}

fn as_postgres(path: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(path);
    command
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("id");
    output.stdout.starts_with(b"0\n")
}

fn done(output: &Output) {
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&said));
}

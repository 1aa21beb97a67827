//! A real PostgreSQL server with a database of its own, in a temporary folder: on a socket there, and by TLS on a free
//! loopback port.

use super::{slapd::free_port, tls::Pki};
use crate::postgres::{PostgresServer, tool};
use muster_host::StoreConfig;
use std::{fs, os::unix::fs::PermissionsExt, path::Path};

/// The password of the role.
const PASSWORD: &str = "count of monte";

/// A running server.
pub struct Postgres {
    server: PostgresServer,
    port: u16,
    pki: Pki,
}

impl Postgres {
    /// Starts a server; returns when it takes connections.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let pki = Pki::new(folder.path(), "localhost");
        fs::set_permissions(&pki.key, fs::Permissions::from_mode(0o600)).expect("changed");
        let port = free_port().port();
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nssl = on\nssl_cert_file = '{}'\nssl_key_file = '{}'\n",
            pki.certificate.display(),
            pki.key.display(),
        );
        let server = PostgresServer::new(folder, PASSWORD, &settings).expect("PostgreSQL (Debian package postgresql)");
        server.start().expect("PostgreSQL starts");
        Self { server, port, pki }
    }

    /// Ends it as a power failure would: what was committed is found again.
    pub fn crash(&self) {
        self.server.crash().expect("it was running");
    }

    /// Starts it again.
    pub fn resume(&self) {
        self.server.start().expect("PostgreSQL starts");
    }

    /// The port that is part of the name of its socket.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where its socket is.
    pub fn folder(&self) -> &Path {
        self.server.folder()
    }

    /// The database by its socket.
    pub fn local(&self) -> StoreConfig {
        self.server.local(self.port)
    }

    /// The database by TLS, with a password.
    pub fn remote(&self) -> StoreConfig {
        StoreConfig {
            postgres: Some(format!("host=localhost port={} user=muster dbname=postgres", self.port)),
            password_file: Some(self.server.password_file()),
            ca: Some(self.pki.ca.clone()),
        }
    }

    /// What another client sees: one column of one row.
    pub fn ask(&self, query: &str) -> String {
        let mut command = tool("psql").expect("psql (Debian package postgresql)");
        command.args(["-U", "muster", "-At", "-p", &self.port.to_string(), "-h"]).arg(self.server.folder());
        let output = command.args(["postgres", "-c", query]).output().expect("psql runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

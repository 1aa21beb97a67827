//! A real OpenLDAP server with Muster's schema, TLS and StartTLS, on free loopback ports.

use super::{
    tls::Pki,
    wait::{DEADLINE, wait_until},
};
use std::{
    fs,
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// The suffix.
pub const SUFFIX: &str = "dc=corp,dc=test";
/// The administrator.
pub const ADMIN: &str = "cn=admin,dc=corp,dc=test";
/// The account of the machines: it may read, and change nothing.
pub const MACHINES: &str = "cn=machines,dc=corp,dc=test";
/// The password of both.
pub const PASSWORD: &str = "directory secret";

/// A running slapd.
pub struct Slapd {
    child: Child,
    /// Where it speaks LDAP.
    pub plain: SocketAddr,
    /// Where it speaks LDAPS.
    pub secure: SocketAddr,
    /// Its certificate.
    pub pki: Pki,
    folder: TempDir,
}

impl Slapd {
    /// Starts a directory with the suffix and the account of the machines; returns when LDAPS answers.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let pki = Pki::new(folder.path(), "localhost");
        let (plain, secure) = (free_port(), free_port());
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/muster.schema");
        let config = format!(
            "include /etc/ldap/schema/core.schema\ninclude {}\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\n\
             TLSCACertificateFile {}\nTLSCertificateFile {}\nTLSCertificateKeyFile {}\n\
             database mdb\nmaxsize 10485760\nsuffix \"{SUFFIX}\"\nrootdn \"{ADMIN}\"\nrootpw \"{PASSWORD}\"\n\
             directory {}\naccess to attrs=userPassword by anonymous auth by * none\n\
             access to * by dn.exact=\"{MACHINES}\" read by * none\n",
            schema.display(),
            pki.ca.display(),
            pki.certificate.display(),
            pki.key.display(),
            folder.path().display(),
        );
        let file = folder.path().join("slapd.conf");
        fs::write(&file, config).expect("written");
        load(folder.path(), &file);
        let urls = format!("ldap://{plain}/ ldaps://{secure}/");
        let mut command = Command::new("/usr/sbin/slapd");
        command.args(["-d", "0", "-h", &urls, "-f"]).arg(&file).stdin(Stdio::null());
        let mut child = command.spawn().expect("slapd is installed (Debian package slapd)");
        wait_for(&mut child, secure);
        Self { child, plain, secure, pki, folder }
    }

    /// The section of `client.toml` that makes a machine a member, bound as `dn`.
    pub fn member(&self, dn: &str, start_tls: bool) -> String {
        let password = self.folder.path().join("password");
        fs::write(&password, format!("{PASSWORD}\n")).expect("written");
        let url = match start_tls {
            true => format!("ldap://localhost:{}", self.plain.port()),
            false => format!("ldaps://localhost:{}", self.secure.port()),
        };
        let (ca, password) = (self.pki.ca.display(), password.display());
        format!("[directory]\nurl = \"{url}\"\nca = \"{ca}\"\nbind_dn = \"{dn}\"\npassword_file = \"{password}\"\n")
    }

    /// Ends it; its files stay.
    pub fn stop(&mut self) {
        self.child.kill().expect("it was running");
        self.child.wait().expect("it ends");
    }

    /// What another client sees below the suffix.
    pub fn search(&self) -> String {
        let url = format!("ldap://{}", self.plain);
        let mut command = Command::new("ldapsearch");
        command.args(["-x", "-LLL", "-H", &url, "-D", ADMIN, "-w", PASSWORD, "-b", SUFFIX, "-o", "ldif-wrap=no"]);
        let output = command.output().expect("ldapsearch is installed (Debian package ldap-utils)");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn load(folder: &Path, config: &Path) {
    let entries: PathBuf = folder.join("entries.ldif");
    let text = format!(
        "dn: {SUFFIX}\nobjectClass: top\nobjectClass: dcObject\nobjectClass: organization\no: Corp\ndc: corp\n\n\
         dn: {MACHINES}\nobjectClass: top\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\n\
         cn: machines\nuserPassword: {PASSWORD}\n"
    );
    fs::write(&entries, text).expect("written");
    let loaded = Command::new("/usr/sbin/slapadd").arg("-f").arg(config).arg("-l").arg(&entries).output();
    let loaded = loaded.expect("slapadd is installed (Debian package slapd)");
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
}

/// Waits until a server takes connections.
fn wait_for(child: &mut Child, address: SocketAddr) {
    wait_until(DEADLINE, "a server that takes connections", || {
        assert!(child.try_wait().expect("its state").is_none(), "the server ended before it listened");
        TcpStream::connect(address).ok()
    });
}

/// A port that was free a moment ago.
pub fn free_port() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("its address")
}

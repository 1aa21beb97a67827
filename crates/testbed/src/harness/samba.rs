//! A real Active Directory domain controller (Samba) in a network of its own: its ports cannot be chosen, so nobody else may
//! have them. Commands that talk to it are run in that network.

use super::tls::Pki;
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};
use tempfile::TempDir;

const PASSWORD: &str = "Muster-Lab-2026";
const ADMIN: &str = "CN=Administrator,CN=Users,DC=corp,DC=test";

/// A running domain controller.
pub struct Samba {
    child: Child,
    pki: Pki,
    folder: TempDir,
}

impl Samba {
    /// Makes a domain CORP.TEST and starts its controller; returns when LDAPS answers.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        provision(folder.path());
        let pki = Pki::new(folder.path(), "localhost");
        configure(folder.path(), &pki);
        let config = folder.path().join("etc/smb.conf");
        let line = format!(
            "ip link set lo up && echo here && exec samba -F --no-process-group -M single -s {} >/dev/null 2>&1",
            config.display()
        );
        let mut command = Command::new("unshare");
        command.args(["--net", "sh", "-c", &line]).env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("unshare is installed (Debian package util-linux)");
        // Whoever enters its network before it has one of its own stays in this one.
        let mut line = String::new();
        let stdout = child.stdout.take().expect("a pipe");
        BufReader::new(stdout).read_line(&mut line).expect("the network is there");
        let samba = Self { child, pki, folder };
        samba.wait();
        samba
    }

    fn wait(&self) {
        let line = "until (exec 3<>/dev/tcp/127.0.0.1/636) 2>/dev/null; do :; done";
        let output = self.inside(Command::new("timeout").args(["60", "bash", "-c", line]));
        assert!(output.status.success(), "the domain controller does not answer: is samba installed?");
    }

    /// Runs a command in the domain controller's network.
    pub fn inside(&self, command: &mut Command) -> Output {
        let mut entered = Command::new("nsenter");
        entered.args(["--target", &self.child.id().to_string(), "--net", "--"]);
        entered.arg(command.get_program()).args(command.get_args()).env_clear();
        entered.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("TZ", "UTC").stdin(Stdio::null());
        entered.output().expect("nsenter is installed (Debian package util-linux)")
    }

    /// The section of `client.toml` that makes a machine a member.
    pub fn member(&self, start_tls: bool) -> String {
        let password = self.folder.path().join("password");
        fs::write(&password, PASSWORD).expect("written");
        let url = if start_tls { "ldap://localhost" } else { "ldaps://localhost" };
        let (ca, password) = (self.pki.ca.display(), password.display());
        format!("[directory]\nurl = \"{url}\"\nca = \"{ca}\"\nbind_dn = \"{ADMIN}\"\npassword_file = \"{password}\"\n")
    }

    /// The object classes below Muster's container, as Samba's own tool shows them.
    pub fn objects(&self) -> String {
        let base = "CN=Muster Activation Objects,CN=Services,CN=Configuration,DC=corp,DC=test";
        let database = format!("tdb://{}", self.folder.path().join("private/sam.ldb").display());
        let mut command = Command::new("ldbsearch");
        command.args(["-H", &database, "-b", base, "-s", "one", "objectClass", "serviceClassName"]);
        let output = command.output().expect("ldbsearch is installed (Debian package ldb-tools)");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

impl Drop for Samba {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn provision(folder: &Path) {
    let mut command = Command::new("samba-tool");
    command.args(["domain", "provision", "--realm=CORP.TEST", "--domain=CORP", "--server-role=dc", "--host-name=dc"]);
    command.args(["--dns-backend=NONE", "--host-ip=127.0.0.1", "--option=interfaces=lo"]);
    command.arg("--option=bind interfaces only=yes").arg(format!("--adminpass={PASSWORD}"));
    command.arg(format!("--targetdir={}", folder.display()));
    let output = command.output().expect("samba-tool is installed (Debian package samba)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Only what LDAP needs, and everything in the test's own folder.
fn configure(folder: &Path, pki: &Pki) {
    let file = folder.join("etc/smb.conf");
    let text = fs::read_to_string(&file).expect("provisioned");
    let path = folder.display();
    let own = format!(
        "\tserver services = ldap\n\ttls enabled = yes\n\ttls keyfile = {}\n\ttls certfile = {}\n\
         \ttls cafile = {}\n\tpid directory = {path}\n\tncalrpc dir = {path}/ncalrpc\n\tlog file = {path}/log\n\
         \tpanic action =\n",
        pki.key.display(),
        pki.certificate.display(),
        pki.ca.display(),
    );
    // Of a parameter given twice, the last one holds: ours go where the next section begins.
    let (global, rest) = text.split_once("\n\n[").expect("the shares of a domain controller follow");
    fs::write(&file, format!("{global}\n{own}\n[{rest}")).expect("written");
    // Samba serves no key that others may read.
    let secret = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    fs::set_permissions(&pki.key, secret).expect("changed");
}

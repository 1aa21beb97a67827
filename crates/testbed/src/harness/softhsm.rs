//! A real PKCS#11 module: SoftHSM 2 with a token of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// The label of the token.
pub const TOKEN: &str = "muster test";
/// Its PIN.
pub const PIN: &str = "135791357913";
const MODULES: [&str; 2] = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"];

/// A PKCS#11 module with one token.
pub struct SoftHsm {
    folder: TempDir,
}

impl SoftHsm {
    /// Makes the token [`TOKEN`], which opens with [`PIN`].
    pub fn new() -> Self {
        let hsm = Self { folder: tempfile::tempdir().expect("a folder") };
        let tokens = hsm.tokens();
        fs::create_dir(&tokens).expect("a folder");
        fs::write(hsm.config(), format!("directories.tokendir = {}\nlog.level = ERROR\n", tokens.display()))
            .expect("written");
        hsm.add_token(TOKEN, PIN);
        hsm
    }

    /// Makes another token.
    pub fn add_token(&self, label: &str, pin: &str) {
        self.util(&["--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", "654321"]);
    }

    /// What `SOFTHSM2_CONF` is set to.
    pub fn config(&self) -> PathBuf {
        self.folder.path().join("softhsm2.conf")
    }

    /// The folder that the tokens are in.
    pub fn tokens(&self) -> PathBuf {
        self.folder.path().join("tokens")
    }

    /// The module.
    pub fn module(&self) -> &'static str {
        let found = MODULES.into_iter().find(|path| Path::new(path).exists());
        found.expect("SoftHSM is installed (Debian package libsofthsm2)")
    }

    /// Puts a certificate and its key on the token.
    pub fn import(&self, certificate: &[u8], pkcs8: &[u8]) {
        let file = |name: &str, bytes: &[u8]| {
            let path = self.folder.path().join(name);
            fs::write(&path, bytes).expect("written");
            path.to_str().expect("a path").to_owned()
        };
        let pem = pem("PRIVATE KEY", pkcs8);
        let key = file("user.pem", pem.as_bytes());
        self.util(&["--import", &key, "--token", TOKEN, "--label", "user", "--id", "01", "--pin", PIN]);
        let certificate = file("user.der", certificate);
        let mut command = Command::new("pkcs11-tool");
        command.args(["--module", self.module(), "--token-label", TOKEN, "--login", "--pin", PIN, "--id", "01"]);
        command.args(["--write-object", &certificate, "--type", "cert"]).env("SOFTHSM2_CONF", self.config());
        let output = command.output().expect("pkcs11-tool is installed (Debian package opensc)");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn util(&self, arguments: &[&str]) {
        let mut command = Command::new("softhsm2-util");
        command.args(arguments).env("SOFTHSM2_CONF", self.config());
        let output = command.output().expect("softhsm2-util is installed (Debian package softhsm2)");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).expect("base64")).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

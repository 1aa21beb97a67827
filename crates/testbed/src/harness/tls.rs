//! A server's certificate, as files.

use crate::certificates::CertificateAuthority;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A server's certificate and the authority that vouches for it, as files.
pub struct Pki {
    /// The authority that clients trust, PEM.
    pub ca: PathBuf,
    /// PEM.
    pub certificate: PathBuf,
    /// PKCS #8 in PEM.
    pub key: PathBuf,
}

impl Pki {
    /// Writes the certificate of `server`, a DNS name, into `folder`.
    pub fn new(folder: &Path, server: &str) -> Self {
        let authority = CertificateAuthority::new("Test CA").expect("an authority");
        let (certificate, key) = authority.server(server).expect("a certificate");
        let file = |name: &str, text: &str| {
            let path = folder.join(name);
            fs::write(&path, text).expect("written");
            path
        };
        Self {
            ca: file("ca.pem", &authority.pem().expect("PEM")),
            certificate: file("server.pem", &certificate),
            key: file("server.key", &key),
        }
    }
}

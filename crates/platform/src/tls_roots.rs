//! The certificates that an administrator names as the trusted ones of a TLS connection.

use muster_core::{sentence, sentence::Sentence, sentences_of};
use rustls_pki_types::{CertificateDer, pem::PemObject};
use std::path::Path;

/// A file of trusted certificates that cannot be used.
#[derive(Debug, thiserror::Error)]
pub struct TlsRootsError {
    path: String,
    problem: Sentence,
}

sentences_of!(TlsRootsError, lang {
    Self { path, problem } => (format!("{path}: {}", problem.text(lang)));
});

impl TlsRootsError {
    fn new(path: &Path, problem: Sentence) -> Self {
        Self { path: path.display().to_string(), problem }
    }
}

/// The certificates in a PEM file, which holds at least one.
pub fn read(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsRootsError> {
    let fail = |error: rustls_pki_types::pem::Error| TlsRootsError::new(path, Sentence::foreign(error));
    let found = CertificateDer::pem_file_iter(path).map_err(fail)?.collect::<Result<Vec<_>, _>>().map_err(fail)?;
    let empty = || sentence!("holds no certificate (PEM)", "証明書 (PEM) が含まれていません");
    if found.is_empty() { Err(TlsRootsError::new(path, empty())) } else { Ok(found) }
}

/// What a TLS client goes by that trusts the certificates in a PEM file and nothing else.
#[cfg(feature = "rustls")]
pub fn client_config(path: &Path) -> Result<rustls::ClientConfig, TlsRootsError> {
    let fail = |error: rustls::Error| TlsRootsError::new(path, Sentence::foreign(error));
    let mut roots = rustls::RootCertStore::empty();
    for certificate in read(path)? {
        roots.add(certificate).map_err(fail)?;
    }
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Ok(builder.map_err(fail)?.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::read;
    use std::fs;

    #[test]
    fn a_file_without_a_certificate_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("ca.pem");
        assert!(read(&path).expect_err("there is none").to_string().starts_with(&path.display().to_string()));
        fs::write(&path, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").expect("written");
        assert!(read(&path).expect_err("a key").to_string().ends_with("holds no certificate (PEM)"));
        fs::write(&path, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").expect("written");
        assert_eq!(read(&path).expect("one").len(), 1);
    }
}

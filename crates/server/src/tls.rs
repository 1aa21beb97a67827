//! TLS for a listener, from a certificate chain and a key in PEM. A renewed certificate serves the next connection.

use muster_core::sentences_of;
use muster_platform::files::{self, FileVersion};
use rustls::{
    ServerConfig,
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName, pem::PemObject};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use tokio_rustls::TlsAcceptor;
use webpki::EndEntityCert;

/// Why TLS cannot be offered.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A PEM file is missing or holds something else.
    Pem {
        /// Path of the file.
        path: String,
        /// What is wrong.
        source: rustls_pki_types::pem::Error,
    },
    /// No browser could call the service by this certificate.
    NoName {
        /// Path of the certificate.
        path: String,
    },
    /// Certificate and key do not match.
    Pair(#[from] rustls::Error),
}

sentences_of!(TlsError, lang {
    Self::Pem { path, source } => (format!("{path}: {source}"));
    Self::NoName { path } => (
        "{path}: the certificate holds no name or address of this service (subject alternative names)",
        "{path}: 証明書にこのサービスの名前またはアドレス (サブジェクトの別名) が含まれていません"
    );
    Self::Pair(error) => ("certificate and key: {error}", "証明書とキー: {error}");
});

/// The paths of a certificate chain and its key, PEM.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    /// The chain, the service's own certificate first.
    pub certificate: PathBuf,
    /// The key.
    pub key: PathBuf,
}

impl TlsFiles {
    fn read(&self) -> Result<CertifiedKey, TlsError> {
        let pem = |path: &Path| {
            let path = path.display().to_string();
            move |source| TlsError::Pem { path, source }
        };
        let chain = CertificateDer::pem_file_iter(&self.certificate).map_err(pem(&self.certificate))?;
        let chain = chain.collect::<Result<Vec<_>, _>>().map_err(pem(&self.certificate))?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(pem(&self.key))?;
        Ok(CertifiedKey::from_der(chain, key, &rustls::crypto::aws_lc_rs::default_provider())?)
    }

    fn versions(&self) -> [Option<FileVersion>; 2] {
        [&self.certificate, &self.key].map(|path| files::version(path))
    }
}

/// A certificate with its key, read again when its files have changed.
#[derive(Debug)]
pub struct ServerCertificate {
    files: TlsFiles,
    loaded: Mutex<Loaded>,
}

/// What the files held, and which versions of them that were.
#[derive(Debug)]
struct Loaded {
    certified: Arc<CertifiedKey>,
    versions: [Option<FileVersion>; 2],
}

impl ServerCertificate {
    /// Reads the files.
    ///
    /// # Errors
    /// If one of them cannot be used.
    pub fn read(files: TlsFiles) -> Result<Self, TlsError> {
        let versions = files.versions();
        let certified = Arc::new(files.read()?);
        Ok(Self { files, loaded: Mutex::new(Loaded { certified, versions }) })
    }

    /// Accepts connections by it.
    ///
    /// # Errors
    /// If TLS is not possible.
    pub fn acceptor(self: &Arc<Self>) -> Result<TlsAcceptor, TlsError> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(self.clone());
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    /// Whether a browser that calls a name or an address takes the certificate as that of the service. An IPv6 address stands in brackets.
    pub fn covers(&self, host: &str) -> bool {
        let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
        let certified = self.current();
        let (Ok(name), Some(own)) = (ServerName::try_from(bare), certified.cert.first()) else { return false };
        EndEntityCert::try_from(own).is_ok_and(|own| own.verify_is_valid_for_subject_name(&name).is_ok())
    }

    /// The first DNS name in it that stands for one computer.
    pub fn first_name(&self) -> Option<String> {
        let certified = self.current();
        let own = EndEntityCert::try_from(certified.cert.first()?).ok()?;
        own.valid_dns_names().find(|name| !name.starts_with('*')).map(str::to_owned)
    }

    /// The path of the certificate, for messages.
    pub fn path(&self) -> String {
        self.files.certificate.display().to_string()
    }

    /// What is in the files now. A pair that cannot be used, as while only one of the two was replaced, leaves the one before.
    fn current(&self) -> Arc<CertifiedKey> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let versions = self.files.versions();
        if versions != loaded.versions {
            loaded.versions = versions;
            match self.files.read() {
                Ok(certified) => loaded.certified = Arc::new(certified),
                Err(error) => tracing::error!(%error, "cannot take the new certificate: the one before serves on"),
            }
        }
        loaded.certified.clone()
    }
}

impl ResolvesServerCert for ServerCertificate {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }
}

/// The acceptor for a certificate chain and its key.
///
/// # Errors
/// If one of the files cannot be used.
pub fn acceptor(files: TlsFiles) -> Result<TlsAcceptor, TlsError> {
    Arc::new(ServerCertificate::read(files)?).acceptor()
}

#[cfg(test)]
mod tests {
    use super::{ServerCertificate, TlsError, TlsFiles};
    use rcgen::{CertificateParams, KeyPair};
    use std::{fs, path::Path};

    fn write(folder: &Path, names: &[&str]) -> TlsFiles {
        let key = KeyPair::generate().expect("a key");
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let certificate = CertificateParams::new(names).expect("names").self_signed(&key).expect("a certificate");
        let files = TlsFiles { certificate: folder.join("cert.pem"), key: folder.join("key.pem") };
        fs::write(&files.certificate, certificate.pem()).expect("written");
        fs::write(&files.key, key.serialize_pem()).expect("written");
        files
    }

    #[test]
    fn it_covers_the_names_and_addresses_in_it_and_no_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let names = ["*.site.test", "kms.corp.test", "192.0.2.7", "2001:db8::7"];
        let certificate = ServerCertificate::read(write(folder.path(), &names)).expect("read");
        assert_eq!(certificate.first_name().as_deref(), Some("kms.corp.test"));
        for host in ["kms.corp.test", "KMS.corp.test", "a.site.test", "192.0.2.7", "[2001:db8::7]"] {
            assert!(certificate.covers(host), "{host}");
        }
        for host in ["corp.test", "a.kms.corp.test", "b.a.site.test", "192.0.2.8", "[2001:db8::8]", "", "[", "a b"] {
            assert!(!certificate.covers(host), "{host}");
        }
    }

    #[test]
    fn a_renewed_certificate_is_taken_and_half_of_a_pair_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = write(folder.path(), &["one.test"]);
        let certificate = ServerCertificate::read(files.clone()).expect("read");
        let elsewhere = tempfile::tempdir().expect("a folder");
        let renewed = write(elsewhere.path(), &["another-name.test"]);
        let no_certificate = elsewhere.path().join("none.pem");
        fs::write(&no_certificate, "no certificate").expect("written");
        fs::rename(&renewed.certificate, &files.certificate).expect("replaced");
        assert!(certificate.covers("one.test"), "the key is still the old one");
        fs::rename(&renewed.key, &files.key).expect("replaced");
        assert!(certificate.covers("another-name.test") && !certificate.covers("one.test"));
        fs::rename(no_certificate, &files.certificate).expect("replaced");
        assert!(certificate.covers("another-name.test"));
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = write(folder.path(), &["one.test"]);
        let key = folder.path().join("other.pem");
        fs::write(&key, KeyPair::generate().expect("a key").serialize_pem()).expect("written");
        let failed = |files| ServerCertificate::read(files).expect_err("refused");
        assert!(matches!(failed(TlsFiles { key, ..files.clone() }), TlsError::Pair(_)));
        let nothing = TlsFiles { certificate: folder.path().join("none.pem"), ..files.clone() };
        assert!(failed(nothing).to_string().contains("none.pem"));
        let swapped = TlsFiles { certificate: files.key.clone(), key: files.key };
        failed(swapped);
    }
}

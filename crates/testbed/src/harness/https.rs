//! HTTPS without a library but that of TLS between the test and the bytes.

use super::http::connect;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, client::Resumption};
use rustls_pki_types::{CertificateDer, ServerName, pem::PemObject};
use std::{
    io::{self, Read, Write},
    net::SocketAddr,
    path::Path,
    sync::Arc,
};

/// A client that trusts one authority.
pub struct HttpsClient(Arc<ClientConfig>);

impl HttpsClient {
    /// One that trusts the authority of this PEM file.
    pub fn trusting(ca: &Path) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(ca).expect("PEM")).expect("a certificate");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let mut config = builder.expect("versions").with_root_certificates(roots).with_no_client_auth();
        // A session that is resumed shows no certificate.
        config.resumption = Resumption::disabled();
        Self(Arc::new(config))
    }

    /// Sends a request to `address`, which is to be the server `name`; returns the whole answer.
    ///
    /// # Errors
    /// If the server is not that one, or does not speak TLS.
    pub fn send(&self, address: SocketAddr, name: &str, request: &str) -> io::Result<String> {
        let name = ServerName::try_from(name.to_owned()).expect("a name");
        let connection = ClientConnection::new(self.0.clone(), name).map_err(io::Error::other)?;
        let mut stream = StreamOwned::new(connection, connect(address));
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer) {
            Ok(_) => {}
            // The server may close without an alert.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !answer.is_empty() => {}
            Err(error) => return Err(error),
        }
        String::from_utf8(answer).map_err(io::Error::other)
    }
}

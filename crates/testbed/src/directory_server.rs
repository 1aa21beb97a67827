//! The directory server: a small LDAP server over TLS that keeps entries in memory. It knows what Muster asks, and no more.

use crate::error::TestbedError;
use ldap3_proto::{
    LdapCodec,
    proto::{
        LdapBindResponse, LdapMsg, LdapOp, LdapPartialAttribute, LdapResult, LdapResultCode, LdapSearchRequest,
        LdapSearchResultEntry, LdapSearchScope,
    },
};
use muster_core::code;
use muster_server::tls::{self, TlsFiles};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    task::JoinHandle,
};
use tokio_util::{
    bytes::BytesMut,
    codec::{Decoder, Encoder},
};

const SUFFIX: &str = "dc=lab,dc=test";

type Entries = Arc<Mutex<BTreeMap<String, LdapSearchResultEntry>>>;

/// A directory with nothing in it, on a free loopback port.
pub struct DirectoryServer {
    address: SocketAddr,
    ca: PathBuf,
    task: JoinHandle<()>,
}

impl DirectoryServer {
    /// Starts it on a free loopback port; `folder` takes its certificate.
    pub async fn start(folder: &Path) -> Result<Self, TestbedError> {
        let certificate =
            rcgen::generate_simple_self_signed(vec!["localhost".into()]).map_err(TestbedError::unexpected)?;
        let (ca, key) = (folder.join("ca.pem"), folder.join("server.key"));
        std::fs::write(&ca, certificate.cert.pem())?;
        muster_platform::files::write_secret(&key, &certificate.signing_key.serialize_pem())?;
        let tls = tls::acceptor(TlsFiles { certificate: ca.clone(), key });
        let tls = tls.map_err(|error| TestbedError::new(code::UNEXPECTED, error))?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let entries = Entries::default();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (tls, entries) = (tls.clone(), entries.clone());
                tokio::spawn(async move {
                    if let Ok(stream) = tls.accept(stream).await {
                        // A connection that breaks off ends; the directory goes on.
                        drop(serve(stream, &entries).await);
                    }
                });
            }
        });
        Ok(Self { address, ca, task })
    }

    /// The section of `client.toml` that makes a machine a member.
    pub fn member(&self) -> String {
        format!("[directory]\nurl = \"ldaps://localhost:{}\"\nca = \"{}\"\n", self.address.port(), self.ca.display())
    }

    /// Stops taking connections; open ones end with the runtime.
    pub fn stop(self) {
        self.task.abort();
    }
}

async fn serve<S: AsyncReadExt + AsyncWriteExt + Unpin>(mut stream: S, entries: &Entries) -> std::io::Result<()> {
    let mut codec = LdapCodec::default();
    let (mut received, mut sent) = (BytesMut::new(), BytesMut::new());
    loop {
        while let Some(message) = codec.decode(&mut received)? {
            for op in answer(message.op, entries) {
                codec.encode(LdapMsg { msgid: message.msgid, op, ctrl: Vec::new() }, &mut sent)?;
            }
        }
        stream.write_all(&sent).await?;
        sent.clear();
        if stream.read_buf(&mut received).await? == 0 {
            return Ok(());
        }
    }
}

fn result(code: LdapResultCode) -> LdapResult {
    LdapResult { code, matcheddn: String::new(), message: String::new(), referral: Vec::new() }
}

fn answer(op: LdapOp, entries: &Entries) -> Vec<LdapOp> {
    let mut entries = entries.lock().unwrap_or_else(PoisonError::into_inner);
    match op {
        LdapOp::BindRequest(_) => {
            vec![LdapOp::BindResponse(LdapBindResponse { res: result(LdapResultCode::Success), saslcreds: None })]
        }
        LdapOp::SearchRequest(request) => search(&request, &entries),
        LdapOp::AddRequest(request) => {
            let entry = LdapSearchResultEntry { dn: request.dn.clone(), attributes: request.attributes };
            let code = match entries.contains_key(&request.dn.to_lowercase()) {
                true => LdapResultCode::EntryAlreadyExists,
                false => LdapResultCode::Success,
            };
            entries.entry(request.dn.to_lowercase()).or_insert(entry);
            vec![LdapOp::AddResponse(result(code))]
        }
        LdapOp::DelRequest(dn) => {
            let removed = entries.remove(&dn.to_lowercase()).is_some();
            let code = if removed { LdapResultCode::Success } else { LdapResultCode::NoSuchObject };
            vec![LdapOp::DelResponse(result(code))]
        }
        _ => Vec::new(),
    }
}

fn search(request: &LdapSearchRequest, entries: &BTreeMap<String, LdapSearchResultEntry>) -> Vec<LdapOp> {
    let base = request.base.to_lowercase();
    if base.is_empty() && request.scope == LdapSearchScope::Base {
        let suffix = LdapPartialAttribute { atype: "namingContexts".into(), vals: vec![SUFFIX.into()] };
        let root = LdapSearchResultEntry { dn: String::new(), attributes: vec![suffix] };
        return vec![LdapOp::SearchResultEntry(root), LdapOp::SearchResultDone(result(LdapResultCode::Success))];
    }
    if !entries.contains_key(&base) {
        return vec![LdapOp::SearchResultDone(result(LdapResultCode::NoSuchObject))];
    }
    let below = entries.iter().filter(|(dn, _)| dn.ends_with(&format!(",{base}")));
    let found = below.map(|(_, entry)| LdapOp::SearchResultEntry(entry.clone()));
    found.chain([LdapOp::SearchResultDone(result(LdapResultCode::Success))]).collect()
}

//! The DNS server: hickory-server with one zone that takes signed updates.

use crate::error::TestbedError;
use base64::{Engine, engine::general_purpose::STANDARD};
use hickory_server::{
    Server,
    net::runtime::TokioRuntimeProvider,
    proto::rr::{LowerName, Name, rdata::tsig::TsigAlgorithm},
    store::sqlite::{SqliteConfig, SqliteZoneHandler, TsigKeyConfig},
    zone_handler::{AxfrPolicy, Catalog, ZoneType},
};
use std::{fmt::Display, net::SocketAddr, path::Path, str::FromStr, sync::Arc, time::Duration};
use tokio::net::{TcpListener, UdpSocket};

const TTL_SECONDS: u32 = 60;
const FUDGE_SECONDS: u16 = 300;
const TCP_TIMEOUT: Duration = Duration::from_secs(5);
const TCP_BUFFER: usize = 64;

/// A TSIG key, hmac-sha256.
#[derive(Clone)]
pub struct TsigKey {
    name: String,
    secret: [u8; 32],
}

impl TsigKey {
    /// A new key with this name.
    pub fn random(name: &str) -> Self {
        Self { name: name.into(), secret: muster_platform::entropy::bytes() }
    }

    /// The key as `tsig-keygen` writes it; BIND reads it too.
    pub fn file(&self) -> String {
        let secret = STANDARD.encode(self.secret);
        format!("key \"{}\" {{\n\talgorithm hmac-sha256;\n\tsecret \"{secret}\";\n}};\n", self.name)
    }
}

/// A DNS server for one zone on a free loopback port, UDP and TCP.
pub struct DnsServer {
    server: Server<Catalog>,
    address: SocketAddr,
}

impl DnsServer {
    /// Starts a server for `zone` that knows the address of `host` and takes updates signed with `key`.
    /// `directory` takes its files.
    pub async fn start(directory: &Path, zone: &str, host: &str, key: &TsigKey) -> Result<Self, TestbedError> {
        let origin = Name::from_str(&format!("{zone}.")).map_err(fault)?;
        let handler = zone_handler(directory, zone, host, key).await.map_err(fault)?;
        let mut catalog = Catalog::new();
        catalog.upsert(LowerName::new(&origin), vec![Arc::new(handler)]);
        let (udp, tcp) = bind().await?;
        let address = udp.local_addr()?;
        let mut server = Server::new(catalog);
        server.register_socket(udp);
        server.register_listener(tcp, TCP_TIMEOUT, TCP_BUFFER);
        Ok(Self { server, address })
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends it.
    pub async fn stop(mut self) {
        if let Err(error) = self.server.shutdown_gracefully().await {
            tracing::warn!(%error, "the DNS server did not end in order");
        }
    }
}

async fn zone_handler(
    directory: &Path,
    zone: &str,
    host: &str,
    key: &TsigKey,
) -> Result<SqliteZoneHandler<TokioRuntimeProvider>, Box<dyn std::error::Error>> {
    let config = SqliteConfig {
        zone_path: directory.join("zone"),
        journal_path: directory.join("journal.db"),
        allow_update: true,
        tsig_keys: vec![TsigKeyConfig {
            name: format!("{}.", key.name),
            key_file: directory.join("tsig.key"),
            algorithm: TsigAlgorithm::HmacSha256,
            fudge: FUDGE_SECONDS,
        }],
    };
    std::fs::create_dir_all(directory)?;
    std::fs::write(&config.zone_path, zone_file(zone, host))?;
    std::fs::write(directory.join("tsig.key"), key.secret)?;
    let origin = Name::from_str(&format!("{zone}."))?;
    let handler =
        SqliteZoneHandler::try_from_config(origin, ZoneType::Primary, AxfrPolicy::Deny, false, None, &config, None);
    Ok(handler.await?)
}

fn zone_file(zone: &str, host: &str) -> String {
    format!(
        "$TTL {TTL_SECONDS}\n\
         {zone}. IN SOA ns.{zone}. admin.{zone}. 1 3600 600 86400 {TTL_SECONDS}\n\
         {zone}. IN NS ns.{zone}.\n\
         ns.{zone}. IN A 127.0.0.1\n\
         {host}. IN A 127.0.0.1\n"
    )
}

/// UDP and TCP on one free port: another program may hold the TCP port of a free UDP port, so more than one is tried.
async fn bind() -> Result<(UdpSocket, TcpListener), TestbedError> {
    let mut last = None;
    for _ in 0..16 {
        let udp = UdpSocket::bind("127.0.0.1:0").await?;
        match TcpListener::bind(udp.local_addr()?).await {
            Ok(tcp) => return Ok((udp, tcp)),
            Err(error) => last = Some(error),
        }
    }
    Err(last.map_or_else(|| fault("no free port"), TestbedError::from))
}

fn fault(error: impl Display) -> TestbedError {
    TestbedError::unexpected(format!("the DNS server: {error}"))
}

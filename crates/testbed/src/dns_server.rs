//! The DNS server: one zone on a free loopback port, UDP and TCP.

use crate::{dns_zone::Zone, error::TestbedError};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    rdata::tsig::Time48,
    tsig::{Algorithm, Key, KeyName},
};
use muster_core::{code, sentence};
use muster_platform::clock::Clock;
use std::{
    fmt::Display,
    io,
    net::SocketAddr,
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, UdpSocket},
    task::JoinSet,
    time::timeout,
};

const TCP_TIMEOUT: Duration = Duration::from_secs(5);
/// What every resolver takes over UDP (RFC 1035).
const UDP_LENGTH_MAX: usize = 512;
/// The flag TC, in the third byte of a message.
const TRUNCATED: u8 = 0x02;
const HEADER_LENGTH: usize = 12;

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

    pub(crate) fn key(&self) -> Result<Key, TestbedError> {
        let name = KeyName::from_str(&self.name).map_err(fault)?;
        Key::new(Algorithm::Sha256, &self.secret, name, None, None).map_err(fault)
    }
}

/// A DNS server for one zone on a free loopback port, UDP and TCP.
pub struct DnsServer {
    tasks: JoinSet<io::Result<()>>,
    address: SocketAddr,
}

impl DnsServer {
    /// Starts a server for `zone` that knows the address of `host` and takes updates of SRV records signed with `key`.
    pub async fn start(zone: &str, host: &str, key: &TsigKey) -> Result<Self, TestbedError> {
        let zone = Arc::new(Mutex::new(Zone::new(zone, host, key.key()?).map_err(fault)?));
        let (udp, tcp) = bind().await?;
        let address = udp.local_addr()?;
        let mut tasks = JoinSet::new();
        tasks.spawn(serve_udp(udp, zone.clone()));
        tasks.spawn(serve_tcp(tcp, zone));
        Ok(Self { tasks, address })
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends it.
    pub async fn stop(mut self) {
        self.tasks.shutdown().await;
    }
}

async fn serve_udp(socket: UdpSocket, zone: Arc<Mutex<Zone>>) -> io::Result<()> {
    let mut buffer = vec![0; usize::from(u16::MAX)];
    loop {
        // A peer that has gone is reported here too, and is nothing to end for.
        let Ok((length, peer)) = socket.recv_from(&mut buffer).await else { continue };
        let Some(mut answer) = answer(&zone, buffer[..length].to_vec()) else { continue };
        if answer.len() > UDP_LENGTH_MAX {
            answer.truncate(HEADER_LENGTH);
            answer[2] |= TRUNCATED;
            // No section follows.
            answer[4..].fill(0);
        }
        let _ = socket.send_to(&answer, peer).await;
    }
}

async fn serve_tcp(listener: TcpListener, zone: Arc<Mutex<Zone>>) -> io::Result<()> {
    let mut connections = JoinSet::new();
    loop {
        let (stream, _) = listener.accept().await?;
        while connections.try_join_next().is_some() {}
        connections.spawn(timeout(TCP_TIMEOUT, serve_connection(stream, zone.clone())));
    }
}

async fn serve_connection(mut stream: TcpStream, zone: Arc<Mutex<Zone>>) -> io::Result<()> {
    loop {
        let mut request = vec![0; stream.read_u16().await?.into()];
        stream.read_exact(&mut request).await?;
        let Some(answer) = answer(&zone, request) else { return Ok(()) };
        let length = u16::try_from(answer.len()).map_err(io::Error::other)?;
        stream.write_all(&[&length.to_be_bytes(), answer.as_slice()].concat()).await?;
    }
}

fn answer(zone: &Mutex<Zone>, request: Vec<u8>) -> Option<Vec<u8>> {
    let now = u64::try_from(Clock::System.now().unix()).unwrap_or(0);
    zone.lock().unwrap_or_else(PoisonError::into_inner).answer(request, Time48::from_u64(now))
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
    Err(last.map_or_else(
        || {
            TestbedError::new(
                code::UNEXPECTED,
                sentence!("the DNS server: no free port", "DNS サーバー: 空きポートがありません"),
            )
        },
        TestbedError::from,
    ))
}

fn fault(error: impl Display) -> TestbedError {
    TestbedError::new(code::UNEXPECTED, sentence!("the DNS server: {error}", "DNS サーバー: {error}"))
}

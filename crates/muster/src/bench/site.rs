//! What is measured: hosts, each a process of its own as in production, and the reference in this one.

use crate::{cmd::now, failure::Failure};
use axum::{Router, body::Body, http::header, response::IntoResponse, routing};
use muster_client::Machine;
use muster_core::{
    client::license::Status,
    code,
    host::request::ActivationRequest,
    id::{ActivationId, Cmid, HardwareId, Nonce},
    sentence,
};
use muster_host::{Host, StoreConfig};
use muster_platform::clock::Clock;
use muster_proto::request::{ACTIVATIONS_PATH, ActivationRequestBody};
use muster_server::listener;
use muster_testbed::{HostSetup, PostgresServer, Vendor, activate_online};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::load::Request;

/// The port in the name of PostgreSQL's socket; nothing listens on it.
const SOCKET: u16 = 5432;

/// Where a host keeps its memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// One host on SQLite.
    Sqlite,
    /// So many hosts on one PostgreSQL database.
    Postgres(u32),
}

/// Hosts and the reference, running.
pub(super) struct Site {
    pub(super) hosts: Vec<Served>,
    pub(super) reference: Vec<SocketAddr>,
    pub(super) vendor: Vendor,
    products: Vec<ActivationId>,
    _server: Option<PostgresServer>,
    /// The reference runs here.
    _runtime: Runtime,
    folder: TempDir,
}

/// A `muster host serve` or `muster authority serve`; it ends with the value.
pub(super) struct Served {
    child: Child,
    pub(super) address: SocketAddr,
    /// What it has said of its web console, if it has one: where that is, and the path of the link of its first administrator.
    console: Option<(SocketAddr, String)>,
}

impl Site {
    pub(super) fn start(kind: Kind) -> Result<Self, Failure> {
        Self::start_with(kind, false)
    }

    /// The same, where the first host has a web console the next time that it is started.
    pub(super) fn with_consoles(kind: Kind) -> Result<Self, Failure> {
        Self::start_with(kind, true)
    }

    fn start_with(kind: Kind, console: bool) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let (server, number) = match kind {
            Kind::Sqlite => (None, 1),
            Kind::Postgres(hosts) => (Some(postgres()?), hosts),
        };
        let vendor = Vendor::new(folder.path(), now())?;
        let authority = runtime.block_on(vendor.serve(Clock::System))?;
        let store = server.as_ref().map_or_else(StoreConfig::default, |server| server.local(SOCKET));
        let mut hosts = Vec::new();
        for host in 0..number {
            let state = folder.path().join(format!("kms{host}"));
            let setup = HostSetup {
                directory: state.join("host"),
                name: format!("kms{host}.lab.test"),
                authority_url: authority.url(),
                dns: None,
                domains: Vec::new(),
                store: store.clone(),
                console,
            };
            let mut host = setup.init(&vendor)?;
            activate_online(&mut host, &Machine::read(Some(&setup.name), Some(&setup.name)), Clock::System.now())?;
            drop(host);
            hosts.push(Served::start(&state, &setup.name)?);
        }
        runtime.block_on(authority.stop());
        let products = vendor.authority.pack()?.products.iter().map(|product| product.id).collect();
        let mut site =
            Self { hosts, reference: Vec::new(), vendor, products, _server: server, _runtime: runtime, folder };
        let reply = site.reply()?;
        site.reference.push(site._runtime.block_on(constant(reply))?);
        Ok(site)
    }

    /// Where the hosts answer.
    pub(super) fn addresses(&self) -> Vec<SocketAddr> {
        self.hosts.iter().map(|host| host.address).collect()
    }

    /// Where everything lies.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the first host keeps its memory.
    pub(super) fn state(&self) -> PathBuf {
        self.folder.path().join("kms0")
    }

    /// The hardware of all machines.
    pub(super) fn hardware(&self) -> HardwareId {
        Machine::read(Some("bench"), Some("bench")).id()
    }

    /// Two products of the license pack.
    pub(super) fn products(&self) -> Result<[ActivationId; 2], Failure> {
        let products = self.products.first_chunk().copied();
        products.ok_or_else(|| {
            Failure::new(
                code::UNEXPECTED,
                sentence!("the pack has fewer than two products", "パックの製品が 2 つ未満です"),
            )
        })
    }

    /// The first host, for what an administrator does.
    pub(super) fn open_host(&self) -> Result<Host, Failure> {
        Ok(Host::open(&self.state().join("host"))?)
    }

    /// Requests of so many known machines, by turns.
    pub(super) fn requests(&self, machines: u32) -> Request {
        self.requests_of(machines, |machine| format!("pc-{machine:07}.lab.test"))
    }

    /// The same of machines with other names.
    pub(super) fn requests_of(&self, machines: u32, name: fn(u64) -> String) -> Request {
        let (product, hardware) = (self.products.first().copied(), self.hardware());
        let product = product.unwrap_or_else(|| ActivationId::from_bytes([0; 16]));
        Arc::new(move |number| {
            let machine = number % u64::from(machines);
            request(product, hardware, machine, name(machine))
        })
    }

    /// A real reply of the host: the reference answers with as many bytes.
    fn reply(&self) -> Result<String, Failure> {
        let host = self
            .hosts
            .first()
            .ok_or_else(|| Failure::new(code::UNEXPECTED, sentence!("there is no host", "ホストがありません")))?;
        let mut stream = TcpStream::connect(host.address)?;
        let request = self.requests(1)(0);
        let request = String::from_utf8_lossy(&request).replacen("Host:", "Connection: close\r\nHost:", 1);
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
        body.ok_or_else(|| {
            Failure::new(code::UNEXPECTED, sentence!("the host did not answer", "ホストが応答しませんでした"))
        })
    }
}

impl Served {
    /// Starts the host whose state is here, on the machine `identity`, and waits until it listens.
    pub(super) fn start(state: &Path, identity: &str) -> Result<Self, Failure> {
        Self::serve(state, &["host", "serve", "--port", "0", "--identity", identity], false)
    }

    /// The same of one whose web console has no account yet.
    pub(super) fn start_with_console(state: &Path, identity: &str) -> Result<Self, Failure> {
        Self::serve(state, &["host", "serve", "--port", "0", "--identity", identity], true)
    }

    /// Starts the authority whose state is here, with its web console.
    pub(super) fn start_authority(state: &Path) -> Result<Self, Failure> {
        let passphrase = state.join("authority/passphrase.txt").display().to_string();
        let listen = ["authority", "serve", "--listen", "127.0.0.1:0", "--console", "127.0.0.1:0", "--passphrase-file"];
        Self::serve(state, &[&listen[..], &[&passphrase]].concat(), true)
    }

    fn serve(state: &Path, words: &[&str], console: bool) -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--state").arg(state).args(["--lang", "en"]).args(words);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut output = child.stdout.take().map(BufReader::new);
        let mut line = || {
            let mut line = String::new();
            output.iter_mut().try_for_each(|output| output.read_line(&mut line).map(drop)).map(|()| line)
        };
        let said = line()?;
        let unheard = |line: &str| {
            Failure::new(
                code::UNEXPECTED,
                sentence!("it does not say where it listens: '{line}'", "待ち受けのアドレスを読み取れません: '{line}'"),
            )
        };
        let address = said.trim().rsplit(['/', ' ']).next().and_then(|word| word.parse().ok());
        let address = address.ok_or_else(|| unheard(&said))?;
        let console = if console {
            let (origin, link) = (line()?, line()?);
            let address = origin.trim().trim_end_matches('/').rsplit('/').next().and_then(|word| word.parse().ok());
            let address: SocketAddr = address.ok_or_else(|| unheard(&origin))?;
            let path = link.trim().split_once(&address.to_string()).map(|(_, path)| path.to_owned());
            Some((address, path.ok_or_else(|| unheard(&link))?))
        } else {
            None
        };
        Ok(Self { address, child, console })
    }

    /// Where its web console is, and the path of the link of its first administrator.
    pub(super) fn console(&self) -> Result<(SocketAddr, &str), Failure> {
        let console = self.console.as_ref().map(|(address, path)| (*address, path.as_str()));
        console.ok_or_else(|| {
            Failure::new(code::UNEXPECTED, sentence!("it has no web console", "Web コンソールがありません"))
        })
    }

    /// The most memory that it has held, in bytes.
    pub(super) fn peak_memory(&self) -> Result<u64, Failure> {
        Ok(muster_platform::process::peak_memory(self.child.id())?)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn postgres() -> Result<PostgresServer, Failure> {
    let settings = format!("listen_addresses = ''\nport = {SOCKET}\n");
    let server = PostgresServer::new(tempfile::tempdir()?, "bench", &settings)?;
    server.start()?;
    Ok(server)
}

/// Counts the requests of all machines.
static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// The request of one of the known machines.
fn request(product: ActivationId, hardware: HardwareId, machine: u64, name: String) -> Vec<u8> {
    let mut cmid = [0; 16];
    // Spread over the index, as random ids are.
    let spread = machine.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    cmid.iter_mut().zip(spread.to_be_bytes()).for_each(|(to, from)| *to = from);
    let ask = ActivationRequest {
        cmid: Cmid::from_random(cmid),
        hardware,
        machine: name,
        product,
        client_time: now(),
        virtual_machine: true,
        status: Status::Licensed,
        minutes_left: 250_000,
        threshold: 25,
        counter: REQUESTS.fetch_add(1, Ordering::Relaxed),
    };
    let message = ActivationRequestBody::new(&ask, Nonce::from_bytes(cmid));
    let body = serde_json::to_string(&message).unwrap_or_default();
    let head = format!(
        "POST {ACTIVATIONS_PATH} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head, body].concat().into_bytes()
}

/// The same HTTP stack that reads the request and answers a constant: no decoding, no store, no signature.
async fn constant(reply: String) -> Result<SocketAddr, Failure> {
    let answer = move |body: Body| {
        let reply = reply.clone();
        async move {
            listener::read_body(body).await?;
            Ok::<_, listener::Refused>(([(header::CONTENT_TYPE, "application/json")], reply).into_response())
        }
    };
    let router = Router::new().route(ACTIVATIONS_PATH, routing::post(answer));
    let listener = listener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(listener::serve(listener, None, router, std::future::pending()));
    Ok(address)
}

//! A proxy before PostgreSQL's socket that loses a connection exactly during a COMMIT.

use super::postgres::Postgres;
use muster_host::StoreConfig;
use std::{
    io::{Read, Write},
    net::Shutdown,
    os::unix::net::{UnixListener, UnixStream},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    thread,
};
use tempfile::TempDir;

/// The simple query `COMMIT`, and the word of the server that it is done (PostgreSQL's protocol 3.0).
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";
const COMMITTED: &[u8] = b"C\0\0\0\x0bCOMMIT\0";

/// When the connection is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Before the server has read COMMIT: nothing is committed.
    Before = 1,
    /// When the server has committed and nobody has heard of it.
    After = 2,
}

/// A running proxy.
pub struct CommitProxy {
    folder: TempDir,
    port: u16,
    next: Arc<AtomicU8>,
}

impl CommitProxy {
    /// Starts a proxy before the socket of a server.
    pub fn start(server: &Postgres) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let name = format!(".s.PGSQL.{}", server.port());
        let listener = UnixListener::bind(folder.path().join(&name)).expect("a socket");
        let next = Arc::new(AtomicU8::new(0));
        let (to, cut) = (server.folder().join(name), next.clone());
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                connect(client, &to, &cut);
            }
        });
        Self { folder, port: server.port(), next }
    }

    /// The database behind the proxy.
    pub fn store(&self) -> StoreConfig {
        let connection =
            format!("host={} port={} user=muster dbname=postgres", self.folder.path().display(), self.port);
        StoreConfig { postgres: Some(connection), ..StoreConfig::default() }
    }

    /// Lets the next COMMIT lose its connection.
    pub fn cut_next(&self, cut: Cut) {
        self.next.store(cut as u8, Ordering::SeqCst);
    }

    /// Whether a cut is still to come.
    pub fn waits(&self) -> bool {
        self.next.load(Ordering::SeqCst) != 0
    }
}

fn connect(client: UnixStream, to: &PathBuf, next: &Arc<AtomicU8>) {
    let Ok(server) = UnixStream::connect(to) else { return };
    let copy = |stream: &UnixStream| stream.try_clone().expect("a second handle");
    // What the answers of this connection are cut by; 0 while they pass.
    let cut = Arc::new(AtomicU8::new(0));
    let (asking, answering) = ((copy(&client), copy(&server)), (server, client));
    let (next, own) = (next.clone(), cut.clone());
    thread::spawn(move || {
        let (from, to) = asking;
        pass(&from, &to, COMMIT, || {
            let taken = next.swap(0, Ordering::SeqCst);
            own.store(taken, Ordering::SeqCst);
            taken == Cut::Before as u8
        });
    });
    thread::spawn(move || {
        let (from, to) = answering;
        pass(&from, &to, COMMITTED, || cut.load(Ordering::SeqCst) == Cut::After as u8);
    });
}

/// Passes bytes on until either side hangs up, or `ends` says so when `mark` comes: that part is not passed on then.
fn pass(mut from: &UnixStream, mut to: &UnixStream, mark: &[u8], ends: impl Fn() -> bool) {
    let mut buffer = [0; 64 * 1024];
    let mut tail = Vec::new();
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        let part = &buffer[..length];
        tail.extend_from_slice(part);
        let found = tail.windows(mark.len()).any(|window| window == mark);
        tail.drain(..tail.len().saturating_sub(if found { 0 } else { mark.len() - 1 }));
        if (found && ends()) || to.write_all(part).is_err() {
            break;
        }
    }
    for stream in [from, to] {
        let _ = stream.shutdown(Shutdown::Both);
    }
}

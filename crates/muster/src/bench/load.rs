//! A closed-loop load generator: every connection sends its next request when it has read the answer.

use super::instant;
use crate::failure::Failure;
use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

const BUFFER: usize = 8 * 1024;

/// What a load met.
pub(super) struct Met {
    /// Answers per second.
    pub(super) rate: f64,
    /// Every latency, in microseconds, sorted.
    latencies: Vec<u32>,
}

impl Met {
    /// The latency in milliseconds below which `share` of the answers came.
    pub(super) fn percentile(&self, share: f64) -> f64 {
        let place = (self.latencies.len() as f64 * share) as usize;
        self.latencies.get(place).or(self.latencies.last()).map_or(0.0, |micros| f64::from(*micros) / 1000.0)
    }
}

/// The nth request.
pub(super) type Request = Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>;

/// Loads `address` from `connections` for `duration`, from one thread.
pub(super) fn load(
    address: SocketAddr,
    connections: usize,
    duration: Duration,
    request: &Request,
) -> Result<Met, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let next = Arc::new(AtomicU64::new(0));
    let start = instant();
    let mut latencies = Vec::new();
    runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for _ in 0..connections {
            tasks.spawn(one(address, start + duration, request.clone(), next.clone()));
        }
        while let Some(done) = tasks.join_next().await {
            latencies.extend(done.map_err(io::Error::other)??);
        }
        Ok::<_, io::Error>(())
    })?;
    let rate = latencies.len() as f64 / start.elapsed().as_secs_f64();
    latencies.sort_unstable();
    Ok(Met { rate, latencies })
}

async fn one(address: SocketAddr, end: Instant, request: Request, next: Arc<AtomicU64>) -> io::Result<Vec<u32>> {
    let mut latencies = Vec::new();
    let mut buffer = Vec::with_capacity(BUFFER);
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    loop {
        let request = request(next.fetch_add(1, Ordering::Relaxed));
        let sent = instant();
        if sent >= end {
            return Ok(latencies);
        }
        stream.write_all(&request).await?;
        read_answer(&mut stream, &mut buffer).await?;
        latencies.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
}

/// Reads one whole answer; anything but 200 ends the measurement, for a refusal is not what is measured.
async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<()> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut headers = [httparse::EMPTY_HEADER; 16];
        let mut answer = httparse::Response::new(&mut headers);
        let httparse::Status::Complete(head) = answer.parse(buffer).map_err(io::Error::other)? else { continue };
        if answer.code != Some(200) {
            return Err(io::Error::other(format!("unexpected answer: {}", String::from_utf8_lossy(buffer))));
        }
        let length = answer.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
        let length = length.and_then(|header| std::str::from_utf8(header.value).ok()?.parse::<usize>().ok());
        if buffer.len() >= head + length.unwrap_or(0) {
            return Ok(());
        }
    }
}

//! The load generator. Closed: every connection sends its next request when it has read the answer. Paced: requests are due at
//! an even rate, whether or not the answers come.

use super::figures::instant;
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

/// How to load.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    pub(super) connections: usize,
    pub(super) duration: Duration,
    /// Requests per second; as many as can be without it.
    pub(super) rate: Option<f64>,
}

/// Loads the addresses, to which the connections are spread, from one thread.
pub(super) fn load(addresses: &[SocketAddr], load: Load, request: &Request) -> Result<Met, Failure> {
    let Load { connections, duration, rate } = load;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let next = Arc::new(AtomicU64::new(0));
    let start = instant();
    let mut latencies = Vec::new();
    runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for (number, address) in (0..connections).zip(addresses.iter().cycle()) {
            let every = rate.map(|rate| Duration::from_secs_f64(connections as f64 / rate));
            let first = rate.map_or(start, |rate| start + Duration::from_secs_f64(number as f64 / rate));
            let pace = Pace { first, every, end: start + duration };
            tasks.spawn(one(*address, pace, request.clone(), next.clone()));
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

/// When a connection sends.
#[derive(Clone, Copy)]
struct Pace {
    first: Instant,
    every: Option<Duration>,
    end: Instant,
}

async fn one(address: SocketAddr, pace: Pace, request: Request, next: Arc<AtomicU64>) -> io::Result<Vec<u32>> {
    let mut latencies = Vec::new();
    let mut buffer = Vec::with_capacity(BUFFER);
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut due = pace.first;
    loop {
        let request = request(next.fetch_add(1, Ordering::Relaxed));
        let mut sent = instant();
        if let Some(every) = pace.every {
            if sent < due {
                wait(due).await;
                sent = instant();
            } else {
                // The answer before came late: this request waited since it was due, and that is part of its latency.
                sent = due;
            }
            due += every;
        }
        if instant() >= pace.end {
            return Ok(latencies);
        }
        stream.write_all(&request).await?;
        read_answer(&mut stream, &mut buffer).await?;
        latencies.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
    }
}

async fn wait(until: Instant) {
    tokio::time::sleep_until(until.into()).await;
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

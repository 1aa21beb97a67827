//! `muster bench activation`: durable, signed activations against the same HTTP stack answering a constant.

use super::{
    instant,
    load::{self, Met, Request},
    median,
};
use crate::{
    cmd::now,
    failure::Failure,
    lab::{HostSetup, RunningHost, Vendor},
    out,
};
use axum::{Router, body::Body, http::header, response::IntoResponse, routing};
use muster_client::Machine;
use muster_core::{
    code,
    id::{ActivationId, Cmid, HardwareId, Nonce},
    lang::Lang,
    license::Status,
    request::Ask,
};
use muster_service::{clock::Clock, http};
use muster_wire::request::{ActivationRequest, PATH};
use serde_json::json;
use std::{fs::File, io::Write, net::SocketAddr, path::Path, process::ExitCode, sync::Arc, time::Duration};
use unicode_width::UnicodeWidthStr;

const SYNCS: u32 = 200;
const BLOCK: [u8; 4096] = [0x5A; 4096];

/// What to measure.
pub(super) struct Plan {
    pub(super) run: Duration,
    pub(super) connections: usize,
    pub(super) runs: u32,
    pub(super) machines: u32,
}

/// One pair of runs.
struct Pair {
    reference: Met,
    host: Met,
}

pub(super) fn run(plan: &Plan, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let folder = tempfile::tempdir()?;
    let syncs = syncs_per_second(folder.path())?;
    let server = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let bench = server.block_on(start(folder.path(), plan.machines))?;
    let first = Duration::from_millis(500);
    // The first requests make the machines known and warm both sides up; they are not counted.
    load::load(bench.reference, plan.connections, first, &bench.request)?;
    fill(&bench, plan)?;
    let mut pairs = Vec::new();
    for _ in 0..plan.runs {
        let reference = load::load(bench.reference, plan.connections, plan.run, &bench.request)?;
        let host = load::load(bench.host.address(), plan.connections, plan.run, &bench.request)?;
        pairs.push(Pair { reference, host });
    }
    server.block_on(bench.host.stop());
    report(plan, &pairs, syncs, json, lang);
    Ok(ExitCode::SUCCESS)
}

type Side = fn(&Pair) -> &Met;

/// A host and the reference, running.
struct Bench {
    host: RunningHost,
    reference: SocketAddr,
    request: Request,
}

async fn start(directory: &Path, machines: u32) -> Result<Bench, Failure> {
    let vendor = Vendor::new(directory, now())?;
    let authority = vendor.serve(Clock::System).await?;
    let setup = HostSetup {
        directory: directory.join("host"),
        name: "bench.lab.test".into(),
        authority_url: authority.url(),
        dns: None,
        domains: Vec::new(),
        store: Default::default(),
    };
    let host = RunningHost::start(&vendor, &setup, Clock::System).await?;
    authority.stop().await;
    let product = vendor.authority.pack()?.products.first().map(|product| product.id);
    let product = product.ok_or_else(|| Failure::new(code::UNEXPECTED, "the pack has no product"))?;
    let hardware = Machine::read(Some("bench"), Some("bench")).id();
    let request: Request = Arc::new(move |number| request(product, hardware, number % u64::from(machines)));
    let reply = reply(host.address(), &request)?;
    Ok(Bench { host, reference: constant(reply).await?, request })
}

/// The request of one of the known machines.
fn request(product: ActivationId, hardware: HardwareId, machine: u64) -> Vec<u8> {
    let mut cmid = [0; 16];
    // Spread over the index, as random ids are.
    let spread = machine.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    cmid.iter_mut().zip(spread.to_be_bytes()).for_each(|(to, from)| *to = from);
    let ask = Ask {
        cmid: Cmid::from_random(cmid),
        hardware,
        machine: format!("pc-{machine:07}.lab.test"),
        product,
        client_time: now(),
        virtual_machine: true,
        status: Status::Licensed,
        minutes_left: 250_000,
        threshold: 25,
    };
    let message = ActivationRequest::new(&ask, Nonce::from_bytes(cmid));
    let body = serde_json::to_string(&message).unwrap_or_default();
    let head = format!(
        "POST {PATH} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head, body].concat().into_bytes()
}

/// A real reply of the host: the reference answers with as many bytes.
fn reply(host: SocketAddr, request: &Request) -> Result<String, Failure> {
    use std::io::Read;
    let mut stream = std::net::TcpStream::connect(host)?;
    let request = String::from_utf8_lossy(&request(0)).replacen("Host:", "Connection: close\r\nHost:", 1);
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned());
    body.ok_or_else(|| Failure::new(code::UNEXPECTED, "the host did not answer"))
}

/// The same HTTP stack that reads the request and answers a constant: no decoding, no store, no signature.
async fn constant(reply: String) -> Result<SocketAddr, Failure> {
    let answer = move |body: Body| {
        let reply = reply.clone();
        async move {
            http::read_body(body).await?;
            Ok::<_, http::Refused>(([(header::CONTENT_TYPE, "application/json")], reply).into_response())
        }
    };
    let router = Router::new().route(PATH, routing::post(answer));
    let listener = http::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(http::serve(listener, None, router, std::future::pending()));
    Ok(address)
}

/// Lets every machine ask once.
fn fill(bench: &Bench, plan: &Plan) -> Result<(), Failure> {
    let mut asked = 0.0;
    while asked < f64::from(plan.machines) {
        let met = load::load(bench.host.address(), plan.connections, Duration::from_secs(1), &bench.request)?;
        asked += met.rate;
    }
    Ok(())
}

/// How often this disk takes 4 KiB and says that they are safe.
fn syncs_per_second(directory: &Path) -> Result<f64, Failure> {
    let mut file = File::create(directory.join("sync"))?;
    let start = instant();
    for _ in 0..SYNCS {
        file.write_all(&BLOCK)?;
        file.sync_data()?;
    }
    Ok(f64::from(SYNCS) / start.elapsed().as_secs_f64())
}

fn report(plan: &Plan, pairs: &[Pair], syncs: f64, json: bool, lang: Lang) {
    let rate = |side: Side| median(pairs.iter().map(|pair| side(pair).rate));
    let late = |side: Side, share| median(pairs.iter().map(|pair| side(pair).percentile(share)));
    let (reference, host): (Side, Side) = (|pair| &pair.reference, |pair| &pair.host);
    let ratio = median(pairs.iter().map(|pair| pair.host.rate / pair.reference.rate));
    if json {
        let side = |side: Side| {
            json!({
                "per_second": rate(side), "p50_ms": late(side, 0.5), "p99_ms": late(side, 0.99),
                "runs": pairs.iter().map(|pair| side(pair).rate).collect::<Vec<_>>(),
            })
        };
        return out::json(&json!({
            "connections": plan.connections, "machines": plan.machines, "seconds": plan.run.as_secs(),
            "disk_syncs_per_second": syncs, "reference": side(reference), "host": side(host), "ratio": ratio,
        }));
    }
    out::line(&lang.pick(
        format!(
            "{} connections, {} known machines, {} pairs of runs of {} s, medians; load from the same machine.",
            plan.connections,
            plan.machines,
            plan.runs,
            plan.run.as_secs()
        ),
        format!(
            "接続数 {}、既知のコンピューター {} 台、{} 組 (各 {} 秒) の中央値。負荷は同じコンピューターから生成。",
            plan.connections,
            plan.machines,
            plan.runs,
            plan.run.as_secs()
        ),
    ));
    out::line(&lang.pick(
        format!("This disk makes 4 KiB safe {syncs:.0} times a second; one that takes longer favours the reference.\n"),
        format!("このディスクの 4 KiB 同期書き込みは毎秒 {syncs:.0} 回。遅いディスクでは基準が有利になります。\n"),
    ));
    let line = |name: &str, cells: &str| out::line(&format!("{name}{} {cells}", " ".repeat(44 - name.width())));
    line("", &format!("{:>10} {:>9} {:>9}", "1/s", "p50 ms", "p99 ms"));
    let row = |name: &str, side: Side| {
        let (p50, p99) = (late(side, 0.5), late(side, 0.99));
        line(name, &format!("{:>10.0} {p50:>9.2} {p99:>9.2}", rate(side)));
    };
    row(lang.pick("same HTTP stack, constant answer", "同じ HTTP スタック、固定の応答"), reference);
    row(lang.pick("activation: durable (SQLite), signed", "ライセンス認証: 永続化 (SQLite)、署名付き"), host);
    line(lang.pick("ratio", "比率"), &format!("{:>9.0}%", ratio * 100.0));
}

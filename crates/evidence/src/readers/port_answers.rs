//! Whether the port of a host answered, as netcat, PsPing, tcping, Test-Connection and the sockets of .NET and Python say in a line
//! or two. A port that is refused is told apart from one that is silent: there the host is up and nothing listens.

use crate::{
    fact::{Cite, Fact, Observation, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

/// Such a tool prints no longer lines.
const LINE_MAX: usize = 400;
/// The answer stands at most so many lines below the command, or below the first words of it.
const ANSWER_BELOW: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Open,
    Refused,
    Silent,
}

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::KmsPort]) {
        let line = document.line(index).trim();
        if document.is_consumed(index) || line.len() > LINE_MAX {
            continue;
        }
        let Some((host, port)) = endpoint(line) else { continue };
        let Some((answer, last)) = answered(document, index) else { continue };
        document.recognise(Kind::PortTest);
        let lines = [index].into_iter().chain((last != index).then_some(last));
        let cites = lines.map(|line| document.consume(line)).collect();
        found.push(fact((host, port), answer, cites));
    }
    found
}

fn fact((host, port): (String, u64), answer: Answer, cites: Vec<Cite>) -> Fact {
    match answer {
        Answer::Refused => stopped(&host, port, "refused", cites),
        Answer::Open | Answer::Silent => Fact::Port { host, port, open: answer == Answer::Open, cites },
    }
}

/// That a connection to a host ended at once, and by what: as the doctor's own probe says it.
pub(super) fn stopped(host: &str, port: u64, how: &str, cites: Vec<Cite>) -> Fact {
    let (kind, about) = (ObservationKind::Probe, format!("{host}:{port}"));
    Fact::Observation(Observation { kind, about, value: how.to_owned() }, cites)
}

/// The answer to a test that a line asks for or tells of, and the line where it stands.
fn answered(document: &Document, index: usize) -> Option<(Answer, usize)> {
    let line = document.line(index).trim().to_lowercase();
    if tells(&line) {
        return Some((answer(&line)?, index));
    }
    let mut below = (index + 1..document.len().min(index + 1 + ANSWER_BELOW))
        .take_while(|below| !document.is_consumed(*below) && !document.line(*below).contains("1688"));
    if begins(&line) {
        return answer(&line)
            .map(|own| (own, index))
            .or_else(|| below.find_map(|line| Some((answer(&document.line(line).trim().to_lowercase())?, line))));
    }
    let is_said = |said: &str| said.starts_with("ncat: ") || matches!(said, "true" | "false");
    asks(&line).then(|| {
        below.find_map(|line| {
            let said = document.line(line).trim().to_lowercase();
            is_said(&said).then(|| Some((answer(&said)?, line))).flatten()
        })
    })?
}

/// Whether a line in small letters is what a tool says of a test that is done.
fn tells(line: &str) -> bool {
    const HELD: [&str; 4] = ["nc: connect", "(unknown) [", "/tcp - ", "connectionrefusederror"];
    const HEADS: [&str; 2] = ["ncat: ", "[errno "];
    const THROWN: [&str; 7] = [
        "exception calling \"connect",
        "例外が発生",
        "socketexception",
        "ausnahme beim aufrufen",
        "exception lors de l'appel",
        "excepción al llamar",
        "调用“connect",
    ];
    let is_netcat = line.starts_with("connection to ") && line.contains(" port [");
    is_netcat || HEADS.iter().any(|head| line.starts_with(head)) || holds_any(line, &HELD) || holds_any(line, &THROWN)
}

/// Whether PsPing begins to tell here; its answer may stand in the next line.
fn begins(line: &str) -> bool {
    line.starts_with("connecting to ") && line.contains(": from ")
}

/// Whether a line is the command of a test whose answer does not name the port.
fn asks(line: &str) -> bool {
    let command = line.rsplit(['>', '$', '#']).next().unwrap_or(line).trim_start();
    let is_ncat = ["ncat ", "ncat.exe ", "nc "].iter().any(|name| command.starts_with(name));
    is_ncat || command.starts_with("test-connection ") && command.contains("-tcpport")
}

fn answer(line: &str) -> Option<Answer> {
    const REFUSED: [&str; 9] =
        ["refused", "拒否", "verweiger", "refusé", "denegó", "recusou", "rifiut", "积极拒绝", "拒絕"];
    const SILENT: [&str; 12] = [
        "timed out",
        "timeout",
        "no response",
        "did not properly respond",
        "no route to host",
        "unreachable",
        "応答しな",
        "タイムアウト",
        "nicht ordnungsgemäß reagiert",
        "n'a pas répondu",
        "no respondió",
        "没有正确答复",
    ];
    const OPEN: [&str; 4] = ["succeeded!", "connected to", "port is open", ") open"];
    let is_timed = || line.contains(": from ") && line.ends_with("ms");
    if holds_any(line, &REFUSED) {
        Some(Answer::Refused)
    } else if holds_any(line, &SILENT) || line == "false" {
        Some(Answer::Silent)
    } else {
        (holds_any(line, &OPEN) || line == "true" || is_timed()).then_some(Answer::Open)
    }
}

/// Host and port that a line names: `kms1:1688`, `kms1 1688`, `kms1 (192.0.2.10) port 1688`.
fn endpoint(line: &str) -> Option<(String, u64)> {
    let found = pattern::ENDPOINT.captures_iter(line).last()?;
    let port = found.get(2)?.as_str().parse().ok()?;
    let address = found.get(1)?;
    // Who asked by name is answered with the address in brackets.
    let before = line.get(..address.start())?.strip_suffix('(').map(str::trim_end);
    let name = before.and_then(|before| before.rsplit(' ').next()).filter(|name| !name.is_empty());
    Some((name.unwrap_or(address.as_str()).to_lowercase(), port))
}

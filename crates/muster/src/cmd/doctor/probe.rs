//! `muster doctor probe`: SRV records at every resolver, every address of every target, one connection, one bind.

use super::conclude;
use crate::{args::ProbeArguments, failure::Failure, out};
use muster_client::{Entropy, Machine, Network};
use muster_core::{
    client::discovery::{HostAddress, LookupFailure},
    lang::Lang,
    sentence,
};
use muster_doctor::{
    Diagnosis, Source,
    probe::{ANSWER_MAX, BIND, HEADER, HEALTH, HEALTH_MAX, Listener, RESULTS, answer_length, is_muster, listener},
    report::Length,
};
use muster_platform::deadline::Deadline;
use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    process::ExitCode,
    sync::mpsc::{self, Sender},
    thread,
    time::{Duration, Instant},
};

/// The services of Microsoft's hosts and of Muster's.
pub(super) const SERVICES: [&str; 2] = ["vlmcs", "muster"];
/// The first line of the output, by which it is recognised.
pub(super) const BANNER: &str = "muster doctor probe\n";
const PORT: u16 = 1688;
const SUFFIXES_MAX: usize = 16;
const TARGETS_MAX: usize = 32;
const AT_ONCE: usize = 8;

pub(super) fn run(arguments: &ProbeArguments, lang: Lang) -> Result<ExitCode, Failure> {
    let network = network(arguments)?;
    let hosts = named(&arguments.hosts)?;
    if hosts.is_empty() && (network.suffixes.is_empty() || network.servers.is_empty()) {
        return Err(nothing_to_ask(&network));
    }
    let mut text = String::from(BANNER);
    let (seen, lines) = mpsc::channel();
    let timeout = Duration::from_millis(arguments.timeout);
    thread::scope(|scope| {
        scope.spawn(|| see(&network, &SERVICES, hosts, timeout, &{ seen }));
        text.extend(lines);
    });
    if !arguments.json {
        out::line(&format!("{text}{}", meanings(&text, lang)));
    }
    let case = muster_doctor::read(&[Source { name: "probe".into(), bytes: text.into_bytes() }]);
    Ok(conclude(&Diagnosis::of(&case), arguments.time, arguments.json, Length::Short, lang))
}

/// What the results in the output mean, each once.
fn meanings(text: &str, lang: Lang) -> String {
    let is_printed = |word: &str| text.split_whitespace().any(|printed| printed == word);
    let seen = RESULTS.iter().filter(|(word, _)| is_printed(word));
    seen.map(|(word, meaning)| format!("    {word}: {}\n", meaning.get(lang))).collect()
}

/// Without a domain or a DNS server, and without a host, there is nobody to ask.
fn nothing_to_ask(network: &Network) -> Failure {
    Failure::usage(match network.suffixes.is_empty() {
        true => sentence!(
            "nothing to probe: this machine searches no DNS domain; name one with --domain DOMAIN, or name a host",
            "プローブの対象がありません。このコンピューターには検索する DNS ドメインが設定されていません。--domain ドメイン、またはホストを指定してください"
        ),
        false => sentence!(
            "nothing to probe: this machine has no DNS server; name one with --server IP:PORT, or name a host",
            "プローブの対象がありません。このコンピューターには DNS サーバーが設定されていません。--server IP:ポート、またはホストを指定してください"
        ),
    })
}

/// Asks DNS for hosts, tries these and those that were named, and tells each line when it is known. It stops when nobody listens.
pub(super) fn see(
    network: &Network,
    services: &[&str],
    mut hosts: Vec<HostAddress>,
    timeout: Duration,
    seen: &Sender<String>,
) {
    for suffix in network.suffixes.iter().take(SUFFIXES_MAX) {
        for server in &network.servers {
            let mut answers: Vec<(String, Vec<HostAddress>)> =
                services.iter().map(|service| look_up(network, *server, service, suffix)).collect();
            // A domain with hosts of one kind lacks nothing; one without any lacks those of the first kind.
            let any = answers.iter().any(|(_, found)| !found.is_empty());
            let mut first = true;
            answers.retain(|(_, found)| !found.is_empty() || !any && std::mem::take(&mut first));
            for (lines, found) in answers {
                hosts.extend(found);
                if seen.send(lines).is_err() {
                    return;
                }
            }
        }
    }
    let mut known: Vec<HostAddress> = Vec::new();
    hosts.into_iter().for_each(|host| {
        if !known.contains(&host) && known.len() < TARGETS_MAX {
            known.push(host);
        }
    });
    for line in known.chunks(AT_ONCE).flat_map(|some| at_once(network, some, timeout)) {
        if seen.send(line).is_err() {
            return;
        }
    }
}

fn network(arguments: &ProbeArguments) -> Result<Network, Failure> {
    let own = Machine::read(None, None).name;
    let system = Network::system(&own)?;
    let mut suffixes = arguments.domains.clone();
    // Who names hosts and no domain wants to know of these hosts.
    if arguments.domains.is_empty() && arguments.hosts.is_empty() {
        suffixes.extend(system.suffixes);
    }
    suffixes.dedup();
    let dns_overridden = !arguments.servers.is_empty();
    let servers = if dns_overridden { arguments.servers.clone() } else { system.servers };
    Ok(Network { servers, suffixes, dns_overridden, ..Network::default() })
}

fn named(words: &[String]) -> Result<Vec<HostAddress>, Failure> {
    let one = |word: &String| {
        let (name, port) = match word.rsplit_once(':') {
            Some((name, port)) if !name.contains(':') || name.ends_with(']') => (name, port.parse().ok()),
            _ => (word.as_str(), Some(PORT)),
        };
        let port = port.ok_or_else(|| {
            Failure::usage(sentence!("'{word}' is not HOST[:PORT]", "「{word}」は HOST[:PORT] の形式ではありません"))
        })?;
        Ok(HostAddress { name: name.trim_matches(['[', ']']).to_owned(), port })
    };
    words.iter().map(one).collect()
}

/// What one resolver says of one suffix, as lines of the output.
fn look_up(network: &Network, server: SocketAddr, service: &str, suffix: &str) -> (String, Vec<HostAddress>) {
    let one = Network { servers: vec![server], ..network.clone() };
    let owner = format!("_{service}._tcp.{suffix}");
    match one.hosts(service, suffix, &Entropy::system()) {
        Ok(found) => {
            let line = |host: &HostAddress| format!("{owner} SRV - - {} {}\n", host.port, host.name);
            (found.iter().map(line).collect(), found)
        }
        Err(LookupFailure::NoName | LookupFailure::NoRecord | LookupFailure::NoDomain) => {
            (format!("{owner} no-srv {server}\n"), Vec::new())
        }
        Err(_) => (format!("{owner} no-answer {server}\n"), Vec::new()),
    }
}

/// Tries some hosts beside one another; the lines come back in the order of the hosts.
fn at_once(network: &Network, hosts: &[HostAddress], request_timeout: Duration) -> Vec<String> {
    thread::scope(|scope| {
        let running: Vec<_> =
            hosts.iter().map(|host| scope.spawn(move || lines(network, host, request_timeout))).collect();
        running.into_iter().flat_map(|one| one.join().unwrap_or_default()).collect()
    })
}

/// A line for each address of a host.
#[expect(clippy::disallowed_methods, reason = "the probe measures how long a connection takes")]
fn lines(network: &Network, host: &HostAddress, request_timeout: Duration) -> Vec<String> {
    let name = format!("{}:{}", host.name, host.port);
    let addresses = network.addresses(host, Deadline::after(request_timeout), &Entropy::system());
    if addresses.is_empty() {
        return vec![format!("{name} - name-failed 0 ms\n")];
    }
    let line = |address: SocketAddr| {
        let started = Instant::now();
        let result = bind(address, request_timeout);
        format!("{name} {} {result} {} ms\n", address.ip(), started.elapsed().as_millis())
    };
    addresses.into_iter().map(line).collect()
}

/// Connects, binds, reads the answer, closes.
fn bind(address: SocketAddr, request_timeout: Duration) -> &'static str {
    let mut stream = match TcpStream::connect_timeout(&address, request_timeout) {
        Ok(stream) => stream,
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => return "refused",
        Err(_) => return "timeout",
    };
    let ready = stream.set_read_timeout(Some(request_timeout)).and_then(|()| stream.write_all(&BIND));
    let answer = ready.map(|()| answer(&mut stream));
    match answer.map_or(Listener::NotRpc, |answer| listener(&answer)) {
        Listener::NotRpc if speaks_muster(address, request_timeout) => Listener::Muster.word(),
        other => other.word(),
    }
}

/// Whether a host of Muster answers here: it is asked for its health, which asks for no activation.
fn speaks_muster(address: SocketAddr, request_timeout: Duration) -> bool {
    let Ok(mut stream) = TcpStream::connect_timeout(&address, request_timeout) else { return false };
    let ready = stream.set_read_timeout(Some(request_timeout)).and_then(|()| stream.write_all(HEALTH));
    let mut answer = Vec::new();
    // A host that keeps the connection open was read as far as it wrote.
    let _ = ready.and_then(|()| stream.take(HEALTH_MAX).read_to_end(&mut answer));
    is_muster(&answer)
}

/// The one PDU that answers a bind, or whatever came instead of it.
fn answer(stream: &mut TcpStream) -> Vec<u8> {
    let mut answer = vec![0; HEADER];
    if stream.read_exact(&mut answer).is_err() {
        return Vec::new();
    }
    let length = answer_length(&answer).unwrap_or(HEADER).min(ANSWER_MAX);
    answer.resize(length, 0);
    let rest = answer.get_mut(HEADER..).unwrap_or_default();
    if stream.read_exact(rest).is_err() { Vec::new() } else { answer }
}

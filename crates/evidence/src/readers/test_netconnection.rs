//! Test-NetConnection of PowerShell, beside the object that it returns: its warning, and the bare answer of
//! `-InformationLevel Quiet`.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern, terms::Term};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    if !document.holds(Term::TcpTest) {
        return found;
    }
    // Name and port of a call whose answer is a word.
    let mut asked: Option<(String, u64, usize)> = None;
    for index in 0..document.len() {
        let line = document.line(index).trim();
        if document.is_consumed(index) || line.is_empty() {
            continue;
        }
        if let Some((address, port)) = pattern::TCP_FAILED.captures(line).and_then(|failed| named(&failed)) {
            // Whoever asked by name is answered with an address.
            let own = asked.take().filter(|(_, own, _)| *own == port);
            let host = own.map_or(address, |(host, ..)| host);
            found.push(port_test(document, (host, port), false, &[index]));
        } else if let (Some((host, port, call)), Some(open)) = (&asked, answer(line)) {
            found.push(port_test(document, (host.clone(), *port), open, &[*call, index]));
            asked = None;
        } else if !line.starts_with("WARNING") {
            let names = document.terms(index).has(Term::TcpTest);
            asked = names.then(|| call(line)).flatten().map(|(host, port)| (host, port, index));
        }
    }
    found
}

fn port_test(document: &mut Document, (host, port): (String, u64), open: bool, lines: &[usize]) -> Fact {
    document.recognise(Kind::PortTest);
    let cites = lines.iter().map(|line| document.consume(*line)).collect();
    Fact::Port { host, port, open, cites }
}

fn named(found: &regex_lite::Captures<'_>) -> Option<(String, u64)> {
    Some((found.get(1)?.as_str().to_lowercase(), found.get(2)?.as_str().parse().ok()?))
}

/// A word, or the last property of the object alone.
fn answer(line: &str) -> Option<bool> {
    let word = line
        .strip_prefix("TcpTestSucceeded")
        .map_or(line, |rest| rest.trim_start_matches([' ', ':']).split(' ').next().unwrap_or_default());
    match word {
        "True" => Some(true),
        "False" => Some(false),
        _ => None,
    }
}

/// `Test-NetConnection -ComputerName kms1 -Port 1688 -InformationLevel Quiet`, in any order.
fn call(line: &str) -> Option<(String, u64)> {
    let lower = line.to_lowercase();
    let at = ["test-netconnection", "tnc "].iter().find_map(|name| lower.find(name).map(|place| place + name.len()))?;
    let words: Vec<&str> = lower.get(at..)?.split_whitespace().collect();
    let behind = |option: &str| {
        let place = words.iter().position(|word| word.len() > 2 && option.starts_with(word))?;
        words.get(place + 1).copied()
    };
    let host = behind("-computername").or_else(|| words.first().copied().filter(|word| !word.starts_with('-')))?;
    Some((host.trim_matches(['"', '\'']).to_owned(), behind("-port")?.parse().ok()?))
}

//! The SRV record of a host as name servers and their tools write it in one line: dig, host, nslookup of Unix, zone files, dnsmasq,
//! unbound, Windows' DNS server, Samba; and that there is none. What Windows' own clients print has readers of its own.

use super::slmgr_blocks;
use crate::{
    fact::{Fact, Srv},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    pattern::{self, Pattern},
    terms::Term,
};
use regex_lite::Captures;

/// An answer that does not name the record stands at most so many lines below its question.
const BELOW_MAX: usize = 8;
/// nslookup prints its server and its attempts between the question and the end of its patience.
const TIMED_OUT_BELOW: usize = 14;
/// dig prints what the server said at most so many lines above the question.
const STATUS_ABOVE: usize = 8;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::SrvOwner]) {
        let line = document.line(index);
        if document.is_consumed(index) || is_order(line) || !names_service(line) {
            continue;
        }
        let records = match record(line).or_else(|| denied(line)).or_else(|| unanswered_question(document, index)) {
            Some(record) => vec![(index, record)],
            None => {
                let records = below(document, index);
                if records.is_empty() { timed_out(document, index).into_iter().collect() } else { records }
            }
        };
        for (line, record) in records {
            document.recognise(Kind::Dns);
            found.push(Fact::Srv(record, vec![document.consume(line)]));
        }
    }
    found
}

fn names_service(line: &str) -> bool {
    holds_any(&line.to_lowercase(), &["_vlmcs", "_muster._tcp"])
}

/// Whether a line is switched off, or asks a name server to write a record: neither shows that there is one.
fn is_order(line: &str) -> bool {
    const ORDERS: [&str; 5] = ["recordadd", "update add", "update delete", "add-dnsserver", "dns add"];
    let lower = line.trim_start().to_lowercase();
    lower.starts_with("#srv-host") || lower.starts_with("# srv-host") || holds_any(&lower, &ORDERS)
}

/// The order in which a line names the parts of a record.
#[derive(Clone, Copy)]
enum Order {
    PriorityWeightPortTarget,
    TargetPortPriorityWeight,
}

/// The record in a line that names it.
fn record(line: &str) -> Option<Srv> {
    // A semicolon begins a comment of a zone, and dig's question.
    if line.trim_start().starts_with(';') {
        return None;
    }
    let forms: [(&Pattern, Order); 5] = [
        (&pattern::SRV_LINE, Order::PriorityWeightPortTarget),
        (&pattern::SRV_SERVICE, Order::PriorityWeightPortTarget),
        (&pattern::SRV_REWRITE, Order::PriorityWeightPortTarget),
        (&pattern::SRV_BRACKETS, Order::PriorityWeightPortTarget),
        (&pattern::SRV_DNSMASQ, Order::TargetPortPriorityWeight),
    ];
    let captured = forms.iter().find_map(|(form, order)| Some((form.captures(line)?, *order)))?;
    srv(&captured.0, captured.1, domain(line))
}

/// The record that a pattern captured.
fn srv(captured: &Captures<'_>, order: Order, domain: Option<String>) -> Option<Srv> {
    let number = |group: usize| captured.get(group)?.as_str().parse::<u64>().ok();
    let [target, port, priority, weight] = match order {
        Order::PriorityWeightPortTarget => [4, 3, 1, 2],
        Order::TargetPortPriorityWeight => [1, 2, 3, 4],
    };
    let target = captured.get(target)?.as_str().trim_end_matches('.').to_lowercase();
    let port = number(port).filter(|port| (1..=u64::from(u16::MAX)).contains(port))?;
    let (priority, weight) = (number(priority), number(weight));
    Some(Srv { domain, target: Some(target), priority, weight, port: Some(port), unanswered: false })
}

fn domain(line: &str) -> Option<String> {
    let owner = pattern::SRV_OWNER.captures(line)?;
    Some(owner.get(1)?.as_str().to_lowercase())
}

/// That there is no record, or no answer: `** server can't find _vlmcs._tcp.corp.example: NXDOMAIN`.
fn denied(line: &str) -> Option<Srv> {
    const NONE: [&str; 5] =
        ["not found: 3(nxdomain)", "has no srv record", ": nxdomain", ": no answer", "can't find _vlmcs"];
    const UNANSWERED: [&str; 4] = ["servfail", ": refused", "timed out", "no servers could be reached"];
    const TOLD_BY: [&str; 4] = ["** ", "*** ", "host ", "_"];
    let lower = line.trim().to_lowercase();
    let unanswered = holds_any(&lower, &UNANSWERED);
    let is_denial = (holds_any(&lower, &NONE) || unanswered) && TOLD_BY.iter().any(|head| lower.starts_with(head));
    is_denial.then(|| Srv { domain: domain(line), unanswered, ..Srv::default() })
}

/// The same of dig, whose question stands below what the server said: `;_vlmcs._tcp.corp.example. IN SRV`.
fn unanswered_question(document: &Document, index: usize) -> Option<Srv> {
    let line = document.line(index);
    let is_question = line.starts_with(';') && line.trim_end().ends_with("SRV");
    let above = index.saturating_sub(STATUS_ABOVE)..index;
    let said = |word: &str| is_question && above.clone().any(|line| document.line(line).contains(word));
    let unanswered = said("status: SERVFAIL") || said("status: REFUSED");
    let is_empty = said("status: NXDOMAIN")
        || said("status: NOERROR") && said("ANSWER: 0,")
        || is_short_and_empty(document, index);
    (unanswered || is_empty).then(|| Srv { domain: domain(line), unanswered, ..Srv::default() })
}

/// Whether a line asks dig for the answer alone, and the next prompt stands right below: there is none.
fn is_short_and_empty(document: &Document, index: usize) -> bool {
    let prompt = |index: usize| document.line(index).trim_start().split_once(['$', '#', '>']).map(|(before, _)| before);
    let line = document.line(index);
    let asks = line.contains("dig ") && line.contains("+short") && prompt(index).is_some();
    let is_again = |below: usize| prompt(below).is_some_and(|before| Some(before) == prompt(index));
    asks && is_again(index + 1)
}

/// That no server answered what a line asks, as nslookup and dig say below it, where no record stands there.
fn timed_out(document: &Document, asked: usize) -> Option<(usize, Srv)> {
    let lines = asked + 1..document.len().min(asked + 1 + TIMED_OUT_BELOW);
    let is_next = |line: &usize| names_service(document.line(*line)) || slmgr_blocks::ends(document.line(*line));
    let mut below = lines.take_while(|line| !is_next(line) && !document.line(*line).contains("svr hostname"));
    let last = below.find(|line| says_timed_out(&document.line(*line).trim().to_lowercase()))?;
    Some((last, Srv { domain: domain(document.line(asked)), unanswered: true, ..Srv::default() }))
}

fn says_timed_out(line: &str) -> bool {
    const TIMED_OUT: [&str; 9] = [
        "timed-out",
        "timed out",
        "タイムアウト",
        "zeitüberschreitung",
        "délai",
        "tiempo de espera",
        "tempo limite",
        "超时",
        "시간이 초과",
    ];
    // Of the name of the server itself nslookup says the same, and asks on.
    let is_last = line.starts_with("***") && !line.contains("server name for address");
    is_last && holds_any(line, &TIMED_OUT) || line.contains("no servers could be reached")
}

/// The records below a line that asks for them: `dig +short`, Samba, and the exports of providers.
fn below(document: &Document, asked: usize) -> Vec<(usize, Srv)> {
    let lines = (asked + 1..document.len().min(asked + 1 + BELOW_MAX)).take_while(|line| {
        let text = document.line(*line).trim();
        !text.is_empty() && !names_service(text) && !document.is_consumed(*line)
    });
    let domain = domain(document.line(asked));
    let answer = |line: usize| {
        let text = document.line(line);
        let alone = || srv(&pattern::SRV_ALONE.captures(text)?, Order::PriorityWeightPortTarget, domain.clone());
        let samba = || srv(&pattern::SRV_SAMBA.captures(text)?, Order::TargetPortPriorityWeight, domain.clone());
        Some((line, alone().or_else(samba)?))
    };
    lines.filter_map(answer).collect()
}

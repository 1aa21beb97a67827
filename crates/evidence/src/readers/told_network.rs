//! What people tell in a sentence of a look-up or a test of the port: "nslookup -type=srv _vlmcs._tcp says Non-existent domain",
//! "psping kms1.corp.example:1688 times out", 「ポート 1688 に接続できません」.
//!
//! Only failures are read: that a port is open is believed of a tool alone.

use crate::{
    doubt,
    fact::{Fact, Observation, ObservationKind, Srv},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    loose_code, pattern, sentences,
    terms::Term,
};
use std::collections::BTreeSet;

pub(super) const KMS_PORT: u64 = 1688;
/// `about` of the observation; its value is the host.
pub(crate) const RETIRED: &str = "retired_host";
/// `about` of the observation that a host cannot write its record.
const UNPUBLISHED: &str = "publishing_failed";

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let named = [Term::SrvOwner, Term::Nslookup, Term::SrvRecord, Term::KmsPort, Term::Complaint];
    let coded = document.with(&[Term::LooseCode]).into_iter().filter(|index| names_dns(document.line(*index)));
    let lines: BTreeSet<usize> = document.with(&named).into_iter().chain(coded).collect();
    for index in lines {
        let line = document.line(index);
        if document.is_consumed(index) || line.len() > sentences::LINE_MAX {
            continue;
        }
        let beside_answer = |sentence| told(sentence).or_else(|| retired_of_answer(sentence, index, document));
        let mut told: Vec<Told> = sentences::of_line(line).filter_map(beside_answer).collect();
        let has_code = loose_code::is_in(line);
        if told.is_empty() && has_code && names_publishing(line) {
            told.push(Told::Unpublished);
        }
        for told in told {
            document.recognise(told.kind());
            let cites = vec![document.cite(index)];
            if !matches!(told, Told::Retired { .. } | Told::Unpublished) {
                found.push(Fact::told_in_prose("", cites.clone()));
            }
            found.push(told.fact().resting_on(cites));
            // Who reads codes reads the line too.
            if !has_code {
                document.claim(index);
            }
        }
    }
    // What no host could write is not found: the same once more.
    let is_unpublished = |fact: &Fact| matches!(fact, Fact::Observation(told, _) if told.about == UNPUBLISHED);
    if found.iter().any(is_unpublished) {
        found.retain(|fact| !matches!(fact, Fact::Srv(srv, _) if srv.target.is_none()));
    }
    found
}

/// Whether a line may tell of a record: nearly every line with a code does not.
fn names_dns(line: &str) -> bool {
    holds_any(line, &["dns", "DNS", "Dns", "srv", "SRV", "_vlmcs", "_VLMCS", "12293"])
}

enum Told {
    NoRecord,
    /// A host cannot write its record.
    Unpublished,
    Closed {
        host: String,
    },
    /// DNS still names a host that is gone.
    Retired {
        host: String,
    },
}

impl Told {
    fn kind(&self) -> Kind {
        if let Self::Closed { .. } = self { Kind::PortTest } else { Kind::Dns }
    }

    fn fact(self) -> Fact {
        match self {
            Self::NoRecord => Fact::Srv(Srv::default(), Vec::new()),
            Self::Unpublished => Fact::told_in_prose(UNPUBLISHED, Vec::new()),
            Self::Retired { host } => {
                let (kind, about) = (ObservationKind::ToldInProse, RETIRED.to_owned());
                Fact::Observation(Observation { kind, about, value: host }, Vec::new())
            }
            Self::Closed { host } => Fact::Port { host, port: KMS_PORT, open: false, cites: Vec::new() },
        }
    }
}

fn told(sentence: &str) -> Option<Told> {
    let lower = sentence.to_lowercase();
    if is_unpublished(&lower) {
        return Some(Told::Unpublished);
    }
    let is_past = ["created", "added", "fixed", "was missing", "no longer", "作成し", "追加し", "登録し", "開放し"];
    if doubt::is_supposed(&lower) {
        return None;
    }
    let is_past = holds_any(&lower, &is_past);
    let now = || if says_no_record(&lower) { Some(Told::NoRecord) } else { closed(&lower) };
    if is_past { retired(&lower) } else { now().or_else(|| retired(&lower)) }
}

/// Whether a line with a code that no tool printed tells why a host could not write its record: no client looked for one.
pub(super) fn names_publishing(line: &str) -> bool {
    const EVENT: &str = "12293";
    let lower = line.to_lowercase();
    lower.contains(EVENT) && !doubt::is_supposed(&lower) || sentences::of_line(&lower).any(is_unpublished)
}

/// What a host does with its record.
const WRITES: [&str; 30] = [
    "自動登録",
    "発行に失敗",
    "veröffentlich",
    "enregistr",
    "publicar",
    "pubblica",
    "публик",
    "发布",
    "등록하지",
    "register itself",
    "register in ",
    "register its",
    "register the",
    "registering",
    "registration",
    "publish",
    "dynamic update",
    "登録でき",
    "登録に失敗",
    "発行でき",
    "動的更新",
    "create srv",
    "create the srv",
    "creating srv",
    "レコードを作成",
    "レコードを更新",
    "레코드를 만들",
    "创建 srv",
    "建立 srv",
    "创建srv",
];
/// That it fails.
const FAILS: [&str; 32] = [
    "échou",
    "n'a pas pu",
    "fehlgeschlagen",
    "konnte nicht",
    "kann nicht",
    "falló",
    "no pudo",
    "no se pudo",
    "falhou",
    "não foi possível",
    "fallit",
    "не удалось",
    "失败",
    "cannot",
    "can't",
    "could not",
    "couldn't",
    "unable",
    "not able",
    "fails",
    "failed",
    "failure",
    "refuse",
    "denied",
    "できません",
    "できない",
    "失敗",
    "拒否",
    "无法",
    "無法",
    "수 없",
    "못하고",
];

/// Whether a sentence in small letters tells that a host cannot write its record.
fn is_unpublished(lower: &str) -> bool {
    const DNS: [&str; 4] = ["dns", "srv", "_vlmcs", "12293"];
    const OF_HOST: [&str; 5] = ["kms", "host", "_vlmcs", "ホスト", "srv"];
    // What happens when somebody brings a host is told of it; what happens if is not.
    let told = lower.strip_prefix("when ").and_then(|rest| Some(rest.split_once(", ")?.1)).unwrap_or(lower);
    let has = |words: &[&str]| holds_any(lower, words);
    has(&DNS) && has(&OF_HOST) && holds_any(told, &WRITES) && holds_any(told, &FAILS) && !doubt::is_supposed(told)
}

/// Whether a sentence in small letters tells that DNS has no record of a host.
fn says_no_record(lower: &str) -> bool {
    const RECORD: [&str; 5] = ["_vlmcs", "_muster._tcp", "srv record", "srv レコード", "srvレコード"];
    const MISSING: [&str; 25] = [
        "non-existent domain",
        "nxdomain",
        "can't find",
        "cannot find",
        "could not find",
        "couldn't find",
        "not found",
        "no record",
        "no srv record",
        "no _vlmcs",
        "no such",
        "returns nothing",
        "returned nothing",
        "nothing comes back",
        "came back empty",
        "comes back empty",
        "does not exist",
        "doesn't exist",
        "is missing",
        "見つかりません",
        "見つからない",
        "存在しません",
        "存在しない",
        "返りません",
        "登録されていません",
    ];
    holds_any(lower, &RECORD) && holds_any(lower, &MISSING)
}

/// How people and rules say that nothing comes through.
const SHUT: [&str; 42] = [
    "not allow",
    "n't allow",
    "is not permitted",
    "denies ",
    "denied",
    "action=deny",
    "action=drop",
    "drops ",
    "dropped",
    "tcptestsucceeded : false",
    "tcptestsucceeded: false",
    "許可されていません",
    "許可されていない",
    "遮断され",
    "is blocked",
    "are blocked",
    "blocks ",
    "blocking",
    "is closed",
    "not open",
    "isn't open",
    "times out",
    "timed out",
    "timing out",
    "time out",
    "timeout",
    "is refused",
    "unreachable",
    "fails",
    "failed",
    "cannot connect",
    "can't connect",
    "could not connect",
    "is filtered",
    "接続できません",
    "接続できない",
    "開いていません",
    "ブロックされています",
    "ブロックされていました",
    "タイムアウト",
    "通りません",
    "拒否され",
];

/// A port of KMS that a sentence in small letters tells to be shut.
fn closed(lower: &str) -> Option<Told> {
    const TESTED: [&str; 14] = [
        "port",
        ":1688",
        "dport=",
        "tcp",
        "psping",
        "paping",
        "telnet",
        "test-netconnection",
        "tnc ",
        "nc -",
        "ポート",
        "接続",
        "疎通",
        "firewall",
    ];
    const DENIED: [&str; 15] = [
        "not blocked",
        "isn't blocked",
        "not denied",
        "not dropped",
        "n't denied",
        "n't dropped",
        "0 dropped",
        "0 packets",
        "but port",
        "except",
        "no firewall",
        "never ",
        "ブロックされていません",
        "遮断されていません",
        "遮断されていない",
    ];
    let has = |words: &[&str]| holds_any(lower, words);
    let is_shut = names_port(lower) && has(&TESTED) && has(&SHUT) && !has(&DENIED);
    is_shut.then(|| Told::Closed { host: host(lower).unwrap_or_default() })
}

/// What is said of nothing but a machine that is gone for good.
const GONE: [&str; 7] = ["decommission", "retired", "no longer exist", "scrapped", "廃止", "廃棄", "撤去"];
const MENDED: [&str; 9] =
    ["deleted", "removed the", "removed its", "cleaned", "updated", "not point", "n't point", "削除し", "予定"];

/// A host that is gone and that a sentence in small letters tells to stand in DNS.
fn retired(lower: &str) -> Option<Told> {
    const DNS: [&str; 4] = ["dns", "srv", "_vlmcs", "nslookup"];
    const OLD: [&str; 9] = [
        "exist any",
        "turned off",
        "switched off",
        "old kms",
        "old host",
        "old server",
        "dead host",
        "旧 kms",
        "古い kms",
    ];
    const NAMED: [&str; 12] =
        ["point", "still", "stale", "return", "lists", "resolve", "names", "refers", "残", "指し", "向い", "返"];
    let has = |words: &[&str]| holds_any(lower, words);
    (has(&DNS) && (has(&GONE) || has(&OLD)) && has(&NAMED) && !has(&MENDED))
        .then(|| Told::Retired { host: name(lower).unwrap_or_default() })
}

/// A host that is gone and that an answer of DNS names: by its name anywhere, below the answer also by "that server".
fn retired_of_answer(sentence: &str, index: usize, document: &Document) -> Option<Told> {
    const IT: [&str; 10] = [
        "that server",
        "that host",
        "that machine",
        "this server",
        "this host",
        "this machine",
        "このサーバー",
        "そのサーバー",
        "このホスト",
        "そのホスト",
    ];
    let lower = sentence.to_lowercase();
    if !holds_any(&lower, &GONE) || holds_any(&lower, &MENDED) || doubt::is_supposed(&lower) {
        return None;
    }
    let targets = |line: usize| pattern::SRV_HOST.captures(document.line(line)).and_then(|found| found.get(1));
    let targets = (0..document.len())
        .filter_map(|line| Some((line, targets(line)?.as_str().trim_end_matches('.').to_lowercase())));
    let is_it = |line: usize| line < index && holds_any(&lower, &IT);
    let words = || lower.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.'));
    let is_named = |host: &str| words().any(|word| word == host || Some(word) == host.split('.').next());
    let mut told = targets.filter(|(line, host)| is_named(host) || is_it(*line));
    told.next_back().map(|(_, host)| Told::Retired { host })
}

/// The first word that is a name as hosts have them: with a number or a domain.
fn name(lower: &str) -> Option<String> {
    const OTHER: [&str; 4] = ["windows", "server", "office", "tcp"];
    let words = lower.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_'));
    let is_name = |word: &&str| {
        let is_marked = word.contains('.') || word.ends_with(|c: char| c.is_ascii_digit());
        is_marked && word.starts_with(|c: char| c.is_ascii_lowercase()) && word.len() > 3
    };
    let words = words.map(|word| word.trim_matches('.')).filter(is_name);
    words.filter(|word| !OTHER.iter().any(|other| word.starts_with(other))).map(str::to_owned).next()
}

/// Whether the number of the port stands alone.
fn names_port(lower: &str) -> bool {
    lower.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| word == "1688")
}

/// The host before `:1688`, or between the name of the tool and the port.
fn host(lower: &str) -> Option<String> {
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || "\"'`「」()".contains(c)).collect();
    let joined = words.iter().find_map(|word| word.trim_end_matches([',', '.']).strip_suffix(":1688"));
    let is_port = |word: &str| word.trim_end_matches([',', '.']) == "1688";
    let apart = || {
        let port = words.iter().position(|word| is_port(word))?;
        let before = words.get(..port)?.iter().rev().find(|word| !word.starts_with('-'))?;
        before.contains('.').then_some(*before)
    };
    let host = joined.or_else(apart)?;
    (host.len() > 1 && host.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')).then(|| host.to_owned())
}

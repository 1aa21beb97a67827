//! telnet's failure: `Could not open connection to the host, on port 1688`.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in (0..document.len()).filter(|index| !document.is_consumed(*index)).collect::<Vec<_>>() {
        let line = document.line(index);
        let lower = line.to_lowercase();
        let failed = ["could not", "failed", "できません", "unable"].iter().any(|word| lower.contains(word));
        let Some(call) = pattern::TELNET.captures(line).filter(|_| failed) else {
            // A call that succeeds clears the screen, so in every language this line tells of a failure.
            let called = index.checked_sub(1).is_some_and(|above| is_call(document.line(above)));
            if let Some((host, port)) = translated(line).filter(|_| failed || called) {
                document.recognise(Kind::PortTest);
                found.push(Fact::Port { host, port, open: false, cites: vec![document.consume(index)] });
            }
            continue;
        };
        let host = call.get(1).map_or("", |host| host.as_str()).to_lowercase();
        // "to the host": no name.
        let host = if host == "the" { String::new() } else { host };
        let port = call.get(2).and_then(|port| port.as_str().parse().ok()).unwrap_or(0);
        document.recognise(Kind::PortTest);
        found.push(Fact::Port { host, port, open: false, cites: vec![document.consume(index)] });
    }
    found
}

fn is_call(line: &str) -> bool {
    line.split(['>', ' ']).any(|word| word.eq_ignore_ascii_case("telnet"))
}

/// `接続中: kms1.corp.example...ホストへ接続できませんでした。 ポート番号 1688: 接続に失敗しました`: the host stands before the dots, the port
/// before a colon behind them.
fn translated(line: &str) -> Option<(String, u64)> {
    let (before, after) = line.split_once("...")?;
    let host = before.rsplit([' ', ':', '：']).next().filter(|host| pattern::HOST_NAME.is_match(host))?;
    let (told, _) = after.rsplit_once(':')?;
    let digits = told.rsplit(|c: char| !c.is_ascii_digit()).next().filter(|digits| !digits.is_empty())?;
    Some((host.to_lowercase(), digits.parse().ok()?))
}

//! dig's answer section: `_vlmcs._tcp.corp.example. 3600 IN SRV 0 0 1688 kms1.corp.example.`

use crate::{
    fact::{Fact, Srv},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::SrvOwner]) {
        if let Some(answer) = answer(document.line(index)) {
            document.recognise(Kind::Dns);
            found.push(Fact::Srv(answer, vec![document.consume(index)]));
        }
    }
    found
}

fn answer(line: &str) -> Option<Srv> {
    let found = pattern::SRV_DIG.captures(line)?;
    let number = |group: usize| found.get(group)?.as_str().parse().ok();
    let target = found.get(5)?.as_str().trim_end_matches('.').to_lowercase();
    let domain = pattern::SRV_OWNER.captures(line).and_then(|owner| Some(owner.get(1)?.as_str().to_lowercase()));
    let (priority, weight, port) = (number(2), number(3), number(4));
    Some(Srv { domain, target: Some(target), priority, weight, port, unanswered: false })
}

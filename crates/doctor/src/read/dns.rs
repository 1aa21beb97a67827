//! What DNS says of `_vlmcs._tcp` (or a vendor's own service): nslookup and dig.

use crate::{
    fact::{Cite, Fact, Srv},
    kind::Kind,
    page::Page,
    shape,
};

const OWNERS: [&str; 2] = ["_vlmcs._tcp", "_muster._tcp"];

pub(super) fn read(page: &mut Page) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut srv = Srv::default();
    let mut cites: Vec<Cite> = Vec::new();
    for index in 0..page.len() {
        let line = page.line(index).to_owned();
        if let Some(answer) = dig(&line) {
            page.recognise(Kind::Dns);
            found.push(Fact::Srv(answer, vec![page.take(index)]));
            continue;
        }
        let number = |shape: &regex_lite::Regex| shape.captures(&line)?.get(1)?.as_str().parse::<u64>().ok();
        let fields = [
            (&mut srv.priority, number(&shape::SRV_PRIORITY)),
            (&mut srv.weight, number(&shape::SRV_WEIGHT)),
            (&mut srv.port, number(&shape::SRV_PORT)),
        ];
        let mut said = false;
        for (place, value) in fields {
            said |= value.is_some();
            *place = value.or(*place);
        }
        let target = shape::SRV_HOST.captures(&line).and_then(|target| target.get(1));
        // Without its fields a line about a port is something else's.
        if said && (target.is_some() || is_about_srv(page, index)) {
            cites.push(page.take(index));
        }
        if let Some(target) = target {
            if !said {
                cites.push(page.take(index));
            }
            let answer =
                Srv { target: Some(target.as_str().trim_end_matches('.').to_lowercase()), ..std::mem::take(&mut srv) };
            page.recognise(Kind::Dns);
            found.push(Fact::Srv(answer, std::mem::take(&mut cites)));
        } else if denies(&line) {
            page.recognise(Kind::Dns);
            found.push(Fact::Srv(Srv::default(), vec![page.take(index)]));
        }
    }
    found
}

/// nslookup's lines come below the name, at most a handful of them.
fn is_about_srv(page: &Page, index: usize) -> bool {
    let near = index.saturating_sub(4)..=index;
    near.into_iter().any(|index| OWNERS.iter().any(|owner| page.line(index).to_lowercase().contains(owner)))
}

/// `*** dns1 can't find _vlmcs._tcp: Non-existent domain`: the stars and the name stay in every language.
fn denies(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.starts_with("***") && OWNERS.iter().any(|owner| lower.contains(owner))
}

fn dig(line: &str) -> Option<Srv> {
    let found = shape::SRV_DIG.captures(line)?;
    let number = |group: usize| found.get(group)?.as_str().parse().ok();
    let target = found.get(5)?.as_str().trim_end_matches('.').to_lowercase();
    Some(Srv { target: Some(target), priority: number(2), weight: number(3), port: number(4) })
}

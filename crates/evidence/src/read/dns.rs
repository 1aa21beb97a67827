//! What DNS says of `_vlmcs._tcp` (or a vendor's own service): nslookup and dig.

use crate::{
    fact::{Cite, Fact, Observation, ObservationKind, Srv},
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
        if let Some(address) = address(&line) {
            found.push(Fact::Observation(address, vec![page.take(index)]));
            continue;
        }
        if let Some(answer) = dig(&line).or_else(|| table(&line)) {
            page.recognise(Kind::Dns);
            found.push(Fact::Srv(answer, vec![page.take(index)]));
            continue;
        }
        let number = |shape: &shape::Shape| shape.captures(&line)?.get(1)?.as_str().parse::<u64>().ok();
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
            let target = Some(target.as_str().trim_end_matches('.').to_lowercase());
            let answer = Srv { target, domain: asked(page, index), ..std::mem::take(&mut srv) };
            page.recognise(Kind::Dns);
            found.push(Fact::Srv(answer, std::mem::take(&mut cites)));
        } else if denies(&line) {
            page.recognise(Kind::Dns);
            let lower = line.to_lowercase();
            let unanswered = ["timed", "failed", "no response", "refused"].iter().any(|word| lower.contains(word));
            let answer = Srv { unanswered, domain: asked(page, index), ..Srv::default() };
            found.push(Fact::Srv(answer, vec![page.take(index)]));
        }
    }
    found
}

/// The domain of the nearest line that names the record.
fn asked(page: &Page, index: usize) -> Option<String> {
    let near = (index.saturating_sub(5)..=index).rev();
    near.filter_map(|above| shape::SRV_OWNER.captures(page.line(above)))
        .find_map(|found| Some(found.get(1)?.as_str().to_lowercase()))
}

fn address(line: &str) -> Option<Observation> {
    let found = shape::ADDRESS_OF.captures(line)?;
    let text = |group: usize| found.get(group).map_or("", |text| text.as_str()).to_lowercase();
    Some(Observation { kind: ObservationKind::Address, about: text(1), value: text(2) })
}

/// A row of `Resolve-DnsName -Type SRV`.
fn table(line: &str) -> Option<Srv> {
    let found = shape::SRV_TABLE.captures(line)?;
    let number = |group: usize| found.get(group)?.as_str().parse().ok();
    let text = |group: usize| found.get(group).map(|text| text.as_str().trim_end_matches('.').to_lowercase());
    Some(Srv {
        domain: text(1).filter(|domain| !domain.is_empty()),
        target: text(2),
        priority: number(3),
        weight: number(4),
        port: number(5),
        unanswered: false,
    })
}

/// nslookup's lines come below the name, at most a handful of them.
fn is_about_srv(page: &Page, index: usize) -> bool {
    let near = index.saturating_sub(4)..=index;
    near.into_iter().any(|index| OWNERS.iter().any(|owner| page.line(index).to_lowercase().contains(owner)))
}

/// `*** dns1 can't find _vlmcs._tcp: Non-existent domain`: the stars and the name stay in every language.
fn denies(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    // PowerShell's error names the command first, and after the name what Windows says of it.
    let said = lower.starts_with("***") || lower.starts_with("resolve-dnsname :") && lower.matches(" : ").count() >= 2;
    said && OWNERS.iter().any(|owner| lower.contains(owner))
}

fn dig(line: &str) -> Option<Srv> {
    let found = shape::SRV_DIG.captures(line)?;
    let number = |group: usize| found.get(group)?.as_str().parse().ok();
    let target = found.get(5)?.as_str().trim_end_matches('.').to_lowercase();
    let domain = shape::SRV_OWNER.captures(line).and_then(|owner| Some(owner.get(1)?.as_str().to_lowercase()));
    let (priority, weight, port) = (number(2), number(3), number(4));
    Some(Srv { domain, target: Some(target), priority, weight, port, unanswered: false })
}

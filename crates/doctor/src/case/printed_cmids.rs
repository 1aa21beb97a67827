//! Client machine ids that several machines of the evidence print: one image made all of them.

use super::conclusions::SharedCmid;
use muster_evidence::fact::{Cite, Fact};
use std::collections::BTreeMap;

/// So many of the machines are named, and so many of their lines quoted: one image may have made thousands.
const NAMED_MAX: usize = 8;
const CITED_MAX: usize = 4;

/// By id, what is said of each that more than one machine prints. Takes the facts of each machine with its name.
pub(super) fn shared<'e>(machines: impl Iterator<Item = (&'e str, Vec<&'e Fact>)>) -> BTreeMap<String, SharedCmid> {
    let mut printed: BTreeMap<&str, Vec<(&str, &Cite)>> = BTreeMap::new();
    for (name, facts) in machines {
        for (cmid, cite) in facts.into_iter().filter_map(line) {
            let of = printed.entry(cmid).or_default();
            // The facts of a machine come together.
            if of.last().is_none_or(|(last, _)| *last != name) {
                of.push((name, cite));
            }
        }
    }
    let shared = printed.into_iter().filter(|(_, of)| of.len() > 1);
    shared.map(|(cmid, of)| (cmid.to_owned(), said(cmid, &of))).collect()
}

fn said(cmid: &str, of: &[(&str, &Cite)]) -> SharedCmid {
    let mut machines: Vec<String> = of.iter().take(NAMED_MAX).map(|(name, _)| (*name).to_owned()).collect();
    if of.len() > NAMED_MAX {
        machines.push(format!("… ({})", of.len()));
    }
    let cites = of.iter().take(CITED_MAX).map(|(_, cite)| (*cite).clone()).collect();
    SharedCmid { cmid: cmid.to_owned(), machines, cites }
}

/// Those that are among the facts of a machine, its own line first.
pub(super) fn of_machine(facts: &[&Fact], shared: &BTreeMap<String, SharedCmid>) -> Vec<SharedCmid> {
    let own: BTreeMap<&str, &Cite> = facts.iter().rev().copied().filter_map(line).collect();
    let found = own.into_iter().filter_map(|(cmid, cite)| Some((shared.get(cmid)?.clone(), cite)));
    let cited = found.map(|(shared, own)| {
        let others = shared.cites.iter().filter(|other| *other != own);
        let cites = std::iter::once(own).chain(others).take(CITED_MAX).cloned().collect();
        SharedCmid { cites, ..shared }
    });
    cited.collect()
}

/// The id that a fact is of, and the line that has it.
fn line(fact: &Fact) -> Option<(&str, &Cite)> {
    let (cmid, cites) = match fact {
        Fact::License(license, cites) => (license.cmid.as_deref()?, cites),
        Fact::Cmid(cmid, cites) => (cmid.as_str(), cites),
        _ => return None,
    };
    Some((cmid, cites.iter().find(|cite| cite.text.contains(cmid)).or(cites.first())?))
}

//! NOI012: several computer names in one log.

use super::{NOI, prelude::*};
use std::collections::{BTreeMap, BTreeSet};

values! { names: String }

pub(super) static RULE: Rule = Rule {
    id: "NOI012",
    sources: "O",
    title: Text { en: "Several computer names in one log", ja: "1 つのログに複数のコンピューター名" },
    finding: Text {
        en: "{names}: setup, first start and renaming leave their names",
        ja: "{names}: セットアップ、初回起動、名前の変更による履歴です",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut files: BTreeMap<usize, Names<'_>> = BTreeMap::new();
    for event in case.events.iter().filter(|event| !event.record.computer.is_empty()) {
        let Some(cite) = event.cites.first() else { continue };
        let names = files.entry(cite.file).or_default();
        if names.known.insert(event.record.computer.to_ascii_lowercase()) {
            names.all.push(&event.record.computer);
        }
        names.last = &event.cites;
    }
    let renamed = files.into_values().find(|names| names.all.len() > 1);
    let hit = |names: Names<'_>| Hit::global(names.last).with(Values { names: names.all.join(", ") });
    renamed.map(hit).into_iter().collect()
}

/// The names that one log holds, and its last event.
#[derive(Default)]
struct Names<'c> {
    all: Vec<&'c str>,
    known: BTreeSet<String>,
    last: &'c [Cite],
}

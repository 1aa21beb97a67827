//! NOI012: several computer names in one log.

use super::{NOI, prelude::*};

values! { names: String }

pub(super) static RULE: Rule = Rule {
    id: "NOI012",
    sources: "O",
    title: Text { en: "Several computer names in one log", ja: "1 つのログに複数のコンピューター名" },
    finding: Text {
        en: "{names}: setup, first start and renaming leave their names",
        ja: "{names}: セットアップ、初回起動、名前の変更による履歴です",
    },
    actions: &[&action::NONE],
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    (0..case.evidence.len()).find_map(|file| renamed(case, file)).into_iter().collect()
}

/// The names that one log holds, if there are several.
fn renamed(case: &Case, file: usize) -> Option<Hit<Values>> {
    let own = |event: &&LoggedEvent| {
        event.cites.first().is_some_and(|cite| cite.file == file) && !event.record.computer.is_empty()
    };
    let mut names: Vec<&str> = Vec::new();
    for event in case.events.iter().filter(own) {
        if !names.iter().any(|name| name.eq_ignore_ascii_case(&event.record.computer)) {
            names.push(&event.record.computer);
        }
    }
    let last = case.events.iter().rfind(own).filter(|_| names.len() > 1)?;
    Some(Hit::global(&last.cites).with(Values { names: names.join(", ") }))
}

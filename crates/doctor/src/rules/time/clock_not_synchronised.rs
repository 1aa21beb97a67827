//! TIM003: the clock runs freely.

use super::{TIM, prelude::*};
use muster_evidence::Kind;

values! { source: String }

pub(super) static RULE: Rule = Rule {
    id: "TIM003",
    severity: Severity::Low,
    role: Role::Side,
    needs: &[Kind::W32tm],
    command: "w32tm /query /source",
    sources: "D",
    title: Text { en: "Clock not synchronised", ja: "時刻が同期されていない" },
    finding: Text {
        en: "The clock of this machine follows no other: {source}",
        ja: "このコンピューターの時刻は、どの時刻ソースとも同期されていません ({source})",
    },
    actions: &[&action::FIX_CLOCK],
    ..TIM
};

const FREE: [&str; 3] = ["none", "Local CMOS Clock", "Free-running System Clock"];

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let free = case.observations(ObservationKind::ClockSource).last();
    free.filter(|(observation, _)| FREE.contains(&observation.value.as_str()))
        .map(|(observation, cites)| {
            let hit = Hit::global(cites).with(Values { source: observation.value.clone() });
            // Tools of other systems are named.
            if observation.about.is_empty() { hit.product("Windows") } else { hit }
        })
        .into_iter()
        .collect()
}

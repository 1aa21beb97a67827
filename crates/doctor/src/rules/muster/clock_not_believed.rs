//! MUS006: clock of the host not believed.

use super::{MUS, health_value, prelude::*};

/// Events of the host: its clock is not believed, and is believed again.
const DISTRUSTED: u32 = 12_420;
const TRUSTED: u32 = 12_421;

pub(super) static RULE: Rule = Rule {
    id: "MUS006",

    sources: "D",
    title: Text { en: "Clock of the host not believed", ja: "ホストの時刻が信頼されていない" },
    finding: Text {
        en: "The host does not believe its clock, and goes on by the time that it knew",
        ja: "ホストは自身の時計を信頼しておらず、それまでの時刻で動作しています",
    },
    actions: &[&action::MUSTER_CONFIRM_CLOCK],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let logged = case.last_event(DISTRUSTED, &[TRUSTED]);
    let said = health_value(case, "clock.status", "not believed");
    said.or(logged.map(|event| event.cites.as_slice())).map(Hit::global).into_iter().collect()
}

//! NOI015: events of the service that somebody asks about by their numbers, or beside which there is nothing else.

use super::{NOI, prelude::*};
use crate::rules::silence::tells_nothing;

values! { id: Value }

pub(super) static RULE: Rule = Rule {
    id: "NOI015",
    weight: Weight::LeadingNoise,
    needs: required_evidence::ANYTHING,
    sources: "O M21 M22",
    title: Text {
        en: "Event that says nothing of a license", ja: "ライセンスの状態とは関係のないイベント"
    },
    finding: Text {
        en: "Event {id} is logged whether or not the product is activated, and can be ignored",
        ja: "イベント {id} はライセンス認証の状態にかかわらず記録されるため、無視できます",
    },
    labels: &[Label::BenignNoise, Label::InsufficientEvidence],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let told = case.told("routine_event").next().map(|(told, cites)| (Value::from(told.value.as_str()), cites));
    let alone = || {
        let is_routine = |event: &&LoggedEvent| ROUTINE_EVENTS.contains(&event.record.id);
        let newest = case.events.iter().rev().find(is_routine).filter(|_| tells_nothing(case))?;
        Some((newest.record.id.into(), newest.cites.as_slice()))
    };
    let hit = |(id, cites): (Value, &[Cite])| Hit::global(cites).with(Values { id });
    told.or_else(alone).map(hit).into_iter().collect()
}

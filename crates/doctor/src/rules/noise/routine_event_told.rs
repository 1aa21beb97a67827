//! NOI015: events of the service that somebody asks about by their numbers.

use super::{NOI, prelude::*};

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
    actions: &[&action::NONE],
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit =
        |(told, cites): (&Observation, &[Cite])| Hit::global(cites).with(Values { id: told.value.as_str().into() });
    case.told("routine_event").next().map(hit).into_iter().collect()
}

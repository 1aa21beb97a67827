//! SUB001: the subscription that makes Pro an Enterprise is not valid.

use super::{SUB, prelude::*};

values! { state: String }

pub(super) static RULE: Rule = Rule {
    id: "SUB001",
    title: Text {
        en: "Windows subscription not valid", ja: "Windows のサブスクリプションが有効でない"
    },
    finding: Text {
        en: "The subscription that activates Windows is in the state {state}",
        ja: "Windows をライセンス認証するサブスクリプションの状態は {state} です",
    },
    actions: &[&action::REFRESH_SUBSCRIPTION],
    ..SUB
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let newest = case.observations(ObservationKind::WindowsSubscription).last();
    newest
        .filter(|(observation, _)| observation.value == "expired" || observation.value == "disabled")
        .map(|(observation, cites)| {
            let states = |cite: &&Cite| cite.text.contains("Status");
            let lines: Vec<Cite> = cites.iter().filter(states).cloned().collect();
            let hit = Hit::global(&lines).with_cites(cites).product("Windows");
            hit.with(Values { state: observation.value.clone() })
        })
        .into_iter()
        .collect()
}

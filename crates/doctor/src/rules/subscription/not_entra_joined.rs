//! SUB002: the computer is not joined as a subscription needs it.

use super::{SUB, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SUB002",
    confidence: Confidence::Likely,
    title: Text { en: "Not joined to Microsoft Entra ID", ja: "Microsoft Entra ID に参加していない" },
    finding: Text {
        en: "A subscription activates Windows on computers that are Entra joined or hybrid joined, and this one is not",
        ja: "Windows のサブスクリプションライセンス認証には Entra 参加またはハイブリッド参加が必要ですが、このコンピューターは参加していません",
    },
    actions: &[&action::JOIN_ENTRA],
    ..SUB
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let newest = case.observations(ObservationKind::WindowsSubscription).last();
    let is_wanted = newest.is_some_and(|(observation, _)| observation.value != "active");
    let joined = case.observations(ObservationKind::EntraJoined).last();
    joined
        .filter(|(observation, _)| is_wanted && observation.value == "no")
        .map(|(_, cites)| Hit::global(cites).product("Windows"))
        .into_iter()
        .collect()
}

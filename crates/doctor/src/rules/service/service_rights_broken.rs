//! SVC004: rights of the licensing service broken.

use super::{SVC, prelude::*};

values! { code: Code }

pub(super) static RULE: Rule = Rule {
    id: "SVC004",
    confidence: Confidence::Likely,
    command: "wevtutil epl Application Application.evtx",
    sources: "M12",
    title: Text {
        en: "Rights of the licensing service broken", ja: "ライセンス サービスのアクセス許可の不足"
    },
    finding: Text {
        en: "{code}: the service itself is refused, not only the prompt",
        ja: "{code}: コマンド プロンプトではなく、サービス自体のアクセスが拒否されています",
    },
    actions: &[&action::RESTORE_RIGHTS],
    labels: &[Label::RegistryPermission, Label::Permission],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let refused = case.events(&[RULES_ENGINE_FAILED]);
    let values = || Values { code: code::ACCESS_DENIED };
    let Some(event) = refused.filter(|event| event.record.code == Some(code::ACCESS_DENIED)).last() else {
        // An elevated prompt was refused, or the service itself.
        let of_system = codes_of(RULE.id);
        let is_told = |found: &CodeMatch<'_>| of_system.contains(&found.code()) || is_of_service(found);
        let codes = [&ACCESS[..], of_system].concat();
        let of_service = any_license_with(case, &codes).filter(is_told);
        let of_start = service_start_errors(case).filter(|(error, _)| error.value == REFUSED);
        let of_start = of_start.map(|(_, cites)| Hit::global(cites).with(values())).take(1);
        return of_service.map(|found| found.hit().with(Values { code: found.code() })).chain(of_start).collect();
    };
    let hits: Vec<Hit<Values>> = any_license_with(case, &[code::ACCESS_DENIED])
        .map(|found| found.hit().with_cites(&event.cites).with(values()))
        .collect();
    if hits.is_empty() { vec![Hit::global(&event.cites).with(values())] } else { hits }
}

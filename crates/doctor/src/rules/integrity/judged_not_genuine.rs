//! INT010: Windows was judged not genuine, by the reason of its state.

use super::{INT, prelude::*};

values! { code: Value }

pub(super) static RULE: Rule = Rule {
    id: "INT010",
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Store,
    sources: "M13 M23",
    title: Text { en: "Not genuine, by its state", ja: "正規品でない状態" },
    finding: Text {
        en: "{code}: the licensing service reports that Windows is not genuine",
        ja: "{code}: ライセンス サービスが、Windows が正規品でない状態を報告しています",
    },
    actions: &[&action::REPAIR],
    labels: &[Label::NonGenuine],
    ..INT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    // Volume editions of Windows 7 see this code after an update; that has a rule of its own.
    let has_update = case.genuine_update().is_some();
    let volume_seven = |installed: &InstalledLicense| {
        let is_seven = installed.name().contains(" 7") || has_update && installed.name().is_empty();
        is_seven && installed.takes_kms()
    };
    let not_genuine = any_license_with(case, &[code::NOT_GENUINE]).filter(|found| !volume_seven(found.installed));
    not_genuine.map(|found| found.hit().with(Values { code: found.code().into() })).collect()
}

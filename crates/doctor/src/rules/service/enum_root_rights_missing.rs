//! SVC007: SYSTEM lacks rights on Enum\\Root.

use super::{SVC, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "SVC007",
    confidence: Confidence::Likely,
    command: "reg query HKLM\\SYSTEM\\CurrentControlSet\\Enum\\Root",
    sources: "M14",
    title: Text { en: "SYSTEM lacks rights on Enum\\Root", ja: "Enum\\Root のアクセス許可の不足" },
    finding: Text {
        en: "{code} from the tool itself: the service cannot read the device list in the registry",
        ja: "ツール自体が {code} を返しました。サービスがレジストリのデバイス情報を読み取れません",
    },
    actions: &[&action::RESTORE_RIGHTS],
    labels: &[Label::RegistryPermission],
    ..SVC
};

pub(super) fn check(case: &Case) -> Vec<Hit<CodeAndHost>> {
    let unread = any_license_with(case, &[code::INVALID_DATA]);
    unread.filter(|found| !found.is_by_attempt()).map(|found| found.hit()).collect()
}

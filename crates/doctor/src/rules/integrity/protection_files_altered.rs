//! INT005: protection service files or registry altered.

use super::{INT, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "INT005",
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Store,
    command: "sfc /verifyonly",
    sources: "M13 M23",
    title: Text {
        en: "Protection service files or registry altered",
        ja: "保護サービスのファイルまたはレジストリの改ざんの疑い",
    },
    finding: Text {
        en: "{code}: the licensing service reports altered files or a state that is not genuine",
        ja: "{code}: ライセンス サービスが、ファイルの変更または正規品でない状態を報告しています",
    },
    actions: &[&action::REPAIR],
    labels: &[Label::NonGenuine, Label::TamperDetected],
    ..INT
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let mut hits = any(case, &[0xC004_D401, 0xC004_F064, 0xC004_F065, 0x4004_F065]);
    let volume_seven = |hit: &Hit| {
        license_of(case, hit).is_some_and(|installed| installed.name().contains(" 7") && installed.takes_kms())
    };
    hits.extend(any(case, &[0xC004_F200]).into_iter().filter(|hit| !volume_seven(hit)));
    let codes = case.observations(ObservationKind::GenuineCode).filter(|(observation, _)| {
        observation.value == "tamper" || observation.value == "0xC004D401" || observation.value.starts_with("0xC004C")
    });
    if hits.is_empty() {
        hits.extend(codes.take(1).map(|(observation, cites)| {
            Hit::global(cites).with("code", &observation.value).with("product", "Windows")
        }));
    }
    hits
}

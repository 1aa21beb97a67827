//! INT005: protection service files or registry altered.

use super::{INT, prelude::*};

values! { code: Value }

/// Altered files or registry, as the licensing service reports them.
const ALTERED: Code = Code(0xC004_D401);

pub(super) static RULE: Rule = Rule {
    id: "INT005",
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Store,
    command: "sfc /verifyonly",
    sources: "M13 M23",
    title: Text {
        en: "Protection service files or registry altered",
        ja: "Software Protection サービスのファイルまたはレジストリの改ざんの疑い",
    },
    finding: Text {
        en: "{code}: the licensing service reports that its files or its data were altered",
        ja: "{code}: ライセンス サービスが、ファイルまたはデータの改ざんを報告しています",
    },
    actions: &[&action::REPAIR],
    labels: &[Label::TamperDetected],
    ..INT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let codes = [&[ALTERED], codes_of(RULE.id)].concat();
    let altered = any_license_with(case, &codes);
    let hits: Vec<Hit<Values>> = altered.map(|found| found.hit().with(Values { code: found.code().into() })).collect();
    if hits.is_empty() { reported(case).or_else(|| unsigned(case)).into_iter().collect() } else { hits }
}

/// The service does not start, for the signature of its file cannot be verified.
fn unsigned(case: &Case) -> Option<Hit<Values>> {
    let (_, cites) = service_start_errors(case).find(|(error, _)| error.value == BAD_SIGNATURE)?;
    Some(Hit::global(cites).product("Windows").with(Values { code: Code(0x8007_0241).into() }))
}

/// What MGADiag reports.
fn reported(case: &Case) -> Option<Hit<Values>> {
    let (value, cites) = validation_codes(case).find(|(value, _)| ["tamper", "0xC004D401"].contains(value))?;
    Some(Hit::global(cites).product("Windows").with(Values { code: value.into() }))
}

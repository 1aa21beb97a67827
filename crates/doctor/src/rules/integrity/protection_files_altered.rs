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
        en: "{code}: the licensing service reports altered files or a state that is not genuine",
        ja: "{code}: ライセンス サービスが、ファイルの変更または正規品でない状態を報告しています",
    },
    actions: &[&action::REPAIR],
    labels: &[Label::NonGenuine, Label::TamperDetected],
    ..INT
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let codes = [&[ALTERED], codes_of(RULE.id)].concat();
    let altered = any_license_with(case, &codes);
    // Volume editions of Windows 7 see this code after an update; that has a rule of its own.
    let has_update = case.genuine_update().is_some();
    let volume_seven = |installed: &InstalledLicense| {
        let is_seven = installed.name().contains(" 7") || has_update && installed.name().is_empty();
        is_seven && installed.takes_kms()
    };
    let not_genuine = any_license_with(case, &[code::NOT_GENUINE]).filter(|found| !volume_seven(found.installed));
    let hit = |found: CodeMatch<'_>| found.hit().with(Values { code: found.code().into() });
    let hits: Vec<Hit<Values>> = altered.chain(not_genuine).map(hit).collect();
    if hits.is_empty() { reported(case).or_else(|| unsigned(case)).into_iter().collect() } else { hits }
}

/// The service does not start, for the signature of its file cannot be verified.
fn unsigned(case: &Case) -> Option<Hit<Values>> {
    let (_, cites) = service_start_errors(case).find(|(error, _)| error.value == BAD_SIGNATURE)?;
    Some(Hit::global(cites).product("Windows").with(Values { code: Code(0x8007_0241).into() }))
}

/// What MGADiag reports.
fn reported(case: &Case) -> Option<Hit<Values>> {
    let is_alarm = |value: &str| value == "tamper" || value == "0xC004D401" || value.starts_with("0xC004C");
    let (value, cites) = validation_codes(case).find(|(value, _)| is_alarm(value))?;
    Some(Hit::global(cites).product("Windows").with(Values { code: value.into() }))
}

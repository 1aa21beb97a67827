//! NOI001: 0x4004F040 is information only.

use super::{NOI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "NOI001",
    needs: required_evidence::CLIENT,
    sources: "S0",
    title: Text { en: "0x4004F040 is information only", ja: "0x4004F040 は情報のみ" },
    finding: Text {
        en: "{product} is licensed; the code reminds of the use rights",
        ja: "{product} はライセンス認証済みです。このコードは使用権の確認を促すだけです",
    },
    labels: &[Label::BenignNoise],
    ..NOI
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let reminded = |installed: &InstalledLicense| installed.license.code == Some(Code(0x4004_F040));
    case.clients()
        .filter(|(_, installed)| installed.is_licensed() && reminded(installed))
        .map(|(index, installed)| Hit::for_license(index, &installed.lines_with("4004F040")))
        .collect()
}

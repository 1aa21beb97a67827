//! HST002: host not activated.

use super::{HST, prelude::*};

values! { code: Value }

pub(super) static RULE: Rule = Rule {
    id: "HST002",
    needs: required_evidence::CLIENT,
    sources: "S0 S4",
    title: Text { en: "Host not activated", ja: "ホストがライセンス認証されていない" },
    finding: Text {
        en: "The KMS host is not activated ({code})",
        ja: "KMS ホストがライセンス認証されていません ({code})",
    },
    actions: &[&action::COMPARE_HOST, &action::ACTIVATE_HOST, &action::ACTIVATE],
    labels: &[Label::HostNotActivated],
    ..HST
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let refused = kms_client_with(case, &[code::HOST_NOT_ACTIVATED]);
    let mut hits: Vec<Hit<Values>> =
        refused.map(|found| found.hit().with(Values { code: found.code().into() })).collect();
    let unlicensed =
        |host: &InstalledLicense| host.license.status.is_some_and(|status| status != 1) && !host.has_no_key();
    hits.extend(case.hosts().filter(|(_, host)| unlicensed(host)).map(|(index, host)| {
        // The state alone says less than the code of an attempt to activate the host.
        let hit = Hit::for_license(index, &host.status_lines()).confidence(Confidence::Likely);
        hit.with(Values { code: host.license.code.into() })
    }));
    hits
}

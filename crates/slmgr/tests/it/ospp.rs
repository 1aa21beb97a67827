//! What ospp prints: every block, as it stands in `ospp.en.txt` and `ospp.ja.txt`.

use crate::{golden::Golden, reports::*};
use muster_core::{
    client::{
        activation::{ActivationType, Channel},
        license::{LicenseState, Status},
        report::{ActivatedBy, Attempt, IssuanceReport, ProductReport},
    },
    code,
    keys::product_key::KeyKind,
    lang::Lang,
};
use muster_slmgr::ospp::{self, HistoryEvent};
use std::path::Path;

const TEXTS: Golden = Golden { tool: "ospp", en: include_str!("ospp.en.txt"), ja: include_str!("ospp.ja.txt") };

#[test]
fn every_block_is_as_it_was() {
    TEXTS.check(|lang| {
        [states(lang), activations(lang), histories(lang), others(lang), vec![("/?", ospp::usage(lang))]].concat()
    });
}

type Blocks = Vec<(&'static str, String)>;

fn states(lang: Lang) -> Blocks {
    let by_directory = ActivatedBy { object: Some(object()), group: Some(GROUP), ..activated_by(Channel::Directory) };
    let directory =
        ProductReport { activation_type: ActivationType::Directory, activated_by: Some(by_directory), ..licensed() };
    let fixed = ProductReport {
        fixed_host: Some(host()),
        lookup_domain: Some("corp.test".into()),
        caching: false,
        last_code: Some(code::NO_HOST_REACHED),
        ..product()
    };
    let ended = ProductReport {
        kind: KeyKind::Multiple,
        standing: LicenseState { status: Status::Notification, until: None, reason: Some(code::GRACE_EXPIRED) },
        ..product()
    };
    let status = |status| {
        let standing = LicenseState { status, until: None, reason: None };
        let report = ProductReport { standing, kind: KeyKind::Multiple, ..product() };
        ospp::status_block(&report, lang).lines().nth(4).map(|line| format!("{line}\n")).unwrap_or_default()
    };
    let all = [Status::Unlicensed, Status::AdditionalGrace, Status::NonGenuineGrace, Status::ExtendedGrace];
    vec![
        ("/dstatus, never activated", ospp::status_block(&product(), lang)),
        ("/dstatus, by a host", ospp::status_block(&licensed(), lang)),
        ("/dstatus, by the directory", ospp::status_block(&directory, lang)),
        ("/dstatus, host and domain set by hand, caching off", ospp::status_block(&fixed, lang)),
        ("/dstatus, grace is over", ospp::status_block(&ended, lang)),
        ("the other states", all.map(status).concat()),
        ("/dstatusall, without a key", ospp::unused_block("contoso", &unused())),
    ]
}

fn activations(lang: Lang) -> Blocks {
    let no_host = Attempt { code: code::NO_HOST_REACHED, detail: None, ..refused() };
    vec![
        ("/act", ospp::attempt_start(&product())),
        ("/act, activated", ospp::attempt_outcome(&Attempt { code: code::SUCCESS, ..refused() }, lang)),
        ("/act, too few", ospp::attempt_outcome(&refused(), lang)),
        ("/act, no host", ospp::attempt_outcome(&no_host, lang)),
        ("/dinstid", ospp::installation_id("Ledger", &iid())),
    ]
}

fn histories(lang: Lang) -> Blocks {
    let event = |info| HistoryEvent { id: 12288, time: "2026-11-21T10:00:00Z", message: "A sentence.", info };
    let tried = ospp::kms_event(&event("0xC004F074, 0x00000000, kms.corp.test:1688, more"), lang);
    let answered = ospp::kms_event(&event("0x00000000, 0x00000000, kms.corp.test:1688, more"), lang);
    let refused = ospp::acquisition_event(&event("hr=0xC004C020, detail"), lang);
    vec![
        ("/dhistorykms", ospp::history("KMS events", "KMS events", "pc", &[tried, answered])),
        ("/dhistorykms, none", ospp::history("KMS events", "KMS events", "pc", &[])),
        ("/dhistoryacterr", refused),
    ]
}

fn others(lang: Lang) -> Blocks {
    let expired = IssuanceReport { until: NOW, ..issuance() };
    vec![
        ("/dtokils", ospp::issuance_list(&[issuance(), expired], NOW, &locale(lang))),
        ("/dtokils, none", ospp::issuance_list(&[], NOW, &locale(lang))),
        ("/dtokcerts", ospp::certificate_list(&[certificate(), certificate()], &locale(lang))),
        ("/dtokcerts, none", ospp::certificate_list(&[], &locale(lang))),
        ("/unpkey", ospp::key_removed("Ledger")),
        ("/inslic", ospp::license_installed(Path::new("pack.jws"))),
        ("/dcmid", ospp::cmid(product().cmid)),
        ("/ddescr", ospp::description_of(code::COUNT_TOO_LOW, Some(code::COUNT_TOO_LOW.title(lang)))),
        ("/ddescr, unknown", ospp::description_of(code::COUNT_TOO_LOW, None)),
        ("/regmof", ospp::nothing_to_register(lang)),
    ]
}

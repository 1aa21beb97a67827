//! What slmgr prints: every block, as it stands in `slmgr.en.txt` and `slmgr.ja.txt`.

use crate::{golden::Golden, reports::*};
use muster_core::{
    client::{
        activation::{ActivationType, Channel},
        license::{LicenseState, Status},
        report::{ActivatedBy, Attempt, ObjectReport, ProductReport, ProductSummary},
    },
    code,
    features::Features,
    host::report::{HostLicenseReport, HostReport},
    keys::product_key::KeyKind,
    lang::Lang,
    time::Span,
};
use muster_slmgr::slmgr::{self, HostSetting};
use std::path::Path;

const TEXTS: Golden = Golden { tool: "slmgr", en: include_str!("slmgr.en.txt"), ja: include_str!("slmgr.ja.txt") };

#[test]
fn every_block_is_as_it_was() {
    TEXTS.check(|lang| {
        [
            products(lang),
            attempts(lang),
            expiries(lang),
            hosts(lang),
            lists(lang),
            messages(lang),
            vec![("/?", slmgr::usage(lang))],
        ]
        .concat()
    });
}

type Blocks = Vec<(&'static str, String)>;

fn products(lang: Lang) -> Blocks {
    let dlv = |report: &ProductReport| slmgr::product_block(report, true, &locale(lang));
    let mak = |standing| ProductReport { kind: KeyKind::Multiple, standing, ..product() };
    let ended = |reason| {
        let standing = LicenseState { status: Status::Notification, until: None, reason: Some(reason) };
        slmgr::product_block(&mak(standing), false, &locale(lang))
    };
    let by_directory = ActivatedBy { object: Some(object()), group: Some(GROUP), ..activated_by(Channel::Directory) };
    let by_token = ActivatedBy { token: Some(token_facts()), ..activated_by(Channel::Token) };
    let in_grace = ProductSummary {
        status: Status::InitialGrace,
        reason: None,
        until: Some(NOW + Span::minutes(10)),
        features: Features::parse(["export"]).expect("a feature"),
        ends: None,
        ..summary()
    };
    vec![
        ("/dlv, never activated", dlv(&product())),
        ("/dli, never activated", slmgr::product_block(&product(), false, &locale(lang))),
        ("/dlv, by a host", dlv(&licensed())),
        (
            "/dlv, host and domain set by hand, caching off",
            dlv(&ProductReport {
                fixed_host: Some(host()),
                lookup_domain: Some("corp.test".into()),
                caching: false,
                ..licensed()
            }),
        ),
        (
            "/dlv, by the directory",
            dlv(&ProductReport {
                activation_type: ActivationType::Directory,
                activated_by: Some(by_directory),
                ..licensed()
            }),
        ),
        (
            "/dlv, by a certificate",
            dlv(&ProductReport { activation_type: ActivationType::Token, activated_by: Some(by_token), ..licensed() }),
        ),
        (
            "/dlv, with features until its key ends",
            dlv(&ProductReport {
                features: Features::parse(["export", "seats=50", "edition=pro"]).expect("features"),
                ends: Some(NOW + Span::days(300)),
                ..licensed()
            }),
        ),
        ("/dlv, by a MAK", dlv(&mak(LicenseState { status: Status::Licensed, until: None, reason: None }))),
        ("/dli, grace is over", ended(code::GRACE_EXPIRED)),
        ("/dli, not genuine", ended(code::NOT_GENUINE)),
        ("/dlv all, without a key", slmgr::unused_block("contoso", &unused(), true, lang)),
        ("/dli all, without a key", slmgr::unused_block("contoso", &unused(), false, lang)),
        ("/dlv of the agent", slmgr::summary_block(&summary(), true, NOW, &locale(lang))),
        ("/dli of the agent", slmgr::summary_block(&in_grace, false, NOW, &locale(lang))),
    ]
}

fn attempts(lang: Lang) -> Blocks {
    let failed = Attempt { granted: None, detail: None, code: code::NO_HOST_REACHED, ..refused() };
    vec![
        ("/ato, activated", slmgr::attempt_text(&Attempt { code: code::SUCCESS, ..refused() }, lang)),
        ("/ato, too few", slmgr::attempt_text(&refused(), lang)),
        ("/ato, no host", slmgr::attempt_text(&failed, lang)),
    ]
}

fn expiries(lang: Lang) -> Blocks {
    let expiry = |status, until| slmgr::expiry_line("Ledger", status, until, &locale(lang)) + "\n";
    let soon = Some(NOW + Span::days(1));
    vec![
        ("/xpr", slmgr::expiry(&licensed(), &locale(lang))),
        ("/xpr, permanent", expiry(Status::Licensed, None)),
        ("/xpr, initial grace", expiry(Status::InitialGrace, soon)),
        ("/xpr, additional grace", expiry(Status::AdditionalGrace, soon)),
        ("/xpr, non-genuine grace", expiry(Status::NonGenuineGrace, soon)),
        ("/xpr, extended grace", expiry(Status::ExtendedGrace, soon)),
        ("/xpr, notification", expiry(Status::Notification, None)),
        ("/xpr, unlicensed", expiry(Status::Unlicensed, None)),
        ("/xpr of a host", slmgr::host_expiry(&host_license(), &locale(lang))),
        ("/xpr of a host, unlicensed", slmgr::host_expiry(&new_host(), &locale(lang))),
    ]
}

/// A host without a key.
fn new_host() -> HostLicenseReport {
    HostLicenseReport {
        name: "kms.corp.test".into(),
        group: None,
        application: None,
        epid: None,
        partial_key: None,
        status: Status::Unlicensed,
        until: None,
        ..host_license()
    }
}

fn hosts(lang: Lang) -> Blocks {
    let dlv = |report: &HostLicenseReport, service: Option<&HostReport>| {
        slmgr::host_block(report, service, true, &locale(lang))
    };
    let mut other = host_service();
    other.counts.push(other.counts[0].clone());
    other.settings.dns_publishing = false;
    other.settings.low_priority = true;
    let revoked = HostLicenseReport {
        status: Status::Notification,
        reason: Some(code::LICENSE_REVOKED),
        until: None,
        ..host_license()
    };
    vec![
        ("/dlv of a host", dlv(&host_license(), Some(&host_service()))),
        ("/dlv of a revoked host, two applications", dlv(&revoked, Some(&other))),
        ("/dlv of a new host", dlv(&new_host(), None)),
        ("/dli of a host", slmgr::host_block(&host_license(), Some(&host_service()), false, &locale(lang))),
    ]
}

fn lists(lang: Lang) -> Blocks {
    let object = ObjectReport { object: object(), epid: "AO-EPID".into(), groups: vec![GROUP] };
    vec![
        ("/lil", slmgr::issuance_list(&[issuance()], &locale(lang))),
        ("/lil, none", slmgr::issuance_list(&[], &locale(lang))),
        ("/ltc", slmgr::certificate_list(&[certificate(), certificate()], &locale(lang))),
        ("/ltc, none", slmgr::certificate_list(&[], &locale(lang))),
        ("/ao-list", slmgr::object_list(&[object], lang)),
        ("/ao-list, none", slmgr::object_list(&[], lang)),
    ]
}

fn messages(lang: Lang) -> Blocks {
    use HostSetting as S;
    let other_port = muster_core::client::discovery::HostAddress { port: 1700, ..host() };
    let host_only = [S::ActivationInterval, S::DnsPublishing, S::Port, S::Priority, S::RenewalInterval];
    vec![
        ("settings of a machine that is no host", host_only.map(|setting| slmgr::host_only(setting, lang)).concat()),
        ("/sai", slmgr::activation_interval_set(Span::minutes(15), lang)),
        ("/sri", slmgr::renewal_interval_set(Span::minutes(15), lang)),
        ("/sprt", slmgr::port_set(1700, lang)),
        ("/spri", slmgr::priority_set(false, lang)),
        ("/cpri", slmgr::priority_set(true, lang)),
        ("/sdns", slmgr::publishing_set(true, lang)),
        ("/cdns", slmgr::publishing_set(false, lang)),
        ("/skhc", slmgr::caching_set(true, lang)),
        ("/ckhc", slmgr::caching_set(false, lang)),
        ("/skms", slmgr::host_set(&host(), lang)),
        ("/skms, another port", slmgr::host_set(&other_port, lang)),
        ("/skms-domain", slmgr::lookup_domain_set("corp.test", None, lang)),
        ("/skms-domain, a host is set", slmgr::lookup_domain_set("corp.test", Some(&host()), lang)),
        ("/ipk", slmgr::key_installed(&unused().setup_key, lang)),
        ("/ilc", slmgr::license_installed(Path::new("pack.jws"), lang)),
        ("/ril", slmgr::issuance_removed(LICENSE, lang)),
        ("/ato of a host", slmgr::activating("Contoso Volume", GROUP, lang)),
        ("/dti", slmgr::installation_id(&iid(), lang)),
        ("/atp", slmgr::confirmation_deposited(PRODUCT, lang)),
        ("/ad-activation-online", slmgr::object_created("cn=Corp", lang)),
    ]
}

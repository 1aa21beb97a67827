//! Reports to print: one of everything, with values that are easy to recognise.

use muster_core::{
    client::{
        activation::{ActivationType, Channel},
        discovery::HostAddress,
        license::{Intervals, LicenseState, Status},
        report::*,
        session::Try,
    },
    code,
    features::Features,
    host::{
        counters::Counters,
        report::{ApplicationCount, HostLicenseReport, HostReport},
        request::Grant,
        settings::HostSettings,
    },
    id::{ActivationId, ApplicationId, Cmid, HostId},
    keys::{
        installation_id::{ActivationTarget, InstallationId},
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
    lang::Lang,
    pack::{Policy, Product},
    time::{Moment, Span},
};
use muster_slmgr::Locale;

pub(crate) const NOW: Moment = Moment::from_unix(1_000_000);
pub(crate) const PRODUCT: ActivationId = ActivationId::from_bytes([0x11; 16]);
pub(crate) const GROUP: ActivationId = ActivationId::from_bytes([0x22; 16]);
pub(crate) const APPLICATION: ApplicationId = ApplicationId::from_bytes([0x33; 16]);
pub(crate) const LICENSE: HostId = HostId::from_bytes([0x55; 16]);

/// A reader whose times are shown as `@` and seconds.
pub(crate) fn locale(lang: Lang) -> Locale {
    Locale { lang, local_time: |moment| format!("@{}", moment.unix()) }
}

pub(crate) fn host() -> HostAddress {
    HostAddress { name: "kms.corp.test".into(), port: 1688 }
}

/// A product of `muster` in initial grace that has never found a host.
pub(crate) fn product() -> ProductReport {
    ProductReport {
        vendor: "contoso".into(),
        cmid: Cmid::from_bytes([0x44; 16]),
        id: PRODUCT,
        application: APPLICATION,
        name: "Ledger".into(),
        epid: "CLIENT-EPID".into(),
        partial_key: "2YT43".into(),
        kind: KeyKind::Setup,
        installation_id: None,
        activation_type: ActivationType::All,
        rearms_machine: 5,
        rearms_application: 4,
        rearms_product: 3,
        pack_until: Moment::from_unix(i64::MAX),
        trusted_time: NOW,
        standing: LicenseState { status: Status::InitialGrace, until: Some(NOW + Span::minutes(1441)), reason: None },
        features: Features::default(),
        ends: None,
        next_attempt: None,
        last_code: None,
        intervals: Intervals::default(),
        fixed_host: None,
        lookup_domain: None,
        caching: true,
        discovered: None,
        activated_by: None,
    }
}

/// The same product, activated by a host.
pub(crate) fn licensed() -> ProductReport {
    ProductReport {
        standing: LicenseState { status: Status::Licensed, until: Some(NOW + Span::days(180)), reason: None },
        discovered: Some(DiscoveredHost { name: "kms.corp.test".into(), port: 1688, address: "10.0.0.1".into() }),
        activated_by: Some(activated_by(Channel::Host)),
        ..product()
    }
}

pub(crate) fn activated_by(by: Channel) -> ActivatedBy {
    ActivatedBy { by, epid: "HOST-EPID".into(), document: String::new(), object: None, group: None, token: None }
}

pub(crate) fn object() -> ObjectName {
    ObjectName { name: "Corp".into(), dn: "cn=Corp,ou=objects".into() }
}

/// A product of the pack that has no key.
pub(crate) fn unused() -> Product {
    Product {
        id: PRODUCT,
        application: APPLICATION,
        name: "Draft".into(),
        number: 1,
        setup_key: ProductKey::new(KeyClaim::setup(1), [1; 10]),
        policy: Policy::documented(25),
        features: Features::default(),
    }
}

/// A count of 7 where 25 are needed; one of two hosts was down.
pub(crate) fn refused() -> Attempt {
    let grant = Grant { count: 7, until: NOW, intervals: Intervals::default() };
    Attempt {
        product: PRODUCT,
        name: "Ledger".into(),
        code: code::COUNT_TOO_LOW,
        by: None,
        granted: Some((host(), grant)),
        tries: vec![
            Try { host: HostAddress { name: "old.corp.test".into(), port: 1700 }, code: code::HOST_UNAVAILABLE },
            Try { host: host(), code: code::SUCCESS },
        ],
        detail: Some(muster_core::sentence::Sentence::foreign("a detail")),
        threshold: 25,
        next_attempt: NOW,
    }
}

pub(crate) fn issuance() -> IssuanceReport {
    IssuanceReport { id: LICENSE, version: 2, grant: 9, until: NOW + Span::days(1), description: "Site".into() }
}

pub(crate) fn certificate() -> CertificateReport {
    CertificateReport {
        thumbprint: "AB12".into(),
        subject: "CN=pc".into(),
        issuer: "CN=site".into(),
        from: NOW,
        until: NOW + Span::days(1),
    }
}

pub(crate) fn host_license() -> HostLicenseReport {
    HostLicenseReport {
        host: "kms.corp.test".into(),
        vendor: "contoso".into(),
        name: "Contoso Volume".into(),
        group: Some(GROUP),
        application: Some(APPLICATION),
        epid: Some("HOST-EPID".into()),
        partial_key: Some("9D3WQ".into()),
        installation_id: None,
        status: Status::Licensed,
        reason: None,
        until: Some(NOW + Span::days(400)),
        by_telephone: false,
        pack_until: Moment::from_unix(i64::MAX),
        trusted_time: NOW,
    }
}

pub(crate) fn host_service() -> HostReport {
    let count = |name: &str, count| ApplicationCount { id: APPLICATION, name: name.into(), count };
    HostReport {
        counts: vec![count("Ledger", 7)],
        settings: HostSettings::default(),
        listening: Some(1_688),
        counters: Counters { total: 9, failed: 2, by_status: [1, 2, 3, 0, 0, 1] },
    }
}

pub(crate) fn iid() -> InstallationId {
    InstallationId {
        claim: KeyClaim::new(KeyKind::Multiple, 1, 1).expect("a claim"),
        target: ActivationTarget::Machine,
        hardware: [1, 2, 3, 4, 5, 6],
        nonce: [7, 8, 9],
        proof: [10, 11, 12, 13, 14, 15],
    }
}

pub(crate) fn token_facts() -> TokenFacts {
    TokenFacts {
        license: LICENSE,
        version: 2,
        grant: 9,
        thumbprint: "AB12".into(),
        description: "Issuance license of the site".into(),
    }
}

/// The product in notification, as the agent describes it.
pub(crate) fn summary() -> ProductSummary {
    ProductSummary {
        id: PRODUCT.to_string(),
        application: APPLICATION.to_string(),
        name: "Ledger".into(),
        channel: "Volume:GVLK".into(),
        partial_key: "2YT43".into(),
        status: Status::Notification,
        reason: Some(code::GRACE_EXPIRED.to_string()),
        until: None,
        features: Features::default(),
        ends: None,
    }
}

//! Licenses and settings of the licensing service, as instances: SoftwareLicensingProduct and its siblings of CIM, OSLicense,
//! VAMT, inventories with a few columns of their own.

use super::{
    Meaning,
    product_name::product_name,
    status::{status, status_of_reason},
    values::{code, code_in, guid, key_channel, number, partial_key, truth},
};
use crate::{
    channel,
    fact::{Fact, HostCounts, License, ObservationKind},
    instance::{Instance, names::Name},
    kind::Kind,
    pattern, product, whole_value,
};
use std::sync::Arc;

pub(super) fn read(instance: &Instance) -> Vec<Meaning> {
    // The request of a client, as a host logs it: its state is the one that the client had when it asked.
    if instance.properties.iter().any(|own| own.name.starts_with("clientrequesttime") || own.name == "requesttime") {
        return Vec::new();
    }
    let license = license(instance);
    let is_product = license.is_product();
    let kind = kind(instance);
    // A column of `Status` alone may be anything's, unless beside the name that a license has.
    let is_of_license = || !license.channel.is_empty() || is_activated(instance, &license);
    let is_told = license.status.is_some() && is_of_license() || instance.tells_of_license();
    let tells = instance.tells() || is_told;
    if is_product && (license.status.is_some() || license.code.is_some() || license.has_identity()) && tells {
        return vec![Meaning { kind, fact: Fact::License(Arc::new(license), Vec::new()) }];
    }
    service(instance, license, kind)
}

/// Whether a property says of a product of Microsoft that it is activated or not.
fn is_activated(instance: &Instance, license: &License) -> bool {
    let is_told = instance.first(Name::Activated).or_else(|| instance.first(Name::Activation)).is_some();
    is_told && product::is_system_or_office(&license.name)
}

/// Settings of the service, which name no product.
fn service(instance: &Instance, license: License, kind: Kind) -> Vec<Meaning> {
    if let (Some(id), Some(_)) =
        (instance.named(&["clientmachineid"]), instance.named(&["keymanagementservicehostcaching"]))
    {
        let mut found = vec![Meaning::observed(kind, ObservationKind::ClientMachineId, "", &id.value)];
        let port = instance.named(&["keymanagementservicelisteningport"]).filter(|port| port.value != "0");
        found.extend(port.map(|port| Meaning::observed(kind, ObservationKind::Listening, "", &port.value)));
        return found;
    }
    let of_service = instance.all(Name::PinnedHost).next().is_some() || instance.all(Name::IsHost).next().is_some();
    let own = instance
        .properties
        .iter()
        .any(|own| own.name.starts_with("keymanagementservice") || own.name == "iskeymanagementservicemachine");
    if !own || !(of_service || license.host.is_some()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(host) = &license.registered_host {
        found.push(Meaning::observed(kind, ObservationKind::HostSet, "", host));
    }
    if license.host.is_some() {
        // The counts are those of the machine's host product.
        let license = License { channel: "VOLUME_KMS".into(), ..license };
        found.push(Meaning { kind, fact: Fact::License(Arc::new(license), Vec::new()) });
    }
    found
}

fn kind(instance: &Instance) -> Kind {
    let reason = instance.named(&["licensestatusreason"]).is_some_and(|own| own.value.starts_with("0x"));
    if instance.named_around(&["fullyqualifieddomainname"]).is_some() {
        Kind::Vamt
    } else if reason && instance.named(&["activationid"]).is_some() || is_os_license_service(instance) {
        Kind::OsLicense
    } else {
        Kind::Cim
    }
}

/// Get-KmsLicenseInfo: the class of CIM has a name for its cache of policies too.
fn is_os_license_service(instance: &Instance) -> bool {
    let has = |name: &str| instance.properties.iter().any(|own| own.name == name);
    has("keymanagementservicetotalrequests")
        && has("keymanagementservicednspublishing")
        && !has("policycacherefreshrequired")
}

impl License {
    /// Whether something tells which product it is, or how it stands.
    fn is_product(&self) -> bool {
        self.status.is_some() || self.has_identity() || self.code.is_some() && !self.name.is_empty()
    }

    fn has_identity(&self) -> bool {
        let named = !self.name.is_empty() && (!self.channel.is_empty() || self.partial_key.is_some());
        named || self.activation_id.is_some() && (!self.channel.is_empty() || self.partial_key.is_some())
    }
}

fn license(instance: &Instance) -> License {
    let text = |name: Name| instance.first(name).map(|own| own.value.clone());
    let lower = |name: Name| text(name).map(|text| text.to_lowercase());
    let number = |name: Name| instance.all(name).find_map(|own| number(&own.value));
    let id = |name: Name| instance.all(name).find_map(|own| guid(&own.value));
    let channel = instance.properties.iter().find_map(|own| channel::token(&own.value).map(str::to_owned));
    let channel =
        channel.or_else(|| instance.all(Name::Description).find_map(|own| channel::of_description(&own.value)));
    let reason = instance.all(Name::Reason).chain(instance.all(Name::ErrorCode)).find_map(|own| code(&own.value));
    // `Notification (0xC004F056)`
    let beside =
        || instance.all(Name::Status).chain(instance.all(Name::Activation)).find_map(|own| code_in(&own.value));
    let other = || instance.all(Name::ErrorCodeElse).find_map(|own| code_in(&own.value));
    let reason = reason.or_else(beside).or_else(other);
    let (status, word) = status(instance).unzip();
    let printed = instance.properties.iter().find_map(|own| pattern::minutes_and_days(&own.value));
    let key_channel =
        instance.all(Name::KeyChannel).chain(instance.all(Name::Description)).find_map(|own| key_channel(&own.value));
    let name = product_name(instance).unwrap_or_default();
    let of_name = || channel::of_name(&name).filter(|_| key_channel.is_none()).map(str::to_owned);
    // Who asks the service for its counts alone is told neither a name nor a channel.
    let is_host = || instance.first(Name::IsHost).and_then(|own| truth(&own.value)) == Some(true);
    let of_host = || (name.is_empty() && is_host()).then(|| "VOLUME_KMS".to_owned());
    let channel = channel.or_else(of_name).or_else(of_host).unwrap_or_default();
    let partial = instance.all(Name::PartialKey).find_map(|own| partial_key(&own.value));
    let partial = partial.or_else(|| instance.key_end().map(str::to_owned));
    License {
        name,
        channel,
        key_channel,
        activation_id: id(Name::ActivationId),
        application_id: id(Name::ApplicationId),
        key_hidden: partial.is_none() && instance.first(Name::PartialKey).is_some(),
        partial_key: partial,
        installation_id: text(Name::InstallationId).filter(|digits| whole_value::is_installation_id(digits)),
        status: status.or_else(|| reason.and_then(status_of_reason)),
        status_word: word.flatten(),
        code: reason.filter(|code| code.0 != 0),
        minutes_left: number(Name::GraceMinutes)
            .or_else(|| number(Name::GraceDays).map(|days| days.saturating_mul(1440)))
            .or(printed.map(|(minutes, _)| minutes)),
        days_left: printed.map(|(_, days)| days),
        cmid: id(Name::Cmid),
        registered_host: host(instance, Name::PinnedHost, Name::PinnedPort),
        dns_host: host(instance, Name::DnsHost, Name::DnsPort),
        host_address: text(Name::HostAddress),
        lookup_domain: lower(Name::LookupDomain),
        activation_interval: number(Name::ActivationInterval),
        renewal_interval: number(Name::RenewalInterval),
        host_caching: instance.first(Name::HostCaching).and_then(|own| truth(&own.value)),
        rearms_left: number(Name::WindowsRearms)
            .or_else(|| number(Name::SkuRearms))
            .or_else(|| number(Name::AppRearms)),
        trusted_time: text(Name::TrustedTime),
        directory_object: text(Name::DirectoryObject),
        extended_pid: extended_pid(instance, &["extendedpid", "productkeyid"]),
        host_extended_pid: extended_pid(
            instance,
            &["kmsmachineextendedpid", "machineextendedpid", "keymanagementserviceproductkeyid"],
        ),
        service_version: text(Name::Version).filter(|version| pattern::VERSION.is_match(version)),
        host: host_counts(instance, &number),
        ..License::default()
    }
}

/// A product id, as slmgr and the classes of CIM have it.
fn extended_pid(instance: &Instance, names: &[&str]) -> Option<String> {
    instance.named(names).map(|own| own.value.clone()).filter(|id| pattern::EXTENDED_PID.is_match(id))
}

/// A client has none of these values, or 4294967295, or `N/A`.
fn host_counts(instance: &Instance, number: &dyn Fn(Name) -> Option<u64>) -> Option<HostCounts> {
    let is_host = instance.first(Name::IsHost).and_then(|own| truth(&own.value)) == Some(true);
    is_host.then(|| HostCounts {
        count: number(Name::Count).and_then(|count| i64::try_from(count).ok()),
        port: number(Name::ListeningPort).filter(|port| *port > 0),
        total: number(Name::Total),
        failed: number(Name::Failed),
        dns_publishing: instance.first(Name::DnsPublishing).and_then(|own| truth(&own.value)),
        priority: None,
    })
}

fn host(instance: &Instance, host: Name, port: Name) -> Option<String> {
    let name = instance.first(host)?.value.trim().to_lowercase();
    if name.is_empty() || name == "0.0.0.0" || name.contains(' ') {
        return None;
    }
    if whole_value::is_host_port(&name) {
        return Some(name);
    }
    let port = instance.first(port).and_then(|own| number(&own.value)).filter(|port| *port > 0).unwrap_or(1688);
    Some(format!("{name}:{port}"))
}

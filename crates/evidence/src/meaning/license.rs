//! Licenses and settings of the licensing service, as instances: SoftwareLicensingProduct and its siblings of CIM, OSLicense,
//! VAMT, inventories with a few columns of their own.

use super::{
    Meaning,
    status_word::{is_denying, status_word},
};
use crate::{
    channel,
    fact::{Fact, HostCounts, License, ObservationKind},
    holds::holds_any,
    instance::{
        Instance, Property,
        names::{self, Name},
    },
    kind::Kind,
    loose_code, pattern, product, state_code, whole_value,
};
use muster_core::code::Code;
use std::sync::Arc;

/// CIM writes this where a number does not apply.
const NOT_APPLICABLE: u64 = 4_294_967_295;

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
    let partial = instance.all(Name::PartialKey).find_map(|own| partial_key(&own.value));
    let partial = partial.or_else(|| instance.key_end().map(str::to_owned));
    License {
        name: product_name(instance).unwrap_or_default(),
        channel: channel.unwrap_or_default(),
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

/// The name of the product: that of the values with such a name that names one of Microsoft's, else the first that is no
/// machine's.
fn product_name(instance: &Instance) -> Option<String> {
    let is_product = |own: &&Property| own.meaning() == Some(Name::Product);
    let around = || instance.around.iter().filter(is_product).map(|own| &own.value);
    let known = |name: &&String| {
        holds_any(name, &["Windows", "Office", "Visio", "Project", " edition"]) || product::is_release_id(name)
    };
    let own = || instance.all(Name::Product).map(|own| &own.value);
    let other = || own().find(|name| name.contains(' ') || instance.first(Name::PartialKey).is_some());
    let named = || of_activation(instance).map(str::to_owned);
    let found = own().find(known).or_else(|| around().find(known)).cloned();
    found.map(without_remarks).or_else(named).or_else(|| other().cloned())
}

/// `Windows 11 Pro 10.0.26100 ARM64` without `, installed 13 Aug 2026`. The comma of `Windows(R), Enterprise edition` is its own.
fn without_remarks(name: String) -> String {
    match name.split_once(", ") {
        Some((system, _)) if pattern::COMMON_PRODUCT.is_match(system) => system.to_owned(),
        _ => name,
    }
}

/// The product that a report names only in the name of the state: `Windows activation: Licensed`.
fn of_activation(instance: &Instance) -> Option<&'static str> {
    let is_state = |own: &&Property| matches!(own.meaning(), Some(Name::Activated | Name::Activation));
    if instance.first(Name::ActivationRequired).is_some() {
        return Some("Windows");
    }
    instance.properties.iter().filter(is_state).find_map(|own| {
        let product = [("windows", "Windows"), ("office", "Office")];
        product.into_iter().find(|(word, _)| own.name.contains(word)).map(|(_, product)| product)
    })
}

/// The status and the word for it.
fn status(instance: &Instance) -> Option<(u8, Option<String>)> {
    // A tool may number the states in a way of its own; words mean the same everywhere.
    // A value in which the next state stands was cut at no end: it is of two machines, or of two times.
    let is_whole = |own: &&Property| !holds_any(&own.value.to_lowercase(), &["status=", "status =", "status:"]);
    let of_status =
        |own: &Property| status_of(&own.value).or_else(|| active(&own.value).filter(|_| is_of_activation(own)));
    let states = || instance.all(Name::Status).filter(is_whole).filter_map(of_status);
    let own = states().find(|(_, word)| word.is_some()).or_else(|| states().next());
    // Behind a date or a machine the name is another: `2026-11-19 LicenseStatus=1`, `2026-11-20 LicenseStatus=5`.
    let is_repeated = instance.all(Name::Status).filter(|own| own.name.ends_with("licensestatus")).nth(1).is_some();
    let worse = states().find(|(status, _)| is_repeated && *status != 1);
    let own = worse.filter(|_| own.as_ref().is_some_and(|(status, _)| *status == 1)).or(own);
    let is_unactivated = || instance.first(Name::Activated).and_then(|own| truth(&own.value)) == Some(false);
    let is_contradicted = |word: &Option<String>| word.is_none() && is_denied(instance) || is_unactivated();
    if own.as_ref().is_some_and(|(status, word)| *status == 1 && is_contradicted(word)) {
        return None;
    }
    let plain = || {
        let of_license = instance.first(Name::PartialKey).is_some()
            || instance.properties.iter().any(|own| channel::token(&own.value).is_some());
        let named = || product_name(instance).is_some_and(|name| name.contains("Windows") || name.contains("Office"));
        instance.all(Name::PlainStatus).find_map(|own| {
            let found = status_of(&own.value)?;
            (of_license || found.1.is_some() && named()).then_some(found)
        })
    };
    let told = || {
        let activated = truth(&instance.first(Name::Activated)?.value)?;
        product_name(instance)?;
        Some((u8::from(activated), None))
    };
    let in_words = || {
        let found =
            instance.all(Name::Activation).chain(instance.all(Name::Activated)).find_map(|own| in_words(&own.value))?;
        product_name(instance)?;
        Some(found)
    };
    // Of Windows XP and Server 2003: `ActivationRequired = 0`.
    let required = || Some((u8::from(!truth(&instance.first(Name::ActivationRequired)?.value)?), None));
    own.or_else(in_words).or_else(plain).or_else(told).or_else(required)
}

/// The state that a report writes beside what it calls the activation, in words: a number may be anything's there.
fn in_words(value: &str) -> Option<(u8, Option<String>)> {
    // `Activated: False`
    if let Some((name, value)) = value.split_once([':', '=']) {
        return truth(value)
            .map(|told| (u8::from(told), None))
            .filter(|_| names::meaning(name) == Some(Name::Activated));
    }
    active(value).or_else(|| status_of(value).filter(|(_, word)| word.is_some()))
}

/// What Settings calls the state.
fn active(value: &str) -> Option<(u8, Option<String>)> {
    let status = match value.trim().to_lowercase().as_str() {
        "active" | "アクティブ" | "aktiv" => 1,
        "not active" | "inactive" | "アクティブではありません" | "非アクティブ" | "nicht aktiv" => 0,
        _ => return None,
    };
    Some((status, Some(value.trim().to_owned())))
}

/// Whether the name of a state says that it is one of activation: what is active in any other way is not licensed for that.
fn is_of_activation(own: &Property) -> bool {
    own.name.contains("activation") || own.name.contains("認証")
}

/// Whether a word beside a number says that the number is none of Microsoft's: in another numbering 1 may stand for anything.
fn is_denied(instance: &Instance) -> bool {
    let is_of_state = |own: &&Property| {
        matches!(own.meaning(), Some(Name::Status | Name::PlainStatus | Name::Activated))
            || holds_any(&own.name, &["activation", "licens", "genuine", "認証", "ライセンス"])
    };
    let is_other = |value: &str| status_word(value).is_some_and(|status| status != 1);
    instance.properties.iter().filter(is_of_state).any(|own| is_denying(&own.value) || is_other(&own.value))
}

/// `5`, `Notification`, `5 (Notification)`, `1 - Licensed`, a word of any language.
fn status_of(value: &str) -> Option<(u8, Option<String>)> {
    // `---OOB_GRACE---`, as ospp.vbs prints it.
    let value = value.trim();
    let value = if value.starts_with("--") { value.trim_matches('-') } else { value };
    let digit = |text: &str| text.trim().parse::<u8>().ok().filter(|status| *status <= 6);
    let word = |text: &str| status_word(text).map(|status| (status, Some(text.trim().to_owned())));
    // -1 says that nothing is known; its digit is none of a status.
    let is_number = value.trim().parse::<i64>().is_ok();
    let parts = || value.split(['(', ')', '-', ':', '=', ',', '/', '[', ']', '|']).filter(|_| !is_number);
    // A number before words is the state, whatever the words explain.
    let first = || digit(value.split(|c: char| !c.is_ascii_alphanumeric()).next()?);
    let agrees = |(status, _): &(u8, Option<String>)| first().is_none_or(|first| first == *status);
    digit(value)
        .map(|status| (status, None))
        .or_else(|| word(value))
        .or_else(|| {
            parts()
                .find_map(word)
                .filter(agrees)
                .filter(|(told, _)| parts().filter_map(status_word).all(|other| other == *told))
        })
        .or_else(|| word(before_means(value)?))
        // A date has digits of its own.
        .or_else(|| {
            parts()
                .find_map(digit)
                .filter(|_| !pattern::DATE.is_match(value))
                .map(|other| (first().unwrap_or(other), None))
        })
}

/// `Activated` of `Activated with a digital license linked to your Microsoft account`.
fn before_means(value: &str) -> Option<&str> {
    const BEHIND: [&str; 6] = [" with ", " using ", " by ", " via ", " until ", " through "];
    let place = BEHIND.iter().filter_map(|word| value.find(word)).min()?;
    value.get(..place)
}

/// Where the word for the status is not known, the reason of some states tells it.
fn status_of_reason(reason: Code) -> Option<u8> {
    // A license in force may have a word for its status that is not known, and a reason of its last grace period.
    let grace = state_code::status(reason).filter(|status| *status != 1);
    grace.or_else(|| matches!(reason.0, 0xC004_F009 | 0xC004_F200).then_some(5))
}

/// Hexadecimal, decimal, or the negative number that 32 bits with a sign make of it.
pub(super) fn code(value: &str) -> Option<Code> {
    if pattern::is_code(value) {
        return value.parse().ok();
    }
    if let Some(found) = code_in(value) {
        return Some(found);
    }
    let number: i64 = value.trim().parse().ok()?;
    let bits = if number < 0 { number + (1 << 32) } else { number };
    u32::try_from(bits).ok().filter(|bits| *bits < u32::MAX).map(Code)
}

fn code_in(value: &str) -> Option<Code> {
    let loose = loose_code::find_iter(value).next().map(|code| code.digits);
    loose.or_else(|| pattern::code_in(value))?.parse().ok()
}

fn number(value: &str) -> Option<u64> {
    let plain: String = value.trim().chars().filter(|c| *c != ',' && *c != '_').collect();
    let digits: String = plain.chars().take_while(char::is_ascii_digit).collect();
    let rest = plain.get(digits.len()..).unwrap_or_default();
    // `43200 minutes` is a number, a date is none.
    (rest.is_empty() || rest.starts_with(' '))
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|number| *number < NOT_APPLICABLE)
}

pub(super) fn truth(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "enabled" | "on" | "はい" => Some(true),
        "false" | "0" | "no" | "disabled" | "off" | "いいえ" => Some(false),
        _ => None,
    }
}

pub(super) fn guid(value: &str) -> Option<String> {
    whole_value::guid(value).map(str::to_lowercase)
}

fn partial_key(value: &str) -> Option<String> {
    let last = value.rsplit('-').next()?.trim().to_uppercase();
    pattern::is_key_end(&last).then_some(last)
}

/// `Volume:GVLK`, or the word that inventories leave of it.
fn key_channel(value: &str) -> Option<String> {
    if value.contains(':') && whole_value::is_key_channel(value) {
        return Some(value.to_owned());
    }
    let short = value.trim().to_uppercase();
    Some(
        match short.as_str() {
            "GVLK" | "VOLUME_GVLK" => "Volume:GVLK",
            "MAK" | "VOLUME_MAK" => "Volume:MAK",
            "CSVLK" | "VOLUME_CSVLK" => "Volume:CSVLK",
            _ => return None,
        }
        .to_owned(),
    )
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

//! What else instances say: tests of ports, answers of DNS, services, subscriptions.

use super::{Meaning, values::truth};
use crate::{
    fact::{Fact, ObservationKind, Srv},
    instance::Instance,
    kind::Kind,
    pattern,
};

pub(super) fn read(instance: &Instance) -> Vec<Meaning> {
    port(instance)
        .or_else(|| srv(instance))
        .into_iter()
        .chain(ping(instance))
        .chain(service(instance))
        .chain(subscription(instance))
        .collect()
}

/// Test-NetConnection.
fn port(instance: &Instance) -> Option<Meaning> {
    // In a paste without line ends something else stands behind the last property.
    let open = truth(instance.named(&["tcptestsucceeded"])?.value.split(' ').next()?)?;
    let host = instance.named(&["computername", "remoteaddress"])?.value.to_lowercase();
    let port = instance.named(&["remoteport"]).and_then(|own| own.value.parse().ok()).unwrap_or(0);
    Some(Meaning { kind: Kind::PortTest, fact: Fact::Port { host, port, open, cites: Vec::new() } })
}

/// Test-NetConnection says too whether the host answered an echo request.
fn ping(instance: &Instance) -> Option<Meaning> {
    let answered = truth(&instance.named(&["pingsucceeded"])?.value)?;
    let host = instance.named(&["computername", "remoteaddress"])?.value.to_lowercase();
    Some(Meaning::observed(Kind::PortTest, ObservationKind::Ping, &host, &answered.to_string()))
}

/// Resolve-DnsName.
fn srv(instance: &Instance) -> Option<Meaning> {
    let owner = instance.named(&["name"])?.value.clone();
    let target = instance.named(&["nametarget", "target"])?.value.trim_end_matches('.').to_lowercase();
    let domain = pattern::SRV_OWNER.captures(&owner)?.get(1).map(|domain| domain.as_str().to_lowercase());
    let number = |name: &str| instance.named(&[name]).and_then(|own| own.value.parse().ok());
    let srv = Srv {
        domain,
        target: Some(target),
        port: number("port"),
        priority: number("priority"),
        weight: number("weight"),
        unanswered: false,
    };
    Some(Meaning { kind: Kind::Dns, fact: Fact::Srv(srv, Vec::new()) })
}

/// Get-Service, Win32_Service.
fn service(instance: &Instance) -> Vec<Meaning> {
    const SERVICES: [&str; 4] = ["sppsvc", "osppsvc", "clicktorunsvc", "wlms"];
    let named = instance.named(&["servicename", "name", "service"]).map(|own| own.value.to_lowercase());
    let Some(name) = named.filter(|name| SERVICES.contains(&name.as_str())) else { return Vec::new() };
    let state = instance.named(&["status", "state"]).map(|own| match own.value.as_str() {
        "4" => "running".to_owned(),
        "1" => "stopped".to_owned(),
        other => other.to_lowercase(),
    });
    let start = instance.named(&["starttype", "startmode", "startuptype"]).map(|own| match own.value.as_str() {
        "2" | "Auto" => "automatic".to_owned(),
        "3" => "manual".to_owned(),
        "4" => "disabled".to_owned(),
        other => other.to_lowercase(),
    });
    let said = [(ObservationKind::ServiceState, state), (ObservationKind::ServiceStart, start)];
    said.into_iter().filter_map(|(what, value)| Some(Meaning::observed(Kind::Service, what, &name, &value?))).collect()
}

/// Get-SubscriptionLicenseInfo. The numbers are the same in every language.
fn subscription(instance: &Instance) -> Vec<Meaning> {
    let Some(status) = instance.named(&["subscriptionstatusvalue"]) else { return Vec::new() };
    let word = match status.value.as_str() {
        "0" => "not active",
        "1" => "active",
        "100" => "disabled",
        "110" => "expired",
        "120" => "not installed",
        other => other,
    };
    vec![Meaning::observed(Kind::OsLicense, ObservationKind::WindowsSubscription, "", word)]
}

//! Result objects of OSLicense: `Success`, and what was done or why it failed.

use super::{
    Meaning,
    values::{code, guid},
};
use crate::{
    fact::{Fact, ObservationKind, Outcome},
    instance::{Instance, names::Name},
    kind::Kind,
};

pub(super) fn read(instance: &Instance) -> Vec<Meaning> {
    let Some(success) = instance.first(Name::Success).map(|own| own.value.to_lowercase()) else { return Vec::new() };
    let has = |name: &str| instance.properties.iter().any(|own| own.name == name);
    if !(has("operation") || has("errorcode") && has("errormessage") || has("activationtype")) {
        return Vec::new();
    }
    let operation = instance.named(&["operation"]).map(|own| own.value.to_lowercase()).unwrap_or_default();
    match success.as_str() {
        "true" => succeeded(instance, &operation),
        // Without a code nothing tells why.
        "false" => instance
            .all(Name::ErrorCode)
            .find_map(|own| code(&own.value))
            .map_or_else(Vec::new, |code| vec![outcome(instance, Some(code))]),
        _ => Vec::new(),
    }
}

fn succeeded(instance: &Instance, operation: &str) -> Vec<Meaning> {
    let observed = |what, value: &str| vec![Meaning::observed(Kind::OsLicense, what, "", value)];
    let key = instance.named(&["productkey"]).and_then(|own| own.value.rsplit('-').next().map(str::to_owned));
    if operation.contains("uninstall") {
        observed(ObservationKind::KeyRemoved, "yes")
    } else if operation.contains("activate")
        && !operation.contains("forest")
        && instance.named(&["activationobjectname"]).is_none()
    {
        vec![outcome(instance, None)]
    } else if let Some(key) = key.filter(|key| key.len() == 5) {
        observed(ObservationKind::KeyInstalled, &key)
    } else {
        // `Success` of a setting is no activation.
        observed(ObservationKind::CommandDone, if operation.is_empty() { "set" } else { operation })
    }
}

fn outcome(instance: &Instance, code: Option<muster_core::code::Code>) -> Meaning {
    let outcome = Outcome {
        product: instance.named(&["productname"]).map(|own| own.value.clone()),
        activation_id: instance.named(&["activationid"]).and_then(|own| guid(&own.value)),
        channel: None,
        partial_key: None,
        code,
    };
    Meaning { kind: Kind::OsLicense, fact: Fact::Outcome(outcome, Vec::new()) }
}

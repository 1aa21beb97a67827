//! The firewall rule of the Key Management Service: a block of `netsh advfirewall` or Get-NetFirewallRule, or its line in the
//! registry.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut inside = false;
    for index in 0..document.len() {
        if !inside && !document.terms(index).has(Term::FirewallRule) {
            continue;
        }
        let line = document.line(index).trim().to_owned();
        let lower = line.to_lowercase();
        if let Some(fields) = stored_rule(&lower) {
            document.recognise(Kind::Firewall);
            for (name, value) in fields {
                found.push(document.observe(index, Kind::Firewall, ObservationKind::FirewallRule, name, &value));
            }
        } else if lower.contains("sppsvc-in-tcp")
            || lower.contains("key management service") && lower.contains("tcp-in")
        {
            inside = true;
            document.recognise(Kind::Firewall);
            document.consume(index);
        } else if line.is_empty() {
            inside &=
                document.line(index + 1).trim_start().starts_with("---") || document.line(index + 1).contains(':');
        } else if inside && let Some((label, value)) = split_label(&line) {
            // netsh underlines the name of each rule; Get-NetFirewallRule starts each with its name.
            if label == "Name" || document.line(index + 1).trim_start().starts_with("---") {
                inside = false;
            }
            let value = value.to_lowercase();
            let name = match label.to_lowercase().as_str() {
                "enabled" | "有効" | "aktiviert" | "activé" => "enabled",
                "action" | "操作" | "aktion" => "action",
                "profile" | "profiles" | "プロファイル" => "profile",
                _ => continue,
            };
            found.push(document.observe(index, Kind::Firewall, ObservationKind::FirewallRule, name, &value));
        }
    }
    found
}

/// The rule as the registry keeps it: `SPPSVC-In-TCP    REG_SZ    v2.10|Action=Allow|Active=FALSE|Dir=In|…|Profile=Domain|…`.
fn stored_rule(line: &str) -> Option<Vec<(&'static str, String)>> {
    let (name, rule) = line.split_once("reg_sz")?;
    if name.trim() != "sppsvc-in-tcp" {
        return None;
    }
    let value = |wanted: &str| rule.split('|').find_map(|field| field.trim().strip_prefix(wanted)).unwrap_or_default();
    let enabled = if value("active=") == "true" { "yes" } else { "no" };
    let profile = if value("profile=").is_empty() { "any" } else { value("profile=") };
    Some(vec![
        ("enabled", enabled.to_owned()),
        ("action", value("action=").to_owned()),
        ("profile", profile.to_owned()),
    ])
}

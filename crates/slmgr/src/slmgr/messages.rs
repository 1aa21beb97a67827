//! What slmgr answers to an option that sets something or was carried out, one line each.

use muster_core::{
    client::discovery::{DEFAULT_PORT, HostAddress},
    id::{ActivationId, HostId},
    keys::{installation_id::InstallationId, product_key::ProductKey},
    labels::*,
    lang::{Lang, Text},
    time::Span,
};
use std::{fmt::Display, path::Path};

/// What only an activated host can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostSetting {
    /// `/sai`.
    ActivationInterval,
    /// `/sdns`, `/cdns`.
    DnsPublishing,
    /// `/sprt`.
    Port,
    /// `/spri`, `/cpri`.
    Priority,
    /// `/sri`.
    RenewalInterval,
}

fn line(text: Text, lang: Lang) -> String {
    format!("{}\n", text.get(lang))
}

fn filled(text: Text, lang: Lang, name: &str, value: &dyn Display) -> String {
    text.fill(lang, &[(name, value)]) + "\n"
}

/// The warning where a setting of a host was given to a machine that is no activated host.
pub fn host_only(setting: HostSetting, lang: Lang) -> String {
    let text = match setting {
        HostSetting::ActivationInterval => HOST_ONLY_ACTIVATION_INTERVAL,
        HostSetting::DnsPublishing => HOST_ONLY_DNS_PUBLISHING,
        HostSetting::Port => HOST_ONLY_PORT,
        HostSetting::Priority => HOST_ONLY_PRIORITY,
        HostSetting::RenewalInterval => HOST_ONLY_RENEWAL_INTERVAL,
    };
    line(text, lang)
}

/// `/sai`.
pub fn activation_interval_set(interval: Span, lang: Lang) -> String {
    filled(ACTIVATION_INTERVAL_SET, lang, "minutes", &interval.as_minutes())
}

/// `/sri`.
pub fn renewal_interval_set(interval: Span, lang: Lang) -> String {
    filled(RENEWAL_INTERVAL_SET, lang, "minutes", &interval.as_minutes())
}

/// `/sprt`.
pub fn port_set(port: u16, lang: Lang) -> String {
    filled(PORT_SET, lang, "port", &port) + &line(RESTART, lang)
}

/// `/spri` and `/cpri`.
pub fn priority_set(low: bool, lang: Lang) -> String {
    line(if low { PRIORITY_SET_LOW } else { PRIORITY_SET_NORMAL }, lang) + &line(RESTART, lang)
}

/// `/sdns` and `/cdns`.
pub fn publishing_set(on: bool, lang: Lang) -> String {
    line(if on { DNS_ON } else { DNS_OFF }, lang)
}

/// `/skhc` and `/ckhc`.
pub fn caching_set(on: bool, lang: Lang) -> String {
    line(if on { CACHING_ON } else { CACHING_OFF }, lang)
}

/// `/skms`. The default port is not named.
pub fn host_set(host: &HostAddress, lang: Lang) -> String {
    let shown: &dyn Display = if host.port == DEFAULT_PORT { &host.name } else { host };
    filled(HOST_SET, lang, "host", shown)
}

/// `/skms-domain`; with the warning where `fixed_host` makes the domain idle.
pub fn lookup_domain_set(domain: &str, fixed_host: Option<&HostAddress>, lang: Lang) -> String {
    let warning = fixed_host.map(|host| filled(HOST_OVERRIDES_DOMAIN, lang, "host", host));
    filled(DOMAIN_SET, lang, "domain", &domain) + &warning.unwrap_or_default()
}

/// `/ipk`. The key is shown by its last five characters.
pub fn key_installed(key: &ProductKey, lang: Lang) -> String {
    filled(KEY_INSTALLED, lang, "key", &format_args!("{key:?}"))
}

/// `/ilc`.
pub fn license_installed(path: &Path, lang: Lang) -> String {
    filled(LICENSE_INSTALLED, lang, "path", &path.display())
}

/// `/ril`.
pub fn issuance_removed(id: HostId, lang: Lang) -> String {
    filled(ISSUANCE_REMOVED, lang, "id", &id)
}

/// `/ato` of a host, before the authority is asked: the key group that is being activated.
pub fn activating(name: &str, id: ActivationId, lang: Lang) -> String {
    ACTIVATING.fill(lang, &[("name", &name), ("id", &id)]) + "\n"
}

/// `/dti` and `/ad-activation-get-iid`: the id in groups, as it is read out, and where it goes.
pub fn installation_id(iid: &InstallationId, lang: Lang) -> String {
    format!("{}: {iid}\n", INSTALLATION_ID.get(lang)) + &line(INSTALLATION_ID_ADVICE, lang)
}

/// `/atp`: the confirmation id was deposited for this product or key group.
pub fn confirmation_deposited(id: ActivationId, lang: Lang) -> String {
    filled(CONFIRMATION_DEPOSITED, lang, "id", &id)
}

/// `/ad-activation-online` and `/ad-activation-apply-cid`: the activation object that was created.
pub fn object_created(dn: &str, lang: Lang) -> String {
    line(ACTIVATED, lang) + &format!("{}: {dn}\n", AO_DN.get(lang))
}

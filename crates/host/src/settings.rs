//! How the store keeps what `slmgr` sets on a host: as named texts.

use muster_core::{client::license::Intervals, host::settings::HostSettings, time::Span};

/// The settings as named texts.
pub(crate) fn to_rows(settings: &HostSettings) -> Vec<(&'static str, String)> {
    let Intervals { activation, renewal } = settings.intervals;
    vec![
        ("activation_interval", activation.as_minutes().to_string()),
        ("dns_publishing", settings.dns_publishing.to_string()),
        ("enabled", settings.enabled.to_string()),
        ("low_priority", settings.low_priority.to_string()),
        ("port", settings.port.to_string()),
        ("renewal_interval", renewal.as_minutes().to_string()),
    ]
}

/// Takes one named text; a name or value that this version does not know is left alone.
pub(crate) fn take_row(settings: &mut HostSettings, name: &str, value: &str) {
    let minutes = || value.parse().map(Span::minutes);
    match name {
        "activation_interval" => set(&mut settings.intervals.activation, minutes()),
        "dns_publishing" => set(&mut settings.dns_publishing, value.parse()),
        "enabled" => set(&mut settings.enabled, value.parse()),
        "low_priority" => set(&mut settings.low_priority, value.parse()),
        "port" => set(&mut settings.port, value.parse()),
        "renewal_interval" => set(&mut settings.intervals.renewal, minutes()),
        _ => {}
    }
}

fn set<T, E>(place: &mut T, value: Result<T, E>) {
    if let Ok(value) = value {
        *place = value;
    }
}

//! Names of hosts as tools write them.

/// Whether two names are one host: equal, or one is the first label of the other.
pub(crate) fn same_host(one: &str, other: &str) -> bool {
    let clean = |name: &str| name.trim_end_matches('.').to_lowercase();
    let (one, other) = (clean(one), clean(other));
    let first = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    one == other
        || one.chars().any(char::is_alphabetic)
            && first(&one) == first(&other)
            && (!one.contains('.') || !other.contains('.'))
}

/// Splits `name:port`; the default port is 1688. The name is returned in lower case.
pub(crate) fn host_and_port(text: &str) -> (String, u64) {
    match text.rsplit_once(':') {
        Some((host, port)) if !host.contains(':') || host.ends_with(']') => {
            (host.to_lowercase(), port.parse().unwrap_or(1688))
        }
        _ => (text.to_lowercase(), 1688),
    }
}

/// Whether Windows chose the name during setup.
pub(super) fn is_interim(name: &str) -> bool {
    ["win-", "desktop-", "minint-", "minwinpc", "laptop-"].iter().any(|start| name.starts_with(start))
}

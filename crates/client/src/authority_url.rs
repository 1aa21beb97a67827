//! The address of an authority. Requests hold product keys, so nobody on the way may read them, and what is asked is what a reader of
//! the address takes it for.

use url::{Host, Url};

/// The address of a path at an authority, as it is asked.
pub(crate) fn endpoint(authority: &str, path: &str) -> Result<String, String> {
    let mut url = Url::parse(authority).map_err(|error| format!("it is no address: {error}"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("an account does not belong in the address of an authority".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("the address of an authority ends with its path".to_owned());
    }
    match url.scheme() {
        "https" => {}
        "http" if url.host().is_some_and(|host| is_loopback(&host)) => {}
        "http" => return Err("the request holds a product key: use https".to_owned()),
        other => return Err(format!("'{other}' is not https")),
    }
    let base = url.path().trim_end_matches('/').to_owned();
    url.set_path(&format!("{base}{path}"));
    Ok(url.into())
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::endpoint;

    #[test]
    fn only_the_own_machine_is_asked_in_the_clear() {
        let asked = |url: &str, expected: &str| assert_eq!(endpoint(url, "/v1/x").as_deref(), Ok(expected), "{url}");
        asked("https://activation.example", "https://activation.example/v1/x");
        asked("HTTPS://Activation.Example:8443/desk/", "https://activation.example:8443/desk/v1/x");
        asked("http://localhost:8443", "http://localhost:8443/v1/x");
        asked("HTTP://LocalHost:8443", "http://localhost:8443/v1/x");
        asked("http://127.0.0.1", "http://127.0.0.1/v1/x");
        asked("http://127.1.2.3:1", "http://127.1.2.3:1/v1/x");
        asked("http://[::1]:8443/", "http://[::1]:8443/v1/x");
        asked("http://localhost\\@activation.example", "http://localhost/@activation.example/v1/x");
        asked("http:127.0.0.1:8443", "http://127.0.0.1:8443/v1/x");
        for url in [
            "http://activation.example",
            "http://0.0.0.0:8443",
            "http://192.0.2.7",
            "http://[::]:1",
            "http://[::ffff:192.0.2.7]",
            "http://localhost.example:1",
            "http://127.0.0.1.example",
            "http://localhost:1@127.0.0.2:18999",
            "http://localhost@activation.example",
            "http://:secret@localhost",
            "https://user@activation.example",
            "https://activation.example/?x=1",
            "https://activation.example/#x",
            "ftp://localhost",
            "localhost:8443",
            "activation.example",
            "",
        ] {
            assert!(endpoint(url, "/v1/x").is_err(), "{url}");
        }
    }
}

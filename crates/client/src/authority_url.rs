//! The address of an authority. Requests hold product keys, so nobody on the way may read them, and what is asked is what a reader of
//! the address takes it for.

use muster_core::{sentence, sentence::Sentence};
use std::net::IpAddr;
use ureq::http::{Uri, uri::Authority};

/// The address of a path at an authority, as it is asked.
pub(crate) fn endpoint(authority: &str, path: &str) -> Result<String, Sentence> {
    if !authority.is_ascii() {
        return Err(sentence!(
            "a name with other letters is written in ASCII, as xn--…",
            "ASCII 以外の文字を含む名前は、xn--… の形式で指定してください"
        ));
    }
    let uri = authority
        .parse::<Uri>()
        .map_err(|error| sentence!("it is no address: {error}", "アドレスではありません: {error}"))?;
    let (Some(scheme), Some(server)) = (uri.scheme_str(), uri.authority()) else {
        return Err(sentence!(
            "it is no address: it begins with https://",
            "アドレスではありません。https:// から指定してください"
        ));
    };
    if server.as_str().contains('@') {
        return Err(sentence!(
            "an account does not belong in the address of an authority",
            "認証局のアドレスにアカウントを含めることはできません"
        ));
    }
    // What is behind `#` is not read as a part of it.
    if uri.query().is_some() || authority.contains('#') {
        return Err(sentence!(
            "the address of an authority ends with its path",
            "認証局のアドレスはパスまでを指定してください"
        ));
    }
    if server.host().is_empty() || !has_good_port(server) {
        return Err(sentence!("'{server}' is no name with a port", "'{server}' は名前とポートの形式ではありません"));
    }
    match scheme {
        "https" => {}
        "http" if is_loopback(server.host()) => {}
        "http" => {
            return Err(sentence!(
                "the request holds a product key: use https",
                "要求にプロダクト キーが含まれるため、https を使用してください"
            ));
        }
        other => return Err(sentence!("'{other}' is not https", "'{other}' は https ではありません")),
    }
    Ok(format!("{scheme}://{server}{}{path}", uri.path().trim_end_matches('/')))
}

/// A port that is none would be left out, and another asked in its place.
fn has_good_port(server: &Authority) -> bool {
    let port = server.as_str().strip_prefix(server.host()).unwrap_or_default();
    port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok_and(|port| port != 0))
}

fn is_loopback(host: &str) -> bool {
    let ip = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || ip.is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::endpoint;

    #[test]
    fn only_the_own_machine_is_asked_in_the_clear() {
        let asked =
            |url: &str, expected: &str| assert_eq!(endpoint(url, "/v1/x").ok().as_deref(), Some(expected), "{url}");
        asked("https://activation.example", "https://activation.example/v1/x");
        asked("HTTPS://Activation.Example:8443/desk/", "https://Activation.Example:8443/desk/v1/x");
        asked("http://localhost:8443", "http://localhost:8443/v1/x");
        asked("HTTP://LocalHost:8443", "http://LocalHost:8443/v1/x");
        asked("http://127.0.0.1", "http://127.0.0.1/v1/x");
        asked("http://127.1.2.3:1", "http://127.1.2.3:1/v1/x");
        asked("http://[::1]:8443/", "http://[::1]:8443/v1/x");
        asked("https://[2001:db8::7]", "https://[2001:db8::7]/v1/x");
        for url in [
            "http://activation.example",
            "http://0.0.0.0:8443",
            "http://192.0.2.7",
            "http://[::]:1",
            "http://[::ffff:192.0.2.7]",
            "http://localhost.example:1",
            "http://127.0.0.1.example",
            "http://127.1",
            "http://localhost\\@activation.example",
            "http:127.0.0.1:8443",
            "https://:8443",
            "https://activation.example:99999",
            "https://activation.example:",
            "https://activation.example:0",
            "https://activation.example:8443:1",
            "https://activation example",
            "https://有効化.example",
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

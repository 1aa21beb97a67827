//! Behind a proxy every request comes from the proxy. Which client sent it the proxy says in a header field, and a proxy that was named is
//! believed; anybody else could claim to be any network.

use crate::connection::Peer;
use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, HeaderName, header},
    middleware::map_request,
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// A router whose requests come from whom a trusted proxy names, where they come from such a proxy.
pub fn behind(router: Router, proxies: Vec<IpAddr>) -> Router {
    if proxies.is_empty() {
        return router;
    }
    let proxies: Arc<[IpAddr]> = proxies.into_iter().map(|proxy| proxy.to_canonical()).collect();
    router.layer(map_request(move |mut request: Request| {
        if let Some(Peer(peer)) = request.extensions().get::<Peer>().copied() {
            let client = client(peer, request.headers(), &proxies);
            request.extensions_mut().insert(Peer(client));
        }
        std::future::ready(request)
    }))
}

/// The address that a request came from: the last one that a trusted proxy names, for those before it were told to the proxy. Where the
/// proxy names none, or its two header fields disagree, since one of them may have come from the client, it is the proxy itself.
fn client(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    if !proxies.contains(&peer.to_canonical()) {
        return peer;
    }
    let forwarded = last_element(headers, &header::FORWARDED).map(|element| forwarded_for(&element));
    let x_forwarded = last_element(headers, &X_FORWARDED_FOR).map(|element| address(&element));
    match (forwarded, x_forwarded) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other).flatten(),
    }
    .unwrap_or(peer)
}

/// The last element of a list that may be spread over several header fields.
fn last_element(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let field = headers.get_all(name).iter().next_back()?;
    let text = field.to_str().unwrap_or_default();
    text.rsplit(',').next().map(|element| element.trim().to_owned())
}

/// The address in `for=192.0.2.7;proto=https` (RFC 7239).
fn forwarded_for(element: &str) -> Option<IpAddr> {
    let value = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim().trim_matches('"').to_owned())
    };
    address(&element.split(';').find_map(value)?)
}

/// An address, with or without a port; in brackets if it is IPv6 with one.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>().or_else(|_| text.parse::<SocketAddr>().map(|with_port| with_port.ip()));
    address.ok().map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::client;
    use axum::http::{HeaderMap, HeaderName};
    use std::net::IpAddr;

    /// Who is the client of a request from 127.0.0.1 with these header fields, where 127.0.0.1 is trusted.
    fn check(fields: &[(&'static str, &str)], expected: &str) {
        assert_eq!(from("127.0.0.1", fields), expected, "{fields:?}");
    }

    fn from(peer: &str, fields: &[(&'static str, &str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in fields {
            headers.append(HeaderName::from_static(name), value.parse().expect("a value"));
        }
        let trusted: [IpAddr; 1] = ["127.0.0.1".parse().expect("an address")];
        client(peer.parse().expect("an address"), &headers, &trusted).to_string()
    }

    #[test]
    fn the_last_address_that_a_trusted_proxy_names_is_the_client() {
        check(&[], "127.0.0.1");
        check(&[("x-forwarded-for", "192.0.2.7")], "192.0.2.7");
        check(&[("x-forwarded-for", "10.0.0.1, 192.0.2.7:4711")], "192.0.2.7");
        check(&[("x-forwarded-for", "10.0.0.1"), ("x-forwarded-for", "192.0.2.7")], "192.0.2.7");
        check(&[("x-forwarded-for", "2001:db8::7")], "2001:db8::7");
        check(&[("x-forwarded-for", "[2001:db8::7]:443")], "2001:db8::7");
        check(&[("forwarded", "for=10.0.0.1, For=\"[2001:db8::7]:443\";proto=https")], "2001:db8::7");
        check(&[("forwarded", "proto=https;for=192.0.2.7")], "192.0.2.7");
        check(&[("forwarded", "for=192.0.2.7"), ("x-forwarded-for", "192.0.2.7")], "192.0.2.7");
        check(&[("x-forwarded-for", "::ffff:192.0.2.7")], "192.0.2.7");
        assert_eq!(from("::ffff:127.0.0.1", &[("x-forwarded-for", "192.0.2.7")]), "192.0.2.7");
    }

    #[test]
    fn nobody_else_is_believed_and_no_text_that_is_no_address() {
        assert_eq!(from("192.0.2.9", &[("x-forwarded-for", "192.0.2.7")]), "192.0.2.9");
        for value in ["", "unknown", "_hidden", "192.0.2.7, ", "192.0.2.7, x"] {
            check(&[("x-forwarded-for", value)], "127.0.0.1");
        }
        check(&[("forwarded", "for=unknown")], "127.0.0.1");
        check(&[("forwarded", "by=192.0.2.7")], "127.0.0.1");
        // What the client sent in the field that the proxy does not write.
        check(&[("forwarded", "for=192.0.2.8"), ("x-forwarded-for", "192.0.2.7")], "127.0.0.1");
    }
}

//! What holds for every request and every response, whatever the page.

use crate::routes;
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::Response,
};
use std::net::SocketAddr;

/// Nothing but the own style sheet is loaded, and forms go nowhere else: what a machine calls itself can do nothing. `same-origin` and
/// not `no-referrer`: that would make browsers send `Origin: null` with forms.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

/// What `Host` may say: the addresses by which the console is called, with their port.
#[derive(Clone, Debug)]
pub(crate) struct AllowedHosts(Vec<String>);

impl AllowedHosts {
    /// Those of the address that it listens on, which is one of this machine.
    pub(crate) fn of(address: SocketAddr) -> Self {
        let mut names = vec![address.to_string(), format!("localhost:{}", address.port())];
        if address.port() == 80 {
            names.extend([address.to_string().trim_end_matches(":80").to_owned(), "localhost".to_owned()]);
        }
        Self(names)
    }

    /// Why a request is refused before anybody looks at what it wants: 421 for another host (a name that somebody made point here),
    /// 403 for a change that comes from another site, or from nowhere.
    pub(crate) fn refusal(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<StatusCode> {
        let Some(host) = only(headers, &header::HOST).filter(|host| self.contains(host)) else {
            return Some(StatusCode::MISDIRECTED_REQUEST);
        };
        if uri.authority().is_some_and(|authority| !authority.as_str().eq_ignore_ascii_case(host)) {
            return Some(StatusCode::MISDIRECTED_REQUEST);
        }
        // A token is in no browser: nobody has it sent from another site.
        if method.is_safe() || routes::is_api(uri.path()) {
            return None;
        }
        let own =
            only(headers, &header::ORIGIN).is_some_and(|origin| origin.eq_ignore_ascii_case(&format!("http://{host}")));
        let site = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin");
        if own && site { None } else { Some(StatusCode::FORBIDDEN) }
    }

    fn contains(&self, host: &str) -> bool {
        self.0.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}

/// The value of a header that stands there exactly once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// Puts the headers of every response.
pub(crate) fn secured(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

//! What holds for every request and every response, whatever the page.

use crate::{api_path, pages::passkey_script::NeedsScript, site::ConsoleSite};
use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    response::Response,
};

/// Where the page is one with a passkey, the own script is loaded too.
const WITH_SCRIPT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

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

/// With TLS browsers call this name by HTTPS alone from now on, for a year.
const TRANSPORT_SECURITY: &str = "max-age=31536000";

/// Why a request is refused before anybody looks at what it wants: 421 for another host (a name that somebody made point here),
/// 403 for a change that comes from another site, or from nowhere.
pub(crate) fn refusal(site: &ConsoleSite, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<StatusCode> {
    let Some(host) = only(headers, &header::HOST).filter(|host| site.allows(host)) else {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    };
    if uri.authority().is_some_and(|authority| !authority.as_str().eq_ignore_ascii_case(host)) {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    // A token is in no browser: nobody has it sent from another site.
    if method.is_safe() || api_path::is_api(uri.path()) {
        return None;
    }
    let own = only(headers, &header::ORIGIN).is_some_and(|origin| origin.eq_ignore_ascii_case(&site.origin_by(host)));
    let same = headers.get("sec-fetch-site").is_none_or(|from| from == "same-origin");
    if own && same { None } else { Some(StatusCode::FORBIDDEN) }
}

/// The value of a header that stands there exactly once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() { None } else { value.to_str().ok() }
}

/// Puts the headers of every response.
pub(crate) fn secured(site: &ConsoleSite, mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if response.extensions().get::<NeedsScript>().is_some() {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WITH_SCRIPT));
    }
    if site.has_tls() {
        let value = HeaderValue::from_static(TRANSPORT_SECURITY);
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    response
}

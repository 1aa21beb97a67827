//! How a route is called.

use axum::http::Method;

/// How a route is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteMethod {
    /// It changes nothing, but that a link which signs in is used up. `HEAD` is answered alike.
    Get,
    /// It changes something, and takes an `Origin` of the console itself, or a token.
    Post,
}

impl RouteMethod {
    /// Its name in HTTP.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }

    pub(crate) fn takes(self, method: &Method) -> bool {
        match self {
            Self::Get => method == Method::GET || method == Method::HEAD,
            Self::Post => method == Method::POST,
        }
    }
}

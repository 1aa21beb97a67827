//! How a host refuses: a problem document with the documented code, and when to come back.

use axum::http::StatusCode;
use muster_core::{
    code::{self, Code},
    time::Span,
};
use muster_proto::problem::Problem;
use muster_server::listener::Refused;

pub(crate) const RETRY_AFTER: Span = Span::seconds(5);

pub(crate) fn refused(code: Code) -> Refused {
    let status = if code == code::HOST_NOT_ACTIVATED || code == code::HOST_NOT_ENABLED {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::FORBIDDEN
    };
    Problem::new(status.as_u16(), code).into()
}

/// The store failed: nothing was counted, and the client may ask again.
pub(crate) fn unavailable(code: Code) -> Refused {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE.as_u16(), code).into()
}

pub(crate) fn retry_later(code: Code, wait: Span) -> Refused {
    unavailable(code).retry_after(wait)
}

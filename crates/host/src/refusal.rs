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

/// The store failed, or somebody held it for too long: nothing was counted, and the client may ask again.
pub(crate) fn unavailable(code: Code) -> Refused {
    retry_later(code, RETRY_AFTER)
}

pub(crate) fn retry_later(code: Code, wait: Span) -> Refused {
    Refused::from(Problem::new(StatusCode::SERVICE_UNAVAILABLE.as_u16(), code)).retry_after(wait)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{http::header, response::IntoResponse};

    #[test]
    fn who_may_ask_again_is_told_when() {
        let told = |refused: Refused| refused.into_response().headers().get(header::RETRY_AFTER).cloned();
        assert_eq!(told(unavailable(code::SERVER_DATABASE_ERROR)).expect("a wait"), "5");
        assert_eq!(told(refused(code::HOST_NOT_ACTIVATED)), None, "it needs an administrator");
    }
}

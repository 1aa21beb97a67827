//! Which addresses are the API's. There a token is asked for, everywhere else a session: neither does where the other is asked for.

/// Where the API begins.
const API: &str = "/v1/";

/// Whether a path is the API's.
pub(crate) fn is_api(path: &str) -> bool {
    path.starts_with(API)
}

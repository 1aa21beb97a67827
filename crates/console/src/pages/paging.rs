//! Lists by pages. A page asks for one row more than it shows, which tells whether there is a next page.

use crate::call::{Call, PageError};
use std::str::FromStr;

/// Cuts a page to `most` rows, and returns the last of them if there are more behind it.
pub(super) fn cut<T>(rows: &mut Vec<T>, most: usize) -> Option<&T> {
    let more = rows.len() > most;
    rows.truncate(most);
    rows.last().filter(|_| more)
}

/// The number that the rows of the page are before; `newest` if the address names none.
pub(super) fn before<N: FromStr>(call: &Call<'_>, newest: N) -> Result<N, PageError> {
    match call.request.query("before") {
        "" => Ok(newest),
        number => number.parse().map_err(|_| PageError::NotFound),
    }
}

//! Lists by pages: which rows the address asks for, and whether there is a next page. A page reads one row more than it shows.

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
    Ok(known(call.request.query("before"), |number| number.parse().ok())?.unwrap_or(newest))
}

/// What is given, read; a filter that says nothing to us must not show everything.
pub(super) fn known<T>(given: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, PageError> {
    if given.is_empty() { Ok(None) } else { read(given).ok_or(PageError::NotFound).map(Some) }
}

//! What a statement is told of a page: how much of it is read at once, and what its search may be.

use muster_console::like;

/// Rows that are read at once where all are looked at.
pub(crate) const ROWS_MAX: u32 = 1_000;

/// How many rows are read at once for a page of so many.
pub(crate) fn rows(limit: usize) -> u32 {
    u32::try_from(limit).unwrap_or(u32::MAX).clamp(1, ROWS_MAX)
}

/// A search as a pattern of `LIKE`; empty where each row has to be looked at: the engines know no rule of capitals in common but that of
/// ASCII.
pub(crate) fn pattern(search: &str) -> String {
    let search = search.trim();
    let has_capitals = |letter: char| !letter.is_ascii() && (letter.is_lowercase() || letter.is_uppercase());
    if search.is_empty() || search.chars().any(has_capitals) { String::new() } else { like(search) }
}

/// The last characters of a product key that a search may be.
pub(super) fn key_tail(search: &str) -> String {
    search.rsplit('-').next().unwrap_or_default().to_uppercase()
}

/// The first rows, at most so many, of parts that are read one after the other until one is the last.
pub(crate) fn first<Row, E>(
    limit: usize,
    mut next: impl FnMut() -> Result<(Vec<Row>, bool), E>,
) -> Result<Vec<Row>, E> {
    let mut found = Vec::new();
    loop {
        let (rows, is_last) = next()?;
        found.extend(rows);
        if is_last || found.len() >= limit {
            found.truncate(limit);
            return Ok(found);
        }
    }
}

//! What people search for, as a pattern of SQL.

/// A text that a name holds, as a pattern of `LIKE` with `\` as its escape: the text stands for itself.
pub fn like(search: &str) -> String {
    let escaped = search.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

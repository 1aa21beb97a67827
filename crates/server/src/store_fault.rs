//! What people are told of a store that fails, whoever keeps it.

#[cfg(feature = "postgres")]
use crate::postgres::PostgresError;
use muster_core::{lang::Lang, say, sentence::Sentence};

/// SQLite says no.
pub fn sqlite(error: &rusqlite::Error, lang: Lang) -> String {
    say!(lang; "the store failed: {error}", "ストアでエラーが発生しました: {error}")
}

/// PostgreSQL says no, or cannot be asked.
#[cfg(feature = "postgres")]
pub fn postgres(error: &PostgresError, lang: Lang) -> String {
    say!(lang; "the database failed: {error}", "データベースでエラーが発生しました: {error}", error = error.text(lang))
}

/// What is stored does not hold together.
pub fn damaged(problem: &Sentence, lang: Lang) -> String {
    say!(lang; "the store is damaged: {problem}", "ストアが破損しています: {problem}", problem = problem.text(lang))
}

//! Counts of wrong guesses.

use super::StoreTransaction;
use crate::error::AuthorityError;
use muster_core::{
    authority::guess_limit::{NETWORKS_MAX, PERIOD, WrongGuesses},
    time::Moment,
};
use rusqlite::{OptionalExtension, params};

/// What networks beyond [`NETWORKS_MAX`] are counted as.
const OTHERS: &str = "others";

impl StoreTransaction<'_> {
    pub(crate) fn wrong_guesses(&self, scope: &str) -> Result<Option<WrongGuesses>, AuthorityError> {
        let find = include_str!("wrong_guess_find.sql");
        let row =
            |row: &rusqlite::Row<'_>| Ok(WrongGuesses { since: Moment::from_unix(row.get(0)?), count: row.get(1)? });
        Ok(self.0.query_row(find, [self.counted_as(scope)?], row).optional()?)
    }

    pub(crate) fn set_wrong_guesses(
        &self,
        scope: &str,
        after: WrongGuesses,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        self.0.execute(include_str!("wrong_guess_prune.sql"), [(now - PERIOD).unix()])?;
        let row = params![self.counted_as(scope)?, after.since.unix(), after.count];
        self.0.execute(include_str!("wrong_guess_upsert.sql"), row)?;
        Ok(())
    }

    /// Keys are bounded by what was issued; networks share one count where there are too many.
    fn counted_as<'s>(&self, scope: &'s str) -> Result<&'s str, AuthorityError> {
        let room = include_str!("wrong_guess_room.sql");
        let own =
            scope.starts_with("key ") || self.0.query_row(room, params![scope, NETWORKS_MAX], |row| row.get(0))?;
        Ok(if own { scope } else { OTHERS })
    }
}

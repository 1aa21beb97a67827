//! Counts of wrong guesses.

use super::{
    StoreTransaction,
    sql::{Row, sql, values},
};
use crate::error::AuthorityError;
use muster_core::{
    authority::guess_limit::{NETWORKS_MAX, PERIOD, WrongGuesses},
    time::Moment,
};

/// What networks beyond [`NETWORKS_MAX`] are counted as.
const OTHERS: &str = "others";

impl StoreTransaction<'_> {
    pub(crate) fn wrong_guesses(&self, scope: &str) -> Result<Option<WrongGuesses>, AuthorityError> {
        let find = sql!("wrong_guess_find.sql");
        let row = |row: &Row<'_>| Ok(WrongGuesses { since: Moment::from_unix(row.at(0)?), count: row.at(1)? });
        self.row(find, values![self.counted_as(scope)?], row)
    }

    pub(crate) fn set_wrong_guesses(
        &self,
        scope: &str,
        after: WrongGuesses,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        self.change(sql!("wrong_guess_prune.sql"), values![(now - PERIOD).unix()])?;
        let row = values![self.counted_as(scope)?, after.since.unix(), after.count];
        self.change(sql!("wrong_guess_upsert.sql"), row)?;
        Ok(())
    }

    /// Keys are bounded by what was issued; networks share one count where there are too many.
    fn counted_as<'s>(&self, scope: &'s str) -> Result<&'s str, AuthorityError> {
        let room = sql!("wrong_guess_room.sql");
        let own = scope.starts_with("key ") || self.value(room, values![scope, NETWORKS_MAX])?;
        Ok(if own { scope } else { OTHERS })
    }
}

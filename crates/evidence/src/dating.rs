//! Gives the facts of one source their times.

use crate::{
    fact::{EventField, Fact, Provider},
    stamp::{self, Stamp, Zone},
};
use std::sync::Arc;

/// Dates the facts of one source, each by what it prints, in the order that all of them have in common.
pub(crate) fn date(facts: &mut [Fact]) {
    let order = stamp::order(facts.iter().flat_map(printed));
    for fact in facts {
        match fact {
            Fact::Event(record, _) => {
                let client = || Stamp::of_client(record.field(EventField::ClientTime));
                let zone = if record.provider == Some(Provider::OsppVbs) { Zone::Utc } else { Zone::Local };
                let at = stamp::stamp(&record.time, order, zone).or_else(client);
                Arc::make_mut(record).at = at;
            }
            Fact::License(license, _) => {
                let at = license.trusted_time.as_deref().and_then(|time| stamp::stamp(time, order, Zone::Local));
                Arc::make_mut(license).at = at;
            }
            _ => {}
        }
    }
}

/// The dates of a fact as the source prints them.
fn printed(fact: &Fact) -> Option<&str> {
    match fact {
        Fact::Event(record, _) => Some(&record.time),
        Fact::License(license, _) => license.trusted_time.as_deref(),
        _ => None,
    }
}

//! The order of day, month and year, inferred once for a source from all of its dates.

use super::{
    civil::{Clock, Written},
    date_order::DateOrder,
};
use std::cmp::Reverse;

impl DateOrder {
    /// The order in which most dates exist; then in which they follow each other in time, as the rows of a log do; then that of
    /// the country whose clock and separators the source has; then in which they lie nearest to each other.
    pub(super) fn of(dates: impl Iterator<Item = Written>) -> Self {
        let open: Vec<Written> = dates.filter(|written| !written.is_clear()).collect();
        let orders = [Self::Day, Self::Month, Self::Year];
        let fitness = |order: &Self| {
            let fits = open.iter().filter(|written| written.fits(*order)).count();
            let times: Vec<_> = open.iter().filter_map(|written| written.civil(*order)).collect();
            let follow = times.is_sorted() || times.is_sorted_by(|one, other| one >= other);
            let country = open.iter().filter(|written| Self::of_country(written) == Some(*order)).count();
            let span = times.iter().max().zip(times.iter().min()).map(|(last, first)| last.duration_since(*first));
            let days = span.map_or(0, |span| span.as_hours() / 24);
            (fits, follow, country, Reverse(days))
        };
        // The first of several that fit equally well.
        orders.into_iter().rev().max_by_key(fitness).unwrap_or(Self::Day)
    }

    /// The order that goes with a way of writing: the United States write `AM` and `PM` behind slashes, East Asia writes the year
    /// first, and dots go with the day first.
    fn of_country(written: &Written) -> Option<Self> {
        match (written.separator, written.clock) {
            (_, Clock::WordFirst) => Some(Self::Year),
            ('.', _) | (_, Clock::Words) => Some(Self::Day),
            ('/', Clock::Capitals) => Some(Self::Month),
            _ => None,
        }
    }
}

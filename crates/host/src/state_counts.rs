//! How many machines of each product are in which state, and how the counts went. Counting passes over the whole inventory, a second for a million machines, so
//! a page shows the last counts, and has them counted again for the next one.

use crate::{count_history::CountHistory, error::HostError, store::StateCount};
use muster_core::time::{Moment, Span};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Younger counts are not counted again.
const COUNTED_EVERY: Span = Span::minutes(1);
/// Older counts are shown to nobody.
const SHOWN_MAX: Span = Span::minutes(10);

/// What is counted over everything that the host remembers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) states: Vec<StateCount>,
    pub(crate) history: CountHistory,
}

/// Counts and when they were counted.
pub(crate) type Counted = (Moment, Totals);

/// The last counts.
#[derive(Default)]
pub(crate) struct StateCounts {
    last: Mutex<Option<Counted>>,
    /// Held while it is counted: who cannot be shown anything meanwhile waits for the same result.
    counting: Mutex<()>,
}

/// What is to be done for a page.
#[derive(Debug, PartialEq, Eq)]
enum Age {
    Fresh,
    /// Shown, and counted again.
    Aging,
    Old,
}

fn age(at: Moment, now: Moment) -> Age {
    // A clock that was set back makes none fresh.
    let age = at.distance(now);
    if at <= now && age < COUNTED_EVERY {
        Age::Fresh
    } else if at <= now && age < SHOWN_MAX {
        Age::Aging
    } else {
        Age::Old
    }
}

impl StateCounts {
    /// Counts for a page. `count_later` has [`Self::refresh`] called without the page waiting for it.
    pub(crate) fn read(
        &self,
        now: Moment,
        count: impl FnOnce() -> Result<Totals, HostError>,
        count_later: impl FnOnce(),
    ) -> Result<Counted, HostError> {
        if let Some(counted) = self.shown(now, count_later) {
            return Ok(counted);
        }
        let _counting = self.counting.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have counted while this one waited.
        if let Some(counted) = self.shown(now, || ()) {
            return Ok(counted);
        }
        let counts = count()?;
        Ok(self.last().insert((now, counts)).clone())
    }

    /// Counts, unless it is being done.
    pub(crate) fn refresh(
        &self,
        now: Moment,
        count: impl FnOnce() -> Result<Totals, HostError>,
    ) -> Result<(), HostError> {
        let Ok(_counting) = self.counting.try_lock() else { return Ok(()) };
        let counts = count()?;
        *self.last() = Some((now, counts));
        Ok(())
    }

    fn shown(&self, now: Moment, count_later: impl FnOnce()) -> Option<Counted> {
        let last = self.last().clone()?;
        match age(last.0, now) {
            Age::Fresh => Some(last),
            Age::Aging => {
                count_later();
                Some(last)
            }
            Age::Old => None,
        }
    }

    fn last(&self) -> MutexGuard<'_, Option<Counted>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{StateCounts, Totals};
    use crate::store::StateCount;
    use muster_core::{
        id::ActivationId,
        time::{Moment, Span},
    };
    use std::cell::Cell;

    const START: Moment = Moment::from_unix(1_800_000_000);

    fn of(machines: u64) -> Totals {
        let states = vec![StateCount { product: ActivationId::from_bytes([1; 16]), state: 1, machines }];
        Totals { states, ..Totals::default() }
    }

    /// What a page shows when 1 machine was counted at the start and there are 2 now, and whether it is counted again later.
    fn check(now: Moment) -> (u64, bool) {
        let (counts, later) = (StateCounts::default(), Cell::new(false));
        counts.read(START, || Ok(of(1)), || unreachable!("there is nothing to show")).expect("counted");
        let (_, shown) = counts.read(now, || Ok(of(2)), || later.set(true)).expect("counted");
        (shown.states[0].machines, later.get())
    }

    #[test]
    fn a_page_shows_the_last_counts_for_ten_minutes() {
        let after = |seconds| check(START + Span::seconds(seconds));
        assert_eq!([0, 59, 60, 599, 600].map(after), [(1, false), (1, false), (1, true), (1, true), (2, false)]);
        assert_eq!(check(START - Span::seconds(1)), (2, false), "the clock was set back");
    }

    #[test]
    fn what_was_counted_later_is_shown_next() {
        let counts = StateCounts::default();
        counts.read(START, || Ok(of(1)), || ()).expect("counted");
        let now = START + Span::seconds(90);
        counts
            .read(now, || unreachable!("shown"), || counts.refresh(now, || Ok(of(2))).expect("counted"))
            .expect("shown");
        assert_eq!(counts.read(now, || unreachable!("fresh"), || unreachable!("fresh")).expect("shown"), (now, of(2)));
    }
}

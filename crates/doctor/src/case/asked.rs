//! Which license an answer of a host (12289) belongs to: the answer names no product, but its request (12288) does.

use super::{
    history_event::{Entry, HistoryEvent},
    installed_license::InstalledLicense,
    logged_event::LoggedEvent,
};
use std::collections::HashMap;

/// An answer comes at most so many seconds after its request.
const ANSWERED_MAX: i64 = 600;
/// Clocks of one log run back by at most so many seconds.
const BACK_MAX: i64 = 1;

/// The requests of one source.
#[derive(Default)]
struct Source {
    /// Time and license of each request, in the order of time; at one time, the first license first.
    dated: Vec<(i64, usize)>,
    /// The first license with a request of any time, and the first with one of unknown time.
    first: Option<usize>,
    first_undated: Option<usize>,
}

/// The requests of all licenses, by their sources.
pub(super) struct Asked {
    sources: HashMap<Option<usize>, Source>,
}

impl Asked {
    pub(super) fn of(licenses: &[InstalledLicense]) -> Self {
        let mut sources: HashMap<Option<usize>, Source> = HashMap::new();
        for (place, installed) in licenses.iter().enumerate() {
            let is_sent = |event: &&HistoryEvent| matches!(event.entry, Entry::Sent { .. });
            for event in installed.history.iter().filter(is_sent) {
                let source = sources.entry(event.cites.first().map(|cite| cite.file)).or_default();
                source.first.get_or_insert(place);
                match event.at {
                    Some(at) => source.dated.push((at, place)),
                    None => drop(source.first_undated.get_or_insert(place)),
                }
            }
        }
        // The search finds the last one before a time: at one time that of the first license.
        let order = |(at, place): &(i64, usize)| (*at, std::cmp::Reverse(*place));
        sources.values_mut().for_each(|source| source.dated.sort_by_key(order));
        Self { sources }
    }

    /// The license of the request before an answer, in the same source; of several without a time the first one.
    pub(super) fn by(&self, answer: &LoggedEvent) -> Option<usize> {
        let source = self.sources.get(&answer.source())?;
        let Some(at) = answer.at else { return source.first };
        let until = source.dated.partition_point(|(asked, _)| *asked <= at.saturating_add(BACK_MAX));
        let last = until.checked_sub(1).and_then(|last| source.dated.get(last));
        let near = last.filter(|(asked, _)| at.saturating_sub(*asked) <= ANSWERED_MAX);
        let near = near.map(|(asked, place)| (at.saturating_sub(*asked), *place));
        near.into_iter().chain(source.first_undated.map(|place| (0, place))).min().map(|(_, place)| place)
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use crate::case::{
        history_event::{Entry, HistoryEvent},
        installed_license::InstalledLicense,
        logged_event::LoggedEvent,
    };
    use muster_core::code::SUCCESS;
    use muster_evidence::{
        fact::{Cite, Record},
        stamp::Zone,
    };

    fn cites(file: usize) -> Vec<Cite> {
        vec![Cite { file, line: Some(1), ..Cite::default() }]
    }

    fn license(sent: &[(usize, Option<i64>)]) -> InstalledLicense {
        let entry = Entry::Sent { code: SUCCESS, host: String::new(), threshold: None };
        let event = |(file, at): &(usize, Option<i64>)| HistoryEvent {
            id: 12288,
            at: *at,
            zone: Zone::Unknown,
            order: *at,
            entry: entry.clone(),
            cites: cites(*file),
        };
        InstalledLicense { history: sent.iter().map(event).collect(), ..InstalledLicense::default() }
    }

    #[test]
    fn an_answer_belongs_to_the_nearest_request_before_it() {
        let licenses = [
            license(&[(0, Some(100)), (1, Some(400))]),
            license(&[(0, Some(150)), (0, Some(100))]),
            license(&[(2, None), (3, Some(5))]),
            license(&[(2, Some(90))]),
        ];
        let asked = Asked::of(&licenses);
        let by = |file: usize, at: Option<i64>| {
            asked.by(&LoggedEvent { at, order: at, record: Record::default().into(), cites: cites(file) })
        };
        assert_eq!(by(0, Some(100)), Some(0), "of two at one time the first");
        assert_eq!(by(0, Some(149)), Some(1), "a clock may run back by a second");
        assert_eq!(by(0, Some(148)), Some(0));
        assert_eq!(by(0, Some(750)), Some(1));
        assert_eq!(by(0, Some(751)), None, "too late");
        assert_eq!(by(0, None), Some(0));
        assert_eq!(by(1, Some(399)), Some(0));
        assert_eq!(by(2, Some(100)), Some(2), "one without a time is as near as can be");
        assert_eq!(by(2, Some(89)), Some(3), "but for one a second later");
        assert_eq!(by(4, Some(100)), None);
    }
}

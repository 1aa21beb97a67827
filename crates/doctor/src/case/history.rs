//! The events of one license, and the codes among them that hold today.

use super::{
    history_event::{Entry, HistoryEvent},
    installed_license::{ActiveCode, CodeSource, InstalledLicense},
};
use muster_core::code::{self, Code};

/// Attempts within these seconds are one episode (rule catalogue, section 5).
const EPISODE: i64 = 600;
/// How far to look back, in seconds, for the real code if the latest episode has only "not in the right state".
const LOOK_BACK: i64 = 7 * 86_400;
/// "Not in the right state": logged at start before the network is up, never a cause if another code is near.
const NOT_YET: Code = Code(0x8007_139F);

impl InstalledLicense {
    /// Orders the history and derives the codes that hold today.
    pub(super) fn judge_history(&mut self) {
        self.history.sort_by_key(|event| event.at);
        self.active_codes = self.latest();
        self.succeeded_last = self.history.iter().rev().find_map(verdict).unwrap_or(false);
        if self.succeeded_last {
            self.active_codes.clear();
        }
    }

    /// The codes of the latest episode.
    fn latest(&self) -> Vec<ActiveCode> {
        let attempts: Vec<&HistoryEvent> = self.history.iter().filter(|event| verdict(event).is_some()).collect();
        let Some(last) = attempts.last() else { return Vec::new() };
        let near = |event: &&&HistoryEvent, within: i64| match (event.at, last.at) {
            (Some(at), Some(last)) => last - at <= within,
            _ => true,
        };
        let mut active: Vec<ActiveCode> =
            attempts.iter().filter(|event| near(event, EPISODE)).filter_map(|event| code_of(event)).collect();
        if active.iter().all(|active| active.code == NOT_YET) {
            let real =
                attempts.iter().rev().filter(|event| near(event, LOOK_BACK)).filter_map(|event| code_of_other(event));
            if let Some(real) = real.into_iter().next() {
                active = vec![real];
            }
        } else {
            active.retain(|active| active.code != NOT_YET);
        }
        active.sort_by_key(|active| active.source);
        active
    }
}

/// Whether an attempt ended well or badly; none if the event is not the end of an attempt.
fn verdict(event: &HistoryEvent) -> Option<bool> {
    if event.is_success() {
        return Some(true);
    }
    match event.entry {
        // Sent, and not answered yet.
        Entry::State { .. } => None,
        Entry::Sent { code: code::SUCCESS, .. } => None,
        _ => Some(false),
    }
}

fn code_of(event: &HistoryEvent) -> Option<ActiveCode> {
    let (source, target) = match &event.entry {
        Entry::Sent { host, .. } => (CodeSource::Attempt, Some(host.clone()).filter(|host| !host.is_empty())),
        Entry::Answer { .. } => (CodeSource::Answer, None),
        Entry::Scheduler { .. } => (CodeSource::Scheduler, None),
        Entry::State { .. } | Entry::Directory => return None,
    };
    Some(ActiveCode { code: event.code()?, source, target, cites: event.cites.clone() })
}

fn code_of_other(event: &HistoryEvent) -> Option<ActiveCode> {
    code_of(event).filter(|active| active.code != NOT_YET)
}

//! The events of one license, and the codes among them that hold today.

use super::{
    history_event::{Entry, HistoryEvent},
    installed_license::{ActiveCode, Channel, CodeSource, InstalledLicense},
};
use muster_core::code::{self, Code};
use std::collections::BTreeMap;

/// Attempts within these seconds are one episode (rule catalogue, section 5).
const EPISODE: i64 = 600;
/// How far to look back, in seconds, for the real code if the latest episode has only "not in the right state".
const LOOK_BACK: i64 = 7 * 86_400;
/// "Not in the right state": logged at start before the network is up, never a cause if another code is near.
const NOT_YET: Code = Code(0x8007_139F);

impl InstalledLicense {
    /// Orders the history and derives the codes that hold today.
    pub(super) fn judge_history(&mut self) {
        self.history.sort_by_key(|event| (event.order, event.place));
        let ends: Vec<End> = sequences(&self.history).iter().filter_map(|events| End::of(events)).collect();
        self.succeeded_last = !ends.is_empty() && ends.iter().all(|end| matches!(end, End::Succeeded));
        self.active_codes = ends.into_iter().flat_map(End::codes).collect();
        self.active_codes.sort_by_key(|active| active.source);
    }

    /// Forgets that the network was not up yet, of a license that a tool shows in force without an end: it renews nothing.
    pub(super) fn forget_not_yet(&mut self) {
        let is_for_good = self.license.status == Some(1) && self.license.minutes_left.is_none();
        let is_client = self.channel() == Channel::KmsClient;
        if is_for_good && !is_client && self.active_codes.iter().all(|active| active.code == NOT_YET) {
            self.active_codes.clear();
        }
    }
}

/// The dated events, and those of each source without dates: nobody knows which of them are newer, so none outdates another.
fn sequences(history: &[HistoryEvent]) -> Vec<Vec<&HistoryEvent>> {
    let mut found: BTreeMap<Option<usize>, Vec<&HistoryEvent>> = BTreeMap::new();
    for event in history {
        let file = || event.cites.first().map(|cite| cite.file);
        let sequence = if event.order.is_some() { None } else { file() };
        found.entry(sequence).or_default().push(event);
    }
    found.into_values().collect()
}

/// How a sequence of attempts ended.
enum End {
    Succeeded,
    /// With the codes of the latest episode.
    Failed(Vec<ActiveCode>),
}

impl End {
    /// None without the end of an attempt.
    fn of(events: &[&HistoryEvent]) -> Option<Self> {
        let success = events.iter().rposition(|event| event.is_success());
        let newer = success.map_or(0, |place| place + 1);
        let is_failure = |event: &&HistoryEvent| verdict(event) == Some(false);
        let failed: Vec<&HistoryEvent> = events.iter().skip(newer).copied().filter(is_failure).collect();
        match (failed.is_empty(), success) {
            (false, _) => Some(Self::Failed(latest(&failed))),
            (true, Some(_)) => Some(Self::Succeeded),
            (true, None) => None,
        }
    }

    fn codes(self) -> Vec<ActiveCode> {
        match self {
            Self::Succeeded => Vec::new(),
            Self::Failed(codes) => codes,
        }
    }
}

/// The codes of the latest episode.
fn latest(failed: &[&HistoryEvent]) -> Vec<ActiveCode> {
    let Some(last) = failed.last() else { return Vec::new() };
    let near = |event: &&&HistoryEvent, within: i64| match (event.order, last.order) {
        (Some(at), Some(last)) => last - at <= within,
        _ => true,
    };
    let mut active: Vec<ActiveCode> =
        failed.iter().filter(|event| near(event, EPISODE)).filter_map(|event| code_of(event)).collect();
    if active.iter().all(|active| active.code == NOT_YET) {
        let earlier = failed.iter().rev().filter(|event| near(event, LOOK_BACK));
        if let Some(real) = earlier.filter_map(|event| code_of_other(event)).next() {
            active = vec![real];
        }
    } else {
        active.retain(|active| active.code != NOT_YET);
    }
    active
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
        Entry::Directory { .. } => (CodeSource::Attempt, None),
        Entry::Answer { .. } => (CodeSource::Answer, None),
        Entry::Scheduler { .. } | Entry::Refused { .. } => (CodeSource::Scheduler, None),
        Entry::State { .. } => return None,
    };
    Some(ActiveCode { code: event.code()?, source, target, cites: event.cites.clone() })
}

fn code_of_other(event: &HistoryEvent) -> Option<ActiveCode> {
    code_of(event).filter(|active| active.code != NOT_YET)
}

//! The events of one license, and the codes among them that hold today.

use super::{ActiveCode, CodeSource, InstalledLicense, LoggedEvent};
use crate::fact::{Cite, EventField, Record};
use muster_core::code::{self, Code};

/// Attempts within these seconds are one episode (rule catalogue, section 5).
const EPISODE: i64 = 600;
/// How far to look back, in seconds, for the real code if the latest episode has only "not in the right state".
const LOOK_BACK: i64 = 7 * 86_400;
/// "Not in the right state": logged at start before the network is up, never a cause if another code is near.
const NOT_YET: Code = Code(0x8007_139F);
/// "Not enough clients" among the flags of 12288 and 12289.
const FLAG_COUNT: u32 = 0x0400_0000;

/// One event of a license.
#[derive(Clone, Debug)]
pub(crate) struct HistoryEvent {
    pub(crate) at: Option<i64>,
    pub(crate) entry: Entry,
    pub(crate) cites: Vec<Cite>,
}

/// What an event says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// 12288: a request was sent, or could not be sent.
    Sent { code: Code, host: String, threshold: Option<u32> },
    /// 12289: a host answered.
    Answer { code: Code, activated: bool, short: bool, count: Option<i64> },
    /// 8198 and 8196: the scheduler tried and failed.
    Scheduler { code: Code, trigger: String },
    /// 8230: the state of the license.
    State { licensed: bool, reason: Option<Code> },
    /// 12308: Active Directory activated it.
    Directory,
}

impl HistoryEvent {
    pub(crate) fn of(logged: &LoggedEvent) -> Option<Self> {
        let record = &logged.record;
        let code = record.code;
        let entry = match record.id {
            12288 => {
                let host = record.field(EventField::Host).to_lowercase();
                Entry::Sent { code: code?, host, threshold: record.field(EventField::Threshold).parse().ok() }
            }
            12289 => answer(record, code?),
            8198 | 8196 => Entry::Scheduler { code: code?, trigger: record.field(EventField::Trigger).to_owned() },
            8230 if !record.field(EventField::LicenseState).is_empty() => {
                let licensed = record.field(EventField::LicenseState) == "SL_LICENSING_STATUS_LICENSED";
                Entry::State { licensed, reason: record.field(EventField::Reason).parse().ok() }
            }
            12308 => Entry::Directory,
            _ => return None,
        };
        Some(Self { at: logged.at, entry, cites: logged.cites.clone() })
    }

    /// The code, if the event is a failure.
    pub(crate) fn code(&self) -> Option<Code> {
        let code = match &self.entry {
            Entry::Answer { code: code::SUCCESS, activated: false, short: true, .. } => code::COUNT_TOO_LOW,
            Entry::Sent { code, .. } | Entry::Answer { code, .. } | Entry::Scheduler { code, .. } => *code,
            Entry::State { .. } | Entry::Directory => return None,
        };
        (code != code::SUCCESS).then_some(code)
    }

    fn is_success(&self) -> bool {
        matches!(self.entry, Entry::Answer { code: code::SUCCESS, activated: true, .. } | Entry::Directory)
            || matches!(self.entry, Entry::State { licensed: true, .. })
    }
}

fn answer(record: &Record, code: Code) -> Entry {
    let count: Option<i64> = record.field(EventField::Count).parse().ok();
    let flags = record.field(EventField::Flags).parse().map_or(0, |Code(flags)| flags);
    let activated = record.field(EventField::Activated) == "1";
    // Other refusals state no count: their field is zero.
    let count = count.filter(|_| [code::SUCCESS, code::COUNT_TOO_LOW].contains(&code));
    Entry::Answer { code, activated, short: flags & FLAG_COUNT != 0 || !activated, count }
}

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

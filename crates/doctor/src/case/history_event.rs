//! One event of a license, and what it says.

use super::logged_event::LoggedEvent;
use muster_core::code::{self, Code};
use muster_evidence::{
    fact::{Cite, EventField, Record},
    stamp::{Stamp, Zone},
};

/// "Not enough clients" among the flags of 12288 and 12289.
const FLAG_COUNT: u32 = 0x0400_0000;

/// One event of a license.
#[derive(Clone, Debug)]
pub(crate) struct HistoryEvent {
    /// The number of the event.
    pub(crate) id: u32,
    pub(crate) at: Option<i64>,
    /// The zone of that time, as far as it is known.
    pub(crate) zone: Zone,
    /// Its place in time, as of its [`LoggedEvent`].
    pub(super) order: Option<i64>,
    pub(super) place: usize,
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
    /// 8198 and its like: the scheduler tried and failed, or the rules report that it did.
    Scheduler { code: Code, trigger: String },
    /// 1014 and 8200: Microsoft's activation server refused.
    Refused { code: Code },
    /// 8230, and 1003 where it tells: the state of the license.
    State { licensed: bool, reason: Option<Code> },
    /// 12308: Active Directory activated it, or did not.
    Directory { code: Code },
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
            8193 | 8196 | 8197 | 8198 | 8233 => {
                Entry::Scheduler { code: code?, trigger: record.field(EventField::Trigger).to_owned() }
            }
            // Some write the scheduler's message under the number of the refusals.
            8200 if !record.field(EventField::RuleId).is_empty() && !code.as_ref().is_some_and(is_refusal) => {
                Entry::Scheduler { code: code?, trigger: record.field(EventField::Trigger).to_owned() }
            }
            // Without the license that it is about, it may be one that needs no activation.
            1014 | 8200 if !record.field(EventField::ActivationId).is_empty() => {
                Entry::Refused { code: code.filter(is_refusal)? }
            }
            8230 | 1003 if !record.field(EventField::LicenseState).is_empty() => {
                let licensed = record.field(EventField::LicenseState) == "SL_LICENSING_STATUS_LICENSED";
                Entry::State { licensed, reason: record.field(EventField::Reason).parse().ok() }
            }
            // The message of a success has no code.
            12308 => Entry::Directory { code: code.unwrap_or(code::SUCCESS) },
            _ => return None,
        };
        let zone = record.at.map_or(Zone::Unknown, Stamp::zone);
        let (at, order, place) = (logged.at, logged.order, logged.place);
        Some(Self { id: record.id, at, zone, order, place, entry, cites: logged.cites.clone() })
    }

    /// The code, if the event is a failure.
    pub(crate) fn code(&self) -> Option<Code> {
        let code = match &self.entry {
            Entry::Answer { code: code::SUCCESS, activated: false, short: true, .. } => code::COUNT_TOO_LOW,
            Entry::Sent { code, .. }
            | Entry::Answer { code, .. }
            | Entry::Scheduler { code, .. }
            | Entry::Refused { code }
            | Entry::Directory { code } => *code,
            Entry::State { .. } => return None,
        };
        (code != code::SUCCESS).then_some(code)
    }

    pub(super) fn is_success(&self) -> bool {
        matches!(
            self.entry,
            Entry::Answer { code: code::SUCCESS, activated: true, .. }
                | Entry::Directory { code: code::SUCCESS }
                | Entry::State { licensed: true, .. }
        )
    }
}

/// Whether it is an answer of Microsoft's activation server: what else these events tell may pass by itself.
fn is_refusal(code: &Code) -> bool {
    (0xC004_C000..=0xC004_CFFF).contains(&code.0)
}

fn answer(record: &Record, code: Code) -> Entry {
    let count: Option<i64> = record.field(EventField::Count).parse().ok();
    let flags = record.field(EventField::Flags).parse().map_or(0, |Code(flags)| flags);
    let told = record.field(EventField::Activated);
    // A success of which somebody copied a part says nothing of the count.
    let activated = told == "1" || told.is_empty() && code == code::SUCCESS;
    // Other refusals state no count: their field is zero.
    let count = count.filter(|_| [code::SUCCESS, code::COUNT_TOO_LOW].contains(&code));
    Entry::Answer { code, activated, short: flags & FLAG_COUNT != 0 || !activated, count }
}

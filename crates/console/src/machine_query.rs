//! Which machines a page shows: all of it stands in its address.

use crate::{
    like::like,
    machine::{Machine, MachineState},
};
use muster_core::{
    id::{ActivationId, Cmid, HardwareId},
    lang::Text,
    time::{Moment, Span},
};

/// The most days that a list of silent machines looks back.
pub(crate) const UNSEEN_DAYS_MAX: u32 = 9_999;

/// Which machines, in which order.
#[derive(Clone, Debug)]
pub struct MachineQuery {
    /// A part of the name; a letter of ASCII is also found as its capital. Empty for all.
    pub search: String,
    /// The state.
    pub state: Option<MachineState>,
    /// The product.
    pub product: Option<ActivationId>,
    /// Only those that have not asked for so many days.
    pub unseen_days: Option<u32>,
    /// The order.
    pub sort: MachineSort,
    /// Only what comes after this.
    pub after: Option<MachineCursor>,
    /// At most so many.
    pub limit: u32,
    /// The time that states are judged by.
    pub now: Moment,
}

/// The order of machines; those that are alike stand in the order of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MachineSort {
    /// The one that was seen least recently first.
    LastSeen,
    /// The one that was seen last first.
    LastSeenDescending,
    /// By name.
    #[default]
    Name,
    /// By name, backwards.
    NameDescending,
    /// The one whose activation ends first is first, and those that were never activated are last.
    Until,
    /// The one whose activation ends last is first, and those that were never activated are last.
    UntilDescending,
}

/// The place of a machine in an order. The next page begins behind it, whatever has come or gone before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineCursor {
    /// Its name.
    pub name: String,
    /// When it was seen.
    pub last_seen: Moment,
    /// The end of its activation.
    pub until: Option<Moment>,
    /// Its key.
    pub key: (Cmid, ActivationId, HardwareId),
}

impl MachineQuery {
    /// The search as a pattern of SQL's `LIKE`, as [`like`] writes it.
    pub fn pattern(&self) -> String {
        like(&self.search)
    }

    /// The time after which none of them has asked.
    pub fn seen_until(&self) -> Option<Moment> {
        self.unseen_days.map(|days| self.now - Span::days(days))
    }
}

impl MachineSort {
    /// All orders.
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::NameDescending,
        Self::LastSeen,
        Self::LastSeenDescending,
        Self::Until,
        Self::UntilDescending,
    ];

    /// Its name in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::LastSeen => "seen",
            Self::LastSeenDescending => "-seen",
            Self::Name => "name",
            Self::NameDescending => "-name",
            Self::Until => "until",
            Self::UntilDescending => "-until",
        }
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        let (en, ja) = match self {
            Self::LastSeen => ("seen least recently first", "最終要求の古い順"),
            Self::LastSeenDescending => ("seen last first", "最終要求の新しい順"),
            Self::Name => ("by name", "名前の昇順"),
            Self::NameDescending => ("by name, backwards", "名前の降順"),
            Self::Until => ("activation that ends next first", "ライセンス認証の期限の近い順"),
            Self::UntilDescending => ("activation that ends last first", "ライセンス認証の期限の遠い順"),
        };
        Text { en, ja }
    }

    /// Whether it is that of names.
    pub fn is_by_name(self) -> bool {
        matches!(self, Self::Name | Self::NameDescending)
    }

    /// Whether it runs from the greatest to the least.
    pub fn is_descending(self) -> bool {
        matches!(self, Self::LastSeenDescending | Self::NameDescending | Self::UntilDescending)
    }

    /// The number that an order by times sorts by. Who was never activated is last in both orders of ends.
    pub fn number(self, last_seen: Moment, until: Option<Moment>) -> i64 {
        match self {
            Self::Until => until.map_or(i64::MAX, Moment::unix),
            Self::UntilDescending => until.map_or(-i64::MAX, Moment::unix),
            _ => last_seen.unix(),
        }
    }

    /// The order of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.id() == id)
    }
}

impl MachineCursor {
    /// The place of a machine.
    pub fn of(machine: &Machine) -> Self {
        Self {
            name: machine.name.clone(),
            last_seen: machine.last_seen,
            until: machine.activated_until,
            key: (machine.cmid, machine.product, machine.hardware),
        }
    }

    /// As it stands in an address.
    pub fn text(&self) -> String {
        let (cmid, product, hardware) = self.key;
        let until = self.until.map(|until| until.unix().to_string()).unwrap_or_default();
        format!("{cmid}.{product}.{hardware}.{}.{until}.{}", self.last_seen.unix(), self.name)
    }

    /// Reads what [`Self::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(6, '.');
        let key = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let last_seen = Moment::from_unix(parts.next()?.parse().ok()?);
        let until = match parts.next()? {
            "" => None,
            until => Some(Moment::from_unix(until.parse().ok()?)),
        };
        Some(Self { last_seen, until, name: parts.next()?.to_owned(), key })
    }
}

#[cfg(test)]
mod tests {
    use super::MachineCursor;
    use muster_core::{
        id::{ActivationId, Cmid, HardwareId},
        time::Moment,
    };

    #[test]
    fn a_cursor_is_read_as_it_is_written() {
        let key = (Cmid::from_bytes([1; 16]), ActivationId::from_bytes([2; 16]), HardwareId::from_bytes([3; 16]));
        for name in ["pc-1", "", "a.b.c", "会計 <1>"] {
            for until in [None, Some(Moment::from_unix(7))] {
                let cursor = MachineCursor { name: name.into(), last_seen: Moment::from_unix(-5), until, key };
                assert_eq!(MachineCursor::parse(&cursor.text()), Some(cursor));
            }
        }
        for text in ["", "x", "1.2.3.4.5.6", "....."] {
            assert_eq!(MachineCursor::parse(text), None, "{text}");
        }
    }
}

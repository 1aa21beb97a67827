//! Which machines a page shows: all of it stands in its address.

use crate::{
    like::like,
    machine::{Machine, MachineState},
};
use muster_core::{
    id::{ActivationId, Cmid, HardwareId},
    lang::Text,
    time::Moment,
};

/// Which machines, in which order.
#[derive(Clone, Debug)]
pub struct MachineQuery {
    /// A part of the name; a letter of ASCII is also found as its capital. Empty for all.
    pub search: String,
    /// The state.
    pub state: Option<MachineState>,
    /// The product.
    pub product: Option<ActivationId>,
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
}

/// The place of a machine in an order. The next page begins behind it, whatever has come or gone before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineCursor {
    /// Its name.
    pub name: String,
    /// When it was seen.
    pub last_seen: Moment,
    /// Its key.
    pub key: (Cmid, ActivationId, HardwareId),
}

impl MachineQuery {
    /// The search as a pattern of SQL's `LIKE`, as [`like`] writes it.
    pub fn pattern(&self) -> String {
        like(&self.search)
    }
}

impl MachineSort {
    /// All orders.
    pub const ALL: [Self; 4] = [Self::Name, Self::NameDescending, Self::LastSeen, Self::LastSeenDescending];

    /// Its name in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::LastSeen => "seen",
            Self::LastSeenDescending => "-seen",
            Self::Name => "name",
            Self::NameDescending => "-name",
        }
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        let (en, ja) = match self {
            Self::LastSeen => ("seen least recently first", "最終要求の古い順"),
            Self::LastSeenDescending => ("seen last first", "最終要求の新しい順"),
            Self::Name => ("by name", "名前の昇順"),
            Self::NameDescending => ("by name, backwards", "名前の降順"),
        };
        Text { en, ja }
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
            key: (machine.cmid, machine.product, machine.hardware),
        }
    }

    /// As it stands in an address.
    pub fn text(&self) -> String {
        let (cmid, product, hardware) = self.key;
        format!("{cmid}.{product}.{hardware}.{}.{}", self.last_seen.unix(), self.name)
    }

    /// Reads what [`Self::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, '.');
        let key = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { last_seen: Moment::from_unix(parts.next()?.parse().ok()?), name: parts.next()?.to_owned(), key })
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
            let cursor = MachineCursor { name: name.into(), last_seen: Moment::from_unix(-5), key };
            assert_eq!(MachineCursor::parse(&cursor.text()), Some(cursor));
        }
        for text in ["", "x", "1.2.3.4.5", "...."] {
            assert_eq!(MachineCursor::parse(text), None, "{text}");
        }
    }
}

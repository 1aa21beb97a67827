//! Who holds a license of the authority: hosts, activation objects, and machines with a MAK. All that a page shows of them stands in its address.

use muster_core::{code::Code, id::HostId, keys::product_key::KeyClaim, lang::Text, time::Moment};

/// Whoever a product key has activated.
#[derive(Clone, Debug)]
pub struct LicenseHolder {
    /// What a revocation names.
    pub id: HostId,
    /// What it is.
    pub kind: HolderKind,
    /// The name that it gave itself.
    pub machine: String,
    /// The key that activated it.
    pub key: KeyClaim,
    /// Whether that key is blocked.
    pub key_blocked: bool,
    /// The customer of the key.
    pub customer: String,
    /// The number of its order.
    pub order: String,
    /// When it got its license last, be it the same again.
    pub activated: Moment,
    /// How many activations of the key it has taken.
    pub activations: u32,
    /// When its license ends; none if it does not.
    pub until: Option<Moment>,
    /// The license pack that it had when it asked last; none by telephone.
    pub pack: Option<u32>,
    /// When its license was revoked, if it was.
    pub revoked: Option<Moment>,
}

/// What holds a license.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolderKind {
    /// An activation object of a directory.
    Directory,
    /// An activation host.
    Host,
    /// A machine that was activated by a MAK.
    Machine,
}

/// Whether a license holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HolderState {
    /// Its time is over.
    Ended,
    /// It does.
    InForce,
    /// The vendor has taken it back.
    Revoked,
}

/// Which holders a page shows, those that asked last first.
#[derive(Clone, Debug)]
pub struct HolderQuery {
    /// A part of name, customer or order, or the id, or the last five characters of the key; empty for all.
    pub search: String,
    /// Only of this kind.
    pub kind: Option<HolderKind>,
    /// Only those in this state.
    pub state: Option<HolderState>,
    /// Only those of this key.
    pub key: Option<KeyClaim>,
    /// Only those that had this license pack when they asked last.
    pub pack: Option<u32>,
    /// Only those of this order.
    pub order: Option<CustomerOrder>,
    /// Only those behind this one.
    pub after: Option<HolderCursor>,
    /// At most so many.
    pub limit: usize,
    /// The time that states are judged by.
    pub now: Moment,
}

/// An order of a customer, as it was written beside its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CustomerOrder {
    /// The customer.
    pub customer: String,
    /// The number of the order.
    pub order: String,
}

impl CustomerOrder {
    /// Whether nothing was written beside the key.
    pub(crate) fn is_none(&self) -> bool {
        self.customer.is_empty() && self.order.is_empty()
    }
}

/// The place of a holder in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HolderCursor {
    /// When it asked last.
    pub activated: Moment,
    /// Its id.
    pub id: HostId,
}

/// A holder with what a page of it alone says.
#[derive(Clone, Debug)]
pub struct HolderDetail {
    /// The holder.
    pub holder: LicenseHolder,
    /// The products that its license covers.
    pub products: Vec<String>,
    /// Others that its key has activated.
    pub others: u32,
    /// The newest license pack, if there is one.
    pub newest_pack: Option<u32>,
    /// Whether that pack says that the license is revoked.
    pub pack_revokes: bool,
    /// What the audit log says of it, newest first.
    pub history: Vec<HolderEvent>,
}

/// An entry of the authority's audit log.
#[derive(Clone, Debug)]
pub struct HolderEvent {
    /// When.
    pub at: Moment,
    /// What was done, by its name in the log.
    pub action: String,
    /// Who.
    pub by: String,
    /// How it ended.
    pub code: Code,
}

impl HolderQuery {
    /// Whether a holder is one of those that it asks for.
    pub fn finds(&self, holder: &LicenseHolder) -> bool {
        let of = |order: &CustomerOrder| order.customer == holder.customer && order.order == holder.order;
        self.kind.is_none_or(|kind| kind == holder.kind)
            && self.state.is_none_or(|state| state == holder.state(self.now))
            && self.key.is_none_or(|key| key == holder.key)
            && self.pack.is_none_or(|pack| holder.pack == Some(pack))
            && self.order.as_ref().is_none_or(of)
            && self.after.is_none_or(|after| after.is_before(holder))
            && holder.is_found(self.search.trim())
    }
}

impl LicenseHolder {
    /// Whether its license holds at `now`.
    pub fn state(&self, now: Moment) -> HolderState {
        match (self.revoked, self.until) {
            (Some(_), _) => HolderState::Revoked,
            (None, Some(until)) if until <= now => HolderState::Ended,
            _ => HolderState::InForce,
        }
    }

    fn is_found(&self, search: &str) -> bool {
        let part = |text: &str| text.to_lowercase().contains(&search.to_lowercase());
        search.is_empty()
            || self.key.partial().eq_ignore_ascii_case(search)
            || self.key.masked().eq_ignore_ascii_case(search)
            || self.id.to_string().eq_ignore_ascii_case(search)
            || [&self.machine, &self.customer, &self.order].into_iter().any(|text| part(text))
    }
}

impl HolderCursor {
    /// The place of a holder.
    pub fn of(holder: &LicenseHolder) -> Self {
        Self { activated: holder.activated, id: holder.id }
    }

    /// As it stands in an address.
    pub fn text(self) -> String {
        format!("{}.{}", self.activated.unix(), self.id)
    }

    /// Reads what [`Self::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (activated, id) = text.split_once('.')?;
        Some(Self { activated: Moment::from_unix(activated.parse().ok()?), id: id.parse().ok()? })
    }

    /// Whether a holder comes behind it: it asked earlier, or at the same time and its id follows.
    fn is_before(self, holder: &LicenseHolder) -> bool {
        let place = |activated: Moment, id: HostId| (std::cmp::Reverse(activated.unix()), id.to_string());
        place(holder.activated, holder.id) > place(self.activated, self.id)
    }
}

impl HolderKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Host, Self::Directory, Self::Machine];

    /// Its name in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Host => "host",
            Self::Machine => "machine",
        }
    }

    /// The kind of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        let (en, ja) = match self {
            Self::Directory => ("Activation object", "ライセンス認証オブジェクト"),
            Self::Host => ("Activation host", "ライセンス認証ホスト"),
            Self::Machine => ("Machine with a MAK", "MAK のコンピューター"),
        };
        Text { en, ja }
    }
}

impl HolderState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::InForce, Self::Ended, Self::Revoked];

    /// Its name in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::InForce => "in-force",
            Self::Revoked => "revoked",
        }
    }

    /// The state of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        let (en, ja) = match self {
            Self::Ended => ("Ended", "期限切れ"),
            Self::InForce => ("In force", "有効"),
            Self::Revoked => ("Revoked", "失効済み"),
        };
        Text { en, ja }
    }
}

#[cfg(test)]
mod tests {
    use super::HolderCursor;
    use muster_core::{id::HostId, time::Moment};

    #[test]
    fn a_cursor_is_read_as_it_is_written() {
        let cursor = HolderCursor { activated: Moment::from_unix(-5), id: HostId::from_random([7; 16]) };
        assert_eq!(HolderCursor::parse(&cursor.text()), Some(cursor));
        for text in ["", ".", "5", "x.y", "5.x"] {
            assert_eq!(HolderCursor::parse(text), None, "{text}");
        }
    }
}

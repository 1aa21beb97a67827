//! What a list of machines tells of each beside its name, and by what it is grouped: both stand in its address.

use muster_core::lang::Text;

/// A column of the list. Its name in an address is that of the field in the API and in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MachineColumn {
    Cmid,
    FirstSeen,
    Hardware,
    LastCode,
    LastSeen,
    Product,
    ProductId,
    Requests,
    State,
    Until,
}

/// By what the list is grouped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MachineGroup {
    Product,
    State,
}

impl MachineColumn {
    /// All, as they are offered.
    pub(crate) const ALL: [Self; 10] = [
        Self::Product,
        Self::State,
        Self::Until,
        Self::LastSeen,
        Self::LastCode,
        Self::FirstSeen,
        Self::Requests,
        Self::Cmid,
        Self::ProductId,
        Self::Hardware,
    ];
    /// Those of a page where nobody has chosen any.
    pub(crate) const USUAL: [Self; 5] = [Self::Product, Self::State, Self::Until, Self::LastSeen, Self::LastCode];

    /// Its name in an address.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Cmid => "cmid",
            Self::FirstSeen => "first_seen",
            Self::Hardware => "hardware",
            Self::LastCode => "last_code",
            Self::LastSeen => "last_seen",
            Self::Product => "product_name",
            Self::ProductId => "product",
            Self::Requests => "requests",
            Self::State => "state",
            Self::Until => "activated_until",
        }
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        let (en, ja) = match self {
            Self::Cmid => ("CMID", "CMID"),
            Self::FirstSeen => ("First seen", "初回要求"),
            Self::Hardware => ("Hardware", "ハードウェア"),
            Self::LastCode => ("Last result", "前回の結果"),
            Self::LastSeen => ("Last seen", "最終要求"),
            Self::Product => ("Product", "製品"),
            Self::ProductId => ("Activation ID", "ライセンス認証 ID"),
            Self::Requests => ("Requests", "要求数"),
            Self::State => ("State", "状態"),
            Self::Until => ("Activated until", "ライセンス認証の期限"),
        };
        Text { en, ja }
    }

    /// Columns as they stand in an address, each once; none if one is not known.
    pub(crate) fn parse(text: &str) -> Option<Vec<Self>> {
        let mut columns = Vec::new();
        for id in text.split(',') {
            let column = Self::ALL.into_iter().find(|column| column.id() == id.trim())?;
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        Some(columns)
    }

    /// What stands in the address; empty for those of a page where nobody has chosen any.
    pub(crate) fn text(columns: &[Self]) -> String {
        let ids: Vec<&str> = columns.iter().map(|column| column.id()).collect();
        if *columns == Self::USUAL { String::new() } else { ids.join(",") }
    }
}

impl MachineGroup {
    /// All, as they are offered.
    pub(crate) const ALL: [Self; 2] = [Self::Product, Self::State];

    /// Its name in an address.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Product => "product",
            Self::State => "state",
        }
    }

    /// The group of this name.
    pub(crate) fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.id() == id)
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        match self {
            Self::Product => MachineColumn::Product.name(),
            Self::State => MachineColumn::State.name(),
        }
    }
}

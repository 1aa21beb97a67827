//! The ways in which a product is activated.

/// Which ways of activation an administrator allows (`/act-type`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActivationType {
    /// 0: every way.
    #[default]
    All,
    /// 1: by an object in the directory only.
    Directory,
    /// 2: by an activation host only.
    Host,
    /// 3: by a certificate only.
    Token,
}

impl ActivationType {
    /// The type with this documented number, 0 to 3.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::All, Self::Directory, Self::Host, Self::Token].get(usize::from(number)).copied()
    }
}

/// Who activated a product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Channel {
    /// An activation host.
    #[default]
    Host,
    /// An activation object in a directory.
    Directory,
    /// The authority, by a MAK.
    Mak,
    /// A certificate of the site, by an issuance license.
    Token,
}

impl Channel {
    /// The channel that documents write so.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Host, Self::Directory, Self::Mak, Self::Token].into_iter().find(|channel| channel.name() == name)
    }

    /// The channel as documents and the agent's answers write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Directory => "directory",
            Self::Mak => "mak",
            Self::Token => "token",
        }
    }
}

//! The root keys of an authority as pages show them, and how far a change of them is.

use crate::license_holder::LicenseHolder;
use muster_core::{code::Code, lang::Text, time::Moment};

/// Every root key there was, and what comes next.
#[derive(Clone, Debug)]
pub struct RootKeys {
    /// The keys, oldest first.
    pub keys: Vec<RootKeyRow>,
    /// What comes next.
    pub step: RootStep,
    /// The packs that changed what is trusted, or that another key signed than the one before, newest first.
    pub packs: Vec<RootPack>,
    /// The newest license pack, if there is one.
    pub newest: Option<u32>,
    /// Who follows the change; none where the next step leaves nobody behind.
    pub followers: Option<RootFollowers>,
    /// Why nothing can be signed now; none where the root key signs.
    pub fault: Option<Code>,
}

/// Who follows a change of the root key.
#[derive(Clone, Debug)]
pub struct RootFollowers {
    /// How many hold a license that is in force.
    pub holders: u32,
    /// How many of them the next step would leave behind.
    pub lagging: u32,
    /// The first of those, those that asked last first.
    pub laggards: Vec<RootLaggard>,
}

/// A root key.
#[derive(Clone, Debug)]
pub struct RootKeyRow {
    /// Its thumbprint (RFC 7638).
    pub thumbprint: String,
    /// What it is for now.
    pub state: RootKeyState,
    /// The first pack that names it, or that it signed: since then it is trusted.
    pub trusted_since: Option<PackSigned>,
    /// The first pack that it signed.
    pub signs_since: Option<PackSigned>,
}

/// A license pack, and when it was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PackSigned {
    /// Its version.
    pub version: u32,
    /// When.
    pub at: Moment,
}

/// What a root key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootKeyState {
    /// It is trusted no more, from the next pack on at the latest.
    Dropped,
    /// It is the next that signs.
    Next,
    /// It signed before, and is trusted still.
    Old,
    /// It signs.
    Signs,
}

/// What comes next in a change of the root key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RootStep {
    /// A pack has to be signed that names the next key.
    Announce,
    /// The old key can be dropped, as soon as everybody has a license by the new one.
    Drop,
    /// A pack has to be signed that names the key that signs alone.
    Finish,
    /// Nothing: no change is under way.
    Nothing,
    /// The new key has to sign a pack.
    Sign,
    /// The next key can sign, as soon as every host has this pack.
    Switch(u32),
}

/// A license pack with the key that signed it.
#[derive(Clone, Debug)]
pub struct RootPack {
    /// The pack.
    pub pack: PackSigned,
    /// The thumbprint of the key that signed it; none if that is no key of this authority.
    pub signer: Option<String>,
    /// The thumbprints of the keys that are trusted by it.
    pub trusts: Vec<String>,
}

/// A holder of a license whom the next step would leave behind.
#[derive(Clone, Debug)]
pub struct RootLaggard {
    /// The holder, with the pack that it had when it asked last.
    pub holder: LicenseHolder,
    /// The thumbprint of the key that signs its license, if that is known.
    pub signed_by: Option<String>,
}

impl RootKeys {
    /// How many the next step would leave behind.
    pub(crate) fn lagging(&self) -> u32 {
        self.followers.as_ref().map_or(0, |followers| followers.lagging)
    }
}

impl RootKeyState {
    /// Its name for programs.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Next => "next",
            Self::Old => "old",
            Self::Signs => "signs",
        }
    }

    /// Its name for people.
    pub(crate) fn name(self) -> Text {
        let (en, ja) = match self {
            Self::Dropped => ("Dropped", "信頼の解除済み"),
            Self::Next => ("Next", "次のキー"),
            Self::Old => ("Old, still trusted", "以前のキー (信頼中)"),
            Self::Signs => ("Signs", "署名に使用中"),
        };
        Text { en, ja }
    }
}

impl RootStep {
    /// Its name for programs.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Announce => "announce",
            Self::Drop => "drop",
            Self::Finish => "finish",
            Self::Nothing => "nothing",
            Self::Sign => "sign",
            Self::Switch(_) => "switch",
        }
    }
}

//! Product keys: 25 characters in five groups.
//!
//! A key is a number in base 24, made of these parts, the last first:
//!
//! | part | values | where |
//! | --- | --- | --- |
//! | kind, group, serial modulo 10 368 | 3 × 256 × 10 368 = 24^5 | the last five characters |
//! | check value | [`CHECK_PRIME`] | the first twenty characters |
//! | serial divided by 10 368 | 26 | the same |
//! | MAC | 2^80 | the same |
//!
//! The last five characters, which are printed everywhere, hold public parts only: whoever knows them and the serial still has
//! all 2^80 MACs to try. The check value makes every key leave the same remainder by [`CHECK_PRIME`]. One wrong
//! character, or two neighbours exchanged, changes the number by a product of factors that the prime does not divide, so every
//! such typo is found before anything is sent; of other typos 1 in 127 is not. The MAC, which only the authority can compute and
//! check, proves what a key permits.

use super::typed::{narrow, typed};
use std::{fmt, str::FromStr};

/// No vowels, and no character that is easily mistaken for another.
const ALPHABET: &[u8; 24] = b"BCDFGHJKMPQRTVWXY2346789";
const LENGTH: usize = 25;
/// What outputs show in place of the first twenty characters.
pub const MASK: &str = "XXXXX-XXXXX-XXXXX-XXXXX-";
const PARTIAL_LENGTH: usize = 5;
/// Numbers that the last five characters can write: 24^5.
const PARTIALS: u128 = 24_u128.pow(PARTIAL_LENGTH as u32);
/// The prime that finds typos. It divides neither 24 nor a difference of two characters (at most 23) nor 23, by which an
/// exchange of neighbours changes the number.
pub const CHECK_PRIME: u128 = 127;
/// What every key leaves by [`CHECK_PRIME`]; not 0, so that a key of equal characters `B` is none.
const REMAINDER: u128 = 64;
/// The inverse of 24^5 modulo [`CHECK_PRIME`].
const PARTIALS_INVERSE: u128 = 75;
/// Bits of the MAC in a key.
pub const MAC_BITS: u32 = 80;
const KINDS: u128 = 3;
/// Key groups and product numbers: 0 to 255.
pub const GROUPS: u16 = 256;
/// Serials that the last five characters tell apart.
pub const SERIALS_IN_PARTIAL: u32 = 10_368;
const SERIALS_HIGH: u32 = 26;
/// Serial numbers of one kind and group.
pub const SERIALS: u32 = SERIALS_IN_PARTIAL * SERIALS_HIGH;
/// The version of this layout; the MAC covers it.
const VERSION: u8 = 1;

const _: () = assert!(KINDS * GROUPS as u128 * SERIALS_IN_PARTIAL as u128 == PARTIALS);
const _: () = assert!(PARTIALS * PARTIALS_INVERSE % CHECK_PRIME == 1);
const _: () = assert!(((SERIALS_HIGH as u128) * CHECK_PRIME) << MAC_BITS <= 24_u128.pow(20));

/// The 80 bits of the MAC in a key.
pub type KeyMac = [u8; MAC_BITS as usize / 8];

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// Host key (CSVLK): makes a machine an activation host.
    Host,
    /// Multiple activation key (MAK): activates machines one by one against the authority.
    Multiple,
    /// Setup key (GVLK): public, makes a machine a client of whatever host it finds.
    Setup,
}

impl KeyKind {
    fn number(self) -> u32 {
        match self {
            Self::Host => 0,
            Self::Multiple => 1,
            Self::Setup => 2,
        }
    }

    fn from_number(number: u32) -> Option<Self> {
        [Self::Host, Self::Multiple, Self::Setup].into_iter().find(|kind| kind.number() == number)
    }

    /// The channel as `/dlv` prints it.
    pub fn channel(self) -> &'static str {
        match self {
            Self::Host => "Volume:CSVLK",
            Self::Multiple => "Volume:MAK",
            Self::Setup => "Volume:GVLK",
        }
    }
}

/// The public part of a key, without its MAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct KeyClaim {
    /// What the key is for.
    pub kind: KeyKind,
    /// The key group (host key, MAK) or product number (setup key) in the license pack; below [`GROUPS`].
    pub group: u16,
    /// The number of the key in its group; below [`SERIALS`].
    pub serial: u32,
}

impl KeyClaim {
    /// Numbers below this are claims.
    pub const COUNT: u32 = KINDS as u32 * GROUPS as u32 * SERIALS;

    /// The claim; `None` if the group or the serial is out of range.
    pub const fn new(kind: KeyKind, group: u16, serial: u32) -> Option<Self> {
        if group < GROUPS && serial < SERIALS { Some(Self { kind, group, serial }) } else { None }
    }

    /// The claim of the setup key of a product.
    pub const fn setup(product: u8) -> Self {
        Self { kind: KeyKind::Setup, group: product as u16, serial: 0 }
    }

    /// The claim as a number below [`KeyClaim::COUNT`].
    pub fn number(&self) -> u32 {
        (self.kind.number() * u32::from(GROUPS) + u32::from(self.group)) * SERIALS + self.serial
    }

    /// The claim with this number.
    pub fn from_number(number: u32) -> Option<Self> {
        let (head, serial) = (number / SERIALS, number % SERIALS);
        let (kind, group) = (head / u32::from(GROUPS), head % u32::from(GROUPS));
        Self::new(KeyKind::from_number(kind)?, u16::try_from(group).ok()?, serial)
    }

    /// The bytes that the authority's MAC covers: the version of the layout, the random bytes of the serial's epoch, the claim.
    pub fn mac_input(&self, epoch: &[u8; 16]) -> [u8; 21] {
        let mut bytes = [0; 21];
        let all = [VERSION].into_iter().chain(*epoch).chain(self.number().to_be_bytes());
        bytes.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        bytes
    }

    /// The last five characters of the key, which its claim alone determines.
    pub fn partial(&self) -> String {
        characters::<PARTIAL_LENGTH>(self.lower()).iter().collect()
    }

    /// The key as every output shows it: only the last five characters.
    pub fn masked(&self) -> String {
        format!("{MASK}{}", self.partial())
    }

    /// The number that the last five characters write.
    fn lower(&self) -> u128 {
        let head = self.kind.number() * u32::from(GROUPS) + u32::from(self.group);
        u128::from(head * SERIALS_IN_PARTIAL + self.serial % SERIALS_IN_PARTIAL)
    }
}

/// A product key that is well formed: its check value is right. Only the authority can say whether it is genuine, and compares
/// the MAC for that in constant time; `==` is for public keys (setup keys).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductKey {
    claim: KeyClaim,
    mac: KeyMac,
}

impl ProductKey {
    /// The key for a claim.
    pub fn new(claim: KeyClaim, mac: KeyMac) -> Self {
        Self { claim, mac }
    }

    /// The claim in the key; not verified.
    pub fn claim(&self) -> KeyClaim {
        self.claim
    }

    /// The 80 bits of the MAC. They are a secret of the key's holder: compare them in constant time.
    pub fn mac(&self) -> &KeyMac {
        &self.mac
    }

    /// The last five characters: the only part of a key that any output shows.
    pub fn partial(&self) -> String {
        self.claim.partial()
    }

    /// The whole key, for the one place that stores it and the one that hands it to the customer.
    pub fn reveal(&self) -> String {
        let groups: Vec<String> =
            characters::<LENGTH>(self.number()).chunks(5).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }

    fn number(&self) -> u128 {
        let mut mac = [0; 16];
        mac[16 - self.mac.len()..].copy_from_slice(&self.mac);
        let mac = u128::from_be_bytes(mac);
        let high = u128::from(self.claim.serial / SERIALS_IN_PARTIAL);
        let (upper, lower) = (mac * u128::from(SERIALS_HIGH) + high, self.claim.lower());
        // The part above the check value is a multiple of the prime.
        let check = (CHECK_PRIME + REMAINDER - lower % CHECK_PRIME) * PARTIALS_INVERSE % CHECK_PRIME;
        (upper * CHECK_PRIME + check) * PARTIALS + lower
    }

    fn from_number(number: u128) -> Option<Self> {
        let (upper, lower) = (number / PARTIALS / CHECK_PRIME, u32::try_from(number % PARTIALS).ok()?);
        let (mac, high) = (upper / u128::from(SERIALS_HIGH), u32::try_from(upper % u128::from(SERIALS_HIGH)).ok()?);
        let (head, low) = (lower / SERIALS_IN_PARTIAL, lower % SERIALS_IN_PARTIAL);
        let kind = KeyKind::from_number(head / u32::from(GROUPS))?;
        let group = u16::try_from(head % u32::from(GROUPS)).ok()?;
        let claim = KeyClaim::new(kind, group, high * SERIALS_IN_PARTIAL + low)?;
        let [0, 0, 0, 0, 0, 0, mac @ ..] = mac.to_be_bytes() else { return None };
        (number % CHECK_PRIME == REMAINDER).then_some(Self { claim, mac })
    }
}

/// The last `N` characters of a number.
fn characters<const N: usize>(mut rest: u128) -> [char; N] {
    let mut characters = ['B'; N];
    for place in characters.iter_mut().rev() {
        *place = ALPHABET[(rest % 24) as usize] as char;
        rest /= 24;
    }
    characters
}

/// Shows the partial key only, so that no log can hold a whole one.
impl fmt::Debug for ProductKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.claim.masked())
    }
}

/// Why a text is not a product key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// Not 25 characters; the number found.
    Length(usize),
    /// A character that no key has, and its place (1 to 25).
    Character(char, usize),
    /// The check value is wrong: a character was mistyped or two were exchanged.
    Check,
}

crate::sentences_of!(KeyError, lang {
    Self::Length(found) => (
        "a product key has 25 characters; found {found}",
        "プロダクト キーは 25 文字です ({found} 文字が入力されました)"
    );
    Self::Character(c, place) => (
        "no product key has a '{c}' (character {place})",
        "プロダクト キーに '{c}' ({place} 文字目) は使用されません"
    );
    Self::Check => (
        "a character is mistyped, or two are exchanged",
        "1 文字の入力の誤り、または 2 文字の入れ替わりがあります"
    );
});

impl std::error::Error for KeyError {}

impl FromStr for ProductKey {
    type Err = KeyError;

    /// Reads a key as people type or paste it: any case and width, hyphens, blanks and quotation marks between or around the groups.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let typed: Vec<char> = typed(text).map(|(_, character)| character).collect();
        if typed.len() != LENGTH {
            return Err(KeyError::Length(typed.len()));
        }
        let mut number: u128 = 0;
        for (index, character) in typed.into_iter().enumerate() {
            let upper = narrow(character).to_ascii_uppercase();
            let digit = ALPHABET.iter().position(|&letter| letter as char == upper);
            number = number * 24 + digit.ok_or(KeyError::Character(character, index + 1))? as u128;
        }
        Self::from_number(number).ok_or(KeyError::Check)
    }
}

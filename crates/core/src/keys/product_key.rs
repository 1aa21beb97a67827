//! Product keys: 25 characters in five groups.
//!
//! A key is a number in base 24 that is a multiple of [`CHECK_PRIME`]. One wrong character, or two neighbours
//! exchanged, changes the number by a product of factors smaller than that prime, so every such typo is found
//! before anything is sent. A MAC, which only the authority can compute and check, proves what a key permits.

use std::{fmt, str::FromStr};

/// No vowels, and no character that is easily mistaken for another.
const ALPHABET: &[u8; 24] = b"BCDFGHJKMPQRTVWXY2346789";
const LENGTH: usize = 25;
const CHECK_BITS: u32 = 16;
/// The largest prime below 2^16.
const CHECK_PRIME: u128 = 65_521;
const MAC_BITS: u32 = 52;
const SERIAL_BITS: u32 = 32;
const GROUP_BITS: u32 = 12;

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
    fn bits(self) -> u128 {
        match self {
            Self::Host => 1,
            Self::Multiple => 2,
            Self::Setup => 3,
        }
    }

    fn from_bits(bits: u128) -> Option<Self> {
        [Self::Host, Self::Multiple, Self::Setup].into_iter().find(|kind| kind.bits() == bits)
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
pub struct KeyClaim {
    /// What the key is for.
    pub kind: KeyKind,
    /// The key group (host key, MAK) or product number (setup key) in the license pack; below 4096.
    pub group: u16,
    /// The number of the key in its group.
    pub serial: u32,
}

impl KeyClaim {
    /// The bytes that the authority's MAC covers.
    pub fn mac_input(&self) -> [u8; 7] {
        let [g0, g1] = self.group.to_be_bytes();
        let [s0, s1, s2, s3] = self.serial.to_be_bytes();
        [self.kind.bits() as u8, g0, g1, s0, s1, s2, s3]
    }

    /// The claim with these bytes.
    pub fn from_mac_input([kind, g0, g1, serial @ ..]: [u8; 7]) -> Option<Self> {
        let group = u16::from_be_bytes([g0, g1]);
        let kind = KeyKind::from_bits(kind.into()).filter(|_| group < 1 << GROUP_BITS)?;
        Some(Self { kind, group, serial: u32::from_be_bytes(serial) })
    }
}

/// A product key that is well formed: its check value is right. Only the authority can say whether it is genuine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductKey(u128);

impl ProductKey {
    /// The key for a claim; of `mac` the low 52 bits are kept.
    pub fn new(claim: KeyClaim, mac: u64) -> Self {
        let group = u128::from(claim.group) & ((1 << GROUP_BITS) - 1);
        let mut number = claim.kind.bits();
        number = number << GROUP_BITS | group;
        number = number << SERIAL_BITS | u128::from(claim.serial);
        number = number << MAC_BITS | u128::from(mac) & ((1 << MAC_BITS) - 1);
        number <<= CHECK_BITS;
        Self(number + (CHECK_PRIME - number % CHECK_PRIME) % CHECK_PRIME)
    }

    /// The claim in the key; not verified.
    pub fn claim(&self) -> Option<KeyClaim> {
        let rest = self.0 >> (CHECK_BITS + MAC_BITS);
        let kind = KeyKind::from_bits(rest >> (SERIAL_BITS + GROUP_BITS))?;
        let group = (rest >> SERIAL_BITS) as u16 & ((1 << GROUP_BITS) - 1);
        Some(KeyClaim { kind, group, serial: rest as u32 })
    }

    /// The 52 bits of the MAC.
    pub fn mac(&self) -> u64 {
        (self.0 >> CHECK_BITS) as u64 & ((1 << MAC_BITS) - 1)
    }

    /// The last five characters: the only part of a key that any output shows.
    pub fn partial(&self) -> String {
        self.characters()[LENGTH - 5..].iter().collect()
    }

    /// The whole key, for the one place that stores it and the one that hands it to the customer.
    pub fn reveal(&self) -> String {
        let groups: Vec<String> = self.characters().chunks(5).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }

    fn characters(&self) -> [char; LENGTH] {
        let mut rest = self.0;
        let mut characters = ['B'; LENGTH];
        for place in characters.iter_mut().rev() {
            *place = ALPHABET[(rest % 24) as usize] as char;
            rest /= 24;
        }
        characters
    }
}

/// Shows the partial key only, so that no log can hold a whole one.
impl fmt::Debug for ProductKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "XXXXX-XXXXX-XXXXX-XXXXX-{}", self.partial())
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

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(found) => write!(f, "a product key has 25 characters; found {found}"),
            Self::Character(c, place) => write!(f, "no product key has a '{c}' (character {place})"),
            Self::Check => f.write_str("a character is mistyped, or two are exchanged"),
        }
    }
}

impl std::error::Error for KeyError {}

impl FromStr for ProductKey {
    type Err = KeyError;

    /// Reads a key as people type it: any case, hyphens or dashes or blanks between the groups.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let is_key_char = |c: &char| !c.is_whitespace() && !"-‐‑‒–—−－".contains(*c);
        let typed: Vec<char> = text.chars().filter(is_key_char).collect();
        if typed.len() != LENGTH {
            return Err(KeyError::Length(typed.len()));
        }
        let mut number: u128 = 0;
        for (index, character) in typed.into_iter().enumerate() {
            let upper = character.to_ascii_uppercase();
            let digit = ALPHABET.iter().position(|&letter| letter as char == upper);
            number = number * 24 + digit.ok_or(KeyError::Character(character, index + 1))? as u128;
        }
        let key = Self(number);
        if !number.is_multiple_of(CHECK_PRIME) || key.claim().is_none() { Err(KeyError::Check) } else { Ok(key) }
    }
}

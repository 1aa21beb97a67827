//! Activation without a network: installation ids (54 digits) and confirmation ids (48 digits).
//!
//! Digits are written in groups of six: five and a check digit (Damm), which depends on the group's position. A mistyped
//! digit, two exchanged digits and two exchanged groups are all found, and the error names the group.

use super::typed::{narrow, typed};
use crate::{
    code::{self, Code},
    keys::product_key::KeyClaim,
};
use std::{fmt, str::FromStr};

const GROUP: usize = 6;
const IID_GROUPS: usize = 9;
const CID_GROUPS: usize = 8;
/// Digits of an installation id.
pub const IID_DIGITS: usize = IID_GROUPS * GROUP;
/// Digits of a confirmation id.
pub const CID_DIGITS: usize = CID_GROUPS * GROUP;
const IID_BYTES: usize = 19;
const CID_BYTES: usize = 17;
/// Slots that a confirmation id can name.
pub const SLOTS_MAX: u16 = 4096;

// Claim, target (1 bit), hardware (48), nonce (24) and proof (48) are 149 bits; 45 digits hold 149.5.
const _: () = assert!(KeyClaim::COUNT <= 1 << 28);

/// H. M. Damm's quasigroup of order 10: its check digit finds every single wrong digit and every exchange of neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// What is to be activated without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActivationTarget {
    /// This machine: as a host by a host key, as itself by a MAK.
    Machine,
    /// A directory, by a host key.
    Directory,
}

/// What a machine tells the authority in phone activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InstallationId {
    /// The claim of its product key.
    pub claim: KeyClaim,
    /// What is to be activated.
    pub target: ActivationTarget,
    /// A short form of the machine's hardware, or of the directory's name.
    pub hardware: [u8; 6],
    /// Changes when a confirmation id is applied, so no confirmation id works twice.
    pub nonce: [u8; 3],
    /// Proves that the machine holds the whole key. Compare it in constant time.
    pub proof: IidProof,
}

/// The proof in an installation id: what 45 digits leave, 48 bits.
pub type IidProof = [u8; 6];

/// What the authority answers: the slot of the sealed license, and the masked secret that opens it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ConfirmationId {
    /// Number of the slot; below 4096.
    pub slot: u16,
    /// The secret of the slot, masked for one installation id.
    pub masked: [u8; 15],
}

/// Why a text is not an installation or confirmation id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// A character that is not a digit, and its position (from 1).
    Character(char, usize),
    /// The check digit of this group (from 1) is wrong.
    Group(usize),
    /// A wrong number of digits.
    Length {
        /// Digits found.
        found: usize,
        /// Digits needed.
        needed: usize,
    },
    /// Every check digit is right, but no id has these digits.
    Range,
}

impl PhoneError {
    /// The documented code.
    pub fn code(self) -> Code {
        match self {
            Self::Group(_) => code::OFFLINE_CHECK_DIGIT,
            Self::Length { .. } => code::OFFLINE_LENGTH,
            Self::Character(..) | Self::Range => code::OFFLINE_DATA_INVALID,
        }
    }
}

crate::sentences_of!(PhoneError, lang {
    Self::Character(character, place) => (
        "'{character}' (character {place}) is no digit",
        "'{character}' ({place} 文字目) は数字ではありません"
    );
    Self::Group(group) => (
        "group {group} is mistyped: its check digit is wrong",
        "グループ {group} に入力の誤りがあります (チェック ディジットが一致しません)"
    );
    Self::Length { found, needed } => (
        "{needed} digits are needed; found {found}",
        "{needed} 桁の数字が必要です ({found} 桁が入力されました)"
    );
    Self::Range => ("no id has these digits", "この数字の ID は存在しません");
});

impl std::error::Error for PhoneError {}

impl InstallationId {
    /// The bytes that the proof covers: everything before it.
    pub fn proven(&self) -> [u8; 13] {
        let mut bytes = [0; 13];
        let target = match self.target {
            ActivationTarget::Machine => 0,
            ActivationTarget::Directory => 1,
        };
        let head = (self.claim.number() * 2 + target).to_be_bytes();
        let all = head.into_iter().chain(self.hardware).chain(self.nonce);
        bytes.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        bytes
    }
}

impl fmt::Display for InstallationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [0; IID_BYTES];
        let all = self.proven().into_iter().chain(self.proof);
        bytes.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        f.write_str(&digits(&bytes, IID_GROUPS))
    }
}

impl FromStr for InstallationId {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let bytes: [u8; IID_BYTES] = bytes(text, IID_GROUPS)?;
        let [head @ .., h0, h1, h2, h3, h4, h5, n0, n1, n2, p0, p1, p2, p3, p4, p5] = bytes;
        let head = u32::from_be_bytes(head);
        let target = if head.is_multiple_of(2) { ActivationTarget::Machine } else { ActivationTarget::Directory };
        Ok(Self {
            claim: KeyClaim::from_number(head / 2).ok_or(PhoneError::Range)?,
            target,
            hardware: [h0, h1, h2, h3, h4, h5],
            nonce: [n0, n1, n2],
            proof: [p0, p1, p2, p3, p4, p5],
        })
    }
}

impl fmt::Display for ConfirmationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = [0; CID_BYTES];
        let all = self.slot.to_be_bytes().into_iter().chain(self.masked);
        bytes.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        f.write_str(&digits(&bytes, CID_GROUPS))
    }
}

/// Shows the slot only: the rest opens a license.
impl fmt::Debug for ConfirmationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConfirmationId(slot {})", self.slot)
    }
}

impl FromStr for ConfirmationId {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let [s0, s1, masked @ ..]: [u8; CID_BYTES] = bytes(text, CID_GROUPS)?;
        let slot = u16::from_be_bytes([s0, s1]);
        if slot < SLOTS_MAX { Ok(Self { slot, masked }) } else { Err(PhoneError::Range) }
    }
}

/// A number as groups of five digits and a check digit, with hyphens between the groups.
fn digits(number: &[u8], groups: usize) -> String {
    let mut rest = number.to_vec();
    let mut data: Vec<u8> = (0..groups * (GROUP - 1)).map(|_| divide_by_ten(&mut rest)).collect();
    data.reverse();
    let groups = data.chunks(GROUP - 1).enumerate().map(|(place, group)| {
        let check = check_digit(place, group);
        group.iter().chain([&check]).map(|digit| (b'0' + digit) as char).collect::<String>()
    });
    groups.collect::<Vec<_>>().join("-")
}

/// The number that groups of digits encode, after every check digit was verified.
fn bytes<const N: usize>(text: &str, groups: usize) -> Result<[u8; N], PhoneError> {
    let mut digits = Vec::with_capacity(groups * GROUP);
    for (place, character) in typed(text) {
        digits.push(narrow(character).to_digit(10).ok_or(PhoneError::Character(character, place))? as u8);
    }
    if digits.len() != groups * GROUP {
        return Err(PhoneError::Length { found: digits.len(), needed: groups * GROUP });
    }
    let mut number = [0; N];
    for (place, group) in digits.chunks(GROUP).enumerate() {
        let (data, check) = group.split_at(GROUP - 1);
        if check != [check_digit(place, data)] {
            return Err(PhoneError::Group(place + 1));
        }
        for digit in data {
            times_ten_plus(&mut number, *digit).ok_or(PhoneError::Range)?;
        }
    }
    Ok(number)
}

fn check_digit(place: usize, group: &[u8]) -> u8 {
    group.iter().fold((place % 10) as u8, |interim, digit| {
        DAMM.get(usize::from(interim)).and_then(|row| row.get(usize::from(*digit))).copied().unwrap_or(0)
    })
}

fn divide_by_ten(number: &mut [u8]) -> u8 {
    number.iter_mut().fold(0, |remainder: u16, byte| {
        let value = remainder << 8 | u16::from(*byte);
        *byte = (value / 10) as u8;
        value % 10
    }) as u8
}

fn times_ten_plus(number: &mut [u8], digit: u8) -> Option<()> {
    let carry = number.iter_mut().rev().fold(u16::from(digit), |carry, byte| {
        let value = u16::from(*byte) * 10 + carry;
        *byte = value as u8;
        value >> 8
    });
    (carry == 0).then_some(())
}

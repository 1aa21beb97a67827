//! What somebody asks about: a code in any spelling, the number of an event, the id of a rule, a license status.

use super::{
    code,
    event::EventExplanation,
    near,
    status::{self, LicenseStatus, STATUSES},
};
use crate::{judge::all_rules, rule::Rule};
use muster_core::{
    code::Code,
    lang::{Lang, Text},
    visible,
};
use muster_evidence::fact::masked;
use std::fmt;

/// What is asked about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A code; the table may lack it. Codes of the table that are near it, if so.
    Code(Code, Vec<String>),
    /// An event.
    Event(EventExplanation),
    /// A rule of the doctor.
    Rule(&'static Rule),
    /// A license status.
    Status(&'static LicenseStatus),
    /// The id of no rule, or the number of no event.
    Unknown(NotUnderstood),
}

/// A question that is about nothing known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotUnderstood {
    /// What was asked.
    pub asked: String,
    /// What it seems to be.
    pub kind: Text,
    /// What may have been meant.
    pub near: Vec<String>,
}

/// What people write before a code of any kind, even a small one.
const ERRORS: [&str; 8] = ["error code", "error", "hresult", "hr", "code", "エラー コード", "エラー", "コード"];
/// What people write before an event, a rule or a status.
const OTHERS: [&str; 6] = ["event id", "event", "rule", "status", "イベント id", "イベント"];

/// What a text asks about. An error if it is nothing of the kind.
pub fn subject(asked: &str) -> Result<Subject, NotUnderstood> {
    let (plain, is_error) = plain(asked);
    let not = |kind, near| NotUnderstood { asked: masked(asked), kind, near };
    let upper = plain.to_uppercase();
    if is_rule_id(&upper) {
        let rule = all_rules().into_iter().find(|rule| rule.id == upper).map(Subject::Rule);
        return Ok(rule.unwrap_or_else(|| Subject::Unknown(not(RULE, near::rules(&upper)))));
    }
    if plain.len() <= 5 && plain.chars().all(|c| c.is_ascii_digit()) && !plain.is_empty() {
        return Ok(number(&plain, is_error).unwrap_or_else(|| Subject::Unknown(not(EVENT, near::events(&plain)))));
    }
    let named = code::names().find(|(name, _)| *name == upper).map(|(_, code)| code);
    if let Some(code) = named.or_else(|| printed(&plain)) {
        return Ok(of_code(code));
    }
    let status = status::by_word(&plain).map(Subject::Status);
    status.ok_or_else(|| not(ANYTHING, [near::misspelt(&plain), near::names(&upper)].concat()))
}

const RULE: Text = Text { en: "a rule", ja: "規則" };
const EVENT: Text = Text { en: "an event or a status", ja: "イベントまたは状態" };
const ANYTHING: Text = Text {
    en: "a code (0xC004F074, C004F074, -1073418124, 3221549172), an event (12288), a rule (NET014) or a status (Notification)",
    ja: "コード (0xC004F074、C004F074、-1073418124、3221549172)、イベント (12288)、規則 (NET014)、状態 (通知) のいずれか",
};

impl NotUnderstood {
    /// The message, with what may have been meant.
    pub fn message(&self, lang: Lang) -> String {
        let kind = self.kind.get(lang);
        let what = lang.pick(
            format!("'{}' is not known as {kind}", self.asked),
            format!("「{}」は{kind}として認識できません", self.asked),
        );
        what + &hint(&self.near, lang)
    }
}

impl fmt::Display for NotUnderstood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

/// What may have been meant, as the end of a sentence; empty if nothing is near.
pub fn hint(near: &[String], lang: Lang) -> String {
    if near.is_empty() {
        return String::new();
    }
    lang.pick(format!("; near it: {}", near.join(", ")), format!("。近いもの: {}", near.join("、")))
}

/// The text without what surrounds it in a message or a mail, in half width; and whether it was called an error.
fn plain(asked: &str) -> (String, bool) {
    let hidden = |c: char| visible::is_hidden(c) || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}');
    let narrow: String = asked.chars().map(narrow).filter(|c| !hidden(*c)).collect();
    let around = |c: char| c.is_whitespace() || "\"'`()[]{}<>「」『』【】:;=,.。、".contains(c);
    let mut rest = narrow.trim_matches(around);
    let mut is_error = false;
    while let Some((behind, error)) = ERRORS
        .iter()
        .chain(&OTHERS)
        .find_map(|prefix| behind(rest, prefix).map(|behind| (behind, ERRORS.contains(prefix))))
    {
        rest = behind.trim_matches(around);
        is_error |= error;
    }
    (rest.to_owned(), is_error)
}

/// What follows a prefix, in any case, that is not the beginning of a longer word.
fn behind<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    let ends = !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !rest.trim().is_empty();
    (head.eq_ignore_ascii_case(prefix) && ends).then_some(rest)
}

/// Full-width letters, digits and signs as ASCII; every minus and dash as a hyphen.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '\u{3000}' => ' ',
        _ => c,
    }
}

fn is_rule_id(upper: &str) -> bool {
    let (letters, digits) = upper.split_at_checked(3).unwrap_or_default();
    letters.chars().all(|c| c.is_ascii_uppercase()) && digits.len() == 3 && digits.chars().all(|c| c.is_ascii_digit())
}

/// What a number of at most five digits is: a status, an event, or an error of Windows.
fn number(digits: &str, is_error: bool) -> Option<Subject> {
    let number: u16 = digits.parse().ok()?;
    let of_windows = Code(0x8007_0000 | u32::from(number));
    let error = code::known_codes().any(|code| code == of_windows).then(|| of_code(of_windows));
    if is_error && error.is_some() {
        return error;
    }
    let status = STATUSES.iter().find(|status| u16::from(status.number) == number && digits.len() == 1);
    let event = || EventExplanation::of(number).map(Subject::Event);
    status.map(Subject::Status).or_else(event).or(error)
}

fn of_code(code: Code) -> Subject {
    // Logs also show the number of an event with its qualifier: 0x40003000 is 12288, an information.
    let qualified = matches!(code.0 >> 16, 0x4000 | 0x8000 | 0xC000);
    let event = u16::try_from(code.0 & 0xFFFF).ok().filter(|_| qualified).and_then(EventExplanation::of);
    match event {
        Some(event) => Subject::Event(event),
        None if code::known_codes().any(|known| known == code) => Subject::Code(code, Vec::new()),
        None => Subject::Code(code, near::codes(code)),
    }
}

/// A code as it is printed, read aloud or typed from a picture: letters O and l for digits, blanks between the groups.
fn printed(plain: &str) -> Option<Code> {
    let joined: String = plain.split_whitespace().collect();
    let digit = |c: char| match c {
        'o' | 'O' => '0',
        'l' | 'I' => '1',
        _ => c,
    };
    let mended: String = joined.chars().map(digit).collect();
    let hexadecimal = mended.strip_prefix("0x").or_else(|| mended.strip_prefix("0X"));
    let eight = |digits: &&str| digits.len() == 8 && digits.chars().all(|c| c.is_ascii_hexdigit());
    let typed = hexadecimal.or(Some(&*mended)).filter(eight);
    let is_number = typed.is_some_and(|digits| digits.chars().any(|c| c.is_ascii_digit()));
    typed
        .filter(|_| is_number)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .map(Code)
        .or_else(|| Code::from_printed(&joined).ok())
}

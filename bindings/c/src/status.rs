//! The answer as C has it: numbers and two texts in a struct that never changes within a version of the ABI, and everything as JSON.

use muster_client::{Code, Lang, LicenseAnswer, features_json, rfc3339};
use serde_json::json;
use std::ffi::c_char;

/// Bytes of a message, with the zero at its end.
const MESSAGE_BYTES: usize = 512;

/// What `MusterStatus` in the header is.
#[derive(Debug)]
#[repr(C)]
pub struct MusterStatus {
    /// `MUSTER_NOT_LICENSED`, `MUSTER_LICENSED` or `MUSTER_GRACE`.
    pub verdict: u32,
    /// Zero, the kind of grace, or why it is not licensed.
    pub code: u32,
    /// When it ends, seconds since the Unix epoch; 0 if it does not end.
    pub until: i64,
    /// Days until then; -1 if it does not end.
    pub days_left: i32,
    /// 1 if the user should be told.
    pub warns: u32,
    /// How the attempt ended that `muster_activate` made; 0 otherwise.
    pub attempt: u32,
    /// Always 0.
    pub reserved: u32,
    /// What to tell the user, UTF-8.
    pub message_en: [c_char; MESSAGE_BYTES],
    /// The same in Japanese.
    pub message_ja: [c_char; MESSAGE_BYTES],
}

impl From<&LicenseAnswer> for MusterStatus {
    fn from(answer: &LicenseAnswer) -> Self {
        let days = answer.days_left.map(|days| i32::try_from(days).unwrap_or(i32::MAX));
        Self {
            verdict: answer.verdict as u32,
            code: answer.code.0,
            until: answer.until.map_or(0, |until| until.unix()),
            days_left: days.unwrap_or(-1),
            warns: u32::from(answer.warns),
            attempt: answer.attempt.map_or(0, |code| code.0),
            reserved: 0,
            message_en: chars(&answer.message(Lang::En)),
            message_ja: chars(&answer.message(Lang::Ja)),
        }
    }
}

impl MusterStatus {
    /// A call that could not ask.
    pub(crate) fn refused(code: Code) -> Self {
        Self::from(&LicenseAnswer::refused(code))
    }
}

/// The beginning of a text that has at most so many bytes.
pub(crate) fn cut(text: &str, bytes_max: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes_max)).unwrap_or_default()
}

fn chars(text: &str) -> [c_char; MESSAGE_BYTES] {
    let mut chars = [0; MESSAGE_BYTES];
    let shown = cut(text, MESSAGE_BYTES - 1);
    chars.iter_mut().zip(shown.bytes()).for_each(|(to, from)| *to = from.cast_signed());
    chars
}

/// The answer with everything that it holds.
pub(crate) fn as_json(answer: &LicenseAnswer) -> String {
    let (en, ja) = (answer.message(Lang::En), answer.message(Lang::Ja));
    json!({
        "verdict": answer.verdict.name(),
        "code": answer.code.to_string(),
        "until": answer.until.map(rfc3339),
        "days_left": answer.days_left,
        "warns": answer.warns,
        "product": answer.product,
        "message": { "en": en, "ja": ja },
        "features": features_json(&answer.features),
        "ends": answer.ends.map(rfc3339),
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::{MESSAGE_BYTES, chars, cut};

    #[test]
    fn a_message_that_is_too_long_ends_with_a_whole_character() {
        assert_eq!(cut("あい", 5), "あ");
        assert_eq!((cut("ab", 2), cut("ab", 1), cut("ab", 0)), ("ab", "a", ""));
        let long = chars(&"あ".repeat(MESSAGE_BYTES));
        let shown = long.iter().position(|char| *char == 0);
        assert_eq!(shown, Some((MESSAGE_BYTES - 1) / 3 * 3));
    }
}

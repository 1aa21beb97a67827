//! The words for the halves of a day on a twelve-hour clock, in the languages of Windows (CLDR, `dayPeriods`).

/// Before noon and after noon, in lower case and without dots and blanks.
const HALVES: &[(&str, &str)] = &[
    ("am", "pm"),
    ("上午", "下午"),
    ("午前", "午後"),
    ("오전", "오후"),
    ("凌晨", "晚上"),
    ("早上", "傍晚"),
    ("vorm", "nachm"),
    ("vormittags", "nachmittags"),
    ("dop", "odp"),
    ("de", "du"),
    ("sa", "ch"),
    ("öö", "ös"),
    ("πμ", "μμ"),
    ("дп", "пп"),
    ("пробяд", "слобяд"),
    ("преди", "следоб"),
    ("fm", "em"),
    ("ap", "ip"),
    ("vm", "nm"),
    ("pd", "md"),
    ("prijepodne", "poslijepodne"),
    ("prepodne", "popodne"),
    ("ص", "م"),
    ("قظ", "بظ"),
    ("לפנה״צ", "אחה״צ"),
    ("पूर्वाह्न", "अपराह्न"),
    ("ก่อนเที่ยง", "หลังเที่ยง"),
];
/// Characters that may stand inside or around a word: `p. m.`, with blanks that do not break.
const FILLERS: [char; 5] = ['.', ' ', '\u{a0}', '\u{202f}', '\u{200e}'];

/// A half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HalfDay {
    BeforeNoon,
    AfterNoon,
}

impl HalfDay {
    /// The word that a text starts with, such as the text behind `1:00:00`.
    pub(super) fn at_start(text: &str) -> Option<Self> {
        // No word begins with a digit or with such a sign.
        if text.starts_with(|c: char| c.is_ascii_digit() || "-/:".contains(c))
            || text.chars().all(|c| FILLERS.contains(&c))
        {
            return None;
        }
        let (am, pm) = (Self::BeforeNoon, Self::AfterNoon);
        HALVES.iter().find_map(
            |(before, after)| {
                if starts(text, before) { Some(am) } else { starts(text, after).then_some(pm) }
            },
        )
    }

    /// The word that a text is, such as the text between date and time.
    pub(super) fn of(text: &str) -> Option<Self> {
        // A comma or `T` may stand between date and time, the dot of `22.` too.
        Self::at_start(text.trim_start_matches(|c: char| FILLERS.contains(&c) || c == ',' || c == '日' || c == '일'))
    }

    /// The hour of 24 for an hour of twelve. An hour above 12 is one of 24 already.
    pub(super) fn hour(self, hour: i8) -> i8 {
        match (self, hour) {
            (Self::BeforeNoon, 12) => 0,
            (Self::AfterNoon, 0..=11) => hour + 12,
            _ => hour,
        }
    }
}

/// Whether a text starts with a word, whatever its case and dots, and the word ends there.
fn starts(text: &str, word: &str) -> bool {
    let mut rest = text.char_indices().filter(|(_, c)| !FILLERS.contains(c));
    let mut end = 0;
    for wanted in word.chars() {
        match rest.next() {
            Some((place, c)) if c.to_lowercase().eq(std::iter::once(wanted)) => end = place + c.len_utf8(),
            _ => return false,
        }
    }
    !text.get(end..).unwrap_or_default().starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{HALVES, HalfDay, starts};

    #[test]
    fn no_word_means_both_halves() {
        for (before, after) in HALVES {
            assert_eq!(HalfDay::of(before), Some(HalfDay::BeforeNoon), "{before}");
            assert_eq!(HalfDay::of(after), Some(HalfDay::AfterNoon), "{after}");
        }
    }

    #[test]
    fn a_word_ends_where_its_letters_end() {
        assert!(starts(" p. m.", "pm") && starts(" PM", "pm") && starts("\u{202f}P.M. text", "pm"));
        assert!(!starts(" pmx", "pm") && !starts(" America", "am"));
    }
}

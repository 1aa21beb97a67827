//! Value lists of events 12288 to 12290, read by the form of each value: quicker than the patterns, which find what this does not.

/// The form of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// `0x` and up to eight hexadecimal digits.
    Code,
    /// `2026/09/29 17:52`.
    Date,
    Digit,
    /// A GUID, masked in part or not.
    Id,
    Number,
    Text,
}

/// The values of the list that begins at the first code of a text; none if any of them has another form.
pub(crate) fn values<'t>(text: &'t str, forms: &[Form]) -> Option<Vec<&'t str>> {
    let mut rest = text.get(text.find("0x")?..)?;
    let mut found = Vec::with_capacity(forms.len());
    for (place, form) in forms.iter().enumerate() {
        if place > 0 {
            rest = rest.trim_start().strip_prefix(',')?.trim_start();
        }
        let length = form.length(rest.as_bytes())?;
        found.push(rest.get(..length)?.trim_end());
        rest = rest.get(length..)?;
    }
    Some(found)
}

/// Whether a list may begin in a text: behind its code stand a comma and a number. Quicker than the patterns, which need both.
pub(crate) fn may_begin(text: &str) -> bool {
    let bytes = text.as_bytes();
    let behind = |place: usize, own: fn(&u8) -> bool| {
        place + bytes.get(place..).unwrap_or_default().iter().take_while(|byte| own(byte)).count()
    };
    let is_blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'\x0B';
    let begins = |x: usize| {
        let is_code = x.checked_sub(1).and_then(|zero| bytes.get(zero)) == Some(&b'0');
        let end = behind(x + 1, u8::is_ascii_hexdigit);
        let comma = behind(end, is_blank);
        let next = || bytes.get(behind(comma + 1, is_blank));
        is_code && end > x + 1 && bytes.get(comma) == Some(&b',') && next().is_some_and(u8::is_ascii_digit)
    };
    memchr::memchr2_iter(b'x', b'X', bytes).any(begins)
}

impl Form {
    /// How long the value is that begins here.
    fn length(self, bytes: &[u8]) -> Option<usize> {
        let run = |from: usize, own: fn(&u8) -> bool| bytes.iter().skip(from).take_while(|byte| own(byte)).count();
        let length = match self {
            Self::Code => {
                let digits = run(2, u8::is_ascii_hexdigit);
                (bytes.starts_with(b"0x") && (1..=8).contains(&digits)).then_some(digits + 2)?
            }
            Self::Date => {
                // Checked by the pattern of dates wherever it is used; here by its length and its signs.
                let day = run(0, |byte| byte.is_ascii_digit() || b"/.-".contains(byte));
                let clock = run(day + 1, |byte| byte.is_ascii_digit() || *byte == b':');
                let signs = bytes.get(..day)?.iter().filter(|byte| !byte.is_ascii_digit()).count();
                let colons = bytes.get(day + 1..day + 1 + clock)?.iter().filter(|byte| **byte == b':').count();
                let apart = bytes.get(day) == Some(&b' ') && signs == 2 && colons == 1;
                let ends = || bytes.get(day - 1)?.is_ascii_digit().then_some(bytes.get(day + clock)?.is_ascii_digit());
                let fits = (6..=10).contains(&day) && (3..=5).contains(&clock);
                let written = (apart && fits && ends() == Some(true)).then_some(day + 1 + clock);
                written.or_else(|| removed(bytes))?
            }
            Self::Digit => (run(0, u8::is_ascii_digit) == 1).then_some(1)?,
            Self::Id => {
                let length = run(0, |byte| byte.is_ascii_hexdigit() || b"Xx*.-".contains(byte));
                (30..=36).contains(&length).then_some(length)?
            }
            Self::Number => Some(run(0, u8::is_ascii_digit)).filter(|digits| *digits > 0)?,
            Self::Text => bytes.iter().position(|byte| *byte == b',')?,
        };
        Some(length)
    }
}

/// How long the words are that stand where a time was, in articles: `Date/Time`.
fn removed(bytes: &[u8]) -> Option<usize> {
    const LENGTH_MAX: usize = 16;
    let words = bytes.get(..bytes.iter().position(|byte| *byte == b',')?)?;
    let is_word = words.iter().all(|byte| byte.is_ascii_alphabetic() || b"/ -".contains(byte));
    (is_word && (4..=LENGTH_MAX).contains(&words.len())).then_some(words.len())
}

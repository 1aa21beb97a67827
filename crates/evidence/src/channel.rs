//! The channel in the description of a license: English in every language. Read by hand, for every cell of a table is asked.

/// The first channel in a text, such as `VOLUME_KMSCLIENT` or `RETAIL(MAK)`.
pub(crate) fn token(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let begins = |place: &usize| !place.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(is_word);
    let first = |byte: &u8| matches!(byte, b'V' | b'R' | b'O' | b'T');
    let places = bytes.iter().enumerate().filter(|(_, byte)| first(byte)).map(|(place, _)| place).filter(begins);
    places.filter_map(|place| text.get(place..)).find_map(|rest| rest.get(..length(rest)?))
}

/// The channel of a description, which somebody or some tool may have put in small letters.
pub(crate) fn of_description(text: &str) -> Option<String> {
    let in_small = || {
        let upper = text.to_ascii_uppercase();
        upper.contains(" CHANNEL").then(|| token(&upper).map(str::to_owned)).flatten()
    };
    token(text).map(str::to_owned).or_else(in_small)
}

/// The channel of an evaluation of Windows, which inventories leave out and its name tells.
pub(crate) fn of_name(name: &str) -> Option<&'static str> {
    let is_evaluation = name.contains("Windows") && (name.contains("Evaluation") || name.contains("評価版"));
    is_evaluation.then_some("TIMEBASED_EVAL")
}

/// How long the channel is that begins here.
fn length(rest: &str) -> Option<usize> {
    let run = |from: usize, own: fn(&u8) -> bool| rest.bytes().skip(from).take_while(own).count();
    let named = |prefix: &str, own: fn(&u8) -> bool| {
        let name = rest.starts_with(prefix).then(|| run(prefix.len(), own)).filter(|name| *name > 0)?;
        Some(prefix.len() + name)
    };
    let retail = || {
        const RETAIL: usize = "RETAIL".len();
        let behind = rest.strip_prefix("RETAIL")?;
        let name = run(RETAIL + 1, u8::is_ascii_alphabetic);
        let is_named = behind.starts_with('(') && name > 0 && rest.as_bytes().get(RETAIL + 1 + name) == Some(&b')');
        Some(if is_named { RETAIL + name + 2 } else { RETAIL })
    };
    let machine = || rest.starts_with("VIRTUAL_MACHINE_ACTIVATION").then_some("VIRTUAL_MACHINE_ACTIVATION".len());
    named("VOLUME_", |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
        .or_else(retail)
        .or_else(|| named("OEM_", |byte| byte.is_ascii_uppercase() || *byte == b'_'))
        .or_else(|| named("TIMEBASED_", u8::is_ascii_uppercase))
        .or_else(machine)
}

#[cfg(test)]
mod tests {
    use super::{of_description, token};

    #[test]
    fn a_description_in_small_letters_has_its_channel() {
        let found = of_description("windows operating system - windows(r) 7, volume_kmsclient channel");
        assert_eq!(found.as_deref(), Some("VOLUME_KMSCLIENT"));
        assert_eq!(of_description("sold by retail shops"), None);
    }

    /// The same as a pattern, which takes much longer.
    const PATTERN: &str =
        r"\b(VOLUME_[A-Z0-9_-]+|RETAIL(?:\([A-Za-z]+\))?|OEM_[A-Z_]+|TIMEBASED_[A-Z]+|VIRTUAL_MACHINE_ACTIVATION)";

    #[test]
    fn a_channel_is_what_its_pattern_says() {
        let pattern = regex_lite::Regex::new(PATTERN).expect("a pattern");
        let channels = [
            "VOLUME_KMSCLIENT",
            "VOLUME_KMS_2012-R2",
            "VOLUME_",
            "VOLUME",
            "RETAIL",
            "RETAIL(MAK)",
            "RETAIL(",
            "RETAIL(M4K)",
            "RETAIL()",
            "OEM_COA_NSLP",
            "OEM_",
            "OEM:DM",
            "TIMEBASED_EVAL",
            "TIMEBASED_E1",
            "VIRTUAL_MACHINE_ACTIVATION",
            "VIRTUAL_MACHINE",
            "volume_mak",
            "",
        ];
        for before in ["", "Windows(R) Operating System, ", "x", "_", "é", "(", "TOVR ", "RETAILER OEM "] {
            for channel in channels {
                for behind in ["", " channel", "x", "日本", ")", " VOLUME_MAK"] {
                    let text = format!("{before}{channel}{behind}");
                    let found = pattern.captures(&text).and_then(|found| found.get(1)).map(|found| found.as_str());
                    assert_eq!(token(&text), found, "{text}");
                }
            }
        }
    }
}

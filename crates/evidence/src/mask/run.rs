//! Words of any script, and what stands between them.

/// A part of a text: a word, or what stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run<'t> {
    pub(super) text: &'t str,
    pub(super) is_word: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Alphabetic,
    Han,
    Hiragana,
    Katakana,
    None,
}

/// The parts of a text, in order; together they are the text. Points, hyphens and underscores inside a word belong to it.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = script(rest.chars().next()?);
        let end = end(rest, first);
        let (run, next) = rest.split_at_checked(end)?;
        rest = next;
        Some(Run { text: run, is_word: first != Script::None })
    })
}

/// Where the run ends that a text begins with, in bytes.
fn end(text: &str, first: Script) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((place, c)) = letters.next() {
        let own = script(c);
        let next = letters.peek().map(|(_, next)| script(*next));
        let joins = place > 0 && first == Script::Alphabetic && ".-_".contains(c);
        if own != first && !(joins && next == Some(first)) {
            return place;
        }
    }
    text.len()
}

fn script(c: char) -> Script {
    match c {
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
        '\u{2e80}'..='\u{2fdf}'
        | '々'
        | '〆'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Script::Han,
        _ if c.is_alphanumeric() => Script::Alphabetic,
        _ => Script::None,
    }
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn a_text_is_cut_where_the_script_changes() {
        for (text, words) in [
            ("Name: kms-1.corp.example:1688", vec!["Name", "kms-1.corp.example", "1688"]),
            ("ユーザー名: 山田太郎さん", vec!["ユーザー", "名", "山田太郎", "さん"]),
            ("_vlmcs._tcp. end.", vec!["vlmcs", "tcp", "end"]),
            ("Größe-été", vec!["Größe-été"]),
        ] {
            let found: Vec<&str> = runs(text).filter(|run| run.is_word).map(|run| run.text).collect();
            assert_eq!(found, words);
            assert_eq!(runs(text).map(|run| run.text).collect::<String>(), text);
        }
    }
}

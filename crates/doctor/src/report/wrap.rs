//! Breaks lines at a width in columns: at spaces, and in Japanese between phrases, never within a word.

use unicode_linebreak::linebreaks;
use unicode_width::UnicodeWidthStr;

/// Narrower than this a line is left as it is.
const WIDTH_MIN: usize = 30;

/// A line in lines of at most `width` columns; those below the first begin with `indent` spaces. Words that are wider stay whole.
pub(super) fn wrapped(line: &str, indent: usize, width: usize) -> Vec<String> {
    if width < WIDTH_MIN.max(indent * 2) {
        return vec![line.to_owned()];
    }
    // What the line begins with is no place to break it.
    let margin = line.len() - line.trim_start_matches(' ').len();
    let mut lines = Vec::new();
    let mut current = line.get(..margin).unwrap_or_default().to_owned();
    let mut is_empty = true;
    for part in parts(line.get(margin..).unwrap_or_default()) {
        let fits = current.width() + part.trim_end_matches(' ').width() <= width;
        if !fits && !is_empty {
            lines.push(current.trim_end_matches(' ').to_owned());
            current = " ".repeat(indent);
        }
        current.push_str(part);
        is_empty = false;
    }
    lines.push(current.trim_end_matches(' ').to_owned());
    lines
}

/// The parts between which a line may be broken (UAX #14), less the breaks that would cut a Japanese word.
fn parts(line: &str) -> Vec<&str> {
    let breaks = linebreaks(line).map(|(place, _)| place);
    let mut start = 0;
    let mut found = Vec::new();
    for place in breaks {
        let (before, behind) = line.split_at(place);
        if may_break(before.chars().next_back(), behind.chars().next()) {
            found.extend(line.get(start..place));
            start = place;
        }
    }
    found.extend(line.get(start..).filter(|rest| !rest.is_empty()));
    found
}

/// Whether a line may end here: behind a space, or behind a Japanese phrase, which ends in hiragana or a mark. Addresses and paths
/// are never cut.
fn may_break(before: Option<char>, behind: Option<char>) -> bool {
    match (before, behind) {
        (Some(' ') | None, _) | (_, None) => true,
        (Some(before), Some(behind)) if is_hiragana(before) => !is_hiragana(behind),
        (Some(before), Some(_)) => is_japanese(before) && !is_word(before),
    }
}

fn is_hiragana(c: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&c)
}

/// Kanji and katakana: no word is cut within them.
fn is_word(c: char) -> bool {
    ('\u{30a1}'..='\u{30ff}').contains(&c) || ('\u{3400}'..='\u{9fff}').contains(&c) || c == '々'
}

fn is_japanese(c: char) -> bool {
    ('\u{3000}'..='\u{9fff}').contains(&c) || ('\u{ff00}'..='\u{ffef}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::wrapped;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn a_line_is_broken_between_words_and_goes_on_below_its_text() {
        let line = "  1. Compare the host and port in the newest event 12288 with the answer of DNS";
        let all = wrapped(line, 5, 40);
        assert_eq!(
            all,
            ["  1. Compare the host and port in the", "     newest event 12288 with the answer", "     of DNS"]
        );
    }

    #[test]
    fn no_japanese_word_and_no_label_is_cut() {
        let line = "最新のイベント 12288 のホスト名とポートを DNS の応答と比較します。DNS にないホストは、クライアントで手動設定されたものです";
        for width in 30..90 {
            let all = wrapped(line, 4, width);
            for word in
                ["イベント", "ホスト", "ポート", "応答", "比較します", "クライアント", "手動設定", "12288", "DNS"]
            {
                let whole = line.matches(word).count();
                let kept: usize = all.iter().map(|line| line.matches(word).count()).sum();
                assert_eq!(kept, whole, "{word} at {width}: {all:#?}");
            }
            assert!(all.iter().all(|line| !line.trim_start().starts_with(['、', '。', 'ー'])), "{all:#?}");
            let widest = all.iter().map(|line| line.width()).max();
            assert!(widest.is_some_and(|widest| widest <= width), "{width}: {all:#?}");
        }
    }

    /// A path, an address or a command stands whole in a line of its own.
    #[test]
    fn a_word_that_is_wider_than_the_line_stays_whole() {
        let address = "https://learn.microsoft.com/windows-server/get-started/activation-slmgr-vbs-options";
        assert!(wrapped(&format!("see: {address}"), 7, 40).iter().any(|line| line.trim() == address));
        assert_eq!(wrapped("too narrow to be wrapped", 0, 10), ["too narrow to be wrapped"]);
    }
}

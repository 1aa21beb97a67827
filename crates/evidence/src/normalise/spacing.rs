//! Takes out the empty lines of a text in which each line is followed by one.

use super::line::Line;

/// Fewer lines are set apart on purpose.
const LINES_MIN: usize = 6;

pub(super) fn close(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let is_empty = |line: &Line<'_>| line.text.trim().is_empty();
    let written = lines.iter().filter(|line| !is_empty(line)).count();
    let apart = lines.windows(2).all(|pair| pair.iter().any(is_empty));
    if written >= LINES_MIN && apart {
        // Where two or more are empty, one was printed.
        let mut run = 0;
        lines.retain(|line| {
            run = if is_empty(line) { run + 1 } else { 0 };
            run == 0 || run == 2
        });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::close;
    use crate::normalise::shown;

    #[test]
    fn double_spacing_goes_and_paragraphs_stay() {
        let texts = |text: &str| shown(close, text).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("|");
        assert_eq!(texts("a\n\nb\n\nc\n\n\nd\n\ne\n\nf"), "a|b|c||d|e|f");
        assert_eq!(texts("a\n\nb\n\nc"), "a||b||c");
        assert_eq!(texts("a\nb\n\nc\n\nd\n\ne\n\nf"), "a|b||c||d||e||f");
    }
}

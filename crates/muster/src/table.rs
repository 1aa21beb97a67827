//! Tables for a terminal, in which a Japanese character takes two places.

use unicode_width::UnicodeWidthStr;

/// The cells of each row, filled up to the width of their column: the first `left` columns stand to the left.
pub(crate) fn columns<const N: usize>(rows: &[[String; N]], left: usize) -> Vec<[String; N]> {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let cell = |row: &[String; N], column: usize| {
        let space = " ".repeat(widths[column] - row[column].width());
        if column < left { format!("{}{space}", row[column]) } else { format!("{space}{}", row[column]) }
    };
    rows.iter().map(|row| std::array::from_fn(|column| cell(row, column))).collect()
}

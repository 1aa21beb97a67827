//! Tables and numbers for a terminal, in which a Japanese character takes two places.

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

/// The rows as lines, their columns two spaces apart.
pub(crate) fn table_lines<const N: usize>(rows: &[[String; N]], left: usize) -> Vec<String> {
    columns(rows, left).iter().map(|cells| cells.join("  ").trim_end().to_owned()).collect()
}

/// A number with its thousands apart.
pub(crate) fn grouped(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    if value < 0.0 { format!("-{text}") } else { text }
}

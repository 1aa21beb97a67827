//! Figures: read from the clock, put in order, printed in columns.

use std::time::Instant;
use unicode_width::UnicodeWidthStr;

const NAME: usize = 44;

#[expect(clippy::disallowed_methods, reason = "measuring is what a benchmark is for")]
pub(super) fn instant() -> Instant {
    Instant::now()
}

/// The middle of the figures; of an even number, the upper of the two in the middle.
pub(super) fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(0.0)
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A name and four figures.
pub(super) fn row(name: &str, figures: [&str; 4]) -> String {
    let cell = |text: &&str| format!("{}{text}", " ".repeat(10_usize.saturating_sub(text.width())));
    let space = " ".repeat(NAME.saturating_sub(name.width()));
    format!("{name}{space}{}", figures.iter().map(cell).collect::<String>())
}

/// How long something takes; its result is used, so that nothing is left out.
pub(super) fn milliseconds(work: impl FnOnce() -> usize) -> f64 {
    let start = instant();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64() * 1e3
}

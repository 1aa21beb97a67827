//! What the terminal on standard output can show.

use std::io::{IsTerminal, stdout};

/// Longer lines are hard to read.
#[cfg(feature = "doctor")]
const WIDTH_MAX: u16 = 120;

/// Whether standard output is a terminal that takes colours, and the user wants them (<https://no-color.org>).
pub(crate) fn has_colours() -> bool {
    stdout().is_terminal()
        && !anstyle_query::no_color()
        && anstyle_query::term_supports_ansi_color()
        && anstyle_query::windows::enable_ansi_colors() != Some(false)
}

/// The columns of the terminal, at most 120; none where standard output is no terminal.
#[cfg(feature = "doctor")]
pub(crate) fn width() -> Option<usize> {
    let (terminal_size::Width(columns), _) = stdout().is_terminal().then(terminal_size::terminal_size).flatten()?;
    Some(usize::from(columns.min(WIDTH_MAX)))
}

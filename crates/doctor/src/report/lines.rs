//! A report for a terminal, line by line.

use muster_core::visible;

/// Lines that may hold text of the evidence, which never makes a line of its own.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) text: String,
}

impl Lines {
    pub(super) fn add(&mut self, line: &str) {
        self.text.push_str(&visible::line(line));
        self.text.push('\n');
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.add("");
        self.add(text);
    }
}

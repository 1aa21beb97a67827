//! Lines of `label: value`.

use muster_core::{
    labels::MINUTES_AND_DAYS,
    lang::{Lang, Text},
    time::Span,
    visible,
};

/// A block that grows line by line.
pub(crate) struct Lines {
    pub(crate) lang: Lang,
    pub(crate) indent: &'static str,
    pub(crate) text: String,
}

impl Lines {
    pub(crate) fn new(lang: Lang) -> Self {
        Self { lang, indent: "", text: String::new() }
    }

    pub(crate) fn pair(&mut self, label: Text, value: &str) {
        let label = label.get(self.lang);
        self.add(&format!("{label}: {value}"));
    }

    /// Adds one line, whatever a name in it holds.
    pub(crate) fn add(&mut self, line: &str) {
        self.text.push_str(&format!("{}{}\n", self.indent, visible::line(line)));
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }
}

/// `N minute(s) (D day(s))`: whole minutes, and every day that has begun.
pub(crate) fn minutes_and_days(span: Span, lang: Lang) -> String {
    MINUTES_AND_DAYS.fill(lang, &[("minutes", &span.as_minutes()), ("days", &span.as_days_started())])
}

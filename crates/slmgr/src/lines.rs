//! Lines of `label: value`.

use muster_core::lang::{Lang, Text};

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

    pub(crate) fn add(&mut self, line: &str) {
        self.text.push_str(&format!("{}{line}\n", self.indent));
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }
}

//! A line on its way through the steps.

/// A line of the source, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// In the source, from 1; of several that were joined, that of the first.
    pub(crate) number: u32,
    /// Without its end.
    pub(crate) text: String,
}

/// Changes the texts for which `change` has another one.
pub(super) fn each(mut lines: Vec<Line>, change: impl Fn(&str) -> Option<String>) -> Vec<Line> {
    for line in &mut lines {
        if let Some(text) = change(&line.text) {
            line.text = text;
        }
    }
    lines
}

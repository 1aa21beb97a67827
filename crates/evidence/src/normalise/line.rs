//! A line on its way through the steps.

use std::borrow::Cow;

/// A line of the source, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line<'t> {
    /// In the source, from 1; of several that were joined, that of the first.
    pub(crate) number: u32,
    /// The message in which it stands, by their order in time; 0 in a text of no messages.
    pub(crate) message: u32,
    /// Without its end; a part of the source as long as no step changed it.
    pub(crate) text: Cow<'t, str>,
}

/// Changes the texts for which `change` has another one.
pub(super) fn each(mut lines: Vec<Line<'_>>, change: impl Fn(&str) -> Option<String>) -> Vec<Line<'_>> {
    for line in &mut lines {
        if let Some(text) = change(&line.text) {
            line.text = Cow::Owned(text);
        }
    }
    lines
}

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

/// Whether lines were one.
pub(super) fn was_one(lines: &[Line<'_>]) -> bool {
    lines.len() > 1 && is_one(lines)
}

/// Whether lines are of one line of the source.
pub(super) fn is_one(lines: &[Line<'_>]) -> bool {
    lines.first().zip(lines.last()).is_some_and(|(first, last)| first.number == last.number)
}

/// The lines that are not empty.
pub(super) fn written<'l, 't>(lines: &'l [Line<'t>]) -> impl Iterator<Item = &'l Line<'t>> {
    lines.iter().filter(|line| !line.text.trim().is_empty())
}

/// The words of a text with their places; every line of a text is looked at word by word.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_gap = |byte: &u8| matches!(byte, b' ' | b'\t');
    let mut end = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(end..)?;
        let start = end + rest.iter().position(|byte| !is_gap(byte))?;
        let length = text.as_bytes().get(start..)?.iter().position(is_gap);
        end = length.map_or(text.len(), |length| start + length);
        Some((start, text.get(start..end)?))
    })
}

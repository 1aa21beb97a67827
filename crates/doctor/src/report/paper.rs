//! What a report for a terminal is written on, and how much of it.

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Length {
    /// Six lines for a ticket.
    Brief,
    /// What fails, what to do, and what to ask next.
    #[default]
    Short,
    /// With every check that could not be done.
    All,
}

/// When and by which version a report was written.
#[derive(Clone, Copy, Debug)]
pub struct Imprint {
    /// Version of the program.
    pub version: &'static str,
    /// Seconds since 1970, UTC.
    pub at: i64,
}

/// The form of a text report. By default one that a file or another program takes: no colours, lines of any length.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paper {
    /// How much is said.
    pub length: Length,
    /// Columns of the terminal; none if lines are not to be wrapped.
    pub width: Option<usize>,
    /// Whether signs and headings are coloured, by escape sequences (ECMA-48 SGR).
    pub colour: bool,
    /// When and by which version it was written, if that is to be said.
    pub imprint: Option<Imprint>,
}

impl Imprint {
    /// `muster 0.1.0, 2026-03-10 09:00 UTC`.
    pub(super) fn line(self) -> String {
        let time = super::svg::date_time(self.at);
        let to_the_minute = time.rsplit_once(':').map_or(time.as_str(), |(minute, _)| minute);
        format!("muster {}, {to_the_minute} UTC", self.version)
    }
}

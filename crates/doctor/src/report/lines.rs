//! A report for a terminal, line by line: wrapped at the width of the terminal, coloured where it takes colours.

use super::{paper::Paper, wrap::wrapped};
use anstyle::{AnsiColor, Style};
use muster_core::visible;

/// What a part of a line is; by it the line is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Heading,
    Good,
    Bad,
    Warning,
    Command,
    Faint,
}

impl Ink {
    /// Its style, in colours of the terminal's own scheme.
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Heading => Style::new().bold(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Bad => AnsiColor::Red.on_default().bold(),
            Self::Warning => AnsiColor::Yellow.on_default(),
            Self::Command => AnsiColor::Cyan.on_default(),
            Self::Faint => Style::new().dimmed(),
        }
    }
}

/// Lines that may hold text of the evidence, which never makes a line or a colour of its own.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) text: String,
    paper: Paper,
}

impl Lines {
    pub(super) fn on(paper: Paper) -> Self {
        Self { text: String::new(), paper }
    }

    /// A line that stays whole: a command, a quotation, a row.
    pub(super) fn add(&mut self, line: &str) {
        self.whole(line, Ink::Plain);
    }

    pub(super) fn whole(&mut self, line: &str, ink: Ink) {
        let line = visible::line(line);
        let painted = self.painted(&line, ink);
        self.push(&painted);
    }

    /// A text in as many lines as it takes; those below the first begin `hang` columns behind its indent.
    pub(super) fn wrap(&mut self, line: &str, hang: usize) {
        self.wrap_in(line, hang, Ink::Plain);
    }

    pub(super) fn wrap_in(&mut self, line: &str, hang: usize, ink: Ink) {
        for line in self.broken(line, hang) {
            let painted = self.painted(&line, ink);
            self.push(&painted);
        }
    }

    /// A label, which is bold, and its text.
    pub(super) fn wrap_labelled(&mut self, label: &str, text: &str) {
        let label = format!("{label}:");
        for line in self.broken(&format!("{label} {text}"), 4) {
            let line = match line.strip_prefix(&label) {
                Some(rest) => self.painted(&label, Ink::Heading) + rest,
                None => line,
            };
            self.push(&line);
        }
    }

    /// A text with marks such as ✓ and ✗ in their colours.
    pub(super) fn wrap_marked(&mut self, line: &str, hang: usize) {
        for line in self.broken(line, hang) {
            let marks = [("✓", Ink::Good), ("✗", Ink::Bad), ("?", Ink::Warning)];
            let painted = marks.iter().fold(line, |line, (mark, ink)| line.replace(mark, &self.painted(mark, *ink)));
            self.push(&painted);
        }
    }

    /// A line that begins with a tag in brackets or a sign, which has the colour; the rest is bold.
    pub(super) fn tagged(&mut self, indent: &str, tag: &str, ink: Ink, rest: &str) {
        let line = format!("{indent}{tag} {rest}");
        for (number, line) in self.broken(&line, 4).into_iter().enumerate() {
            let behind = line.strip_prefix(indent).and_then(|line| line.strip_prefix(tag)).filter(|_| number == 0);
            let painted = match behind {
                Some(behind) => {
                    format!("{indent}{}{}", self.painted(tag, ink), self.painted(behind, Ink::Heading))
                }
                None => self.painted(&line, Ink::Heading),
            };
            self.push(&painted);
        }
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.push("");
        self.wrap_in(text, 0, Ink::Heading);
    }

    fn broken(&self, line: &str, hang: usize) -> Vec<String> {
        let line = visible::line(line);
        let indent = line.len() - line.trim_start_matches(' ').len();
        match self.paper.width {
            Some(width) => wrapped(&line, indent + hang, width),
            None => vec![line.into_owned()],
        }
    }

    fn painted(&self, text: &str, ink: Ink) -> String {
        let style = ink.style();
        if self.paper.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

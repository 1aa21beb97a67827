//! Texts of tools that people and programs read, one table for each language: `text/labels/<language>.tsv`.
//!
//! A line of a table is a key and a text, separated by a tab. A key may have several texts: the first is the one of today's
//! tools, the others were printed by older versions or by siblings of the tool.
//!
//! ```
//! use muster_core::text::LABELS;
//!
//! let japanese = LABELS.iter().find(|table| table.language == "ja").expect("a table");
//! let count: Vec<&str> = japanese.texts("current_count").collect();
//! assert_eq!(count, ["現在の数", "現在のカウント"]);
//! ```

/// The table of one language.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The language, BCP 47.
    pub language: &'static str,
    lines: &'static str,
}

/// Labels, license states and sentences about the end of a license, as slmgr, ospp and ipconfig print them.
pub const LABELS: &[Table] = &[
    Table { language: "en", lines: include_str!("../text/labels/en.tsv") },
    Table { language: "de", lines: include_str!("../text/labels/de.tsv") },
    Table { language: "es", lines: include_str!("../text/labels/es.tsv") },
    Table { language: "fr", lines: include_str!("../text/labels/fr.tsv") },
    Table { language: "ja", lines: include_str!("../text/labels/ja.tsv") },
    Table { language: "zh", lines: include_str!("../text/labels/zh.tsv") },
];

impl Table {
    /// Every key and text, in the order of the table.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.lines.lines().filter_map(|line| line.split_once('\t'))
    }

    /// The texts of a key; none where the language has no such text yet.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = &'static str> {
        self.entries().filter(move |(known, _)| *known == key).map(|(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::LABELS;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_has_a_key_that_english_has_and_a_text() {
        let english: BTreeSet<&str> = LABELS[0].entries().map(|(key, _)| key).collect();
        for table in LABELS {
            assert_eq!(
                table.entries().count(),
                table.lines.lines().count(),
                "{}: a line without a tab",
                table.language
            );
            for (key, text) in table.entries() {
                assert!(english.contains(key), "{}: {key} is not English", table.language);
                assert!(!text.is_empty() && text.trim() == text && !text.contains('\t'), "{}: {key}", table.language);
            }
        }
    }
}

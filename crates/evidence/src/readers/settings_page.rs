//! What Settings and the control panel show of the activation of Windows: one sentence, with or without a label before it.
//!
//! Only a line that is the whole sentence counts: who tells of it in words may ask, wish or remember.

use crate::{
    fact::{Fact, License},
    kind::Kind,
    labels,
    lines::Document,
    terms::Term,
};
use std::sync::Arc;

/// No label before the sentence is longer, in bytes.
const LABEL_MAX: usize = 60;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::SettingsPage]) {
        if document.is_consumed(index) || !is_whole(document.line(index)) {
            continue;
        }
        document.recognise(Kind::SlmgrShort);
        let license = License { name: "Windows".to_owned(), status: Some(1), ..License::default() };
        found.push(Fact::License(Arc::new(license), vec![document.consume(index)]));
    }
    found
}

/// Whether a line holds the sentence and at most a label before it.
fn is_whole(line: &str) -> bool {
    let line = line.trim().trim_end_matches(['.', '。', '」', '"', '”']);
    labels::settings_sentences().any(|sentence| {
        let Some(before) = line.strip_suffix(&*sentence) else { return false };
        let label = before.trim_end();
        label.is_empty()
            || label.len() <= LABEL_MAX && (label.ends_with([':', '：', '「', '“']) || before.ends_with(['\t', '|']))
    })
}

//! What Settings and the control panel show of the activation of Windows: one sentence, with or without a label before it.
//!
//! Only a line that is the whole sentence counts: who tells of it in words may ask, wish or remember.

use crate::{
    doubt,
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
        let line = document.line(index);
        if document.is_consumed(index) || !is_whole(line) && !is_quoted(line) {
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
    let line = without_product_id(line).trim().trim_end_matches(['.', '。', '」', '"', '”']);
    labels::settings_sentences().any(|sentence| {
        let Some(before) = line.strip_suffix(&*sentence) else { return false };
        let label = before.trim_end();
        let leads = label.ends_with([':', '：', '「', '“', '"']) || before.ends_with(['\t', '|']);
        label.is_empty() || label.len() <= LABEL_MAX && leads && !doubt::is_supposed(&label.to_lowercase())
    })
}

/// The control panel shows the id of the product behind the sentence.
fn without_product_id(line: &str) -> &str {
    const IDS: [&str; 4] = ["プロダクト ID", "プロダクトID", "Product ID", "Produkt-ID"];
    IDS.iter().find_map(|id| line.split_once(*id)).map_or(line, |(sentence, _)| sentence)
}

/// Whether a line tells that the page shows the sentence: it stands between the quotation marks of Japan.
fn is_quoted(line: &str) -> bool {
    let told = || line.split_once('「')?.1.split_once('」');
    let Some((quoted, behind)) = line.contains('「').then(told).flatten() else { return false };
    let quoted = quoted.replace(' ', "");
    let is_shown = ["と表示", "との説明", "と出", "となっ", "と書"].iter().any(|shown| behind.starts_with(shown));
    is_shown
        && !doubt::is_supposed(&line.to_lowercase())
        && labels::typed_settings_sentences().any(|sentence| quoted.ends_with(&sentence))
}

//! The log of a service of Muster. What stopped it is over once it has started again and answers, so no other reader may take the
//! lines before its last start for today's trouble.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern};

pub(in crate::readers) fn read(document: &mut Document) -> Vec<Fact> {
    if !document.kinds().contains(&Kind::Muster) {
        return Vec::new();
    }
    let mut begin = 0;
    for index in 0..=document.len() {
        // Each command shows the log of another service.
        if index == document.len() || document.line(index).trim_start().starts_with("$ ") {
            pass_over(document, begin, index);
            begin = index;
        }
    }
    Vec::new()
}

fn pass_over(document: &mut Document, begin: usize, end: usize) {
    let Some(started) = (begin..end).rev().find(|index| tells_start(document.line(*index))) else { return };
    for index in begin..started {
        if pattern::code_in(document.line(index)).is_some() {
            document.claim(index);
        }
    }
    document.claim(started);
}

/// What host, authority and agent print when they answer.
fn tells_start(line: &str) -> bool {
    let line = line.trim();
    ["The host answers at ", "The authority answers at ", "agent: /"].iter().any(|start| line.starts_with(start))
        || ["ホストは ", "認証局は "].iter().any(|start| line.starts_with(start)) && line.ends_with("で応答します。")
}

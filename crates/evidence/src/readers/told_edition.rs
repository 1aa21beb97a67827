//! That the installed Windows is an evaluation, as people tell it: "on a Server 2019 Evaluation", 「評価版の Windows Server」.
//!
//! It says something beside a code only, so the line stays free for who reads codes.

use crate::{doubt, fact::Fact, holds::holds_any, lines::Document, sentences, terms::Term};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let lines = document.with(&[Term::Evaluation]);
    let tells = |index: &usize| {
        let line = document.line(*index);
        line.len() <= sentences::LINE_MAX && sentences::of_line(line).any(|sentence| tells(&sentence.to_lowercase()))
    };
    let observed = |index: usize| Fact::told_in_prose("evaluation", vec![document.cite(index)]);
    lines.into_iter().filter(|index| !document.is_consumed(*index)).filter(tells).map(observed).collect()
}

/// Whether a sentence in small letters tells that Windows is an evaluation.
fn tells(lower: &str) -> bool {
    const EVALUATION: [&str; 4] = ["evaluation", " eval ", "evalcenter", "評価版"];
    const OF: [&str; 13] = [
        "windows",
        "server",
        "edition",
        "version",
        "copy",
        "installation",
        "media",
        " iso",
        "image",
        " vm",
        "template",
        " box",
        "評価版",
    ];
    const OTHERWISE: [&str; 15] = [
        "not an eval",
        "no eval",
        "not the eval",
        "from eval ",
        "from evaluation",
        "from the eval ",
        "from the evaluation",
        "was an eval",
        "converted",
        "office",
        "評価版ではな",
        "評価版では",
        "評価版から",
        "変換し",
        "変換済",
    ];
    let holds = |words: &[&str]| holds_any(lower, words);
    holds(&EVALUATION) && holds(&OF) && !holds(&OTHERWISE) && doubt::past(lower).is_none() && !doubt::is_supposed(lower)
}

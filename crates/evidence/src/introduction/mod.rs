//! What a text says of the lines that it shows. Below "you should then see" or "the manual says", and above "is what you should
//! see", stands no print of the machine, however well it is made; nor below "last month it said" or "on the other server".
//!
//! Only a success is doubted by it: one that nobody had hides a failure.

mod said;

use crate::{
    doubt,
    fact::Fact,
    holds::{holds_any, last_of},
    labels,
    lines::{Document, split_label},
    meaning::status_word::status_word,
    pattern, state_code,
    terms::Term,
};
pub(crate) use said::is_of_another;
use said::{Said, tells_only_of_others};
use std::cell::LazyCell;

/// No more lines are looked at to find the sentence above or below.
const LINES_MAX: usize = 12;
/// A sentence takes no more lines.
const SENTENCE_LINES_MAX: usize = 4;
/// A longer line, in bytes, is data.
const LENGTH_MAX: usize = 2 * 1024;

/// The facts without the successes that the text only teaches, quotes, remembers, or saw on another machine.
pub(crate) fn believed(document: &Document, facts: Vec<Fact>) -> Vec<Fact> {
    // Two of them: the line itself may be one.
    let trouble: LazyCell<Vec<usize>, _> = LazyCell::new(|| trouble(document).take(2).collect());
    let fails = |own: usize| trouble.iter().any(|index| *index != own);
    let (told, believed): (Vec<Fact>, Vec<Fact>) =
        facts.into_iter().partition(|fact| tells_success(fact) && is_unbelieved(document, fact, &fails));
    // A failure that stands beside it is this machine's all the same.
    believed.into_iter().chain(told.into_iter().filter_map(failure)).collect()
}

/// The failure that a license tells of beside its state.
fn failure(fact: Fact) -> Option<Fact> {
    let Fact::License(license, cites) = fact else { return None };
    let code = license.code.filter(|code| code.is_failure())?;
    Some(Fact::Code(code, cites))
}

fn tells_success(fact: &Fact) -> bool {
    match fact {
        Fact::License(license, _) => license.status == Some(1),
        Fact::Code(code, _) => state_code::status(*code) == Some(1),
        Fact::Outcome(outcome, _) => !outcome.code.is_some_and(|code| code.is_failure()),
        Fact::Srv(srv, _) => srv.target.is_some(),
        _ => false,
    }
}

fn is_unbelieved(document: &Document, fact: &Fact, fails: &impl Fn(usize) -> bool) -> bool {
    let mut lines: Vec<usize> = fact.cites().iter().filter_map(|cite| document.index_of(cite)).collect();
    lines.sort_unstable();
    // The sentence that leads to a list may be taken for its first name.
    let is_own = |index: &usize| !(is_open(document.line(*index)) && is_prose(document.line(*index)));
    let first = lines.iter().copied().find(is_own).or(lines.first().copied());
    let (Some(first), Some(last)) = (first, lines.last().copied()) else { return false };
    let above = above(document, first).map(|text| text.to_lowercase());
    let below = below(document, last).map(|text| (goes_on(&text), text.to_lowercase()));
    let said = above.as_deref().map_or(Said::Nothing, |text| Said::of(text, first == last));
    let said = if said == Said::Nothing { nearer(document, first, last) } else { said };
    let denied = below.is_some_and(|(goes_on, text)| is_denied(&text) || goes_on && is_taught_behind(&text));
    // An article shows the record that it has: it hides nothing where nothing fails.
    if matches!(fact, Fact::Srv(..)) && said == Said::Taught && !fails(first) {
        return false;
    }
    let is_quotation = || first == last && is_quoted(document.line(first)) && said != Said::Narrated;
    let is_checked = || lines.len() <= 2 && is_bare(fact) && lines.iter().any(|line| is_checked(document.line(*line)));
    said.is_other_than_now() || denied || is_quotation() && fails(first) || is_beside(document, &lines) || is_checked()
}

/// Whether nothing but a state is told: no tool prints it without a name, a key or a channel.
fn is_bare(fact: &Fact) -> bool {
    let Fact::License(license, _) = fact else { return false };
    let is_named = !matches!(&*license.name, "" | "Windows" | "Office") || !license.channel.is_empty();
    !is_named && license.partial_key.is_none() && license.activation_id.is_none()
}

/// Whether a line expects a state, compares it, counts those that have it, or names another one beside it.
fn is_checked(line: &str) -> bool {
    const SIGNS: [&str; 18] = [
        " fail",
        "assert",
        "expected",
        "false",
        " 0 of ",
        "0 / ",
        " none of ",
        "❌",
        "✗",
        "≠",
        "required",
        "[ ]",
        "☐",
        "licensed?",
        "activated?",
        "期待",
        "想定",
        "必須",
    ];
    const LINE_MAX: usize = 300;
    if line.len() > LINE_MAX || line.trim_start().starts_with(['{', '[', '<']) {
        return false;
    }
    let lower = line.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let names_other = words.any(|word| status_word(word).is_some_and(|status| matches!(status, 0 | 5)));
    holds_any(&lower, &SIGNS) || names_other || doubt::is_supposed(&lower)
}

/// Whether all that tells of a success stands in a line about other machines.
fn is_beside(document: &Document, lines: &[usize]) -> bool {
    /// A print has more fields in lines of their own.
    const LINES: usize = 2;
    let is_told = |line: &&str| line.len() <= LENGTH_MAX && !line.trim_start().starts_with(['{', '[', '<']);
    let mut told = lines.iter().map(|index| document.line(*index)).filter(is_told);
    lines.len() <= LINES && told.any(|line| tells_only_of_others(&line.to_lowercase()))
}

/// What the sentence says that stands between the two lines that tell of a success.
fn nearer(document: &Document, first: usize, last: usize) -> Said {
    const APART: usize = 8;
    let sentence = (1..APART).contains(&last.saturating_sub(first)).then(|| above(document, last)).flatten();
    sentence.map_or(Said::Nothing, |text| Said::of(&text.to_lowercase(), true))
}

/// The last sentence above a line, if it leads to what stands below it.
fn above(document: &Document, first: usize) -> Option<String> {
    let range = (first.saturating_sub(LINES_MAX)..first).rev();
    let prose = |index: &usize| is_prose(document.line(*index));
    let nearest = range.clone().find(|index| !is_passed(document, *index)).filter(prose)?;
    let start = (nearest.saturating_sub(SENTENCE_LINES_MAX - 1)..nearest).rev().take_while(prose).last();
    let text: Vec<&str> = (start.unwrap_or(nearest)..=nearest).map(|index| document.line(index).trim()).collect();
    let text = text.join(" ");
    let sentence = last_sentence(&text);
    leads(sentence).then(|| sentence.to_owned())
}

/// The first sentence below a line.
fn below(document: &Document, last: usize) -> Option<String> {
    let mut range = last + 1..document.len().min(last + 1 + LINES_MAX);
    let next = range.find(|index| !is_passed(document, *index))?;
    let text = document.line(next).trim();
    is_prose(text)
        .then(|| text.split(['。', '!', '?']).next().unwrap_or(text).split(". ").next().unwrap_or(text).to_owned())
}

/// Whether a line says nothing and parts nothing: blank, a fence, a rule, or a field of a print.
fn is_passed(document: &Document, index: usize) -> bool {
    let (line, terms) = (document.line(index).trim(), document.terms(index));
    !line.chars().any(char::is_alphanumeric)
        || line.starts_with("```")
        || is_field(line)
        || terms.has(Term::Expiry) && labels::expiry(line).is_some()
        || is_answerer(line)
        || line.contains("_vlmcs._tcp")
        || pattern::ACTIVATING.is_match(line)
}

fn is_field(line: &str) -> bool {
    split_label(line).is_some_and(|(label, value)| !value.is_empty() && labels::label(label).is_some())
}

/// Whether a line names the server that DNS was asked at, as nslookup begins: a label in any language, a name or an address.
fn is_answerer(line: &str) -> bool {
    split_label(line).is_some_and(|(label, value)| {
        let is_server = value.contains('.') && pattern::HOST_NAME.is_match(value);
        !label.contains(' ') && is_server
    })
}

/// Whether a line is a name without a value that no tool prints.
fn is_open(line: &str) -> bool {
    split_label(line).is_some_and(|(label, value)| value.is_empty() && labels::label(label).is_none())
}

/// Whether a line is of words: no command behind a prompt and no data.
fn is_prose(line: &str) -> bool {
    let line = line.trim();
    let is_prompt =
        line.contains(":\\") && line.contains('>') || ["PS ", "$ "].iter().any(|prompt| line.starts_with(prompt));
    let is_data = line.starts_with(['<', '{', '[', '|', '"', ','])
        || line.contains([';', '=', '\t', '|'])
        || line.matches(',').count() > 4;
    line.len() <= LENGTH_MAX && line.chars().any(char::is_alphabetic) && !is_prompt && !is_data
}

fn last_sentence(text: &str) -> &str {
    let body = text.trim_end_matches(['.', '。', ' ']);
    let ends = [". ", "? ", "! ", "。", "？"].iter().filter_map(|end| Some(body.rfind(end)? + end.len()));
    text.get(ends.max().unwrap_or(0)..).unwrap_or(text)
}

/// Whether a sentence is open at its end, or points at what follows it.
fn leads(sentence: &str) -> bool {
    const POINTING: [&str; 9] =
        ["this", "following", "below", " such ", "message", "次の", "以下", "下記", "メッセージ"];
    let is_closed = sentence.trim_end().ends_with(['.', '。', '!', '?', '？']);
    !is_closed || last_of(&sentence.to_lowercase(), &POINTING).is_some()
}

/// Whether a sentence below lines goes on with the one above them: it begins in small letters, or with a particle. The name of a
/// machine is no word in small letters: "kms01 は昨年…" begins anew.
fn goes_on(text: &str) -> bool {
    let is_word = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase()) && !word.contains(is_of_names);
    text.starts_with(|c| "とがにはをでの".contains(c)) || text.split_whitespace().next().is_some_and(is_word)
}

fn is_of_names(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '-' | '_') || !c.is_ascii()
}

fn is_taught_behind(lower: &str) -> bool {
    const BEHIND: [&str; 9] =
        ["should appear", "must ", "must be", "が表示されれば", "ことを確認", "れば", "たら", "とあります", "ください"];
    Said::of(lower, true).is_other_than_now() || last_of(lower, &BEHIND).is_some()
}

/// Whether a sentence says that nobody saw the lines above it.
fn is_denied(lower: &str) -> bool {
    const NOT: [&str; 12] = [
        "not see ",
        "n't see ",
        "never see ",
        "never saw ",
        "not appear",
        "n't appear",
        "not get ",
        "n't get ",
        "表示されません",
        "表示されない",
        "出ません",
        "出ない",
    ];
    const THAT: [&str; 10] = [
        "this message",
        "that message",
        "this line",
        "that line",
        "this output",
        "that output",
        "such a",
        "この",
        "その",
        "と表示",
    ];
    last_of(lower, &NOT).is_some() && last_of(lower, &THAT).is_some()
}

/// Whether quotation marks stand around a line.
fn is_quoted(line: &str) -> bool {
    let line = line.trim();
    // A row of quoted cells is data.
    line.chars().count() > 2
        && !line.contains("\",\"")
        && line.starts_with(['"', '“', '„', '「', '『', '\''])
        && line.trim_end_matches(['.', '。', ',']).ends_with(['"', '”', '“', '」', '』', '\''])
}

/// The lines that tell of trouble.
fn trouble(document: &Document) -> impl Iterator<Item = usize> {
    let troubled = document.lines().filter(|(_, line)| line.len() <= LENGTH_MAX && doubt::is_trouble(line));
    troubled.map(|(index, _)| index)
}

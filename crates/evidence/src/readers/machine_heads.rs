//! Heads above the prints of several machines, as tools write that run a command on many, and people who collect by hand:
//! `ok: [pc-1] => {`, `pc-1 | CHANGED | rc=0 >>`, `=== pc-1 ===`, `pc-1:`, `コンピューター名: pc-1`.
//!
//! A head counts only where others of its form stand above prints too.

use crate::{
    fact::{Fact, ObservationKind},
    instance::names,
    kind::Kind,
    labels::{self, Label},
    lines::{Document, split_label},
    machine_name::may_be_machine,
    pattern, sentences,
    terms::{Term, Terms},
};

/// Longer lines are no heads.
const LENGTH_MAX: usize = 160;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Play,
    Column,
    Label,
    Rule,
    Bare,
}

struct Head {
    line: usize,
    form: Form,
    name: String,
}

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let told = document.with(&[Term::Label, Term::OsppAnchor, Term::Code, Term::Sentence]);
    let tells =
        |index: usize| is_status(document.line(index)) || is_outcome(document.line(index), document.terms(index));
    let prints: Vec<usize> = told.into_iter().filter(|index| tells(*index)).collect();
    if prints.len() < 2 {
        return Vec::new();
    }
    let open = document.lines().filter(|(line, _)| !document.is_consumed(*line));
    let heads: Vec<Head> = open.filter_map(|(line, text)| head(line, text)).collect();
    let forms = [Form::Play, Form::Column, Form::Label, Form::Rule, Form::Bare];
    let Some(form) = forms.into_iter().find(|form| are_above_prints(&heads, *form, &prints)) else { return Vec::new() };
    let own = heads.into_iter().filter(|head| head.form == form);
    own.map(|head| document.observe(head.line, Kind::SystemInfo, ObservationKind::Computer, "", &head.name)).collect()
}

/// Whether a print says here how its license stands.
fn is_status(line: &str) -> bool {
    let label = split_label(line).map_or("", |(label, _)| label);
    label == "LICENSE STATUS" || labels::label(label) == Some(Label::LicenseStatus)
}

/// Whether a command says here how it ended.
fn is_outcome(line: &str, terms: Terms) -> bool {
    let fails = || terms.has(Term::Code) && pattern::code_in(line).is_some() && sentences::is_failure(line);
    let succeeds = || terms.has(Term::Sentence) && sentences::holds_success(line);
    line.len() <= sentences::LINE_MAX && (fails() || succeeds())
}

/// Whether two machines are named in heads of a form that each has a print of its own.
fn are_above_prints(heads: &[Head], form: Form, prints: &[usize]) -> bool {
    let own: Vec<&Head> = heads.iter().filter(|head| head.form == form).collect();
    let mut named: Option<&str> = None;
    for (place, head) in own.iter().enumerate() {
        let end = own.get(place + 1).map_or(usize::MAX, |next| next.line);
        let first = prints.partition_point(|print| *print < head.line);
        if prints.get(first).is_none_or(|print| *print >= end) {
            continue;
        }
        match named {
            Some(name) if !name.eq_ignore_ascii_case(&head.name) => return true,
            _ => named = Some(&head.name),
        }
    }
    false
}

fn head(line: usize, text: &str) -> Option<Head> {
    let text = text.trim();
    let form = |form: Form, name: &str| Some(Head { line, form, name: name.to_owned() });
    if text.is_empty() || text.len() > LENGTH_MAX {
        return None;
    }
    if let Some(name) = played(text) {
        return form(Form::Play, name);
    }
    if let Some(name) = in_column(text) {
        return form(Form::Column, name);
    }
    let is_mark =
        |c: char| c.is_ascii_punctuation() && !matches!(c, '.' | ':') || "■□●○◆◇▼▽★【】［］「」・".contains(c);
    let inner = text.trim_matches(is_mark).trim();
    if let Some(name) = labelled(inner) {
        return form(Form::Label, name);
    }
    let name = inner.trim_end_matches([':', '：']);
    let is_marked = inner.len() < text.len();
    let is_bare = name.len() < inner.len();
    (is_marked || is_bare).then_some(())?;
    if may_be_machine(name) {
        return form(if is_marked { Form::Rule } else { Form::Bare }, name);
    }
    form(Form::Rule, within(inner).filter(|_| is_marked)?)
}

/// The one word of a short head that can be nothing but a machine: `Dell PC-07`, 「右 (PC-07、異常)」.
fn within(head: &str) -> Option<&str> {
    const WORDS_MAX: usize = 6;
    const PREFIXES_OF_OTHERS: [&str; 6] = ["kb", "rfc", "cve", "utf", "iso", "case"];
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let words = || head.split(|c: char| !is_of_name(c)).filter(|word| !word.is_empty());
    if words().nth(WORDS_MAX).is_some() {
        return None;
    }
    let is_machine = |word: &&str| {
        let has = |is: fn(&char) -> bool| word.chars().filter(is).count();
        let lower = word.to_ascii_lowercase();
        (4..=15).contains(&word.len())
            && has(char::is_ascii_digit) > 0
            && has(char::is_ascii_uppercase) > 1
            && has(|c| *c == '-') == 1
            && !PREFIXES_OF_OTHERS.iter().any(|prefix| lower.starts_with(prefix))
            && may_be_machine(word)
    };
    let mut machines = words().filter(is_machine);
    let machine = machines.next()?;
    machines.next().is_none().then_some(machine)
}

/// `ok: [pc-1] => {`
pub(crate) fn played(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(": [")?;
    let is_result = ["ok", "changed", "fatal", "failed", "skipping", "unreachable"].contains(&word);
    let (name, _) = rest.split_once(']').filter(|_| is_result)?;
    name.split(" -> ").next().filter(|name| is_name(name))
}

/// `pc-1 | CHANGED | rc=0 >>`
pub(crate) fn in_column(text: &str) -> Option<&str> {
    let (name, rest) = text.split_once(" | ")?;
    let is_result = ["CHANGED", "SUCCESS", "FAILED", "UNREACHABLE"].iter().any(|word| rest.starts_with(word));
    Some(name).filter(|name| is_result && is_name(name))
}

/// `コンピューター名: pc-1`, `PC2 : pc-2`
fn labelled(text: &str) -> Option<&str> {
    const LABELS: [&str; 18] = [
        "computer",
        "computername",
        "hostname",
        "host",
        "machine",
        "machinename",
        "pscomputername",
        "servername",
        "server",
        "client",
        "pc",
        "vm",
        "コンピューター名",
        "ホスト名",
        "端末名",
        "端末",
        "pc名",
        "サーバー",
    ];
    let (label, name) = text.split_once([':', '：', '】', ']'])?;
    let name = name.trim_matches([' ', ':', '：', '=']);
    let folded = names::folded(label);
    // They may be numbered.
    let is_label = LABELS.contains(&folded.trim_end_matches(|c: char| c.is_ascii_digit()));
    Some(name).filter(|name| is_label && (is_name(name) || may_be_machine(name)))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
}

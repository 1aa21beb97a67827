//! Messages of slmgr, ospp and Windows Script Host that are one line each.

use crate::{
    doubt,
    fact::{Fact, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    pattern, product_key, sentences,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[
        Term::Cscript,
        Term::Elevation,
        Term::HostSet,
        Term::KeyCommand,
        Term::MissingCommand,
        Term::MissingId,
        Term::ScriptHostDisabled,
    ]) {
        let line = document.line(index).trim().to_owned();
        if line.is_empty() {
            continue;
        }
        if !document.is_consumed(index) && is_told_without_key(&line) {
            let cite = document.cite(index);
            found.extend([Fact::NoKey(vec![cite.clone()]), Fact::told_in_prose("", vec![cite])]);
            continue;
        }
        let said = not_installed(&line)
            .or_else(|| key(&line))
            .or_else(|| barred(&line))
            .or_else(|| elevation(&line))
            .or_else(|| missing(&line));
        if let Some((kind, what, value)) = said {
            found.push(document.observe(index, kind, what, "", &value));
        } else if line.starts_with("Microsoft (R) Windows Script Host") || line.starts_with("Copyright (C) Microsoft") {
            document.consume(index);
        }
    }
    found
}

/// Whether a sentence tells what ospp.vbs prints where no product has a key.
fn is_told_without_key(line: &str) -> bool {
    let tells = |sentence: &str| {
        let lower = sentence.to_lowercase();
        lower.contains("no installed product keys detected")
            && !doubt::is_supposed(&lower)
            && doubt::past(&lower).is_none()
    };
    line.len() <= sentences::LINE_MAX && sentences::of_line(line).any(tells)
}

type Found = Option<(Kind, ObservationKind, String)>;

/// `Error: Activation ID (2e28138a-…) not found.`
fn not_installed(line: &str) -> Found {
    let id = pattern::ACTIVATION_ID_MISSING.captures(line)?.get(1)?;
    Some((Kind::SlmgrShort, ObservationKind::NotInstalled, id.as_str().to_lowercase()))
}

fn key(line: &str) -> Found {
    let lower = line.to_lowercase();
    if lower.contains("uninstalled product key successfully") || lower.contains("<product key uninstall successful>") {
        return Some((Kind::SlmgrShort, ObservationKind::KeyRemoved, "yes".into()));
    }
    if let Some(host) = pattern::HOST_SET.captures(line).and_then(|found| found.get(1)) {
        return Some((Kind::SlmgrShort, ObservationKind::HostSet, host.as_str().to_lowercase()));
    }
    let installed = lower.starts_with("installed product key") && !lower.contains("detected");
    let key = installed.then(|| product_key::all(line.as_bytes(), 1).next()).flatten()?;
    Some((Kind::SlmgrShort, ObservationKind::KeyInstalled, key.last_group(line).to_owned()))
}

/// Windows Script Host says that it is disabled or that there is no engine for the script.
fn barred(line: &str) -> Found {
    let lower = line.to_lowercase();
    let about = lower.contains("windows script host") || lower.contains("vbscript") || lower.contains("wscript");
    let no = [
        "disabled on this machine",
        "can't find script engine",
        "no script engine",
        "無効になって",
        "access is disabled",
    ];
    (about && holds_any(&lower, &no)).then(|| (Kind::SlmgrShort, ObservationKind::ScriptHostDisabled, line.to_owned()))
}

fn elevation(line: &str) -> Found {
    let lower = line.to_lowercase();
    let asks = ["requires elevated privileges", "run as administrator to", "管理者特権が必要", "昇格された特権"];
    asks.iter()
        .any(|word| lower.contains(word))
        .then(|| (Kind::SlmgrShort, ObservationKind::NotElevated, line.to_owned()))
}

/// A shell says that it has no command of this name. The name stays in every language, so does PowerShell's id of the error.
fn missing(line: &str) -> Found {
    const SAID: [&str; 7] = [
        "not recognized",
        "command not found",
        "認識されません",
        "認識されていません",
        "wird nicht als name",
        "n'est pas reconnu",
        "no se reconoce",
    ];
    const VERBS: [&str; 8] = ["get-", "set-", "install-", "uninstall-", "enable-", "disable-", "invoke-", "start-"];
    const COMMANDS: [&str; 4] = ["slmgr", "ospp.vbs", "cscript", "vnextdiag"];
    let lower = line.to_lowercase();
    if !holds_any(&lower, &SAID) {
        return None;
    }
    let words = line.split(|c: char| c.is_whitespace() || "'\"`:“”‘’「」（）()".contains(c));
    let is_ours = |word: &&str| {
        let word = word.to_lowercase();
        let is_verb = || VERBS.iter().any(|verb| word.starts_with(verb));
        COMMANDS.iter().any(|command| word.starts_with(command))
            || is_verb() && holds_any(&word, &["licens", "kms", "activation"])
    };
    let command = words.into_iter().find(is_ours)?;
    Some((Kind::SlmgrShort, ObservationKind::CommandMissing, command.to_owned()))
}

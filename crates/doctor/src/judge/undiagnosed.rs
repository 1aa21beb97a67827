//! EVI013 and EVI014: what fails without a cause in the evidence, and what the evidence does not tell at all.
//!
//! Every product, every code, every failing event and every complaint ends in a conclusion: of a rule, or here.

mod told;

use super::{Finding, Verdict, finding, is_cause, rank, same_product::Well};
use crate::{
    action,
    case::{ActiveCode, App, Case, CodeSource, InstalledLicense, LoggedEvent},
    hit::Hit,
    label::Label,
    rule::{Role, Rule, Severity, Weight},
    sentence::{NO_CODE, Value, Values as _, assert_names, values},
};
use muster_core::{code::Code, lang::Text};
use muster_evidence::{
    Kind,
    fact::{Cite, EventField},
    holds_any,
};
use std::collections::HashSet;

values! { code: Value }
values! { NotSeen { subject: Value, command: &'static str } }

pub(super) static CAUSE_NOT_IN_EVIDENCE: Rule = Rule {
    id: "EVI013",
    severity: Severity::Medium,
    role: Role::State,
    command: "muster doctor collect",
    weight: Weight::NamesNoCause,
    sources: "D",
    title: Text { en: "Cause not in the evidence", ja: "診断データから原因を特定できない" },
    finding: Text {
        en: "{product} is not activated ({code}), and nothing here says why",
        ja: "{product} はライセンス認証されていませんが ({code})、診断データから原因を特定できません",
    },
    actions: &[&action::COLLECT],
    labels: &[Label::InsufficientEvidence],
    ..Rule::BLANK
};

pub(super) static STATE_NOT_SEEN: Rule = Rule {
    id: "EVI014",
    role: Role::State,
    command: "muster doctor collect",
    weight: Weight::NamesNoCause,
    sources: "D",
    title: Text { en: "State not in the evidence", ja: "診断データから状態を判断できない" },
    finding: Text {
        en: "Cannot say how {subject} stands: the evidence does not show it. {command} would tell",
        ja: "{subject} の状態は診断データから判断できません。{command} で確認できます",
    },
    actions: &[&action::COLLECT],
    labels: &[Label::InsufficientEvidence],
    ..Rule::BLANK
};

const _: () = assert_names(&CAUSE_NOT_IN_EVIDENCE.finding, Values::NAMES, Values::ALL);
const _: () = assert_names(&STATE_NOT_SEEN.finding, NotSeen::NAMES, NotSeen::ALL);

const OF_WINDOWS: &str = "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv";
const OF_OFFICE: &str = "cscript //nologo ospp.vbs /dstatusall";

/// Whether it names what the evidence does not tell of any product in it.
pub(super) fn is_open(finding: &Finding) -> bool {
    let is = |rule: &'static Rule| std::ptr::eq(finding.rule, rule);
    is(&STATE_NOT_SEEN) || is(&CAUSE_NOT_IN_EVIDENCE) && finding.license.is_none()
}

pub(super) fn findings(case: &Case, all: &[Finding]) -> Vec<Finding> {
    let mut found = without_cause(case, all);
    found.extend(without_state(case, all));
    found.extend(complaint(case, all));
    found.extend(event(case, all));
    found.extend(told::findings(case, all));
    found.extend(host(case, all));
    if found.iter().chain(all).all(|finding| rank(finding).is_none()) {
        found.extend(event_without_code(case));
    }
    found
}

/// Products in trouble for which no rule names a cause.
fn without_cause(case: &Case, all: &[Finding]) -> Vec<Finding> {
    // A cause that names no license may be the cause of any.
    if all.iter().any(|finding| finding.license.is_none() && is_cause(finding)) {
        return Vec::new();
    }
    let explains = |finding: &&Finding| is_cause(finding) || finding.rule.weight == Weight::ExplainsTrouble;
    let explained: HashSet<usize> = all.iter().filter(explains).filter_map(|finding| finding.license).collect();
    let is_failing = |installed: &InstalledLicense| {
        installed.is_in_trouble() || installed.active_codes.iter().any(|active| active.source == CodeSource::Text)
    };
    let licenses = case.licenses.iter().enumerate();
    licenses
        .filter(|(index, installed)| is_failing(installed) && !explained.contains(index))
        .map(|(index, installed)| cause_not_in_evidence(case, index, installed))
        .collect()
}

fn cause_not_in_evidence(case: &Case, index: usize, installed: &InstalledLicense) -> Finding {
    let first = installed.active_codes.first();
    let code = first.map_or(NO_CODE, |active| active.code.into());
    let printed = || installed.cites.iter().take(1).cloned().collect::<Vec<Cite>>();
    let cites = first.map_or_else(printed, |ActiveCode { cites, .. }| cites.clone());
    finding(&CAUSE_NOT_IN_EVIDENCE, Hit::for_license(index, &cites).with(Values { code }).named(), case)
}

/// Products of which the evidence tells neither that they are licensed nor that they fail.
fn without_state(case: &Case, all: &[Finding]) -> Vec<Finding> {
    let concludes = |finding: &&Finding| rank(finding).is_some() && finding.verdict != Verdict::NotSeen;
    let concluded: HashSet<usize> = all.iter().filter(concludes).filter_map(|finding| finding.license).collect();
    let well = Well::of(&case.licenses);
    let is_open = |(index, installed): &(usize, &InstalledLicense)| {
        !installed.is_well()
            && !installed.is_in_trouble()
            && !installed.needs_no_activation()
            && !well.has(installed)
            && !concluded.contains(index)
            && !installed.active_codes.iter().any(|active| active.source == CodeSource::Text)
    };
    let name = |installed: &InstalledLicense| match installed.name() {
        name if name.is_empty() => "Windows / Office".to_owned(),
        name => name,
    };
    let licenses = case.licenses.iter().enumerate().filter(is_open);
    licenses
        .map(|(index, installed)| {
            let cites: Vec<Cite> = installed.status_lines();
            let values = NotSeen { subject: name(installed).into(), command: command(installed.app()) };
            finding(&STATE_NOT_SEEN, Hit::for_license(index, &cites).with(values).named(), case)
        })
        .collect()
}

fn command(app: App) -> &'static str {
    if app == App::Office { OF_OFFICE } else { OF_WINDOWS }
}

/// A failing code in prose beside products that are well: their health does not answer it.
fn complaint(case: &Case, all: &[Finding]) -> Option<Finding> {
    if case.licenses.iter().any(|installed| !installed.is_well()) || all.iter().any(is_cause) {
        return None;
    }
    let cited: HashSet<Place> = all.iter().flat_map(|finding| finding.cites.iter().map(place)).collect();
    let is_answered = |cites: &[Cite]| cites.iter().any(|cite| cited.contains(&place(cite)));
    let is_open = |(code, cites): &&(Code, Vec<Cite>)| code.is_failure() && !is_answered(cites);
    let (code, cites) = case.unattributed_codes.iter().find(is_open)?;
    let office = cites.iter().any(|cite| names_office(&cite.text));
    let command = command(if office { App::Office } else { App::Unknown });
    let subject = if office { format!("Office ({code})") } else { code.to_string() };
    Some(finding(&STATE_NOT_SEEN, Hit::global(cites).with(NotSeen { subject: subject.into(), command }).named(), case))
}

/// Whether a line is about Office.
pub(crate) fn names_office(text: &str) -> bool {
    const WORDS: [&str; 6] = ["Office", "ospp", "Visio", "Outlook", "Excel", "オフィス"];
    holds_any(text, &WORDS)
}

/// The newest failing event that belongs to no product and that no rule uses.
fn event(case: &Case, all: &[Finding]) -> Option<Finding> {
    if all.iter().any(is_cause) || case.licenses.iter().any(InstalledLicense::is_in_trouble) {
        return None;
    }
    let found = all.iter().flat_map(|finding| &finding.cites);
    let past = case.licenses.iter().flat_map(|installed| &installed.history).flat_map(|past| &past.cites);
    let places: HashSet<Place> = found.chain(past).map(place).collect();
    let cited = |event: &&LoggedEvent| event.cites.first().is_some_and(|cite| places.contains(&place(cite)));
    // A rule cites the newest event of a number or a code and speaks for all of them.
    let used = || case.events.iter().filter(cited).map(|event| &event.record);
    let ids: HashSet<u32> = used().map(|record| record.id).collect();
    let codes: HashSet<Option<Code>> = used().map(|record| record.code).collect();
    let is_used = |event: &LoggedEvent| ids.contains(&event.record.id) || codes.contains(&event.record.code);
    let well = case.licenses.iter().any(InstalledLicense::is_well);
    let succeeded = case.events(&[12289]).filter(|event| !fails(event)).filter_map(|event| event.at).max();
    let is_newest = |event: &LoggedEvent| match (event.at, succeeded) {
        (Some(at), Some(succeeded)) => at > succeeded,
        _ => !well,
    };
    let is_open = |event: &&LoggedEvent| fails(event) && is_newest(event) && !is_used(event);
    let open = case.events.iter().rev().find(is_open)?;
    let code = open.record.code?;
    let hit = Hit::global(&open.cites);
    Some(if well {
        let values = NotSeen { subject: format!("{} ({code})", open.record.id).into(), command: OF_WINDOWS };
        finding(&STATE_NOT_SEEN, hit.with(values).named(), case)
    } else {
        finding(&CAUSE_NOT_IN_EVIDENCE, hit.with(Values { code: code.into() }).named(), case)
    })
}

/// The newest event that tells of an attempt, where nothing else leads to a conclusion: its code is cut off.
fn event_without_code(case: &Case) -> Option<Finding> {
    let event = case.events.iter().rev().find(|event| event.record.code.is_none())?;
    let subject = format!("Windows / Office ({})", event.record.id);
    let values = NotSeen { subject: subject.into(), command: OF_WINDOWS };
    Some(finding(&STATE_NOT_SEEN, Hit::global(&event.cites).with(values).named(), case))
}

/// File, line and record, and the text that is quoted of them.
type Place<'c> = (usize, Option<u32>, Option<u64>, &'c str);

fn place(cite: &Cite) -> Place<'_> {
    (cite.file, cite.line, cite.record, &cite.text)
}

fn fails(event: &LoggedEvent) -> bool {
    event.record.code.is_some_and(Code::is_failure)
}

/// A host of which only the requests are known: that it answered them does not tell how it stands.
fn host(case: &Case, all: &[Finding]) -> Option<Finding> {
    const HOST: Text = Text { en: "the KMS host", ja: "KMS ホスト" };
    let is_told = all.iter().any(|finding| rank(finding).is_some());
    let newest = case.requests.last().filter(|_| case.licenses.is_empty() && !is_told && !case.has(&[Kind::Muster]))?;
    let hit = Hit::global(&newest.cites);
    Some(match newest.record.code.filter(|code| code.is_failure()) {
        Some(code) => {
            let client = hit.product(newest.record.field(EventField::Machine));
            finding(&CAUSE_NOT_IN_EVIDENCE, client.with(Values { code: code.into() }).named(), case)
        }
        None => {
            let values = NotSeen { subject: Value::Words(HOST), command: OF_WINDOWS };
            finding(&STATE_NOT_SEEN, hit.product("KMS").with(values).named(), case)
        }
    })
}

//! Builds the case: attributes events, results of commands and codes to licenses.

use super::{
    add_on::NewestYears,
    asked::{self, Exchange},
    attribution::Attribution,
    conclusions::Derived,
    event_order,
    facts::{Case, Kinds, PortProbe},
    history_event::{Entry, HistoryEvent},
    ids::Ids,
    installed_license::{ActiveCode, CodeSource, InstalledLicense},
    leftover::Replacing,
    logged_event::LoggedEvent,
    machines::Machine,
    merge::Merged,
    print_order, printed_cmids, story, told_codes,
};
use muster_core::code::{self, Code};
use muster_evidence::fact::{Cite, EventField, Fact, License, Outcome, Place};
use muster_evidence::{Evidence, EvidenceSet, Kind, state_code};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// What became of the sources, which the cases of all machines share.
pub(crate) struct Sources {
    evidence: Arc<Vec<Evidence>>,
    kinds: Kinds,
}

impl Sources {
    pub(crate) fn of(set: &EvidenceSet) -> Self {
        let kinds = Kinds::of(set.evidence.iter().flat_map(|evidence| evidence.kinds.iter().copied()));
        Self { evidence: Arc::clone(&set.evidence), kinds }
    }

    /// Whether any evidence is of one of these kinds.
    pub(crate) fn has(&self, kinds: &[Kind]) -> bool {
        self.kinds.has_any(kinds)
    }
}

/// The case of one machine.
pub(crate) fn case(machine: &Machine<'_>, sources: &Sources) -> Case {
    let evidence = sources.evidence.as_slice();
    let mut case = Case {
        name: machine.name.clone(),
        evidence: Arc::clone(&sources.evidence),
        kinds: sources.kinds,
        ..Case::default()
    };
    let mut outcomes = Vec::new();
    let mut licenses = Merged::default();
    for fact in &machine.facts {
        match fact {
            Fact::License(license, cites) => {
                licenses.add(license, cites, print_order::printed(evidence, cites));
            }
            Fact::Outcome(outcome, cites) => outcomes.push((outcome, cites)),
            Fact::Srv(srv, cites) => case.srvs.push((srv.clone(), cites.clone())),
            Fact::Observation(observation, cites) => case.observations.push((observation.clone(), cites.clone())),
            Fact::PrimarySuffix(suffix, cites) => case.suffix = Some((suffix.clone(), cites.clone())),
            Fact::Cmid(cmid, cites) => case.cmids.push((cmid.clone(), cites.clone())),
            Fact::NoKey(cites) => case.no_key.extend(cites.iter().cloned()),
            Fact::Code(code, cites) => case.unattributed_codes.push((*code, cites.clone())),
            Fact::Port { host, port, open, cites } => {
                case.ports.push(PortProbe { host: host.clone(), port: *port, open: *open, cites: cites.clone() });
            }
            Fact::Event(..) => {}
        }
    }
    case.licenses = licenses.finish();
    forget_tests(&mut case, &outcomes);
    events(&mut case, &machine.facts);
    name_attempts(&mut case, &outcomes);
    let mut attribution = Attribution::of(&case.licenses);
    outcomes.into_iter().for_each(|(outcome, cites)| attribution.attach(&mut case.licenses, outcome, cites));
    story::end(&mut case.licenses);
    case.licenses.iter_mut().for_each(settle);
    let alone = printed_alone(&case.licenses);
    let all = std::mem::take(&mut case.licenses);
    let (replacing, newest_years) = (Replacing::of(&all), NewestYears::of(&all));
    for (index, installed) in all.into_iter().enumerate() {
        // Each year of Extended Security Updates is a license: one of a later year makes the earlier ones history.
        let is_past = newest_years.outdate(&installed) || replacing.is_signed_in(&installed);
        let is_in_use = (installed.is_in_use() || alone.contains(&index)) && !is_past;
        let place = match (is_in_use, installed.is_leftover(&replacing)) {
            (true, true) => &mut case.leftovers,
            (true, false) => &mut case.licenses,
            (false, _) => &mut case.unused,
        };
        place.push(installed);
    }
    told_codes::attach(&mut case);
    of_muster(&mut case);
    // Clients first: readers ask why their machine is not activated.
    case.licenses.sort_by_key(InstalledLicense::is_host);
    [&mut case.licenses, &mut case.unused, &mut case.leftovers]
        .into_iter()
        .flatten()
        .for_each(InstalledLicense::settle);
    case.derived = Derived::of(&case);
    // Where the host counts enough machines, nothing suffers from an id that others have too.
    if case.clients().any(|(_, client)| client.active_code(&[code::COUNT_TOO_LOW]).is_some()) {
        case.derived.shared_cmids.extend(printed_cmids::of_machine(&machine.facts, &machine.shared_cmids));
    }
    case
}

/// A place in the evidence.
type At = (usize, Place);

/// Forgets that a port was shut where the same text tests it again further down, finds it open, and activates.
fn forget_tests(case: &mut Case, outcomes: &[(&Outcome, &Vec<Cite>)]) {
    let at = |cites: &[Cite]| cites.first().map(|cite| (cite.file, cite.place()));
    let activated: Vec<_> = outcomes
        .iter()
        .filter(|(outcome, _)| !outcome.code.is_some_and(Code::is_failure))
        .filter_map(|(_, cites)| at(cites))
        .collect();
    let ends_well = |open: At| activated.iter().any(|done| done.0 == open.0 && done.1 > open.1);
    let open: Vec<_> = case.ports.iter().filter(|probe| probe.open).cloned().collect();
    case.ports.retain(|probe| {
        let is_again = |open: &PortProbe| (&open.host, open.port) == (&probe.host, probe.port);
        let is_later = |(later, now): (At, At)| later.0 == now.0 && later.1 > now.1;
        let mut later =
            open.iter().filter(|open| is_again(open)).filter_map(|open| at(&open.cites).zip(at(&probe.cites)));
        probe.open || !later.any(|places| is_later(places) && ends_well(places.0))
    });
}

/// Notes which nameless products Muster speaks of.
fn of_muster(case: &mut Case) {
    let is_own =
        |cite: &Cite| case.evidence.get(cite.file).is_some_and(|evidence| evidence.kinds.contains(&Kind::Muster));
    for installed in &mut case.licenses {
        let codes = installed.active_codes.iter().flat_map(|active| &active.cites);
        let outcomes = installed.outcomes.iter().flat_map(|(_, cites)| cites);
        let history = installed.history.iter().flat_map(|event| &event.cites);
        installed.is_of_muster = installed.cites.iter().chain(codes).chain(outcomes).chain(history).any(is_own);
    }
}

/// Licenses that stand alone in their text. A list of all licenses holds many that nobody uses; who prints one
/// prints the one that matters.
fn printed_alone(licenses: &[InstalledLicense]) -> HashSet<usize> {
    let mut in_file: HashMap<usize, usize> = HashMap::new();
    for installed in licenses {
        // What other files say of a license too stands first elsewhere.
        let files: HashSet<usize> = installed.cites.iter().map(|cite| cite.file).collect();
        files.into_iter().for_each(|file| *in_file.entry(file).or_default() += 1);
    }
    let is_alone = |installed: &InstalledLicense| {
        let file = installed.cites.first().map(|cite| cite.file);
        file.and_then(|file| in_file.get(&file)) == Some(&1)
    };
    licenses.iter().enumerate().filter(|(_, installed)| is_alone(installed)).map(|(index, _)| index).collect()
}

/// Orders the events by time and attributes each to its license.
fn events(case: &mut Case, facts: &[&Fact]) {
    let mut ids = Ids::of(&case.licenses);
    let (mut answers, mut exchanges) = (Vec::new(), Vec::new());
    for event in event_order::oldest_first(facts, &case.evidence) {
        match event.record.id {
            12289 => {
                exchanges.push(Exchange::answer(&event));
                answers.push(event);
            }
            12290 => case.requests.push(event),
            _ => {
                exchanges.extend(attach_event(case, &event, &mut ids));
                case.events.push(event);
            }
        }
    }
    let licenses = asked::licenses_of_answers(&exchanges);
    answers.into_iter().zip(licenses).for_each(|(answer, place)| attach_answer(case, answer, place, &mut ids));
}

/// Attributes an event to its license; the request that it is, if it is one.
fn attach_event(case: &mut Case, event: &LoggedEvent, ids: &mut Ids) -> Option<Exchange> {
    let history_event = HistoryEvent::of(event)?;
    let id = event.record.field(EventField::ActivationId).to_lowercase();
    let place = license_of(&mut case.licenses, ids, &id, event.record.field(EventField::Cmid));
    let sent = if let Entry::Sent { code, .. } = &history_event.entry { Some(!code.is_failure()) } else { None };
    if let Some(installed) = case.licenses.get_mut(place) {
        if let (Entry::State { .. }, true) = (&history_event.entry, installed.cites.is_empty()) {
            state(installed, event);
        }
        installed.history.push(history_event);
    }
    sent.map(|sent| Exchange::request(event, place, sent))
}

/// Fills a license that no tool printed from event 8230. The newest event wins.
fn state(installed: &mut InstalledLicense, event: &LoggedEvent) {
    let field = |field: EventField| Some(event.record.field(field).to_owned()).filter(|text| !text.is_empty());
    let license = Arc::make_mut(&mut installed.license);
    license.key_channel = field(EventField::KeyChannel).or(license.key_channel.take());
    license.partial_key = field(EventField::PartialKey).or(license.partial_key.take());
    license.code = field(EventField::Reason).and_then(|code| code.parse().ok());
    license.status = match event.record.field(EventField::LicenseState).trim_start_matches("SL_LICENSING_STATUS_") {
        "UNLICENSED" => Some(0),
        "LICENSED" => Some(1),
        "IN_GRACE_PERIOD" => Some(2),
        "NOTIFICATION" => Some(5),
        _ => license.status,
    };
}

/// Finds or creates the license with an activation id and client machine id. Without an id it is the first client.
fn license_of(licenses: &mut Vec<InstalledLicense>, ids: &mut Ids, id: &str, cmid: &str) -> usize {
    let is_client = |installed: &InstalledLicense| {
        let machine = installed.license.cmid.as_deref().is_none_or(|known| cmid.is_empty() || known == cmid);
        machine && !installed.is_host()
    };
    let known = if id.is_empty() { licenses.iter().position(is_client) } else { ids.find(id, cmid) };
    known.unwrap_or_else(|| {
        let license = License {
            activation_id: Some(id.to_owned()).filter(|id| !id.is_empty()),
            cmid: Some(cmid.to_owned()).filter(|cmid| !cmid.is_empty()),
            ..License::default()
        };
        ids.add(licenses.len(), &license);
        licenses.push(InstalledLicense { license: license.into(), ..InstalledLicense::default() });
        licenses.len() - 1
    })
}

/// Attributes an answer, which names no product, to the license of its request, else to the first client.
fn attach_answer(case: &mut Case, answer: LoggedEvent, place: Option<usize>, ids: &mut Ids) {
    let Some(history_event) = HistoryEvent::of(&answer) else { return };
    let place = place.unwrap_or_else(|| license_of(&mut case.licenses, ids, "", ""));
    if let Some(installed) = case.licenses.get_mut(place) {
        installed.history.push(history_event);
    }
    case.events.push(answer);
}

/// Gives the product of the commands to attempts of which the events do not say the product, as where somebody masked the ids:
/// if there are no other attempts, and the commands were about one product of a host's.
fn name_attempts(case: &mut Case, outcomes: &[(&Outcome, &Vec<Cite>)]) {
    let [installed] = case.licenses.as_mut_slice() else { return };
    let mut named = outcomes.iter().filter(|(outcome, _)| outcome.product.is_some());
    let Some((first, _)) = named.next() else { return };
    let license = &installed.license;
    let is_of_host = first.channel.as_deref().is_some_and(|channel| channel.starts_with("VOLUME_KMSCLIENT"));
    let is_nameless = license.name.is_empty() && license.activation_id.is_none() && installed.cites.is_empty();
    if is_of_host && is_nameless && named.all(|(other, _)| other.product == first.product) {
        let license = Arc::make_mut(&mut installed.license);
        license.name = first.product.clone().unwrap_or_default();
        license.activation_id.clone_from(&first.activation_id);
    }
}

/// Derives the codes that hold today from history, commands and state.
fn settle(installed: &mut InstalledLicense) {
    installed.judge_history();
    installed.settle_printed();
    let failed = |code: &Option<Code>| code.is_some_and(Code::is_failure);
    match installed.outcomes.last() {
        // The last command succeeded, whatever happened before.
        Some((code, _)) if !failed(code) => installed.active_codes.clear(),
        // All commands of a paste belong together; each code counts once.
        Some(_) if !(installed.succeeded_last && installed.is_licensed()) => {
            for (code, cites) in installed.outcomes.iter().rev() {
                let Some(code) = code.filter(|code| code.is_failure()) else { break };
                if !installed
                    .active_codes
                    .iter()
                    .any(|active| active.code == code && active.source == CodeSource::Command)
                {
                    installed.active_codes.push(ActiveCode {
                        code,
                        source: CodeSource::Command,
                        target: None,
                        cites: cites.clone(),
                    });
                }
            }
        }
        _ => {}
    }
    installed.forget_not_yet();
    installed.forget_end();
    installed.forget_old_reason();
    if let Some(code) = installed.license.code.filter(|code| state_code::status(*code).is_none()) {
        let said = |cite: &&Cite| cite.text.to_uppercase().contains(&format!("{:08X}", code.0));
        let cites = installed.cites.iter().filter(said).cloned().collect::<Vec<_>>();
        let cites = if cites.is_empty() { installed.cites.first().cloned().into_iter().collect() } else { cites };
        installed.active_codes.push(ActiveCode { code, source: CodeSource::State, target: None, cites });
    }
    installed.active_codes.sort_by_key(|active| active.source);
}

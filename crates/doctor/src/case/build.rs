//! From facts to licenses: which license an event, an attempt or a code belongs to.

use super::{
    ActiveCode, Case, CodeSource, Derived, HistoryEvent, InstalledLicense, LoggedEvent, PortProbe, history::Entry,
};
use crate::{
    EvidenceSet, Kind,
    fact::{Cite, EventField, Fact, License, Outcome, Provider, Record},
    timestamp,
};
use muster_core::code::Code;
use std::collections::BTreeMap;

/// States, not causes: grace, licensed with a reminder.
const STATES: [Code; 4] = [Code(0x4004_F00C), Code(0x4004_F040), Code(0x4004_F401), Code(0x4004_FC04)];

pub(super) fn case(file: &EvidenceSet) -> Case {
    let mut case = Case { evidence: file.evidence.clone(), ..Case::default() };
    let mut outcomes = Vec::new();
    for fact in &file.facts {
        match fact {
            Fact::License(license, cites) => merge(&mut case.licenses, license, cites),
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
    events(&mut case, file);
    outcomes.into_iter().for_each(|(outcome, cites)| attach_outcome(&mut case, outcome, cites));
    case.licenses.iter_mut().for_each(settle);
    let (licenses, unused) = std::mem::take(&mut case.licenses).into_iter().partition(InstalledLicense::is_in_use);
    (case.licenses, case.unused) = (licenses, unused);
    attach_unattributed_codes(&mut case);
    // Clients first: what a reader asks about is why his machine is not activated.
    case.licenses.sort_by_key(InstalledLicense::is_host);
    case.derived = Derived::of(&case);
    case
}

/// Adds a license: what two tools print of one license becomes one license.
fn merge(licenses: &mut Vec<InstalledLicense>, license: &License, cites: &[Cite]) {
    let known = licenses.iter_mut().find(|installed| is_same(&installed.license, license));
    let Some(installed) = known else {
        licenses.push(InstalledLicense {
            license: license.clone(),
            cites: cites.to_vec(),
            ..InstalledLicense::default()
        });
        return;
    };
    let old = &mut installed.license;
    // The fuller print wins: a status with its reason says more than a status.
    if old.name.is_empty() {
        old.name.clone_from(&license.name);
    }
    if old.channel.len() < license.channel.len() {
        old.channel.clone_from(&license.channel);
    }
    macro_rules! fill {
        ($($field:ident),*) => { $(if old.$field.is_none() { old.$field.clone_from(&license.$field); })* };
    }
    fill!(
        key_channel,
        activation_id,
        application_id,
        partial_key,
        status,
        status_word,
        code,
        minutes_left,
        cmid,
        registered_host
    );
    fill!(dns_host, host_address, lookup_domain, activation_interval, renewal_interval, host_caching, rearms_left);
    fill!(installation_id, trusted_time, directory_object, service_version, host);
    old.host_not_found |= license.host_not_found;
    installed.cites.extend_from_slice(cites);
}

/// Two prints of one license on one machine: the same id, or the same name, and nothing that differs between machines.
fn is_same(one: &License, other: &License) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
    if differ(&one.installation_id, &other.installation_id)
        || differ(&one.cmid, &other.cmid)
        || differ(&one.partial_key, &other.partial_key)
    {
        return false;
    }
    // A host's counters differ from one print to the next; each print is kept.
    if one.host.is_some() && other.host.is_some() && one.host != other.host {
        return false;
    }
    match (&one.activation_id, &other.activation_id) {
        (Some(one), Some(other)) => one == other,
        _ => !one.name.is_empty() && one.name == other.name,
    }
}

/// Puts events in order of time and hands each to its license.
fn events(case: &mut Case, file: &EvidenceSet) {
    let (answers, logged): (Vec<LoggedEvent>, Vec<LoggedEvent>) =
        in_order(file).into_iter().partition(|event| event.record.id == 12289);
    for event in logged {
        if event.record.id == 12290 {
            case.requests.push(event);
            continue;
        }
        if let Some(history_event) = HistoryEvent::of(&event) {
            let id = event.record.field(EventField::ActivationId).to_lowercase();
            let installed = license_of(&mut case.licenses, &id, event.record.field(EventField::Cmid));
            if let (Entry::State { .. }, true) = (&history_event.entry, installed.cites.is_empty()) {
                state(installed, &event);
            }
            installed.history.push(history_event);
        }
        case.events.push(event);
    }
    answers.into_iter().for_each(|answer| attach_answer(case, answer));
}

/// What 8230 says of a license that no tool printed. The newest stays.
fn state(installed: &mut InstalledLicense, event: &LoggedEvent) {
    let field = |field: EventField| Some(event.record.field(field).to_owned()).filter(|text| !text.is_empty());
    let license = &mut installed.license;
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

/// All events, oldest first; what several exports hold of one event is taken once.
fn in_order(file: &EvidenceSet) -> Vec<LoggedEvent> {
    let mut sources: BTreeMap<usize, Vec<(&Record, &Vec<Cite>)>> = BTreeMap::new();
    for fact in &file.facts {
        if let Fact::Event(record, cites) = fact
            && let Some(cite) = cites.first()
        {
            sources.entry(cite.file).or_default().push((record, cites));
        }
    }
    let mut found: Vec<LoggedEvent> = Vec::new();
    for own in sources.into_values() {
        let order = timestamp::date_order(own.iter().map(|(record, _)| record.time.as_str()));
        let mut logged: Vec<LoggedEvent> = own
            .into_iter()
            .map(|(record, cites)| {
                let told = || timestamp::seconds(record.field(EventField::ClientTime), order);
                let at = timestamp::seconds(&record.time, order).or_else(told);
                LoggedEvent { at, record: record.clone(), cites: cites.clone() }
            })
            .collect();
        // Viewers list the newest first; where nothing is dated, the order of the text is the order of time.
        if logged.first().map(|event| event.at) > logged.last().map(|event| event.at) {
            logged.reverse();
        }
        found.extend(logged);
    }
    // One event in several exports: the same values; logs and XML, which keep UTC and lose nothing, before texts.
    let weight = |event: &LoggedEvent| {
        let kinds = event.cites.first().and_then(|cite| file.evidence.get(cite.file)).map(|evidence| &evidence.kinds);
        let text = kinds.is_none_or(|kinds| kinds.contains(&Kind::EventText));
        u8::from(text) + 2 * u8::from(event.record.provider == Some(Provider::OsppVbs))
    };
    found.sort_by_key(weight);
    let mut kept: Vec<LoggedEvent> = Vec::new();
    // Twins share id and code, so only those are compared, and nothing where one source holds all events.
    let several = found.iter().any(|event| source_of(event) != found.first().and_then(source_of));
    let mut alike: BTreeMap<(u32, Option<Code>), Vec<usize>> = BTreeMap::new();
    for event in found {
        let places = alike.entry((event.record.id, event.record.code)).or_default();
        let twin = |place: &usize| kept.get(*place).is_some_and(|known| is_twin(known, &event));
        if !several || !places.iter().any(twin) {
            places.push(kept.len());
            kept.push(event);
        }
    }
    kept.sort_by_key(|event| event.at);
    kept
}

fn source_of(event: &LoggedEvent) -> Option<usize> {
    event.cites.first().map(|cite| cite.file)
}

/// Whether two records are one event: same values, and times that differ by a time zone at most.
fn is_twin(one: &LoggedEvent, other: &LoggedEvent) -> bool {
    if source_of(one) == source_of(other) || one.record.id != other.record.id || one.record.code != other.record.code {
        return false;
    }
    let zones = match (one.at, other.at) {
        (Some(one), Some(other)) => (one - other).abs() <= 14 * 3600 && (one - other).abs() % 900 < 2,
        (one, other) => one == other,
    };
    let retold = other.record.provider == Some(Provider::OsppVbs);
    zones && (retold || one.record.fields == other.record.fields)
}

/// The license of an activation id (and client machine id), made if there is none. Without an id: the only client, or one
/// that nothing else is known of.
fn license_of<'u>(licenses: &'u mut Vec<InstalledLicense>, id: &str, cmid: &str) -> &'u mut InstalledLicense {
    let fits = |installed: &InstalledLicense| {
        let machine = installed.license.cmid.as_deref().is_none_or(|known| cmid.is_empty() || known == cmid);
        machine && (installed.license.activation_id.as_deref() == Some(id) || id.is_empty() && !installed.is_host())
    };
    let place = match licenses.iter().position(fits) {
        Some(place) => place,
        None => {
            let license = License {
                activation_id: Some(id.to_owned()).filter(|id| !id.is_empty()),
                cmid: Some(cmid.to_owned()).filter(|cmid| !cmid.is_empty()),
                ..License::default()
            };
            licenses.push(InstalledLicense { license, ..InstalledLicense::default() });
            licenses.len() - 1
        }
    };
    &mut licenses[place]
}

/// An answer names no product: it belongs to the request before it, of the same source.
fn attach_answer(case: &mut Case, answer: LoggedEvent) {
    let Some(history_event) = HistoryEvent::of(&answer) else { return };
    let file = source_of(&answer);
    let distance = |asked: &HistoryEvent| {
        let same = asked.cites.first().map(|cite| cite.file) == file;
        let sent = matches!(asked.entry, Entry::Sent { .. });
        match (asked.at, answer.at) {
            (Some(asked), Some(at)) if same && sent && at >= asked - 1 && at - asked <= 600 => Some(at - asked),
            (None, _) | (_, None) if sent && same => Some(0),
            _ => None,
        }
    };
    let nearest = case
        .licenses
        .iter()
        .enumerate()
        .filter_map(|(place, installed)| Some((installed.history.iter().filter_map(distance).min()?, place)))
        .min();
    let installed = match nearest {
        Some((_, place)) => &mut case.licenses[place],
        None => license_of(&mut case.licenses, "", ""),
    };
    installed.history.push(history_event);
    case.events.push(answer);
}

fn attach_outcome(case: &mut Case, outcome: &Outcome, cites: &[Cite]) {
    let code = outcome.code;
    let id = outcome.activation_id.as_deref().unwrap_or_default();
    let by_id = case
        .licenses
        .iter()
        .position(|installed| !id.is_empty() && installed.license.activation_id.as_deref() == Some(id));
    let by_name = || {
        let name = outcome.product.as_deref()?;
        case.licenses.iter().position(|installed| installed.license.name == name)
    };
    // A command that names no product: what the same text tells of, else the only client.
    let by_place = || {
        let file = cites.first()?.file;
        let client = |installed: &InstalledLicense| {
            !installed.is_host() && (installed.license.partial_key.is_some() || !installed.history.is_empty())
        };
        let near =
            |installed: &InstalledLicense| client(installed) && installed.cites.iter().any(|cite| cite.file == file);
        let only = || {
            let mut clients =
                case.licenses.iter().enumerate().filter(|(_, installed)| client(installed) && !installed.is_licensed());
            clients.next().filter(|_| clients.next().is_none()).map(|(place, _)| place)
        };
        (outcome.product.is_none()).then(|| case.licenses.iter().position(near).or_else(only)).flatten()
    };
    let place = by_id.or_else(by_name).or_else(by_place);
    let place = place.unwrap_or_else(|| {
        let license = License {
            name: outcome.product.clone().unwrap_or_default(),
            activation_id: outcome.activation_id.clone(),
            channel: outcome.channel.clone().unwrap_or_default(),
            ..License::default()
        };
        // Commands that name no product are about one and the same.
        let nameless = case.licenses.iter().position(|installed| installed.license == license);
        nameless.unwrap_or_else(|| {
            case.licenses.push(InstalledLicense { license, ..InstalledLicense::default() });
            case.licenses.len() - 1
        })
    });
    case.licenses[place].outcomes.push((code, cites.to_vec()));
}

/// Says what holds today, from history, commands and state.
fn settle(installed: &mut InstalledLicense) {
    installed.judge_history();
    let failed = |code: &Option<Code>| code.is_some_and(Code::is_failure);
    match installed.outcomes.last() {
        // It worked, whatever was before.
        Some((code, _)) if !failed(code) => installed.active_codes.clear(),
        // A paste holds the tries of one sitting; each code counts once.
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
    if let Some(code) = installed.license.code.filter(|code| !STATES.contains(code)) {
        let said = |cite: &&Cite| cite.text.to_uppercase().contains(&format!("{:08X}", code.0));
        let cites = installed.cites.iter().filter(said).cloned().collect::<Vec<_>>();
        let cites = if cites.is_empty() { installed.cites.first().cloned().into_iter().collect() } else { cites };
        installed.active_codes.push(ActiveCode { code, source: CodeSource::State, target: None, cites });
    }
    installed.active_codes.sort_by_key(|active| active.source);
}

/// Codes in prose count only where nothing better is there: people quote codes that were gone long ago.
fn attach_unattributed_codes(case: &mut Case) {
    let better = |installed: &InstalledLicense| {
        !installed.active_codes.is_empty() || installed.is_licensed() || !installed.outcomes.is_empty()
    };
    if case.unattributed_codes.is_empty()
        || case.licenses.iter().any(better)
        || !case.events.is_empty() && !case.licenses.is_empty()
    {
        return;
    }
    let told: Vec<ActiveCode> = case
        .unattributed_codes
        .iter()
        .map(|(code, cites)| ActiveCode { code: *code, source: CodeSource::Text, target: None, cites: cites.clone() })
        .collect();
    let mut clients = case.licenses.iter_mut().filter(|installed| !installed.is_host());
    match clients.next() {
        Some(installed) => installed.active_codes.extend(told),
        None => case.licenses.push(InstalledLicense { active_codes: told, ..InstalledLicense::default() }),
    }
}

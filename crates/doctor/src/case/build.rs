//! From facts to units: which license an event, an attempt or a code belongs to.

use super::{Case, From, Logged, Moment, Seen, Tried, Unit, history::Entry};
use crate::{
    EvidenceSet, Kind,
    fact::{Cite, EventField, Fact, License, Outcome, Provider, Record},
    timestamp,
};
use muster_core::code::Code;
use std::collections::BTreeMap;

/// States, not causes: grace, licensed with a reminder.
const STATES: [u32; 4] = [0x4004_F00C, 0x4004_F040, 0x4004_F401, 0x4004_FC04];

pub(super) fn case(file: &EvidenceSet) -> Case {
    let mut case = Case { evidence: file.evidence.clone(), ..Case::default() };
    let mut outcomes = Vec::new();
    for fact in &file.facts {
        match fact {
            Fact::License(license, cites) => merge(&mut case.units, license, cites),
            Fact::Outcome(outcome, cites) => outcomes.push((outcome, cites)),
            Fact::Srv(srv, cites) => case.srvs.push((srv.clone(), cites.clone())),
            Fact::Observation(observation, cites) => case.observations.push((observation.clone(), cites.clone())),
            Fact::PrimarySuffix(suffix, cites) => case.suffix = Some((suffix.clone(), cites.clone())),
            Fact::Cmid(cmid, cites) => case.cmids.push((cmid.clone(), cites.clone())),
            Fact::NoKey(cites) => case.no_key.extend(cites.iter().cloned()),
            Fact::Code(code, cites) => case.loose.push((code.0, cites.clone())),
            Fact::Port { host, port, open, cites } => {
                case.ports.push(Tried { host: host.clone(), port: *port, open: *open, cites: cites.clone() });
            }
            Fact::Event(..) => {}
        }
    }
    events(&mut case, file);
    outcomes.into_iter().for_each(|(outcome, cites)| attach_outcome(&mut case, outcome, cites));
    case.units.iter_mut().for_each(settle);
    let (units, unused) = std::mem::take(&mut case.units).into_iter().partition(Unit::is_in_use);
    (case.units, case.unused) = (units, unused);
    attach_loose(&mut case);
    // Clients first: what a reader asks about is why his machine is not activated.
    case.units.sort_by_key(Unit::is_host);
    case
}

/// Adds a license: what two tools print of one license becomes one unit.
fn merge(units: &mut Vec<Unit>, license: &License, cites: &[Cite]) {
    let known = units.iter_mut().find(|unit| is_same(&unit.license, license));
    let Some(unit) = known else {
        units.push(Unit { license: license.clone(), cites: cites.to_vec(), ..Unit::default() });
        return;
    };
    let old = &mut unit.license;
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
    unit.cites.extend_from_slice(cites);
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
    let (answers, logged): (Vec<Logged>, Vec<Logged>) =
        in_order(file).into_iter().partition(|event| event.record.id == 12289);
    for event in logged {
        if event.record.id == 12290 {
            case.requests.push(event);
            continue;
        }
        if let Some(moment) = Moment::of(&event) {
            let id = event.record.field(EventField::ActivationId).to_lowercase();
            let unit = unit_of(&mut case.units, &id, event.record.field(EventField::Cmid));
            if let (Entry::State { .. }, true) = (&moment.entry, unit.cites.is_empty()) {
                state(unit, &event);
            }
            unit.history.push(moment);
        }
        case.events.push(event);
    }
    answers.into_iter().for_each(|answer| attach_answer(case, answer));
}

/// What 8230 says of a license that no tool printed. The newest stays.
fn state(unit: &mut Unit, event: &Logged) {
    let field = |field: EventField| Some(event.record.field(field).to_owned()).filter(|text| !text.is_empty());
    let license = &mut unit.license;
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
fn in_order(file: &EvidenceSet) -> Vec<Logged> {
    let mut sources: BTreeMap<usize, Vec<(&Record, &Vec<Cite>)>> = BTreeMap::new();
    for fact in &file.facts {
        if let Fact::Event(record, cites) = fact
            && let Some(cite) = cites.first()
        {
            sources.entry(cite.file).or_default().push((record, cites));
        }
    }
    let mut found: Vec<Logged> = Vec::new();
    for own in sources.into_values() {
        let order = timestamp::date_order(own.iter().map(|(record, _)| record.time.as_str()));
        let mut logged: Vec<Logged> = own
            .into_iter()
            .map(|(record, cites)| {
                let told = || timestamp::seconds(record.field(EventField::ClientTime), order);
                let at = timestamp::seconds(&record.time, order).or_else(told);
                Logged { at, record: record.clone(), cites: cites.clone() }
            })
            .collect();
        // Viewers list the newest first; where nothing is dated, the order of the text is the order of time.
        if logged.first().map(|event| event.at) > logged.last().map(|event| event.at) {
            logged.reverse();
        }
        found.extend(logged);
    }
    // One event in several exports: the same values; logs and XML, which keep UTC and lose nothing, before texts.
    let weight = |event: &Logged| {
        let kinds = event.cites.first().and_then(|cite| file.evidence.get(cite.file)).map(|evidence| &evidence.kinds);
        let text = kinds.is_none_or(|kinds| kinds.contains(&Kind::EventText));
        u8::from(text) + 2 * u8::from(event.record.provider == Some(Provider::OsppVbs))
    };
    found.sort_by_key(weight);
    let mut kept: Vec<Logged> = Vec::new();
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

fn source_of(event: &Logged) -> Option<usize> {
    event.cites.first().map(|cite| cite.file)
}

/// Whether two records are one event: same values, and times that differ by a time zone at most.
fn is_twin(one: &Logged, other: &Logged) -> bool {
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

/// The unit of an activation id (and client machine id), made if there is none. Without an id: the only client, or one
/// that nothing else is known of.
fn unit_of<'u>(units: &'u mut Vec<Unit>, id: &str, cmid: &str) -> &'u mut Unit {
    let fits = |unit: &Unit| {
        let machine = unit.license.cmid.as_deref().is_none_or(|known| cmid.is_empty() || known == cmid);
        machine && (unit.license.activation_id.as_deref() == Some(id) || id.is_empty() && !unit.is_host())
    };
    let place = match units.iter().position(fits) {
        Some(place) => place,
        None => {
            let license = License {
                activation_id: Some(id.to_owned()).filter(|id| !id.is_empty()),
                cmid: Some(cmid.to_owned()).filter(|cmid| !cmid.is_empty()),
                ..License::default()
            };
            units.push(Unit { license, ..Unit::default() });
            units.len() - 1
        }
    };
    &mut units[place]
}

/// An answer names no product: it belongs to the request before it, of the same source.
fn attach_answer(case: &mut Case, answer: Logged) {
    let Some(moment) = Moment::of(&answer) else { return };
    let file = source_of(&answer);
    let distance = |asked: &Moment| {
        let same = asked.cites.first().map(|cite| cite.file) == file;
        let sent = matches!(asked.entry, Entry::Sent { .. });
        match (asked.at, answer.at) {
            (Some(asked), Some(at)) if same && sent && at >= asked - 1 && at - asked <= 600 => Some(at - asked),
            (None, _) | (_, None) if sent && same => Some(0),
            _ => None,
        }
    };
    let nearest = case
        .units
        .iter()
        .enumerate()
        .filter_map(|(place, unit)| Some((unit.history.iter().filter_map(distance).min()?, place)))
        .min();
    let unit = match nearest {
        Some((_, place)) => &mut case.units[place],
        None => unit_of(&mut case.units, "", ""),
    };
    unit.history.push(moment);
    case.events.push(answer);
}

fn attach_outcome(case: &mut Case, outcome: &Outcome, cites: &[Cite]) {
    let code = outcome.code.map(|code| code.0);
    let id = outcome.activation_id.as_deref().unwrap_or_default();
    let by_id = case.units.iter().position(|unit| !id.is_empty() && unit.license.activation_id.as_deref() == Some(id));
    let by_name = || {
        let name = outcome.product.as_deref()?;
        case.units.iter().position(|unit| unit.license.name == name)
    };
    // A command that names no product: what the same text tells of, else the only client.
    let by_place = || {
        let file = cites.first()?.file;
        let client = |unit: &Unit| !unit.is_host() && (unit.license.partial_key.is_some() || !unit.history.is_empty());
        let near = |unit: &Unit| client(unit) && unit.cites.iter().any(|cite| cite.file == file);
        let only = || {
            let mut clients = case.units.iter().enumerate().filter(|(_, unit)| client(unit) && !unit.is_licensed());
            clients.next().filter(|_| clients.next().is_none()).map(|(place, _)| place)
        };
        (outcome.product.is_none()).then(|| case.units.iter().position(near).or_else(only)).flatten()
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
        let nameless = case.units.iter().position(|unit| unit.license == license);
        nameless.unwrap_or_else(|| {
            case.units.push(Unit { license, ..Unit::default() });
            case.units.len() - 1
        })
    });
    case.units[place].outcomes.push((code, cites.to_vec()));
}

/// Says what holds today, from history, commands and state.
fn settle(unit: &mut Unit) {
    unit.judge_history();
    let failed = |code: &Option<u32>| code.is_some_and(|code| code >> 31 == 1);
    match unit.outcomes.last() {
        // It worked, whatever was before.
        Some((code, _)) if !failed(code) => unit.now.clear(),
        // A paste holds the tries of one sitting; each code counts once.
        Some(_) if !(unit.succeeded_last && unit.is_licensed()) => {
            for (code, cites) in unit.outcomes.iter().rev() {
                let Some(code) = code.filter(|code| code >> 31 == 1) else { break };
                if !unit.now.iter().any(|seen| seen.code == code && seen.from == From::Command) {
                    unit.now.push(Seen { code, from: From::Command, target: None, cites: cites.clone() });
                }
            }
        }
        _ => {}
    }
    if let Some(code) = unit.reason().filter(|code| !STATES.contains(code)) {
        let said = |cite: &&Cite| cite.text.to_uppercase().contains(&format!("{code:08X}"));
        let cites = unit.cites.iter().filter(said).cloned().collect::<Vec<_>>();
        let cites = if cites.is_empty() { unit.cites.first().cloned().into_iter().collect() } else { cites };
        unit.now.push(Seen { code, from: From::State, target: None, cites });
    }
    unit.now.sort_by_key(|seen| seen.from);
}

/// Codes in prose count only where nothing better is there: people quote codes that were gone long ago.
fn attach_loose(case: &mut Case) {
    let better = |unit: &Unit| !unit.now.is_empty() || unit.is_licensed() || !unit.outcomes.is_empty();
    if case.loose.is_empty() || case.units.iter().any(better) || !case.events.is_empty() && !case.units.is_empty() {
        return;
    }
    let told: Vec<Seen> = case
        .loose
        .iter()
        .map(|(code, cites)| Seen { code: *code, from: From::Text, target: None, cites: cites.clone() })
        .collect();
    let mut clients = case.units.iter_mut().filter(|unit| !unit.is_host());
    match clients.next() {
        Some(unit) => unit.now.extend(told),
        None => case.units.push(Unit { now: told, ..Unit::default() }),
    }
}

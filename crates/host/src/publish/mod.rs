//! Publishing in DNS: the host's own SRV record, put there and taken back; other hosts' records are never touched.

mod outcome;
mod update;

pub use outcome::{PublishError, PublishOutcome};
pub(crate) use update::is_understood;

use crate::{
    config::{DnsConfig, PublishDomain},
    error::HostError,
    host::Host,
    srv_record::SrvRecord,
    store::Store,
};
use muster_core::{code, event::Occurrence, host::settings::HostSettings, sentence, sentence::Sentence, time::Moment};
use muster_proto::event::Event;

/// Publishes the host in every domain of its list, unless publishing is off, and records an event for each (12294, or 12293
/// with the reason and the record to create by hand). `signed` is the real time, for the signature of the update; `now` is
/// the time of the events.
pub(crate) fn publish(
    host: &Host,
    store: &mut dyn Store,
    now: Moment,
    signed: Moment,
) -> Result<Vec<PublishOutcome>, HostError> {
    let settings = store.settings()?;
    let Some(dns) = publishes(host, &settings) else { return Ok(Vec::new()) };
    let (earlier, port) = (store.published()?, port(host, &settings)?);
    let mut outcomes = Vec::new();
    for domain in &dns.publish {
        let record = record(host, domain, port);
        let stale = earlier.iter().find(|old| old.domain == record.domain && **old != record);
        let changes = update::Changes { domain: &record.domain, add: Some(&record), delete: stale };
        let result = update(host, &changes, signed);
        if result.is_ok() {
            store.set_published(&record)?;
        }
        let line = record.zone_line();
        store.add_event(&match &result {
            Ok(()) => Event::new(&Occurrence::PublishSucceeded { domain: &record.domain, record: &line }, now),
            Err(error) => Event::new(
                &Occurrence::PublishFailed {
                    code: error.code,
                    domain: &record.domain,
                    detail: &error.detail.to_string(),
                    record: &line,
                },
                now,
            ),
        })?;
        outcomes.push(PublishOutcome { domain: record.domain, record: line, result });
    }
    // A domain that was taken off the list: its record goes too, and is tried again until it is gone.
    for old in earlier.iter().filter(|old| dns.publish.iter().all(|listed| listed.domain != old.domain)) {
        let outcome = remove(host, store, old, signed)?;
        if outcome.result.is_err() {
            outcomes.push(outcome);
        } else {
            tracing::info!(record = %outcome.record, "removed from DNS: host.toml does not list its domain");
        }
    }
    Ok(outcomes)
}

/// Takes the host's own records out of DNS.
pub(crate) fn withdraw(host: &Host, store: &mut dyn Store, signed: Moment) -> Result<Vec<PublishOutcome>, HostError> {
    store.published()?.iter().map(|record| remove(host, store, record, signed)).collect()
}

/// Takes a record out of DNS, and forgets it once it is gone.
fn remove(host: &Host, store: &mut dyn Store, record: &SrvRecord, signed: Moment) -> Result<PublishOutcome, HostError> {
    let changes = update::Changes { domain: &record.domain, add: None, delete: Some(record) };
    let result = update(host, &changes, signed);
    if result.is_ok() {
        store.clear_published(&record.domain)?;
    }
    let line = record.zone_line();
    Ok(PublishOutcome { domain: record.domain.clone(), record: line, result })
}

/// Whether DNS holds an own record that is not as it has to be: since a new license pack, say, renames the service.
pub(crate) fn is_outdated(host: &Host, store: &mut dyn Store) -> Result<bool, HostError> {
    let Some(due) = due(host, &store.settings()?)? else { return Ok(false) };
    Ok(store.published()?.iter().any(|old| !due.contains(old)))
}

/// The domains in which the host's record is not as it has to be, for the last try to publish it failed; none, if publishing is off.
pub(crate) fn unpublished(
    host: &Host,
    store: &mut dyn Store,
    settings: &HostSettings,
) -> Result<Vec<String>, HostError> {
    let records = records(host, store, settings)?.into_iter();
    Ok(records.filter(|(_, is_published)| !is_published).map(|(record, _)| record.domain).collect())
}

/// The records that have to be in DNS, and whether this host has published each; none, if publishing is off.
pub(crate) fn records(
    host: &Host,
    store: &mut dyn Store,
    settings: &HostSettings,
) -> Result<Vec<(SrvRecord, bool)>, HostError> {
    let Some(due) = due(host, settings)? else { return Ok(Vec::new()) };
    let published = store.published()?;
    let with_state = |record| {
        let is_published = published.contains(&record);
        (record, is_published)
    };
    Ok(due.into_iter().map(with_state).collect())
}

/// The records that have to be in DNS, unless publishing is off.
fn due(host: &Host, settings: &HostSettings) -> Result<Option<Vec<SrvRecord>>, HostError> {
    let Some(dns) = publishes(host, settings) else { return Ok(None) };
    let port = port(host, settings)?;
    Ok(Some(dns.publish.iter().map(|domain| record(host, domain, port)).collect()))
}

/// Where and how to publish, unless publishing is off.
fn publishes<'h>(host: &'h Host, settings: &HostSettings) -> Option<&'h DnsConfig> {
    host.config.dns.as_ref().filter(|_| settings.dns_publishing)
}

/// The port in force: where a running host listens, else where it will when it starts.
fn port(host: &Host, settings: &HostSettings) -> Result<u16, HostError> {
    Ok(host.directory.listening()?.map_or(settings.port, |address| address.port()))
}

fn record(host: &Host, domain: &PublishDomain, port: u16) -> SrvRecord {
    SrvRecord {
        service: host.pack().service.clone(),
        domain: domain.domain.clone(),
        priority: domain.priority,
        weight: domain.weight,
        port,
        target: host.config.name.clone(),
    }
}

fn update(host: &Host, changes: &update::Changes<'_>, signed: Moment) -> Result<(), PublishError> {
    let failed = |detail: Sentence| PublishError { code: code::INVALID_ARGUMENT, detail };
    let dns = host
        .config
        .dns
        .as_ref()
        .ok_or_else(|| failed(sentence!("host.toml has no [dns]", "host.toml に [dns] がありません")))?;
    let key = host.directory.tsig_key(&dns.key).map_err(|error| failed(error.into()))?;
    update::send(&dns.server, &key, changes, signed)
}

//! What the page of the host shows: its key, counts, settings, last backup and refusals.

use crate::{error::HostError, host::Host, publish, store::Store};
use ipnet::IpNet;
use muster_console::{ApplicationCount, Health, HostFileSettings, HostStatus, RefusalCount, SharingHost, TurnedAway};
use muster_core::{
    code::{self, Code},
    host::{
        count,
        refusals::{RefusalKey, Refusals},
        report,
    },
    time::{Moment, Span},
};
use std::collections::{HashMap, HashSet};

/// Refusals are counted among so many of the newest requests: an older one says little of today.
const REQUESTS_SEARCHED: u32 = 5_000;
/// Sums of requests that were turned away, the newest, that are looked through.
const ROWS_MAX: u32 = 20_000;
/// Hosts on the page.
const HOSTS_MAX: u32 = 200;
/// A host runs that has said so within three times that it says it.
const RUNS: Span = Span::minutes(16);
/// A host that has said nothing for longer is gone.
const LISTED: Span = Span::days(30);
/// Reasons on the page.
const REASONS_MAX: usize = 12;

/// How the host is at `now`.
pub(crate) fn read(host: &Host, health: Option<Health>, now: Moment) -> Result<HostStatus, HostError> {
    let mut admin = host.admin()?;
    let report = admin.report(now)?;
    let (mut refused, mut searched) = (HashMap::new(), 0);
    admin.store.requests(REQUESTS_SEARCHED, &mut |request| {
        searched += 1;
        if request.code != code::SUCCESS {
            let (requests, _) = refused.entry(request.code).or_insert((0, request.at));
            *requests += 1;
        }
    })?;
    let config = &host.config;
    let records = publish::records(host, &mut *admin.store, &report.settings)?;
    Ok(HostStatus {
        access: config.access.rules(),
        records: records.into_iter().map(|(record, is_published)| (record.zone_line(), is_published)).collect(),
        license: host.license_report(None, now)?,
        pack_version: host.pack().version,
        applications: applications(host, report.counts),
        settings: report.settings,
        listening: report.listening,
        counters: report.counters,
        config: HostFileSettings {
            history_days: config.history.days,
            evidence_days: config.evidence.days,
            clock_jump_seconds: config.clock.jump_seconds,
            clock_off_days: config.clock.off_days,
            shared_store: config.store.postgres.is_some(),
        },
        backup: host.directory.last_backup(),
        sharing: sharing(&mut *admin.store, now)?,
        health,
        refusals: most_frequent(refused),
        turned_away: turned_away(&admin.store.refusals(ROWS_MAX)?),
        requests_searched: searched,
    })
}

/// The hosts that share the store.
fn sharing(store: &mut dyn Store, now: Moment) -> Result<Vec<SharingHost>, HostError> {
    let hosts = store.sharing_hosts(now - LISTED, HOSTS_MAX)?;
    let shown = |host: crate::store::SharingHost| SharingHost {
        runs: now.distance(host.seen) < RUNS,
        name: host.name,
        seen: host.seen,
        version: host.version,
    };
    Ok(hosts.into_iter().map(shown).collect())
}

/// What was turned away, by reason: the sums of each day and network in one.
fn turned_away(refusals: &[(RefusalKey, Refusals)]) -> Vec<TurnedAway> {
    let mut by_code: HashMap<Code, (TurnedAway, HashSet<IpNet>)> = HashMap::new();
    for ((_, code, network), refused) in refusals {
        let begun = TurnedAway { code: *code, requests: 0, networks: 0, last: refused.last };
        let (sum, networks) = by_code.entry(*code).or_insert_with(|| (begun, HashSet::new()));
        networks.insert(*network);
        sum.requests += refused.requests;
        sum.last = sum.last.max(refused.last);
        sum.networks = u32::try_from(networks.len()).unwrap_or(u32::MAX);
    }
    let mut sums: Vec<TurnedAway> = by_code.into_values().map(|(sum, _)| sum).collect();
    sums.sort_by_key(|sum| (std::cmp::Reverse(sum.requests), sum.code));
    sums
}

/// The counts, with what they need and where they stop.
pub(crate) fn applications(host: &Host, counts: Vec<report::ApplicationCount>) -> Vec<ApplicationCount> {
    let application = |report::ApplicationCount { id, name, count }| {
        let threshold = host.pack().threshold(id);
        ApplicationCount { name, count, threshold, cap: u32::try_from(count::cap(threshold)).unwrap_or(u32::MAX) }
    };
    counts.into_iter().map(application).collect()
}

/// The newest request of a code is the first that was seen.
fn most_frequent(refused: HashMap<Code, (u32, Moment)>) -> Vec<RefusalCount> {
    let count = |(code, (requests, last))| RefusalCount { code, requests, last };
    let mut counts: Vec<RefusalCount> = refused.into_iter().map(count).collect();
    counts.sort_by_key(|count| (std::cmp::Reverse(count.requests), count.code));
    counts.truncate(REASONS_MAX);
    counts
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::turned_away;
    use muster_core::{code, host::refusals::Refusals, time::Moment};

    #[test]
    fn what_was_turned_away_is_added_up_by_reason() {
        let row = |day: i64, code, network: &str, requests| {
            let (first, last) = (Moment::from_unix(day * 86_400), Moment::from_unix(day * 86_400 + 9));
            ((day, code, network.parse().expect("a network")), Refusals { requests, first, last })
        };
        let sums = turned_away(&[
            row(2, code::ACCESS_DENIED, "192.0.2.7/32", 2),
            row(1, code::ACCESS_DENIED, "192.0.2.7/32", 3),
            row(1, code::PRODUCT_NOT_COVERED, "192.0.2.7/32", 9),
            row(1, code::ACCESS_DENIED, "192.0.2.8/32", 1),
        ]);
        let said: Vec<_> = sums.iter().map(|sum| (sum.code, sum.requests, sum.networks, sum.last.unix())).collect();
        assert_eq!(said, [(code::PRODUCT_NOT_COVERED, 9, 1, 86_409), (code::ACCESS_DENIED, 6, 2, 2 * 86_400 + 9),]);
        assert!(turned_away(&[]).is_empty());
    }
}

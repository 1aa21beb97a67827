//! What the page of the host shows: its key, counts, settings, last backup and refusals.

use crate::{error::HostError, host::Host};
use muster_console::{ApplicationCount, Health, HostFileSettings, HostStatus, RefusalCount};
use muster_core::{
    code::{self, Code},
    host::{count, report},
    time::Moment,
};
use std::collections::HashMap;

/// Refusals are counted among so many of the newest requests: an older one says little of today.
const REQUESTS_SEARCHED: u32 = 5_000;
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
    Ok(HostStatus {
        license: host.license_report(None, now)?,
        pack_version: host.pack().version,
        applications: applications(host, report.counts),
        settings: report.settings,
        listening: report.listening,
        counters: report.counters,
        config: HostFileSettings {
            history_days: config.history.days,
            clock_jump_seconds: config.clock.jump_seconds,
            clock_off_days: config.clock.off_days,
            shared_store: config.store.postgres.is_some(),
        },
        backup: host.directory.last_backup(),
        health,
        refusals: most_frequent(refused),
        requests_searched: searched,
    })
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

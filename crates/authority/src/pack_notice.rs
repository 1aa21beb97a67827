//! The notices before the end of the license pack: the vendor has to sign the next in time, for nothing is issued under one that has
//! ended.

use crate::{authority::Authority, error::AuthorityError};
use muster_core::{
    term,
    time::{Moment, Span},
};
use muster_platform::clock::Clock;
use muster_proto::instant;
use std::time::Duration;

const HOURLY: Duration = Duration::from_secs(60 * 60);

/// Says once each that the newest pack ends in 90, 30 and 7 days, and that it has ended.
#[derive(Clone, Copy, Debug, Default)]
pub struct PackNotices {
    /// The end that was told last, and the notice.
    told: Option<(Moment, u32)>,
}

impl PackNotices {
    /// The notice that is due at `now` and was not given yet: the days that are left, 0 once the pack has ended. It is logged.
    pub fn check(&mut self, authority: &Authority, now: Moment) -> Result<Option<i64>, AuthorityError> {
        let pack = authority.pack()?;
        let due = term::notice(pack.until, now).map(|notice| (pack.until, notice));
        if due.is_none() || due == self.told {
            return Ok(None);
        }
        self.told = due;
        let (version, until) = (pack.version, instant::rfc3339(pack.until));
        let days = pack.until.since(now).max(Span::ZERO).as_days_started();
        if days > 0 {
            tracing::warn!(version, days, until, "the license pack ends: sign the next (`muster authority pack`)");
        } else {
            tracing::error!(
                version,
                until,
                "the license pack has ended: sign the next (`muster authority pack`); 30 days after the end nothing is issued"
            );
        }
        Ok(Some(days))
    }
}

/// Looks at the start and every hour, until the task is aborted.
pub async fn tell_pack_end(authority: Authority, clock: Clock) {
    let mut notices = PackNotices::default();
    let mut hour = tokio::time::interval(HOURLY);
    loop {
        hour.tick().await;
        let (authority, now) = (authority.clone(), clock.now());
        let checked = tokio::task::spawn_blocking(move || (notices.check(&authority, now), notices)).await;
        match checked {
            Ok((result, kept)) => {
                notices = kept;
                if let Err(error) = result {
                    tracing::error!(%error, "cannot look at the end of the license pack");
                }
            }
            Err(error) => return tracing::error!(%error, "nobody looks at the end of the license pack any more"),
        }
    }
}

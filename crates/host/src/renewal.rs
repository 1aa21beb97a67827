//! Renewal of what ends: the host license and the license pack, online, from two thirds of their terms on, and the notices
//! before their ends.

use crate::{
    error::HostError,
    host::Host,
    store::{Notice, Store},
};
use muster_core::{
    code::{self, Code},
    event::Occurrence,
    id::Nonce,
    term,
    time::Moment,
};
use muster_proto::{
    authority::{AuthorityConfig, LicenseRequest},
    event::Event,
};
use std::path::Path;

type Ask<T> = Box<dyn Fn(&AuthorityConfig, &T) -> Result<String, AskFailure> + Send>;

/// How the authority is asked: the program that serves brings the client for it.
pub struct AskAuthority {
    /// For a host license; the answer is not verified yet.
    pub license: Ask<LicenseRequest>,
    /// For the newest license pack; the answer is not verified yet.
    pub pack: Ask<()>,
}

/// Why the authority gave nothing.
#[derive(Clone, Debug)]
pub struct AskFailure {
    /// The documented code.
    pub code: Code,
    /// What happened.
    pub detail: String,
}

impl From<HostError> for AskFailure {
    fn from(error: HostError) -> Self {
        Self { code: error.code(), detail: error.to_string() }
    }
}

/// Keeps a host's license and license pack in force.
pub struct Renewal {
    ask: AskAuthority,
    /// The failure that was told last, so that it is told once.
    failure: Option<Code>,
}

impl Renewal {
    /// Keeps what `ask` renews.
    pub fn new(ask: AskAuthority) -> Self {
        Self { ask, failure: None }
    }

    /// Renews what is due at `now`, and leaves events: renewed (12432), not renewed (12433), ends in 90, 30 or 7 days or has ended
    /// (12430, 12431). A license that came by telephone is not renewed. To be called every hour.
    ///
    /// # Errors
    /// If the host in `directory` cannot be opened, or an event cannot be stored. That the authority gave nothing is an event.
    pub fn check(&mut self, directory: &Path, nonce: Nonce, now: Moment) -> Result<(), HostError> {
        let mut host = Host::open(directory)?;
        let mut occurred = Vec::new();
        let renewed = self.renew_pack(&mut host, now).and_then(|()| self.renew_license(&mut host, nonce, now));
        match &renewed {
            Ok(until) => {
                self.failure = None;
                occurred.extend(until.map(|until| Occurrence::LicenseRenewed { until }));
            }
            Err(failure) if self.failure == Some(failure.code) => {}
            Err(AskFailure { code, detail }) => {
                tracing::warn!(%code, detail, "what ends could not be renewed");
                self.failure = Some(*code);
                occurred.push(Occurrence::RenewalFailed { code: *code, detail });
            }
        }
        let (license, version) = (host.license().map(|license| license.until()), host.pack().version);
        let days = |until: Moment| until.since(now).as_days_started();
        let license =
            license.map(|until| (Notice::LICENSE, until, Occurrence::LicenseEnding { days: days(until), until }));
        let until = host.pack().until;
        let pack = (Notice::PACK, until, Occurrence::PackEnding { version, days: days(until), until });
        let ends = license.into_iter().chain([pack]);
        let due = |(subject, until, occurrence)| {
            term::notice(until, now).map(|days| (subject, Notice { until, days }, occurrence))
        };
        let due: Vec<_> = ends.filter_map(due).collect();
        if occurred.is_empty() && due.is_empty() {
            return Ok(());
        }
        let mut store = host.open_store()?;
        for occurrence in occurred {
            store.add_event(&Event::new(&occurrence, now))?;
        }
        due.iter().try_for_each(|(subject, notice, occurrence)| tell(&mut *store, subject, *notice, occurrence, now))
    }

    fn renew_pack(&self, host: &mut Host, now: Moment) -> Result<(), AskFailure> {
        let (pack, Some(authority)) = (host.pack(), host.authority()) else { return Ok(()) };
        if now < term::renewal(pack.issued, pack.until) {
            return Ok(());
        }
        match host.install_pack(&(self.ask.pack)(&authority, &())?, now) {
            Ok(_) => Ok(()),
            // The vendor has not signed a newer one.
            Err(error) if error.code() == code::PACK_VERSION => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Until when the license was renewed; none if it was not due.
    fn renew_license(&self, host: &mut Host, nonce: Nonce, now: Moment) -> Result<Option<Moment>, AskFailure> {
        let (Some(license), Some(authority)) = (host.license(), host.authority()) else { return Ok(None) };
        // As the license says: what can be read of the hardware depends on the account that reads it.
        let Some(hardware) = license.license.hardware.filter(|_| now >= license.renewal()) else { return Ok(None) };
        let before = license.until();
        let request = host.license_request(hardware, nonce, now)?;
        let document = (self.ask.license)(&authority, &request)?;
        host.install_license(&document)?;
        let until = host.license().map(|license| license.until());
        Ok(until.filter(|until| *until > before))
    }
}

/// Gives a notice that was not given yet.
fn tell(
    store: &mut dyn Store,
    subject: &str,
    notice: Notice,
    occurrence: &Occurrence<'_>,
    now: Moment,
) -> Result<(), HostError> {
    if store.notice(subject)? == Some(notice) {
        return Ok(());
    }
    store.add_event(&Event::new(occurrence, now))?;
    Ok(store.set_notice(subject, notice)?)
}

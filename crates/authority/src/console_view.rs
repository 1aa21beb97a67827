//! What the operators' pages ask of the authority. Their accounts, sessions and audit log lie in a database of their own.

use crate::{
    authority::Authority,
    console_issued::{ConsoleIssued, newest_pack},
    console_notices,
    console_records::ConsoleRecords,
    error::AuthorityError,
    metrics,
    store::Store,
    store_place,
};
use muster_console::{
    AuthorityView, ConsoleError, ConsoleOwner, ConsoleSite, ConsoleStore, IssuedView, ListeningConsole, Notes,
    Observation, Service,
};
use muster_core::{authority::key_groups::KeyGroups, time::Moment};
use muster_platform::clock::Clock;
use muster_server::metric::{self, Metric};
use std::{fs::File, sync::Arc};

/// The authority, for pages and webhooks. What they look through is read over connections of their own: nobody who asks for a license
/// waits for it.
pub struct ConsoleView {
    authority: Authority,
    records: Store,
}

/// The operators' pages of an authority: they listen and are ready to be run.
pub struct ConsoleService {
    console: ListeningConsole,
    /// Held while they are served: where they are.
    _listening: File,
}

impl Authority {
    /// Starts the operators' pages.
    ///
    /// # Errors
    /// If the port is not free, or the database of the console cannot be opened.
    pub async fn start_console(&self, site: ConsoleSite, clock: Clock) -> Result<ConsoleService, AuthorityError> {
        let service = Service::Authority(Arc::new(self.console_view()?));
        // Made if there is none.
        drop(ConsoleRecords::at(&self.directory).open()?);
        let console = ListeningConsole::start(site, service, clock).await.map_err(AuthorityError::Console)??;
        let listening = ConsoleRecords::at(&self.directory).set_origin(console.origin())?;
        Ok(ConsoleService { console, _listening: listening })
    }

    /// What the operators' pages and webhooks read.
    ///
    /// # Errors
    /// If the store does not open.
    pub fn console_view(&self) -> Result<ConsoleView, AuthorityError> {
        Ok(ConsoleView { authority: self.clone(), records: store_place::open(&self.directory)? })
    }
}

impl ConsoleService {
    /// What stands before every path of the pages: scheme, name and port.
    pub fn origin(&self) -> &str {
        self.console.origin()
    }

    /// The link by which the first administrator is made, once and within an hour; none if there is an account.
    pub fn setup_link(&self) -> Option<&str> {
        self.console.setup_link()
    }

    /// Serves until `shutdown` completes.
    pub async fn run(self, shutdown: impl Future<Output = ()>) {
        self.console.run(shutdown).await;
    }
}

impl ConsoleOwner for ConsoleView {
    fn store(&self) -> Result<Box<dyn ConsoleStore + '_>, ConsoleError> {
        Ok(ConsoleRecords::at(&self.authority.directory).open_existing()?)
    }

    fn observe(&self, notes: &Notes, now: Moment) -> Result<Observation, ConsoleError> {
        Ok(console_notices::observe(&self.records, newest_pack(&self.authority)?.as_ref(), notes, now)?)
    }

    fn metrics(&self, now: Moment) -> Vec<Metric> {
        self.authority.health(now).record(&self.authority.metrics);
        metric::read(&self.authority.metrics.text(), metrics::PREFIX, &metrics::MEANINGS)
    }
}

impl AuthorityView for ConsoleView {
    fn issued(&self, groups: KeyGroups) -> Box<dyn IssuedView + '_> {
        Box::new(ConsoleIssued::new(&self.authority, &self.records, groups))
    }
}

impl From<AuthorityError> for ConsoleError {
    fn from(error: AuthorityError) -> Self {
        Self { code: error.code(), detail: error.into() }
    }
}

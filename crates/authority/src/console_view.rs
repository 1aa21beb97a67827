//! What the operators' pages ask of the authority. Their accounts, sessions and audit log lie in a database of their own.

use crate::{
    authority::{Authority, public_root},
    console_holders, console_notices,
    console_records::ConsoleRecords,
    console_roots,
    error::AuthorityError,
    issued_key::IssuedKey,
    metrics,
    store::{Store, page, product_keys::KeyFilter},
    store_place,
};
use muster_console::{
    AuthorityView, ConsoleError, ConsoleOwner, ConsoleSite, ConsoleStore, HolderDetail, HolderQuery, IssuedKeyRow,
    IssuedOrder, IssuedPack, KeyChange, KeyChanged, KeyQuery, KeyState, LicenseHolder, ListeningConsole, Notes,
    Observation, OrderChange, OrderQuery, RootKeys, Service,
};
use muster_core::{
    authority::quota::KeyStatus,
    code::Code,
    id::HostId,
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::KeyClaim,
    },
    pack::Pack,
    time::Moment,
};
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
        Ok(console_notices::observe(&self.records, self.pack()?.as_ref(), notes, now)?)
    }

    fn metrics(&self, now: Moment) -> Vec<Metric> {
        self.authority.health(now).record(&self.authority.metrics);
        metric::read(&self.authority.metrics.text(), metrics::PREFIX, &metrics::MEANINGS)
    }
}

impl AuthorityView for ConsoleView {
    fn keys(&self, query: &KeyQuery) -> Result<Vec<IssuedKeyRow>, ConsoleError> {
        let (mut filter, pack) = (key_filter(query), self.pack()?);
        first(query.limit, || {
            let keys = self.records.read(|tx| tx.keys_left(&filter))?;
            let is_last = keys.len() < filter.rows as usize;
            filter.after = keys.last().map(|key| key.claim);
            let rows = keys.into_iter().map(|key| row(key, pack.as_ref()));
            Ok((rows.filter(|row| query.finds(row)).collect(), is_last))
        })
    }

    fn key(&self, claim: &KeyClaim) -> Result<Option<IssuedKeyRow>, ConsoleError> {
        let found = self.records.read(|tx| tx.key(claim))?;
        let pack = self.pack()?;
        Ok(found.map(|key| row(key, pack.as_ref())))
    }

    fn set_blocked(&self, claim: &KeyClaim, blocked: bool, account: &str, now: Moment) -> Result<bool, ConsoleError> {
        let status = self.records.read(|tx| tx.key_state(claim))?.status;
        if status != (if blocked { KeyStatus::Issued } else { KeyStatus::Blocked }) {
            return Ok(false);
        }
        let authority = self.acting_for(account);
        if blocked {
            authority.block_key(claim, now)?;
        } else {
            authority.unblock_key(claim, now)?;
        }
        Ok(true)
    }

    fn change_key(&self, change: &KeyChange, account: &str, now: Moment) -> Result<KeyChanged, ConsoleError> {
        Ok(self.acting_for(account).change_key(change, now)?)
    }

    fn change_order(&self, change: &OrderChange, account: &str, now: Moment) -> Result<KeyChanged, ConsoleError> {
        Ok(self.acting_for(account).change_order(change, now)?)
    }

    fn holders(&self, query: &HolderQuery) -> Result<Vec<LicenseHolder>, ConsoleError> {
        Ok(console_holders::find(&self.records, query)?)
    }

    fn holder(&self, id: HostId) -> Result<Option<HolderDetail>, ConsoleError> {
        Ok(console_holders::detail(&self.records, self.pack()?.as_ref(), id)?)
    }

    fn set_revoked(&self, id: HostId, revoked: bool, account: &str, now: Moment) -> Result<bool, ConsoleError> {
        if self.records.read(|tx| tx.is_revoked(id))? == revoked {
            return Ok(false);
        }
        let authority = self.acting_for(account);
        if revoked {
            authority.revoke(id, now)?;
        } else {
            authority.reinstate(id, now)?;
        }
        Ok(true)
    }

    fn packs(&self, before: u32, limit: usize) -> Result<Vec<IssuedPack>, ConsoleError> {
        Ok(self.records.read(|tx| tx.packs_before(before, limit))?)
    }

    fn newest_pack(&self) -> Result<Option<u32>, ConsoleError> {
        Ok(self.records.read(|tx| tx.newest_pack())?)
    }

    fn root_keys(&self, now: Moment) -> Result<RootKeys, ConsoleError> {
        let fault = self.authority.secrets.check_root().err().map(|error| error.code());
        Ok(console_roots::find(&self.records, &public_root(&self.authority.directory)?, fault, now)?)
    }

    fn orders(&self, query: &OrderQuery) -> Result<Vec<IssuedOrder>, ConsoleError> {
        let (pattern, rows) = (page::pattern(&query.search), page::rows(query.limit));
        let mut after = query.after.clone();
        first(query.limit, || {
            let orders = self.records.read(|tx| tx.orders(&pattern, after.as_ref(), rows))?;
            let is_last = orders.len() < rows as usize;
            after = orders.last().map(|order| order.order.clone());
            Ok((orders.into_iter().filter(|order| query.finds(&order.order)).collect(), is_last))
        })
    }

    fn confirm(
        &self,
        id: &InstallationId,
        account: &str,
        now: Moment,
    ) -> Result<Result<ConfirmationId, Code>, ConsoleError> {
        Ok(self.acting_for(account).confirm(id, now)?)
    }
}

impl ConsoleView {
    fn acting_for(&self, account: &str) -> Authority {
        self.authority.on_behalf_of(&format!("console {account}"))
    }

    /// The newest license pack, if any was signed.
    fn pack(&self) -> Result<Option<Pack>, AuthorityError> {
        match self.authority.pack() {
            Ok(pack) => Ok(Some(pack)),
            Err(AuthorityError::NoPack) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The first rows, at most so many, of parts that are read one after the other until one is the last.
fn first<Row>(
    limit: usize,
    mut next: impl FnMut() -> Result<(Vec<Row>, bool), ConsoleError>,
) -> Result<Vec<Row>, ConsoleError> {
    let mut found = Vec::new();
    loop {
        let (rows, is_last) = next()?;
        found.extend(rows);
        if is_last || found.len() >= limit {
            found.truncate(limit);
            return Ok(found);
        }
    }
}

/// What the store can leave out of the list of keys.
fn key_filter(query: &KeyQuery) -> KeyFilter {
    KeyFilter {
        pattern: page::pattern(&query.search),
        word: query.search.trim().to_owned(),
        blocked: query.state.map(|state| state == KeyState::Blocked),
        order: query.order.clone(),
        after: query.after.and_then(KeyClaim::from_number),
        rows: page::rows(query.limit),
    }
}

pub(crate) fn row(key: IssuedKey, pack: Option<&Pack>) -> IssuedKeyRow {
    let IssuedKey { claim, issued, blocked, computers, limit, details, terms } = key;
    let group = pack.and_then(|pack| pack.group(claim.group)).map(|group| group.name.clone()).unwrap_or_default();
    IssuedKeyRow {
        claim,
        group,
        issued,
        blocked,
        ends: terms.ends,
        days: terms.days,
        features: terms.features.to_string(),
        computers,
        limit,
        customer: details.customer.unwrap_or_default(),
        order: details.order.unwrap_or_default(),
        note: details.note.unwrap_or_default(),
    }
}

impl From<AuthorityError> for ConsoleError {
    fn from(error: AuthorityError) -> Self {
        Self { code: error.code(), detail: error.to_string() }
    }
}

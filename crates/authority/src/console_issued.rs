//! What the authority has issued, as somebody on the operators' pages sees it: what belongs to another key group than his is not there. Each
//! statement takes the key groups; without them none is asked.

use crate::{
    authority::{Authority, public_root},
    console_holders, console_roots,
    error::AuthorityError,
    issued_key::IssuedKey,
    store::{Store, orders::OrderFilter, page, product_keys::KeyFilter},
};
use muster_console::{
    ConsoleError, ContactChange, Customer, HolderDetail, HolderQuery, IssuedKeyRow, IssuedOrder, IssuedPack,
    IssuedView, KeyChange, KeyChanged, KeyQuery, KeyState, LicenseHolder, OrderChange, OrderQuery, RootKeys,
};
use muster_core::{
    authority::key_groups::KeyGroups,
    code::Code,
    id::HostId,
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::KeyClaim,
    },
    pack::Pack,
    time::Moment,
};

/// The records of an authority within key groups.
pub(crate) struct ConsoleIssued<'v> {
    authority: &'v Authority,
    records: &'v Store,
    groups: KeyGroups,
}

impl<'v> ConsoleIssued<'v> {
    pub(crate) fn new(authority: &'v Authority, records: &'v Store, groups: KeyGroups) -> Self {
        Self { authority, records, groups }
    }

    fn acting_for(&self, account: &str) -> Authority {
        self.authority.on_behalf_of(&format!("console {account}"))
    }
}

impl IssuedView for ConsoleIssued<'_> {
    fn keys(&self, query: &KeyQuery) -> Result<Vec<IssuedKeyRow>, ConsoleError> {
        let (mut filter, pack) = (key_filter(query), newest_pack(self.authority)?);
        page::first(query.limit, || {
            let keys = self.records.read(|tx| tx.keys_left(&self.groups, &filter))?;
            let is_last = keys.len() < filter.rows as usize;
            filter.after = keys.last().map(|key| key.claim);
            let rows = keys.into_iter().map(|key| row(key, pack.as_ref()));
            Ok((rows.filter(|row| query.finds(row)).collect(), is_last))
        })
    }

    fn key(&self, claim: &KeyClaim) -> Result<Option<IssuedKeyRow>, ConsoleError> {
        let found = self.records.read(|tx| tx.key(&self.groups, claim))?;
        let pack = newest_pack(self.authority)?;
        Ok(found.map(|key| row(key, pack.as_ref())))
    }

    fn set_blocked(&self, claim: &KeyClaim, blocked: bool, account: &str, now: Moment) -> Result<bool, ConsoleError> {
        let key = self.records.read(|tx| tx.key(&self.groups, claim))?;
        let key = key.ok_or_else(|| AuthorityError::no_key(claim))?;
        if key.blocked.is_some() == blocked {
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
        Ok(self.acting_for(account).change_key(&self.groups, change, now)?)
    }

    fn change_order(&self, change: &OrderChange, account: &str, now: Moment) -> Result<KeyChanged, ConsoleError> {
        Ok(self.acting_for(account).change_order(&self.groups, change, now)?)
    }

    fn customer(&self, name: &str) -> Result<Option<Customer>, ConsoleError> {
        Ok(self.records.read(|tx| tx.customer(&self.groups, name))?)
    }

    fn change_contact(&self, change: &ContactChange, account: &str, now: Moment) -> Result<KeyChanged, ConsoleError> {
        Ok(self.acting_for(account).change_contact(&self.groups, change, now)?)
    }

    fn holders(&self, query: &HolderQuery) -> Result<Vec<LicenseHolder>, ConsoleError> {
        Ok(console_holders::find(self.records, &self.groups, query)?)
    }

    fn holder(&self, id: HostId) -> Result<Option<HolderDetail>, ConsoleError> {
        Ok(console_holders::detail(self.records, &self.groups, newest_pack(self.authority)?.as_ref(), id)?)
    }

    fn set_revoked(&self, id: HostId, revoked: bool, account: &str, now: Moment) -> Result<bool, ConsoleError> {
        let (holder, _) = self.records.read(|tx| tx.holder(&self.groups, id))?.ok_or(AuthorityError::NoHolder(id))?;
        if holder.revoked.is_some() == revoked {
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
        Ok(self.records.read(|tx| tx.packs_before(&self.groups, before, limit))?)
    }

    fn newest_pack(&self) -> Result<Option<u32>, ConsoleError> {
        Ok(self.records.read(|tx| tx.newest_pack())?)
    }

    fn root_keys(&self, now: Moment) -> Result<RootKeys, ConsoleError> {
        let root = public_root(&self.authority.directory)?;
        let fault = self.authority.secrets.check_root().err().map(|error| error.code());
        Ok(console_roots::find(self.records, &self.groups, &root, fault, now)?)
    }

    fn orders(&self, query: &OrderQuery) -> Result<Vec<IssuedOrder>, ConsoleError> {
        let filter = OrderFilter {
            pattern: page::pattern(&query.search),
            customer: query.customer.clone(),
            after: query.after.clone(),
            rows: page::rows(query.limit),
        };
        Ok(self.records.first_orders(&self.groups, filter, query.limit, |order| query.finds(order))?)
    }

    fn confirm(
        &self,
        id: &InstallationId,
        account: &str,
        now: Moment,
    ) -> Result<Result<ConfirmationId, Code>, ConsoleError> {
        Ok(self.acting_for(account).confirm_within(&self.groups, id, now)?)
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

/// The newest license pack, if any was signed.
pub(crate) fn newest_pack(authority: &Authority) -> Result<Option<Pack>, AuthorityError> {
    match authority.pack() {
        Ok(pack) => Ok(Some(pack)),
        Err(AuthorityError::NoPack) => Ok(None),
        Err(error) => Err(error),
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

//! Holders of licenses for the operators' pages: hosts, activation objects, and machines with a MAK.

use crate::{
    audit_entry::AuditEntry,
    error::AuthorityError,
    store::{
        Store, StoreTransaction,
        issued::{HolderFilter, HolderRow},
        page,
    },
};
use muster_console::{HolderDetail, HolderEvent, HolderKind, HolderQuery, HolderState, LicenseHolder};
use muster_core::{authority::key_groups::KeyGroups, id::HostId, keys::product_key::KeyKind, pack::Pack};
use muster_proto::license::License;

/// Entries of a holder on its page.
const ENTRIES_MAX: u32 = 50;

/// Holders of these key groups as the query says.
pub(crate) fn find(
    records: &Store,
    groups: &KeyGroups,
    query: &HolderQuery,
) -> Result<Vec<LicenseHolder>, AuthorityError> {
    let mut found = Vec::new();
    records.read(|tx| {
        tx.each_holder(groups, filter(query), |row| {
            let holder = holder(row);
            if query.finds(&holder) {
                found.push(holder);
            }
            Ok(found.len() < query.limit)
        })
    })?;
    Ok(found)
}

/// What the store can leave out of the list.
fn filter(query: &HolderQuery) -> HolderFilter {
    let all = HolderFilter::none();
    HolderFilter {
        pattern: page::pattern(&query.search),
        word: query.search.trim().to_owned(),
        kind: match query.kind {
            None => 0,
            Some(HolderKind::Host) => 1,
            Some(HolderKind::Directory) => 2,
            Some(HolderKind::Machine) => 3,
        },
        expires_by: (query.state == Some(HolderState::Ended)).then_some(query.now),
        only_revoked: query.state == Some(HolderState::Revoked),
        key: query.key,
        pack: query.pack,
        order: query.order.clone(),
        after: query.after.map_or(all.after.clone(), |after| (after.activated, after.id.to_string())),
        rows: page::rows(query.limit),
    }
}

/// A holder of these key groups with its history. `pack` is the newest.
pub(crate) fn detail(
    records: &Store,
    groups: &KeyGroups,
    pack: Option<&Pack>,
    id: HostId,
) -> Result<Option<HolderDetail>, AuthorityError> {
    records.read(|tx| {
        let Some((row, license)) = tx.holder(groups, id)? else { return Ok(None) };
        let (holder, license): (LicenseHolder, License) = (holder(row), serde_json::from_str(&license)?);
        let others = u32::try_from(tx.computers(&holder.key)?.len()).unwrap_or(u32::MAX).saturating_sub(1);
        Ok(Some(HolderDetail {
            products: pack.map(|pack| products(pack, &license)).unwrap_or_default(),
            others,
            newest_pack: pack.map(|pack| pack.version),
            pack_revokes: pack.is_some_and(|pack| pack.revoked.contains(&id)),
            history: history(tx, id)?,
            holder,
        }))
    })
}

/// A holder as it is stored.
pub(crate) fn holder(row: HolderRow) -> LicenseHolder {
    let kind = match row.claim.kind {
        KeyKind::Host if row.issued.directory => HolderKind::Directory,
        KeyKind::Host => HolderKind::Host,
        _ => HolderKind::Machine,
    };
    LicenseHolder {
        id: row.holder,
        kind,
        machine: row.machine,
        key: row.claim,
        key_blocked: row.key_blocked,
        customer: row.customer.unwrap_or_default(),
        order: row.order.unwrap_or_default(),
        activated: row.activated,
        activations: row.activations,
        until: row.until,
        pack: row.issued.pack,
        revoked: row.revoked,
    }
}

fn products(pack: &Pack, license: &License) -> Vec<String> {
    let covered =
        |id| license.groups.iter().filter_map(|number| pack.group(*number)).any(|group| group.products.contains(id));
    pack.products.iter().filter(|product| covered(&product.id)).map(|product| product.name.clone()).collect()
}

fn history(tx: &StoreTransaction<'_>, id: HostId) -> Result<Vec<HolderEvent>, AuthorityError> {
    let stored = tx.audit_of(id, ENTRIES_MAX)?;
    let event = |entry: AuditEntry| {
        let action = serde_json::to_value(entry.action)?;
        let action = action.as_str().unwrap_or_default().to_owned();
        Ok(HolderEvent { at: entry.at, action, by: entry.by, code: entry.code })
    };
    stored.iter().map(|stored| event(stored.entry()?)).collect()
}

//! What the webhooks of the authority's console are told: who was activated for the first time, keys near their limit, hosts with an older
//! license pack, and what ends.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    console_holders::holder,
    error::AuthorityError,
    issued_key::IssuedKey,
    store::{Store, StoreTransaction, issued::HolderFilter},
};
use muster_console::{
    Condition, HolderKind, HolderState, LicenseHolder, LogProgress, Notes, Notice, Observation, WebhookEvent,
};
use muster_core::{
    authority::key_groups::KeyGroups,
    code,
    pack::Pack,
    term,
    time::{Moment, Span},
};
use muster_proto::instant::rfc3339;
use serde_json::json;

/// The audit log; no condition is called so.
const AUDIT: &str = "log:audit";
const SCOPE: &str = "all:";
/// Entries that are read at once; the others are read a minute later.
const ENTRIES_MAX: u32 = 1_000;
/// What ended so long ago is not told any more: its host is gone.
const ENDED_AGO: Span = Span::days(30);
/// A key is near its limit with a tenth of it left, or with one.
const LEFT_OF: usize = 10;

/// What webhooks are to be told at `now`, beside what was. `pack` is the newest.
pub(crate) fn observe(
    records: &Store,
    pack: Option<&Pack>,
    notes: &Notes,
    now: Moment,
) -> Result<Observation, AuthorityError> {
    records.read(|tx| {
        let keys = tx.keys()?;
        let mut conditions: Vec<Condition> = keys.iter().filter_map(near_limit).collect();
        conditions.extend(pack.and_then(|pack| ending("license pack", "pack", pack.until, now, None)));
        tx.each_holder(&KeyGroups::All, HolderFilter::none(), |row| {
            let holder = holder(row);
            if holder.kind != HolderKind::Machine && holder.state(now) != HolderState::Revoked {
                let license = holder.until.filter(|until| *until + ENDED_AGO > now);
                let id = holder.id.to_string();
                conditions.extend(license.and_then(|until| ending("license", &id, until, now, Some(&holder))));
                conditions.extend(pack.and_then(|pack| outdated(&holder, pack.version, pack.issued)));
            }
            Ok(true)
        })?;
        Ok(Observation { scopes: vec![SCOPE.to_owned()], conditions, log: Some(log(tx, notes)?) })
    })
}

/// A key that activates and has few activations left, or none; told once more when it has none.
fn near_limit(key: &IssuedKey) -> Option<Condition> {
    let (limit, used) = (key.limit.computers(), key.computers as usize);
    let left = limit.saturating_sub(used);
    if key.blocked.is_some() || used == 0 || left > (limit / LEFT_OF).max(1) {
        return None;
    }
    let data = json!({
        "partial_key": key.claim.partial(),
        "serial": key.claim.serial,
        "customer": key.details.customer,
        "order": key.details.order,
        "computers": used,
        "limit": limit,
    });
    let subject = format!("{SCOPE}key:{}:{}", key.claim.number(), if left == 0 { "full" } else { "near" });
    Some(Condition { subject, notice: Notice { event: WebhookEvent::KeyNearLimit, data } })
}

/// A host that asked for its license with an older pack than the newest, which was there by then.
fn outdated(holder: &LicenseHolder, newest: u32, issued: Moment) -> Option<Condition> {
    let pack = holder.pack.filter(|pack| *pack < newest && holder.activated >= issued)?;
    let data = json!({ "host": described(holder), "pack": pack, "newest": newest });
    let subject = format!("{SCOPE}outdated:{}", holder.id);
    Some(Condition { subject, notice: Notice { event: WebhookEvent::PackOutdated, data } })
}

/// Something that ends in at most 90, 30 or 7 days, or has ended: each is told by itself.
fn ending(what: &str, id: &str, until: Moment, now: Moment, holder: Option<&LicenseHolder>) -> Option<Condition> {
    let days = term::notice(until, now)?;
    let left = until.since(now).as_days_started();
    let host = holder.map(described);
    let data = json!({ "document": what, "until": rfc3339(until), "days": left, "host": host });
    let subject = format!("{SCOPE}end:{id}:{}:{days}", until.unix());
    Some(Condition { subject, notice: Notice { event: WebhookEvent::LicenseEnding, data } })
}

fn described(holder: &LicenseHolder) -> serde_json::Value {
    json!({
        "id": holder.id.to_string(),
        "kind": holder.kind.id(),
        "name": holder.machine,
        "customer": holder.customer,
        "order": holder.order,
        "partial_key": holder.key.partial(),
    })
}

/// The entries since those that were read last. The first time nothing is told: only where they end now is kept.
fn log(tx: &StoreTransaction<'_>, notes: &Notes) -> Result<LogProgress, AuthorityError> {
    let mut read = LogProgress { subject: AUDIT.to_owned(), to: 0, notices: Vec::new() };
    let Some(from) = notes.get(AUDIT) else {
        read.to = tx.audit_count()?.into();
        return Ok(read);
    };
    read.to = *from;
    for stored in tx.audit_after(*from, ENTRIES_MAX)? {
        read.to = stored.number.into();
        let entry: AuditEntry = stored.entry()?;
        if is_first_activation(tx, &entry)? {
            read.notices.push(activated(&entry));
        }
    }
    Ok(read)
}

/// Whether a holder got its first license. By telephone the log names none.
fn is_first_activation(tx: &StoreTransaction<'_>, entry: &AuditEntry) -> Result<bool, AuthorityError> {
    let Some(holder) = entry.holder.filter(|_| entry.action == AuditAction::Activate && entry.code == code::SUCCESS)
    else {
        return Ok(false);
    };
    tx.is_first_audit(holder, entry.number)
}

fn activated(entry: &AuditEntry) -> Notice {
    let data = json!({
        "holder": entry.holder.map(|holder| holder.to_string()),
        "machine": entry.detail,
        "partial_key": entry.key,
        "serial": entry.serial,
        "from": entry.by,
        "at": rfc3339(entry.at),
    });
    Notice { event: WebhookEvent::MachineActivated, data }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{near_limit, outdated};
    use crate::{issued_key::IssuedKey, key_details::KeyDetails, key_terms::KeyTerms};
    use muster_console::{HolderKind, LicenseHolder};
    use muster_core::{
        authority::quota::Limit,
        id::HostId,
        keys::product_key::{KeyClaim, KeyKind},
        time::{Moment, Span},
    };

    const NOW: Moment = Moment::from_unix(1_795_255_200);

    fn key(computers: u32, limit: Limit) -> IssuedKey {
        let claim = KeyClaim::new(KeyKind::Host, 90, 1).expect("a claim");
        let (details, terms) = (KeyDetails::default(), KeyTerms::default());
        IssuedKey { claim, issued: NOW, blocked: None, computers, limit, details, terms }
    }

    #[test]
    fn a_key_is_near_its_limit_with_a_tenth_left_or_one() {
        let mak = |limit| Limit::Multiple { limit, ceiling: 1_000 };
        for (computers, limit, told) in [
            (4, Limit::HOST, None),
            (5, Limit::HOST, Some("near")),
            (6, Limit::HOST, Some("full")),
            (89, mak(100), None),
            (90, mak(100), Some("near")),
            (100, mak(100), Some("full")),
            (0, mak(1), None),
            (1, mak(1), Some("full")),
        ] {
            let condition = near_limit(&key(computers, limit));
            let state = condition.as_ref().and_then(|condition| condition.subject.rsplit(':').next());
            assert_eq!(state, told, "{computers} of {limit:?}");
        }
        assert!(near_limit(&IssuedKey { blocked: Some(NOW), ..key(6, Limit::HOST) }).is_none());
    }

    #[test]
    fn a_host_lags_that_asked_with_an_older_pack_than_there_was() {
        let holder = |pack, activated| LicenseHolder {
            id: HostId::from_random([1; 16]),
            kind: HolderKind::Host,
            machine: "kms".into(),
            key: key(1, Limit::HOST).claim,
            key_blocked: false,
            customer: String::new(),
            order: String::new(),
            activated,
            activations: 1,
            until: None,
            pack,
            revoked: None,
        };
        for (pack, activated, told) in
            [(Some(8), NOW, true), (Some(9), NOW, false), (None, NOW, false), (Some(8), NOW - Span::seconds(1), false)]
        {
            assert_eq!(outdated(&holder(pack, activated), 9, NOW).is_some(), told, "{pack:?} {activated:?}");
        }
    }
}

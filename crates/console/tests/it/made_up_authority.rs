//! The authority over the data that is made up.

use crate::made_up_host::{Data, MadeUpHost, NOW};
use muster_console::{
    AuthorityView, ConsoleError, Contact, ContactChange, Customer, CustomerOrder, HolderDetail, HolderEvent,
    HolderKind, HolderQuery, IssuedKeyRow, IssuedOrder, IssuedPack, IssuedView, KeyChange, KeyChanged, KeyPart,
    KeyQuery, KeyRefusal, LicenseHolder, OrderChange, OrderQuery, PackContent, PackSigned, RootFollowers, RootKeyRow,
    RootKeyState, RootKeys, RootLaggard, RootPack, RootStep,
};
use muster_core::{
    authority::{key_groups::KeyGroups, quota::Limit},
    code::{self, Code},
    id::HostId,
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::{KeyClaim, KeyKind},
    },
    time::{Moment, Span},
};
use std::sync::MutexGuard;

/// A host key with a customer.
pub(crate) fn key(serial: u32, customer: &str) -> IssuedKeyRow {
    IssuedKeyRow {
        claim: KeyClaim::new(KeyKind::Host, 90, serial).expect("a claim"),
        group: "Ledger 9 Host".into(),
        issued: NOW,
        blocked: None,
        ends: Some(NOW + Span::days(365)),
        days: None,
        features: "seats=5".into(),
        computers: 2,
        limit: Limit::HOST,
        customer: customer.into(),
        order: format!("PO-{serial}"),
        note: "<b>by telephone</b>".into(),
    }
}

/// A host that the key of this serial has activated.
pub(crate) fn holder(number: u8, machine: &str) -> LicenseHolder {
    LicenseHolder {
        id: HostId::from_random([number; 16]),
        kind: HolderKind::Host,
        machine: machine.into(),
        key: key(u32::from(number), "").claim,
        key_blocked: false,
        customer: "Contoso".into(),
        order: format!("PO-{number}"),
        activated: NOW - Span::minutes(u32::from(number)),
        activations: 1,
        until: Some(NOW + Span::days(1_825)),
        pack: Some(7),
        revoked: None,
    }
}

/// A license pack.
pub(crate) fn pack(version: u32) -> IssuedPack {
    let content = PackContent { until: NOW + Span::days(700), products: 2, key_groups: 1, revoked: 3 };
    IssuedPack { version, issued: NOW, signed: true, withdrawn: None, content: Some(content), holders: 4 }
}

/// Two root keys, and who lags.
pub(crate) fn roots(step: RootStep, laggards: Vec<RootLaggard>) -> RootKeys {
    let pack = |version| PackSigned { version, at: NOW };
    let key = |thumbprint: &str, state, since| RootKeyRow {
        thumbprint: thumbprint.into(),
        state,
        trusted_since: Some(pack(since)),
        signs_since: (state == RootKeyState::Signs).then(|| pack(since)),
    };
    RootKeys {
        keys: vec![key("first-key", RootKeyState::Signs, 1), key("next-key", RootKeyState::Next, 8)],
        step,
        packs: vec![RootPack {
            pack: pack(8),
            signer: Some("first-key".into()),
            trusts: vec!["first-key".into(), "next-key".into()],
        }],
        newest: Some(9),
        followers: matches!(step, RootStep::Switch(_) | RootStep::Sign | RootStep::Drop).then(|| RootFollowers {
            holders: 5,
            lagging: u32::try_from(laggards.len()).expect("few"),
            laggards,
        }),
        fault: None,
    }
}

impl AuthorityView for MadeUpHost {
    fn issued(&self, groups: KeyGroups) -> Box<dyn IssuedView + '_> {
        Box::new(Issued { host: self, groups })
    }
}

/// What was made up, within key groups.
struct Issued<'h> {
    host: &'h MadeUpHost,
    groups: KeyGroups,
}

impl Issued<'_> {
    fn data(&self) -> MutexGuard<'_, Data> {
        self.host.data()
    }

    fn contact(&self, data: &Data, customer: &str) -> Contact {
        let mut own = data.contacts.iter().filter(|((name, group), _)| name == customer && self.groups.has(*group));
        own.next().map(|(_, contact)| contact.clone()).unwrap_or_default()
    }
}

impl IssuedView for Issued<'_> {
    fn keys(&self, query: &KeyQuery) -> Result<Vec<IssuedKeyRow>, ConsoleError> {
        let found: Vec<_> = self
            .data()
            .keys
            .iter()
            .filter(|key| self.groups.has(key.claim.group) && query.finds(key))
            .cloned()
            .collect();
        Ok(found.into_iter().take(query.limit).collect())
    }

    fn key(&self, claim: &KeyClaim) -> Result<Option<IssuedKeyRow>, ConsoleError> {
        Ok(self.data().keys.iter().find(|key| key.claim == *claim && self.groups.has(claim.group)).cloned())
    }

    fn set_blocked(&self, claim: &KeyClaim, blocked: bool, _: &str, now: Moment) -> Result<bool, ConsoleError> {
        let mut data = self.data();
        let key = data.keys.iter_mut().find(|key| key.claim == *claim).expect("the page has found it");
        let changed = key.blocked.is_some() != blocked;
        key.blocked = blocked.then_some(now);
        Ok(changed)
    }

    fn change_key(&self, change: &KeyChange, _: &str, now: Moment) -> Result<KeyChanged, ConsoleError> {
        let mut data = self.data();
        let key = data.keys.iter_mut().find(|key| key.claim == change.claim).expect("the page has found it");
        if change.before != change.after.now(key) {
            return Ok(KeyChanged::Meanwhile);
        }
        if let Some(refusal) = change.refusal(key, now) {
            return Ok(KeyChanged::Refused(refusal));
        }
        if change.before == change.after {
            return Ok(KeyChanged::Done(0));
        }
        match &change.after {
            KeyPart::End(ends) => key.ends = *ends,
            KeyPart::Limit(limit) => key.limit = Limit::Host { limit: *limit },
            KeyPart::Words(words) => {
                (key.customer, key.order) = (words.customer.clone(), words.order.clone());
                key.note = words.note.clone();
            }
        }
        Ok(KeyChanged::Done(1))
    }

    fn change_order(&self, change: &OrderChange, _: &str, _: Moment) -> Result<KeyChanged, ConsoleError> {
        if let Some(refusal) = change.refusal() {
            return Ok(KeyChanged::Refused(refusal));
        }
        let (mut data, mut keys) = (self.data(), 0);
        let order = |key: &IssuedKeyRow| CustomerOrder { customer: key.customer.clone(), order: key.order.clone() };
        let own = |key: &IssuedKeyRow| self.groups.has(key.claim.group);
        let has = |wanted: &CustomerOrder| data.keys.iter().any(|key| own(key) && order(key) == *wanted);
        if !change.merge && has(&change.before) && has(&change.after) {
            return Ok(KeyChanged::Refused(KeyRefusal::Merge));
        }
        for key in &mut data.keys {
            if own(key) && (&key.customer, &key.order) == (&change.before.customer, &change.before.order) {
                (key.customer, key.order) = (change.after.customer.clone(), change.after.order.clone());
                keys += 1;
            }
        }
        Ok(if keys == 0 { KeyChanged::Meanwhile } else { KeyChanged::Done(keys) })
    }

    fn customer(&self, name: &str) -> Result<Option<Customer>, ConsoleError> {
        let data = self.data();
        let keys = data.keys.iter().filter(|key| key.customer == name && self.groups.has(key.claim.group));
        let mut key_groups: Vec<u16> = keys.map(|key| key.claim.group).collect();
        let (keys, contact) = (u32::try_from(key_groups.len()).expect("few"), self.contact(&data, name));
        key_groups.dedup();
        Ok((keys > 0).then(|| Customer { name: name.into(), keys, key_groups, contact }))
    }

    fn change_contact(&self, change: &ContactChange, _: &str, _: Moment) -> Result<KeyChanged, ConsoleError> {
        if let Some(refusal) = change.refusal() {
            return Ok(KeyChanged::Refused(refusal));
        }
        let Some(known) = self.customer(&change.customer)?.filter(|known| known.contact == change.before) else {
            return Ok(KeyChanged::Meanwhile);
        };
        let mut data = self.data();
        let groups: Vec<u16> =
            data.keys.iter().map(|key| key.claim.group).filter(|group| self.groups.has(*group)).collect();
        for group in groups {
            data.contacts.insert((change.customer.clone(), group), change.after.clone());
        }
        Ok(KeyChanged::Done(known.keys))
    }

    fn holders(&self, query: &HolderQuery) -> Result<Vec<LicenseHolder>, ConsoleError> {
        let mut found: Vec<_> = self
            .data()
            .holders
            .iter()
            .filter(|holder| self.groups.has(holder.key.group) && query.finds(holder))
            .cloned()
            .collect();
        found.sort_by_key(|holder| (std::cmp::Reverse(holder.activated.unix()), holder.id.to_string()));
        found.truncate(query.limit);
        Ok(found)
    }

    fn holder(&self, id: HostId) -> Result<Option<HolderDetail>, ConsoleError> {
        let found =
            self.data().holders.iter().find(|holder| holder.id == id && self.groups.has(holder.key.group)).cloned();
        let event = HolderEvent { at: NOW, action: "activate".into(), by: "192.0.2.7".into(), code: code::KEY_BLOCKED };
        Ok(found.map(|holder| HolderDetail {
            holder,
            products: vec!["Ledger <Professional>".into()],
            others: 1,
            newest_pack: Some(9),
            pack_revokes: false,
            history: vec![event],
        }))
    }

    fn set_revoked(&self, id: HostId, revoked: bool, _: &str, now: Moment) -> Result<bool, ConsoleError> {
        let mut data = self.data();
        let holder = data.holders.iter_mut().find(|holder| holder.id == id).expect("the page has found it");
        let changed = holder.revoked.is_some() != revoked;
        holder.revoked = revoked.then_some(now);
        Ok(changed)
    }

    fn packs(&self, before: u32, limit: usize) -> Result<Vec<IssuedPack>, ConsoleError> {
        let data = self.data();
        Ok(data.packs.iter().rev().filter(|pack| pack.version < before).take(limit).cloned().collect())
    }

    fn newest_pack(&self) -> Result<Option<u32>, ConsoleError> {
        Ok(self.data().packs.iter().filter(|pack| pack.signed).map(|pack| pack.version).max())
    }

    fn root_keys(&self, _: Moment) -> Result<RootKeys, ConsoleError> {
        let mut found = self.data().roots.clone().unwrap_or_else(|| roots(RootStep::Nothing, Vec::new()));
        if let Some(followers) = found.followers.as_mut().filter(|_| self.groups.is_limited()) {
            followers.laggards.retain(|laggard| self.groups.has(laggard.holder.key.group));
            (followers.holders, followers.lagging) = (1, u32::try_from(followers.laggards.len()).expect("few"));
        }
        Ok(found)
    }

    fn orders(&self, query: &OrderQuery) -> Result<Vec<IssuedOrder>, ConsoleError> {
        let data = self.data();
        let of = |key: &IssuedKeyRow| IssuedOrder {
            order: CustomerOrder { customer: key.customer.clone(), order: key.order.clone() },
            keys: 1,
            blocked: u32::from(key.blocked.is_some()),
            computers: key.computers,
            issued: key.issued,
            contact: self.contact(&data, &key.customer),
        };
        let own = data.keys.iter().filter(|key| self.groups.has(key.claim.group));
        let mut found: Vec<_> = own.map(of).filter(|order| query.finds(order)).collect();
        found.sort_by_key(|order| order.order.clone());
        found.truncate(query.limit);
        Ok(found)
    }

    fn confirm(
        &self,
        id: &InstallationId,
        account: &str,
        _: Moment,
    ) -> Result<Result<ConfirmationId, Code>, ConsoleError> {
        if !self.groups.has(id.claim.group) {
            return Ok(Err(code::KEY_UNKNOWN));
        }
        self.data().confirmed.push((*id, account.to_owned()));
        Ok(match self.data().confirm_refusal {
            Some(code) => Err(code),
            None => Ok(ConfirmationId { slot: 7, masked: [3; 15] }),
        })
    }
}

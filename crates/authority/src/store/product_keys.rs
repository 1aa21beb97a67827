//! Product keys: issued, listed, limited, blocked, and for whom.

use super::{
    StoreTransaction,
    error::StoreError,
    key_claim, kind_to_db, of_key,
    sql::{Row, sql, values},
};
#[cfg(feature = "console")]
use super::{
    page,
    sql::{Sql, sql_of_parts},
};
use crate::{
    error::AuthorityError,
    issued_key::{IssuedKey, KeyState},
    key_details::KeyDetails,
    key_terms::KeyTerms,
    product_keys::KeyOrder,
};
#[cfg(feature = "console")]
use muster_console::CustomerOrder;
#[cfg(feature = "console")]
use muster_core::authority::key_groups::KeyGroups;
use muster_core::{
    authority::quota::{COMPUTERS, KeyStatus, Limit},
    features::Features,
    keys::product_key::{KeyClaim, KeyKind, ProductKey},
    sentence,
    time::Moment,
};

/// Which keys a statement leaves out. What it finds may be too much: whoever asks looks at each.
#[cfg(feature = "console")]
#[derive(Default)]
pub(crate) struct KeyFilter {
    /// A pattern of `LIKE`, and what the end of a key or its serial may be; nothing is left out where they are empty.
    pub(crate) pattern: String,
    pub(crate) word: String,
    pub(crate) blocked: Option<bool>,
    pub(crate) order: Option<CustomerOrder>,
    /// Only those behind this one.
    pub(crate) after: Option<KeyClaim>,
    pub(crate) rows: u32,
}

impl StoreTransaction<'_> {
    /// The serials of a kind and group that were issued.
    pub(crate) fn serials(&self, kind: KeyKind, group: u16) -> Result<Vec<u32>, AuthorityError> {
        let find = sql!("product_key_serials.sql");
        self.rows(find, values![kind_to_db(kind), group], |row| row.at(0))
    }

    /// Adds a key of an order.
    pub(crate) fn add_key(&self, key: &ProductKey, order: &KeyOrder, now: Moment) -> Result<(), AuthorityError> {
        let KeyOrder { limit, details, terms, .. } = order;
        let (limit, ceiling) = match *limit {
            Limit::Host { limit } => (Some(limit).filter(|limit| *limit != COMPUTERS), None),
            Limit::Multiple { limit, ceiling } => (Some(limit), Some(ceiling)),
        };
        let KeyDetails { customer, order, note } = details;
        let (partial, features) = (key.partial(), features_to_db(&terms.features)?);
        let more = [
            (&partial).into(),
            now.unix().into(),
            limit.into(),
            ceiling.into(),
            customer.as_deref().into(),
            order.as_deref().into(),
            note.as_deref().into(),
            features.as_deref().into(),
            terms.ends.map(Moment::unix).into(),
            terms.days.into(),
        ];
        self.change(sql!("product_key_insert.sql"), &of_key(&key.claim(), more))?;
        Ok(())
    }

    /// The state of a key, also of one that was never issued.
    pub(crate) fn key_state(&self, claim: &KeyClaim) -> Result<KeyState, AuthorityError> {
        let state = |row: &Row<'_>| {
            Ok(KeyState {
                status: if row.get("is_blocked")? { KeyStatus::Blocked } else { KeyStatus::Issued },
                limit: limit_from_db(claim.kind, row.get("activation_limit")?, row.get("ceiling")?),
                terms: key_terms(row)?,
            })
        };
        let found = self.row(sql!("product_key_state.sql"), &of_key(claim, []), state)?;
        Ok(found.unwrap_or_else(|| KeyState {
            status: KeyStatus::Unknown,
            limit: limit_from_db(claim.kind, None, None),
            terms: KeyTerms::default(),
        }))
    }

    pub(crate) fn set_limit(&self, claim: &KeyClaim, limit: Limit) -> Result<(), AuthorityError> {
        let (Limit::Host { limit } | Limit::Multiple { limit, .. }) = limit;
        self.change(sql!("product_key_set_limit.sql"), &of_key(claim, [limit.into()]))?;
        Ok(())
    }

    pub(crate) fn block_key(&self, claim: &KeyClaim, now: Moment) -> Result<bool, AuthorityError> {
        let block = sql!("product_key_block.sql");
        let row = of_key(claim, [now.unix().into()]);
        Ok(self.change(block, &row)? == 1)
    }

    /// Lifts a block; whether there was one.
    pub(crate) fn unblock_key(&self, claim: &KeyClaim) -> Result<bool, AuthorityError> {
        let unblock = sql!("product_key_unblock.sql");
        Ok(self.change(unblock, &of_key(claim, []))? == 1)
    }

    /// Writes what is given; whether there is such a key.
    pub(crate) fn edit_key(&self, claim: &KeyClaim, details: &KeyDetails) -> Result<bool, AuthorityError> {
        let KeyDetails { customer, order, note } = details;
        let row = of_key(claim, [customer.as_deref().into(), order.as_deref().into(), note.as_deref().into()]);
        Ok(self.change(sql!("product_key_edit.sql"), &row)? == 1)
    }

    pub(crate) fn set_key_terms(&self, claim: &KeyClaim, terms: &KeyTerms) -> Result<(), AuthorityError> {
        let set = sql!("product_key_set_terms.sql");
        let features = features_to_db(&terms.features)?;
        let ends = terms.ends.map(Moment::unix);
        let row = of_key(claim, [features.as_deref().into(), ends.into(), terms.days.into()]);
        self.change(set, &row)?;
        Ok(())
    }

    pub(crate) fn keys(&self) -> Result<Vec<IssuedKey>, AuthorityError> {
        self.rows(sql!("product_key_list.sql"), &[], key_row)
    }

    /// The first keys of these key groups that a filter leaves, in the order of their numbers. Of some key groups each is read by itself, as the table has
    /// them: nobody waits for what he does not see, nor learns by that how much it is.
    #[cfg(feature = "console")]
    pub(crate) fn keys_left(&self, groups: &KeyGroups, filter: &KeyFilter) -> Result<Vec<IssuedKey>, AuthorityError> {
        let after = filter.after.map(|key| (kind_to_db(key.kind), key.group, i64::from(key.serial)));
        let Some(groups) = groups.numbers() else {
            return self.keys_of(false, filter, after.unwrap_or_default(), filter.rows);
        };
        let kinds = [KeyKind::Host, KeyKind::Multiple, KeyKind::Setup].map(kind_to_db);
        let parts = kinds.iter().flat_map(|kind| groups.iter().map(|group| (*kind, *group)));
        let mut found = Vec::new();
        for (kind, group) in parts {
            let serial = match after {
                Some((of_kind, of_group, serial)) if (of_kind, of_group) == (kind, group) => serial,
                Some((of_kind, of_group, _)) if (of_kind, of_group) > (kind, group) => continue,
                _ => -1,
            };
            let rest = filter.rows.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
            if rest == 0 {
                break;
            }
            found.extend(self.keys_of(true, filter, (kind, group, serial), rest)?);
        }
        Ok(found)
    }

    /// The first behind a number, of all keys or of its kind and key group alone.
    #[cfg(feature = "console")]
    fn keys_of(
        &self,
        of_group: bool,
        filter: &KeyFilter,
        (kind, group, serial): (u8, u16, i64),
        rows: u32,
    ) -> Result<Vec<IssuedKey>, AuthorityError> {
        let KeyFilter { pattern, word, blocked, order, .. } = filter;
        let tail = page::key_tail(word);
        let values = values![
            pattern,
            &tail,
            word,
            blocked.map(u8::from),
            order.as_ref().map(|order| &order.customer),
            order.as_ref().map(|order| &order.order),
            kind,
            group,
            serial,
            rows,
        ];
        self.rows(key_page(of_group, order.is_some()), values, key_row)
    }

    /// Whether there is a key of an order.
    #[cfg(feature = "console")]
    pub(crate) fn has_order(&self, groups: &KeyGroups, order: &CustomerOrder) -> Result<bool, AuthorityError> {
        self.value(sql!("order_exists.sql"), values![&order.customer, &order.order, &groups.pattern()])
    }

    /// Whether one of a customer's other orders becomes one with another order, if they all get the customer of `to`.
    #[cfg(feature = "console")]
    pub(crate) fn others_meet(
        &self,
        groups: &KeyGroups,
        from: &CustomerOrder,
        to: &CustomerOrder,
    ) -> Result<bool, AuthorityError> {
        let groups = groups.pattern();
        let values = values![&from.customer, &from.order, &to.customer, &to.order, &groups];
        self.value(sql!("customer_orders_meet.sql"), values)
    }

    /// Gives the keys of an order another customer and number; of how many.
    #[cfg(feature = "console")]
    pub(crate) fn rename_order(
        &self,
        groups: &KeyGroups,
        from: &CustomerOrder,
        to: &CustomerOrder,
    ) -> Result<u32, AuthorityError> {
        let groups = groups.pattern();
        let values = values![&from.customer, &from.order, &to.customer, &to.order, &groups];
        Ok(u32::try_from(self.change(sql!("order_rename.sql"), values)?).unwrap_or(u32::MAX))
    }

    /// Gives all keys of a customer another one; of how many.
    #[cfg(feature = "console")]
    pub(crate) fn rename_customer(&self, groups: &KeyGroups, from: &str, to: &str) -> Result<u32, AuthorityError> {
        let groups = groups.pattern();
        let values = values![from, to, &groups];
        Ok(u32::try_from(self.change(sql!("customer_rename.sql"), values)?).unwrap_or(u32::MAX))
    }

    /// A key.
    #[cfg(feature = "console")]
    pub(crate) fn key(&self, groups: &KeyGroups, claim: &KeyClaim) -> Result<Option<IssuedKey>, AuthorityError> {
        if !groups.has(claim.group) {
            return Ok(None);
        }
        self.row(sql!("product_key_read.sql"), &of_key(claim, []), key_row)
    }
}

/// The statement of a page of keys, of one kind and key group or of all, of one order or of all.
#[cfg(feature = "console")]
pub(super) fn key_page(of_group: bool, of_order: bool) -> Sql {
    macro_rules! page {
        ($($file:literal)+) => {
            sql_of_parts!(own "product_key_page_begin.sql", $(common $file),+, own "product_key_page_end.sql")
        };
    }
    match (of_group, of_order) {
        (false, false) => page!("product_key_page_all.sql"),
        (false, true) => page!("product_key_page_all.sql" "product_key_page_order.sql"),
        (true, false) => page!("product_key_page_group.sql"),
        (true, true) => page!("product_key_page_group.sql" "product_key_page_order.sql"),
    }
}

fn key_row(row: &Row<'_>) -> Result<IssuedKey, AuthorityError> {
    let claim = key_claim(row)?;
    Ok(IssuedKey {
        claim,
        issued: Moment::from_unix(row.get("issued")?),
        blocked: row.get::<Option<i64>>("blocked")?.map(Moment::from_unix),
        computers: row.get("computers")?,
        limit: limit_from_db(claim.kind, row.get("activation_limit")?, row.get("ceiling")?),
        details: KeyDetails { customer: row.get("customer")?, order: row.get("order_number")?, note: row.get("note")? },
        terms: key_terms(row)?,
    })
}

fn key_terms(row: &Row<'_>) -> Result<KeyTerms, AuthorityError> {
    Ok(KeyTerms {
        features: row
            .get::<Option<String>>("features")?
            .map(|text| features_from_db(&text))
            .transpose()?
            .unwrap_or_default(),
        ends: row.get::<Option<i64>>("ends")?.map(Moment::from_unix),
        days: row.get("days")?,
    })
}

fn features_to_db(features: &Features) -> Result<Option<String>, serde_json::Error> {
    if features.is_empty() {
        return Ok(None);
    }
    let mut text = Vec::new();
    muster_proto::features::serialize(features, &mut serde_json::Serializer::new(&mut text))?;
    Ok(Some(String::from_utf8_lossy(&text).into_owned()))
}

fn features_from_db(text: &str) -> Result<Features, AuthorityError> {
    let read = muster_proto::features::deserialize(&mut serde_json::Deserializer::from_str(text));
    Ok(read.map_err(|error| StoreError::Damaged(sentence!("the features of a key: {error}", "キーの機能: {error}")))?)
}

fn limit_from_db(kind: KeyKind, limit: Option<u32>, ceiling: Option<u32>) -> Limit {
    match kind {
        KeyKind::Multiple => Limit::Multiple { limit: limit.unwrap_or(0), ceiling: ceiling.unwrap_or(0) },
        _ => Limit::Host { limit: limit.unwrap_or(COMPUTERS) },
    }
}

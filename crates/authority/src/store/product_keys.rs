//! Product keys: issued, listed, limited, blocked, and for whom.

use super::{StoreTransaction, key_claim, kind_to_db};
use crate::{error::AuthorityError, issued_key::IssuedKey, key_details::KeyDetails, key_terms::KeyTerms};
use muster_core::{
    authority::quota::{KeyStatus, Limit},
    features::Features,
    keys::product_key::{KeyClaim, KeyKind, ProductKey},
    time::Moment,
};
use rusqlite::{OptionalExtension, Row, params, types::Type};

impl StoreTransaction<'_> {
    /// The serials of a kind and group that were issued.
    pub(crate) fn serials(&self, kind: KeyKind, group: u16) -> Result<Vec<u32>, AuthorityError> {
        let find = include_str!("product_key_serials.sql");
        self.rows(find, params![kind_to_db(kind), group], |row| row.get(0))
    }

    pub(crate) fn add_key(&self, key: &ProductKey, limit: Limit, now: Moment) -> Result<(), AuthorityError> {
        let claim = key.claim();
        let (limit, ceiling) = match limit {
            Limit::Host => (None, None),
            Limit::Multiple { limit, ceiling } => (Some(limit), Some(ceiling)),
        };
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, key.partial(), now.unix(), limit, ceiling];
        self.0.execute(include_str!("product_key_insert.sql"), row)?;
        Ok(())
    }

    /// How many computers a key activates. A MAK of a time when there were no limits activates none.
    pub(crate) fn limit(&self, claim: &KeyClaim) -> Result<Limit, AuthorityError> {
        let find = include_str!("product_key_limit.sql");
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial];
        let found =
            self.0.query_row(find, row, |row| Ok(limit_from_db(claim.kind, row.get(0)?, row.get(1)?))).optional()?;
        Ok(found.unwrap_or_else(|| limit_from_db(claim.kind, None, None)))
    }

    pub(crate) fn set_limit(&self, claim: &KeyClaim, limit: u32) -> Result<(), AuthorityError> {
        let set = include_str!("product_key_set_limit.sql");
        self.0.execute(set, params![kind_to_db(claim.kind), claim.group, claim.serial, limit])?;
        Ok(())
    }

    pub(crate) fn block_key(&self, claim: &KeyClaim, now: Moment) -> Result<bool, AuthorityError> {
        let block = include_str!("product_key_block.sql");
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, now.unix()];
        Ok(self.0.execute(block, row)? == 1)
    }

    /// Lifts a block; whether there was one.
    pub(crate) fn unblock_key(&self, claim: &KeyClaim) -> Result<bool, AuthorityError> {
        let unblock = include_str!("product_key_unblock.sql");
        Ok(self.0.execute(unblock, params![kind_to_db(claim.kind), claim.group, claim.serial])? == 1)
    }

    /// Writes what is given; whether there is such a key.
    pub(crate) fn edit_key(&self, claim: &KeyClaim, details: &KeyDetails) -> Result<bool, AuthorityError> {
        let KeyDetails { customer, order, note } = details;
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, customer, order, note];
        Ok(self.0.execute(include_str!("product_key_edit.sql"), row)? == 1)
    }

    /// What a key allows and until when; none if it was never issued.
    pub(crate) fn key_terms(&self, claim: &KeyClaim) -> Result<Option<KeyTerms>, AuthorityError> {
        let find = include_str!("product_key_terms.sql");
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial];
        Ok(self.0.query_row(find, row, key_terms).optional()?)
    }

    pub(crate) fn set_key_terms(&self, claim: &KeyClaim, terms: &KeyTerms) -> Result<(), AuthorityError> {
        let set = include_str!("product_key_set_terms.sql");
        let features = if terms.features.is_empty() { None } else { Some(features_to_db(&terms.features)?) };
        let ends = terms.ends.map(Moment::unix);
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial, features, ends, terms.days];
        self.0.execute(set, row)?;
        Ok(())
    }

    pub(crate) fn key_status(&self, claim: &KeyClaim) -> Result<KeyStatus, AuthorityError> {
        let find = include_str!("product_key_blocked.sql");
        let row = params![kind_to_db(claim.kind), claim.group, claim.serial];
        Ok(match self.0.query_row(find, row, |row| row.get(0)).optional()? {
            Some(true) => KeyStatus::Blocked,
            Some(false) => KeyStatus::Issued,
            None => KeyStatus::Unknown,
        })
    }

    pub(crate) fn keys(&self) -> Result<Vec<IssuedKey>, AuthorityError> {
        self.rows(include_str!("product_key_list.sql"), &[], key_row)
    }
}

fn key_row(row: &Row<'_>) -> rusqlite::Result<IssuedKey> {
    let claim = key_claim(row)?;
    Ok(IssuedKey {
        claim,
        issued: Moment::from_unix(row.get("issued")?),
        blocked: row.get::<_, Option<i64>>("blocked")?.map(Moment::from_unix),
        computers: row.get("computers")?,
        limit: limit_from_db(claim.kind, row.get("activation_limit")?, row.get("ceiling")?),
        details: KeyDetails { customer: row.get("customer")?, order: row.get("order_number")?, note: row.get("note")? },
        terms: key_terms(row)?,
    })
}

fn key_terms(row: &Row<'_>) -> rusqlite::Result<KeyTerms> {
    Ok(KeyTerms {
        features: row
            .get::<_, Option<String>>("features")?
            .map(|text| features_from_db(&text))
            .transpose()?
            .unwrap_or_default(),
        ends: row.get::<_, Option<i64>>("ends")?.map(Moment::from_unix),
        days: row.get("days")?,
    })
}

fn features_to_db(features: &Features) -> Result<String, serde_json::Error> {
    let mut text = Vec::new();
    muster_proto::features::serialize(features, &mut serde_json::Serializer::new(&mut text))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn features_from_db(text: &str) -> rusqlite::Result<Features> {
    let read = muster_proto::features::deserialize(&mut serde_json::Deserializer::from_str(text));
    read.map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

fn limit_from_db(kind: KeyKind, limit: Option<u32>, ceiling: Option<u32>) -> Limit {
    match kind {
        KeyKind::Multiple => Limit::Multiple { limit: limit.unwrap_or(0), ceiling: ceiling.unwrap_or(0) },
        _ => Limit::Host,
    }
}

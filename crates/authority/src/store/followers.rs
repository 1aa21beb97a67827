//! Who follows a change of the root key: holders whose license is in force, neither revoked nor of a blocked key.

use super::{
    StoreTransaction,
    sql::{sql, values},
};
use crate::error::AuthorityError;
use muster_core::{
    authority::{key_groups::KeyGroups, rotation::LicenseHolder},
    time::Moment,
};

/// Followers that are alike to a change of the root key.
pub(crate) struct FollowerGroup {
    pub(crate) is_host: bool,
    pub(crate) pack: Option<u32>,
    pub(crate) signed_by: Option<String>,
    pub(crate) holders: u32,
}

impl FollowerGroup {
    /// As the statement of a group is told which it is.
    pub(super) fn key(&self) -> (u8, i64, &str) {
        let pack = self.pack.map_or(-1, i64::from);
        (u8::from(self.is_host), pack, self.signed_by.as_deref().unwrap_or_default())
    }

    /// As the step sees each of it. `signer` is the thumbprint of the key that signs.
    pub(crate) fn as_holder(&self, signer: &str) -> LicenseHolder {
        LicenseHolder {
            is_host: self.is_host,
            pack: self.pack,
            has_newest_license: self.signed_by.as_deref() == Some(signer),
        }
    }
}

impl StoreTransaction<'_> {
    /// Who of these key groups follows a change of the root key at `now`, by what decides it.
    pub(crate) fn follower_groups(
        &self,
        groups: &KeyGroups,
        now: Moment,
    ) -> Result<Vec<FollowerGroup>, AuthorityError> {
        self.rows(sql!("follower_groups.sql"), values![now.unix(), &groups.pattern()], |row| {
            let (pack, signed_by) = (row.get("pack")?, row.get("signed_by")?);
            Ok(FollowerGroup { is_host: row.get("is_host")?, pack, signed_by, holders: row.get("holders")? })
        })
    }

    /// The machines of a group, those that asked last first.
    pub(crate) fn follower_machines(
        &self,
        groups: &KeyGroups,
        group: &FollowerGroup,
        now: Moment,
    ) -> Result<Vec<String>, AuthorityError> {
        let ((is_host, pack, signed_by), groups) = (group.key(), groups.pattern());
        let values = values![now.unix(), is_host, pack, signed_by, group.holders, &groups];
        self.rows(sql!("follower_list.sql"), values, |row| row.get("machine"))
    }
}

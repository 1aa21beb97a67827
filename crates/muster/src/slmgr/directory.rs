//! Directory-based activation: `/ad-activation-online`, `/ad-activation-get-iid`, `/ad-activation-apply-cid`, `/ao-list`,
//! `/del-ao`.

use super::{Roles, said};
use crate::{cmd::env, failure::Failure, out};
use muster_core::labels::OPERATION_COMPLETED;
use muster_slmgr::slmgr;
use std::process::ExitCode;

impl Roles<'_> {
    pub(super) fn directory_activate(&self, key: &str, name: Option<&str>) -> Result<ExitCode, Failure> {
        let dn = self.need_client()?.directory_activate(key, name, &env(self.machine))?;
        Ok(out::done(&slmgr::object_created(&dn, self.lang)))
    }

    pub(super) fn directory_installation_id(&self, key: &str) -> Result<ExitCode, Failure> {
        let iid = self.need_client()?.directory_installation_id(key)?;
        Ok(out::done(&slmgr::installation_id(&iid, self.lang)))
    }

    pub(super) fn directory_deposit(&self, key: &str, cid: &str, name: Option<&str>) -> Result<ExitCode, Failure> {
        let dn = self.need_client()?.directory_apply_confirmation_id(key, cid, name)?;
        Ok(out::done(&slmgr::object_created(&dn, self.lang)))
    }

    pub(super) fn list_objects(&self) -> Result<ExitCode, Failure> {
        let objects = self.need_client()?.object_reports()?;
        Ok(out::done(&slmgr::object_list(&objects, self.lang)))
    }

    pub(super) fn delete_object(&self, name: &str) -> Result<ExitCode, Failure> {
        self.need_client()?.delete_object(name)?;
        Ok(said(OPERATION_COMPLETED, self.lang))
    }
}

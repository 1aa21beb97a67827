//! Directory-based activation: `/ad-activation-online`, `/ad-activation-get-iid`, `/ad-activation-apply-cid`, `/ao-list`,
//! `/del-ao`.

use super::{Lines, Roles, activation::print_iid, labels::*, said};
use crate::{failure::Failure, out};
use std::process::ExitCode;

impl Roles<'_> {
    pub(super) fn directory_activate(&self, key: &str, name: Option<&str>) -> Result<ExitCode, Failure> {
        let dn = self.need_client()?.directory_activate(key, name, muster_platform::entropy::bytes())?;
        self.created(&dn)
    }

    pub(super) fn directory_installation_id(&self, key: &str) -> Result<ExitCode, Failure> {
        let iid = self.need_client()?.directory_installation_id(key)?;
        print_iid(&iid, self.lang);
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn directory_deposit(&self, key: &str, cid: &str, name: Option<&str>) -> Result<ExitCode, Failure> {
        let dn = self.need_client()?.directory_deposit(key, cid, name)?;
        self.created(&dn)
    }

    fn created(&self, dn: &str) -> Result<ExitCode, Failure> {
        out::line(ACTIVATED.get(self.lang));
        out::line(&format!("{}: {dn}", AO_DN.get(self.lang)));
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn list_objects(&self) -> Result<ExitCode, Failure> {
        let client = self.need_client()?;
        let objects = client.activation_objects()?;
        let mut lines = Lines::new(self.lang);
        lines.add(AO_LIST.get(self.lang));
        lines.indent = "    ";
        if objects.is_empty() {
            lines.add(AO_NONE.get(self.lang));
        }
        for (object, credential) in &objects {
            lines.blank();
            lines.pair(AO_NAME, &object.name);
            lines.pair(AO_DN, &object.dn);
            lines.pair(AO_EPID, &credential.license.epid);
            let groups = credential.license.groups.iter().filter_map(|number| client.pack().group(*number));
            for group in groups {
                lines.pair(AO_ACTIVATION_ID, &group.id.to_string());
            }
        }
        out::print(&lines.text);
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn delete_object(&self, name: &str) -> Result<ExitCode, Failure> {
        self.need_client()?.delete_object(name)?;
        Ok(said(OPERATION_COMPLETED, self.lang))
    }
}

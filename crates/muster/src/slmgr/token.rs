//! Token-based activation: `/lil`, `/ril`, `/ltc`, `/fta`.

use super::Roles;
use crate::{
    cmd::{env, now},
    failure::Failure,
    out,
};
use muster_client::Client;
use muster_core::id::HostId;
use muster_slmgr::slmgr;
use std::process::ExitCode;

impl Roles<'_> {
    pub(super) fn list_issuance(&self) -> Result<ExitCode, Failure> {
        let licenses = self.need_client()?.issuance_reports()?;
        Ok(out::done(&slmgr::issuance_list(&licenses, &self.locale())))
    }

    pub(super) fn remove_issuance(&self, id: HostId, version: u32) -> Result<ExitCode, Failure> {
        self.need_client()?.remove_issuance(id, Some(version))?;
        Ok(out::done(&slmgr::issuance_removed(id, self.lang)))
    }

    pub(super) fn list_certificates(&self) -> Result<ExitCode, Failure> {
        let certificates = self.need_client()?.certificate_reports(now())?;
        Ok(out::done(&slmgr::certificate_list(&certificates, &self.locale())))
    }

    pub(super) fn force_token(&self, thumbprint: &str, pin: Option<&str>) -> Result<ExitCode, Failure> {
        let mut client: Client = self.need_client()?;
        let env = env(self.machine);
        let mut activated = true;
        for id in client.chosen(None)? {
            let attempt = client.activate_by_certificate(id, thumbprint, pin, &env.at(now()))?;
            out::print(&slmgr::attempt_text(&attempt, self.lang));
            activated &= attempt.is_activated();
        }
        Ok(if activated { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

//! Token-based activation: `/lil`, `/ril`, `/ltc`, `/fta`.

use super::{Lines, Roles, attempt_text, labels::*};
use crate::{
    cmd::{machine, now},
    failure::Failure,
    out,
};
use muster_client::Client;
use muster_core::{id::HostId, time::Moment};
use muster_proto::instant;
use std::process::ExitCode;

impl Roles<'_> {
    pub(super) fn list_issuance(&self) -> Result<ExitCode, Failure> {
        let installed = self.need_client()?.issuance_licenses()?;
        let mut lines = Lines::new(self.lang);
        lines.add(ISSUANCE_LICENSES.get(self.lang));
        if installed.is_empty() {
            lines.add(NO_LICENSES.get(self.lang));
        }
        for installed in &installed {
            let license = &installed.license;
            lines.blank();
            lines.pair(ILID, &license.sub.to_string());
            lines.pair(ILVID, &license.version.to_string());
            lines.pair(GRANT, &license.grant.to_string());
            lines.pair(VALID_TO, &instant::local(Moment::from_unix(license.exp)));
            lines.pair(DESCRIPTION, &license.description);
        }
        out::print(&lines.text);
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn remove_issuance(&self, id: HostId, version: u32) -> Result<ExitCode, Failure> {
        self.need_client()?.remove_issuance(id, Some(version))?;
        out::line(
            &self
                .lang
                .pick(format!("Removed license with SLID={id}."), format!("SLID={id} のライセンスを削除しました。")),
        );
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn list_certificates(&self) -> Result<ExitCode, Failure> {
        let certificates = self.need_client()?.token_certificates(now())?;
        let mut lines = Lines::new(self.lang);
        if certificates.is_empty() {
            lines.add(NO_CERTIFICATES.get(self.lang));
        }
        for (index, certificate) in certificates.iter().enumerate() {
            if index > 0 {
                lines.blank();
            }
            let facts = &certificate.facts;
            lines.pair(THUMBPRINT, &facts.thumbprint);
            lines.pair(SUBJECT, &facts.subject);
            lines.pair(ISSUER, &facts.issuer);
            lines.pair(VALID_FROM, &instant::local(facts.from));
            lines.pair(VALID_TO, &instant::local(facts.until));
        }
        out::print(&lines.text);
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn force_token(&self, thumbprint: &str, pin: Option<&str>) -> Result<ExitCode, Failure> {
        let mut client: Client = self.need_client()?;
        let machine = machine(self.machine);
        let mut activated = true;
        for id in client.chosen(None)? {
            let attempt = client.activate_by_certificate(
                id,
                thumbprint,
                pin,
                &machine,
                now(),
                &mut muster_platform::entropy::fill,
            )?;
            out::print(&attempt_text(&attempt, self.lang));
            activated &= attempt.is_activated();
        }
        Ok(if activated { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

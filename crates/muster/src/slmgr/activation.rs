//! `/ato`, `/dti`, `/atp` and the rearms.

use super::{Roles, attempt_text, labels::*, said, through_agent};
use crate::{
    cmd::{
        self, machine, network, now,
        phone::{self, ActivationTarget},
    },
    failure::Failure,
    out,
};
use muster_client::Client;
use muster_core::{
    id::{ActivationId, ApplicationId},
    keys::installation_id::InstallationId,
};
use muster_host::Host;
use std::process::ExitCode;

impl Roles<'_> {
    pub(super) fn activate(&self, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        if self.is_anothers() {
            // Activating needs no rights, and the agent has those that the state needs.
            return through_agent::activate(self.state, id, self.lang);
        }
        let (client, host) = self.open_both()?;
        let activated = match (client, host) {
            (Some(client), host) if id.is_some() || client.chosen(None).is_ok() || host.is_none() => {
                self.activate_client(client, id)?
            }
            (_, Some(mut host)) => {
                self.activate_host(&mut host)?;
                true
            }
            _ => false,
        };
        if activated {
            return Ok(ExitCode::SUCCESS);
        }
        out::line(ACTIVATION_FAILED.get(self.lang));
        Ok(ExitCode::FAILURE)
    }

    fn activate_client(&self, mut client: Client, id: Option<ActivationId>) -> Result<bool, Failure> {
        let machine = machine(self.machine);
        let network = network(self.machine, &machine)?;
        let mut activated = true;
        for id in client.chosen(id)? {
            let attempt = client.activate(id, &machine, &network, now(), &mut muster_platform::entropy::fill)?;
            out::print(&attempt_text(&attempt, self.lang));
            activated &= attempt.is_activated();
        }
        Ok(activated)
    }

    fn activate_host(&self, host: &mut Host) -> Result<(), Failure> {
        let group = host.product_key()?.claim().and_then(|claim| host.pack().group(claim.group).cloned());
        if let Some(group) = group {
            out::line(&format!("{} {} ({}) ...", ACTIVATING.get(self.lang), group.name, group.id));
        }
        cmd::host::activate_online(host, &machine(self.machine))?;
        out::line(ACTIVATED.get(self.lang));
        Ok(())
    }

    pub(super) fn installation_id(&self, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let machine = machine(self.machine);
        let iid = match ActivationTarget::find(self.state, &machine, id)? {
            ActivationTarget::Product(client, id) => client.installation_id(id, &machine)?,
            ActivationTarget::Host(host) => host.installation_id(machine.id())?,
        };
        print_iid(&iid, self.lang);
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn deposit(&self, cid: &str, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let deposited = phone::deposit(self.state, id, cid, &machine(self.machine))?;
        out::line(&phone::deposited_text(deposited, self.lang));
        Ok(ExitCode::SUCCESS)
    }

    pub(super) fn rearm(
        &self,
        application: Option<ApplicationId>,
        product: Option<ActivationId>,
    ) -> Result<ExitCode, Failure> {
        let mut client = self.need_client()?;
        match (application, product) {
            (Some(id), _) => client.rearm_application(id, now())?,
            (None, Some(id)) => client.rearm_product(id, now())?,
            (None, None) => client.rearm(now(), muster_platform::entropy::bytes())?,
        }
        // Nothing waits for a restart here: the documented second line would be untrue.
        Ok(said(COMPLETED, self.lang))
    }
}

/// `Installation ID:` in groups, as it is read out.
pub(super) fn print_iid(iid: &InstallationId, lang: muster_core::lang::Lang) {
    out::line(&format!("{}: {iid}", INSTALLATION_ID.get(lang)));
    out::line(lang.pick(
        "Read it to the vendor's desk, or send it as a file or QR code: muster phone iid --help",
        "ベンダーの窓口に読み上げるか、ファイルまたは QR コードで送付してください: muster phone iid --help",
    ));
}

//! `/ato`, `/dti`, `/atp` and the rearms.

use super::{Roles, said, through_agent};
use crate::{
    cmd::{
        self, env, env_on_network, machine, now,
        phone::{self, ActivationTarget},
    },
    failure::Failure,
    out,
};
use muster_client::Client;
use muster_core::id::{ActivationId, ApplicationId};
use muster_core::labels::{ACTIVATED, ACTIVATION_FAILED, COMPLETED};
use muster_host::Host;
use muster_slmgr::slmgr;
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
        let env = env_on_network(self.machine)?;
        let mut activated = true;
        for id in client.chosen(id)? {
            let attempt = client.activate(id, &env.at(now()))?;
            out::print(&slmgr::attempt_text(&attempt, self.lang));
            activated &= attempt.is_activated();
        }
        Ok(activated)
    }

    fn activate_host(&self, host: &mut Host) -> Result<(), Failure> {
        let group = host.pack().group(host.product_key()?.claim().group).cloned();
        if let Some(group) = group {
            out::print(&slmgr::activating(&group.name, group.id, self.lang));
        }
        cmd::host::activate_online(host, &machine(self.machine))?;
        out::line(ACTIVATED.get(self.lang));
        Ok(())
    }

    pub(super) fn installation_id(&self, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let env = env(self.machine);
        let iid = match ActivationTarget::find(self.state, &env, id)? {
            ActivationTarget::Product(client, id) => client.installation_id(id, &env)?,
            ActivationTarget::Host(host) => host.installation_id(&env.machine)?,
        };
        Ok(out::done(&slmgr::installation_id(&iid, self.lang)))
    }

    pub(super) fn deposit(&self, cid: &str, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let deposited = phone::apply_confirmation_id(self.state, id, cid, &env(self.machine))?;
        Ok(out::done(&slmgr::confirmation_deposited(deposited, self.lang)))
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
            (None, None) => client.rearm(&env(self.machine))?,
        }
        // Nothing waits for a restart here: the documented second line would be untrue.
        Ok(said(COMPLETED, self.lang))
    }
}

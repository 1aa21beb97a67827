//! Rearm: periods start anew, a limited number of times. Of a whole machine it also makes a new machine id, so that copies
//! of an image are told apart; of one application or product it does not, for the id is that of the others too.

use crate::{
    Client, ClientError, Env,
    state::{Installed, State},
};
use muster_core::{
    id::{ActivationId, ApplicationId, Cmid},
    time::Moment,
};

/// How often a whole machine may be rearmed; products and applications have the limit of their policy beside it.
pub(crate) const MACHINE_REARMS: u32 = 5;

impl Client {
    /// Rearms the machine: every product, under a new machine id.
    pub fn rearm(&mut self, env: &Env) -> Result<(), ClientError> {
        self.change(|state| {
            within(state.rearms, MACHINE_REARMS)?;
            state.rearms += 1;
            state.set_cmid(Cmid::from_random(env.entropy.bytes()));
            start_anew(state, env.now, |_| true);
            Ok(())
        })
    }

    /// Rearms the products of one application.
    pub fn rearm_application(&mut self, id: ApplicationId, now: Moment) -> Result<(), ClientError> {
        let pack = &self.trust.pack;
        let own: Vec<_> = pack.products.iter().filter(|product| product.application == id).collect();
        let ids: Vec<ActivationId> = own.iter().map(|product| product.id).collect();
        let limit = own.iter().map(|product| product.policy.rearms).max().unwrap_or(0);
        self.change(|state| {
            if !state.products.iter().any(|installed| installed.id().is_some_and(|id| ids.contains(&id))) {
                return Err(ClientError::NoApplication(id));
            }
            let used = state.application_rearms.entry(id.to_string()).or_insert(0);
            within(*used, limit)?;
            *used += 1;
            start_anew(state, now, |product| ids.contains(&product));
            Ok(())
        })
    }

    /// Rearms one product.
    pub fn rearm_product(&mut self, id: ActivationId, now: Moment) -> Result<(), ClientError> {
        let limit = self.installed(id)?.1.policy.rearms;
        self.change(|state| {
            let installed = state.product_mut(id).ok_or(ClientError::NotInstalled(id))?;
            within(installed.rearms, limit)?;
            installed.rearms += 1;
            start_anew(state, now, |product| product == id);
            Ok(())
        })
    }
}

fn within(used: u32, limit: u32) -> Result<(), ClientError> {
    if used < limit { Ok(()) } else { Err(ClientError::Rearmed(used)) }
}

fn start_anew(state: &mut State, now: Moment, chosen: impl Fn(ActivationId) -> bool) {
    let chosen = |installed: &&mut Installed| installed.id().is_some_and(&chosen);
    state.products.iter_mut().filter(chosen).for_each(|installed| installed.rearm(now));
}

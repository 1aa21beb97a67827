//! Rearm: periods start anew, a limited number of times. Of a whole machine it also makes a new machine id, so that copies
//! of an image are told apart; of one application or product it does not, for the id is that of the others too.

use crate::{
    error::ClientError,
    state::{Installed, State},
};
use muster_core::{
    id::{ActivationId, ApplicationId, Cmid},
    pack::{Pack, Product},
    time::Moment,
};

/// How often a whole machine may be rearmed; products and applications have the limit of their policy beside it.
pub(crate) const MACHINE_REARMS: u32 = 5;

/// Every product of the machine, which gets the new id `cmid`.
pub(crate) fn machine(state: &mut State, cmid: Cmid, now: Moment) -> Result<(), ClientError> {
    within(state.rearms, MACHINE_REARMS)?;
    state.rearms += 1;
    state.set_cmid(cmid);
    start_anew(state, now, |_| true);
    Ok(())
}

/// The products of one application, as often as the most generous of them may be.
pub(crate) fn application(state: &mut State, pack: &Pack, id: ApplicationId, now: Moment) -> Result<(), ClientError> {
    let own: Vec<&Product> = pack.products.iter().filter(|product| product.application == id).collect();
    let is_own = |id: ActivationId| own.iter().any(|product| product.id == id);
    let limit = own.iter().map(|product| product.policy.rearms).max().unwrap_or(0);
    if !state.products.iter().any(|installed| installed.id().is_some_and(is_own)) {
        return Err(ClientError::NoApplication(id));
    }
    let used = state.application_rearms.entry(id.to_string()).or_insert(0);
    within(*used, limit)?;
    *used += 1;
    start_anew(state, now, is_own);
    Ok(())
}

/// One product, at most `limit` times.
pub(crate) fn product(state: &mut State, id: ActivationId, limit: u32, now: Moment) -> Result<(), ClientError> {
    let installed = state.product_mut(id).ok_or(ClientError::NotInstalled(id))?;
    within(installed.rearms, limit)?;
    installed.rearms += 1;
    start_anew(state, now, |product| product == id);
    Ok(())
}

fn within(used: u32, limit: u32) -> Result<(), ClientError> {
    if used < limit { Ok(()) } else { Err(ClientError::Rearmed(used)) }
}

fn start_anew(state: &mut State, now: Moment, chosen: impl Fn(ActivationId) -> bool) {
    let is_chosen = |installed: &&mut Installed| installed.id().is_some_and(&chosen);
    state.products.iter_mut().filter(is_chosen).for_each(|installed| installed.rearm(now));
    for (_, removed) in state.removed.iter_mut().filter(|(id, _)| id.parse().is_ok_and(&chosen)) {
        removed.rearm();
    }
}

//! What the agent keeps watch over: when each product is asked for, and which activations run out.

use crate::{env::Env, error::ClientError, license_state::license_state, state::Installed, store::Store};
use muster_core::{
    client::{license::Status, schedule::ScheduledProduct},
    code,
    event::Occurrence,
    id::ActivationId,
    term,
    time::Moment,
};
use muster_proto::event::Event;

/// The installed products that are asked for from time to time: a permanent activation is not.
pub(crate) fn products(store: &Store, env: &Env) -> Vec<(ActivationId, ScheduledProduct)> {
    let scheduled = |installed: &Installed| {
        let id = installed.id()?;
        let (_, product) = store.installed(id).ok()?;
        let license = license_state(store, installed, product, env);
        if license.until.is_none() && license.status == Status::Licensed {
            return None;
        }
        let last_succeeded = installed.last_code() == Some(code::SUCCESS);
        // No product could be shown an activation that does not bind the machine's key.
        let unbound = installed.activation.as_ref().is_some_and(|stored| stored.salt.is_none());
        let next_attempt = installed.next_attempt.filter(|_| !(unbound && last_succeeded));
        let product = ScheduledProduct {
            standing: license,
            last_attempt: installed.last_attempt.as_ref().map(|attempt| Moment::from_unix(attempt.at)),
            last_succeeded,
            next_attempt: next_attempt.map(Moment::from_unix),
            intervals: installed.intervals(),
        };
        Some((id, product))
    };
    store.state.products.iter().filter_map(scheduled).collect()
}

/// Leaves an event (12431) 90, 30 and 7 days before the end of the license pack, and at its end.
fn announce_pack_end(store: &mut Store, env: &Env) -> Result<(), ClientError> {
    let (now, pack) = (store.state.trusted_now(env.now), &store.anchors.pack);
    let Some(notice) = term::notice(pack.until, now).map(|days| (pack.version, days)) else { return Ok(()) };
    if store.state.pack_notice == Some(notice) {
        return Ok(());
    }
    let days = pack.until.since(now).as_days_started();
    let ending = Occurrence::PackEnding { version: pack.version, days, until: pack.until };
    store.log(&[Event::new(&ending, env.now)])?;
    store.change(|state| {
        state.pack_notice = Some(notice);
        Ok(())
    })
}

/// Leaves an event (12403) for each activation that runs out, once a day, and one before the end of the license pack.
pub(crate) fn remind(store: &mut Store, env: &Env) -> Result<(), ClientError> {
    announce_pack_end(store, env)?;
    let mut reminded = Vec::new();
    for (id, product) in products(store, env) {
        let (installed, _) = store.installed(id)?;
        let last = installed.reminded.map(Moment::from_unix);
        if let (Some(until), true) = (product.standing.until, product.reminds(last, env.now)) {
            let last_code = installed.last_code().unwrap_or(code::SUCCESS);
            store.log(&[Event::new(&Occurrence::Expiring { last: last_code, product: id, until }, env.now)])?;
            reminded.push(id);
        }
    }
    if reminded.is_empty() {
        return Ok(());
    }
    store.change(|state| {
        for id in reminded {
            if let Some(installed) = state.product_mut(id) {
                installed.reminded = Some(env.now.unix());
            }
        }
        Ok(())
    })
}

//! The ways of activation: which are allowed for a product, in which order they are tried, and what is kept of each.

mod attempt_result;
#[cfg(feature = "directory")]
mod directory;
mod host;
pub(crate) mod mak;
mod own_activation;
#[cfg(feature = "token")]
pub(crate) mod token;

pub(crate) use attempt_result::AttemptResult;

use crate::{env::Env, error::ClientError, state::Installed, store::Store};
use attempt_result::HostAnswers;
use muster_core::{
    client::{activation::ActivationType, license, report::Attempt},
    clock::trusted_time::TrustedTime,
    id::ActivationId,
    keys::product_key::KeyKind,
    say,
    sentence::Sentence,
};

/// Tries what is allowed for a product: with a MAK the authority; else the directory, and then the hosts.
pub(crate) fn attempt(store: &mut Store, id: ActivationId, env: &Env) -> Result<AttemptResult, ClientError> {
    let (installed, _) = store.installed(id)?;
    if installed.kind() == KeyKind::Multiple {
        return Ok(mak::attempt(store, id, env));
    }
    match store.state.activation_type(installed) {
        ActivationType::Directory => Ok(by_directory(store, id, env)),
        ActivationType::Token => Ok(by_certificate(store, id, env)),
        ActivationType::Host => host::attempt(store, id, env),
        ActivationType::All if cfg!(feature = "directory") && store.config.directory.is_some() => {
            let directory = by_directory(store, id, env);
            if directory.is_success() {
                return Ok(directory);
            }
            let host = host::attempt(store, id, env)?;
            Ok(after_directory(directory, host))
        }
        ActivationType::All => host::attempt(store, id, env),
    }
}

#[cfg(feature = "directory")]
fn by_directory(store: &Store, id: ActivationId, env: &Env) -> AttemptResult {
    directory::attempt(store, id, env)
}

#[cfg(not(feature = "directory"))]
fn by_directory(_: &Store, _: ActivationId, _: &Env) -> AttemptResult {
    AttemptResult::from(Err(ClientError::NotBuiltIn("directory")))
}

#[cfg(feature = "token")]
fn by_certificate(store: &Store, id: ActivationId, env: &Env) -> AttemptResult {
    token::attempt(store, id, env)
}

#[cfg(not(feature = "token"))]
fn by_certificate(_: &Store, _: ActivationId, _: &Env) -> AttemptResult {
    AttemptResult::from(Err(ClientError::NotBuiltIn("token")))
}

/// The hosts were asked because the directory had nothing: its events come first, and a failure names both.
fn after_directory(directory: AttemptResult, mut host: AttemptResult) -> AttemptResult {
    host.events.splice(0..0, directory.events);
    if !host.is_success() {
        let (host_said, directory_said, code) = (host.detail.take(), directory.detail, directory.code);
        let said = |detail: &Option<Sentence>, lang| detail.as_ref().map(|detail| detail.text(lang));
        host.detail = Some(Sentence::of(|lang| {
            let detail = said(&directory_said, lang).unwrap_or_default();
            let tried = say!(lang; "directory: {code} {detail}", "ディレクトリ: {code} {detail}");
            said(&host_said, lang).map_or(tried.clone(), |host| format!("{host}; {tried}"))
        }));
    }
    host
}

/// Takes what an attempt came to into the state and writes it. It is on disk when this returns, also when it failed.
pub(crate) fn apply(
    store: &mut Store,
    id: ActivationId,
    result: AttemptResult,
    env: &Env,
) -> Result<Attempt, ClientError> {
    let Env { machine, now, .. } = env;
    let activated = result.is_success();
    if let Some(pack) = &result.hosts.newer_pack {
        // What a host offers is taken only if the installed pack vouches for it; else nothing changes.
        drop(store.install_pack(pack));
    }
    store.log(&result.events)?;
    let [jitter] = env.entropy.bytes();
    let next_attempt = store.change(|state| {
        let changed = state.hardware_changed(machine);
        if activated && changed {
            // The new hardware was taken; what was activated on the old is not this machine's any more.
            state.enroll(machine.readings());
        }
        if let Some(time) = result.confirmed_time {
            state.set_trusted(TrustedTime::reset_to(time));
            state.set_back = false;
        }
        let installed = state.product_mut(id).ok_or(ClientError::NotInstalled(id))?;
        let since = installed.hardware_changed().unwrap_or(*now);
        installed.set_hardware_changed((changed && !activated).then_some(since));
        installed.set_last_attempt(*now, result.code);
        keep(installed, &result);
        let by_interval = license::next_attempt(*now, activated, &installed.intervals(), jitter);
        let next = result.renew_at.unwrap_or(by_interval);
        installed.next_attempt = Some(next.unix());
        Ok(next)
    })?;
    let (_, product) = store.installed(id)?;
    let (name, threshold) = (product.name.clone(), product.policy.threshold);
    let AttemptResult { code, detail, activation, hosts: HostAnswers { tries, granted, .. }, .. } = result;
    let by = activation.map(|activation| activation.evidence.channel());
    let granted = granted.map(|granted| (granted.host, granted.grant));
    Ok(Attempt { product: id, name, code, by, granted, tries, detail, threshold, next_attempt })
}

/// What an attempt leaves with the product: how often to ask, where its host is, and the activation.
fn keep(installed: &mut Installed, result: &AttemptResult) {
    if let Some(granted) = &result.hosts.granted {
        installed.set_intervals(&granted.grant.intervals);
        installed.discovered = Some(granted.discovered.clone());
    }
    if let Some(activation) = &result.activation {
        installed.activation = Some(activation.clone());
        installed.set_non_genuine(None);
    }
    installed.deposits += u32::from(result.deposited);
}

//! Enrolment: a machine becomes a client by one file that its vendor has signed, or is brought to what that file says.

use crate::{
    client::{Client, product_of_key},
    config::{self, ClientConfig},
    env::Env,
    error::ClientError,
    state::{Address, State},
    store::{self, Store},
};
use muster_core::{
    id::ActivationId,
    keys::product_key::{KeyKind, ProductKey},
    pack::Pack,
    time::Moment,
};
use muster_platform::{files, state_folder};
use muster_proto::{enrolment::Enrolment, instant::rfc3339, jwk::Jwk};
use muster_trust::enrolment::{self, VerifiedEnrolment};
use std::path::Path;

/// What an enrolment has led to.
#[derive(Debug)]
#[non_exhaustive]
pub struct Enrolled {
    /// The client as it is now.
    pub client: Client,
    /// Whether anything was written.
    pub changed: bool,
    /// The products that the file installs.
    pub products: Vec<ActivationId>,
    /// The thumbprint (RFC 7638) of the root key that the file names.
    pub root_key: String,
}

impl Client {
    /// Makes this machine a client by an enrolment file, or brings the client that it is to what the file says: license pack, where
    /// to ask, `client.toml`, product keys. What the file does not mention stays. `root_key` is the thumbprint of the vendor's root
    /// key, for a file that came by a way that others can change.
    ///
    /// # Errors
    /// If the file is damaged, has ended, is of another vendor, is older than one that was taken here, or names what its pack does
    /// not have: nothing is written then.
    pub fn enrol(directory: &Path, document: &str, root_key: Option<&str>, env: &Env) -> Result<Enrolled, ClientError> {
        let known = Store::exists(directory).then(|| Store::open(directory, env.now)).transpose()?;
        let trusted = known.as_ref().map(|store| &store.anchors);
        let file = enrolment::open(document, trusted, root_key, env.now)?;
        file.claims.config.as_deref().map_or(Ok(()), ClientConfig::check_portable)?;
        let root_key = file.root.thumbprint();
        let (store, changed, products) = match known {
            Some(store) => update(store, &file, env.now)?,
            None => create(directory, &file, env)?,
        };
        Ok(Enrolled { client: Self { store }, changed, products, root_key })
    }
}

type Outcome = (Store, bool, Vec<ActivationId>);

fn create(directory: &Path, file: &VerifiedEnrolment, env: &Env) -> Result<Outcome, ClientError> {
    let mut state = State::new_on(env);
    let keys = keys(&file.claims, &file.anchors.pack, &state)?;
    apply(&mut state, &file.claims, &keys, env.now);
    let root = serde_json::to_string(&Jwk::from(file.root)).unwrap_or_default();
    let mut texts = vec![(store::ROOT, root.as_str()), (store::PACK, file.anchors.document())];
    texts.extend(file.claims.config.as_deref().map(|text| (config::FILE, text)));
    Ok((Store::create(directory, &texts, state, env)?, true, ids(&keys)))
}

/// Each step leaves what it leaves when it is done once: what was killed in the middle is done again.
fn update(mut store: Store, file: &VerifiedEnrolment, now: Moment) -> Result<Outcome, ClientError> {
    let VerifiedEnrolment { claims, anchors, .. } = file;
    check_newest(&store.state, claims)?;
    let keys = keys(claims, &anchors.pack, &store.state)?;
    let mut changed = false;
    if anchors.pack.version > store.anchors.pack.version {
        store.install_pack(&claims.pack)?;
        changed = true;
    }
    if let Some(text) = &claims.config {
        changed |= write_config(&store.directory, text)?;
    }
    // A state that says so already is not written again.
    if apply(&mut store.state.clone(), claims, &keys, now) {
        store.change(|state| {
            check_newest(state, claims)?;
            Ok(apply(state, claims, &keys, now))
        })?;
        changed = true;
    }
    let directory = store.directory.clone();
    Ok((Store::open(&directory, now)?, changed, ids(&keys)))
}

/// Whoever keeps an older file that is still in force cannot set the machine back by it.
fn check_newest(state: &State, claims: &Enrolment) -> Result<(), ClientError> {
    let time = |seconds| rfc3339(Moment::from_unix(seconds));
    match state.enrolment.filter(|newest| claims.iat < *newest) {
        Some(newest) => Err(ClientError::OlderEnrolment { issued: time(claims.iat), newest: time(newest) }),
        None => Ok(()),
    }
}

fn write_config(directory: &Path, text: &str) -> Result<bool, ClientError> {
    let path = directory.join(config::FILE);
    if state_folder::read(&path).is_ok_and(|there| there == text) {
        return Ok(false);
    }
    files::write_public(&path, text)?;
    Ok(true)
}

fn ids(keys: &[(ActivationId, ProductKey)]) -> Vec<ActivationId> {
    keys.iter().map(|(id, _)| *id).collect()
}

/// The key of each product to install: the file's, where it is a MAK that covers the product, else the setup key in the pack.
fn keys(file: &Enrolment, pack: &Pack, state: &State) -> Result<Vec<(ActivationId, ProductKey)>, ClientError> {
    let own = file.product_key.as_deref().map(str::parse::<ProductKey>).transpose()?;
    let group = own.filter(|key| key.claim().kind == KeyKind::Multiple).and_then(|key| pack.group(key.claim().group));
    let mut keys = Vec::new();
    for id in file.products.iter().map(|product| product.0) {
        let product = pack.product(id).ok_or(ClientError::EnrolledProduct(id))?;
        let covered = group.is_some_and(|group| group.products.contains(&id));
        keys.push((id, own.filter(|_| covered).unwrap_or(product.setup_key)));
    }
    if let Some(own) = own.filter(|own| !keys.iter().any(|(_, key)| key == own)) {
        keys.push((product_of_key(&own, pack, state)?, own));
    }
    Ok(keys)
}

/// Changes a state to what the file says. Returns whether that changed anything.
fn apply(state: &mut State, file: &Enrolment, keys: &[(ActivationId, ProductKey)], now: Moment) -> bool {
    let mut changed = state.enrolment < Some(file.iat);
    state.enrolment = state.enrolment.max(Some(file.iat));
    let host = file.host.clone().map(Address::from);
    // A file that says where to ask says it alone: a host that was set before would be asked in place of its domain.
    if (host.is_some() || file.domain.is_some()) && (&state.fixed_host, &state.lookup_domain) != (&host, &file.domain) {
        (state.fixed_host, state.lookup_domain) = (host, file.domain.clone());
        changed = true;
    }
    for (id, key) in keys {
        changed |= state.install_key(*id, key, now);
    }
    changed
}

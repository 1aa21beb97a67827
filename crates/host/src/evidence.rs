//! Evidence that the agents of managed machines upload: why their machine is not activated. The newest of each is stored, masked, for as long
//! as the configuration says.

use crate::{
    agents::{AgentError, Agents, credential, forbidden, permit, refuse_key, worked},
    live_config::{ActiveConfig, HostCredential},
    refusal::retry_later,
    store::{Store, StoredEvidence},
};
use muster_core::{
    code,
    time::{Moment, Span},
};
use muster_proto::evidence::{EvidenceAnswer, EvidenceBody, EvidenceClaims};
use muster_server::listener::{self, Refused};
use muster_trust::{evidence, jwk::PublicKey};
use std::{net::IpAddr, sync::Arc};

/// Between two uploads of one machine.
const UPLOAD_MINUTES: u32 = 5;

/// Answers an agent. What it told is on disk then.
pub(crate) async fn take(
    agents: Arc<Agents>,
    body: EvidenceBody,
    peer: IpAddr,
    now: Moment,
) -> Result<EvidenceAnswer, Refused> {
    worked(agents, move |agents, store| work(agents, store, &body, peer, now)).await
}

fn work(
    agents: &Agents,
    store: &mut Option<Box<dyn Store>>,
    body: &EvidenceBody,
    peer: IpAddr,
    now: Moment,
) -> Result<EvidenceAnswer, AgentError> {
    let active = agents.admitted(peer, now)?;
    let kept_days = active.host.config.evidence.days;
    if kept_days == 0 {
        return Err(forbidden(code::ACCESS_DENIED, "this host takes no evidence: days is 0 in its [evidence]").into());
    }
    let store = agents.opened(store)?;
    let credential = credential(&active, store, now)?;
    let (claims, key) = open(&active, credential, body, peer, now)?;
    check_key(agents, store, &claims, &key, (peer, now))?;
    agents.take_once(claims.sub, claims.iat, claims.nonce)?;
    let (cmid, told) = (claims.sub, Moment::from_unix(claims.iat));
    let document = serde_json::to_string(&claims.evidence.masked());
    let document = document.map_err(|error| listener::fault(code::UNEXPECTED, &error))?;
    keep(store, &StoredEvidence { cmid, told, received: now, document })?;
    Ok(EvidenceAnswer { version: 1, kept_days })
}

/// Stores it, if it is newer than what is stored. A machine that uploads again and again keeps no disk busy.
fn keep(store: &mut dyn Store, evidence: &StoredEvidence) -> Result<(), AgentError> {
    let now = evidence.received;
    if let Some(last) = store.evidence(evidence.cmid)?.filter(|last| last.received <= now) {
        let wait = (last.received + Span::minutes(UPLOAD_MINUTES)).since(now);
        // A machine tells each host that it knows; those on one database store it once.
        if wait > Span::ZERO && last.document == evidence.document {
            return Ok(());
        }
        if wait > Span::ZERO {
            return Err(retry_later(code::SERVER_BUSY, wait).into());
        }
    }
    if store.set_evidence(evidence)? {
        return Ok(());
    }
    Err(forbidden(code::CLOCK_SKEW, "the machine has told something newer: is its clock behind?").into())
}

/// The evidence, if a machine that may ask has signed it for this host, and the key that signed it.
fn open(
    active: &ActiveConfig,
    credential: &HostCredential,
    body: &EvidenceBody,
    peer: IpAddr,
    now: Moment,
) -> Result<(EvidenceClaims, PublicKey), Refused> {
    if body.version != 1 {
        return Err(listener::bad_request("field `version`: 1 is known".to_owned()));
    }
    let opened = evidence::open(body, &credential.key, now);
    let (claims, key) = opened.map_err(|error| forbidden(error.code(), &error.to_string()))?;
    permit(active, peer, &claims.machine, claims.sub)?;
    Ok((claims, key))
}

/// A machine is known by the key that its agent has announced in a contact.
fn check_key(
    agents: &Agents,
    store: &mut dyn Store,
    claims: &EvidenceClaims,
    key: &PublicKey,
    seen: (IpAddr, Moment),
) -> Result<(), AgentError> {
    let cmid = claims.sub;
    match store.managed_machine(cmid)? {
        Some(known) if known.signing == *key.as_bytes() => Ok(()),
        Some(_) => Err(refuse_key(agents, store, (cmid, &claims.machine), &key.thumbprint(), seen)),
        None => {
            let detail = format!("no agent of machine {cmid} has announced its key: it has to ask for orders first");
            Err(forbidden(code::ACCESS_DENIED, &detail).into())
        }
    }
}

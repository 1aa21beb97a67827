//! Does what a session says: asks DNS, sends the request, verifies the answer.

use crate::{
    discover::Network,
    machine_binding::{BoundNonces, Salt},
    transport,
};
use muster_core::{
    client::{
        discovery::{HostAddress, LookupFailure},
        license::Intervals,
        session::{Outcome, Session, Step},
    },
    code::{self, Code},
    event::Occurrence,
    host::request::{ActivationRequest, Grant},
    id::Nonce,
    sentence::Sentence,
};
use muster_platform::{deadline::Deadline, entropy::Entropy};
use muster_proto::{
    activation::Activation,
    event::Event,
    request::{ActivationRequestBody, ActivationResponseBody},
};
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, Expected, VerifiedLicense},
    error::ChainError,
    jws::Kind,
};
use std::net::SocketAddr;

/// The hosts that can be reached: by the network, or by a script in a test.
pub(crate) trait Hosts {
    /// The hosts that a domain's SRV records name, in the order to try them.
    fn lookup(&self, service: &str, domain: &str) -> Result<Vec<HostAddress>, LookupFailure>;
    /// Sends a request to a host. Returns its answer, not verified, and the address that answered.
    fn send(
        &self,
        host: &HostAddress,
        request: &ActivationRequestBody,
    ) -> Result<(ActivationResponseBody, SocketAddr), Code>;
    /// The license pack that the host at an address offers, not verified.
    fn pack(&self, address: SocketAddr) -> Option<String>;
}

/// The hosts that a network reaches, by DNS and HTTP.
pub(crate) struct HostsOnNetwork<'n> {
    pub(crate) network: &'n Network,
    pub(crate) entropy: &'n Entropy,
}

impl Hosts for HostsOnNetwork<'_> {
    fn lookup(&self, service: &str, domain: &str) -> Result<Vec<HostAddress>, LookupFailure> {
        self.network.hosts(service, domain, self.entropy)
    }

    fn send(
        &self,
        host: &HostAddress,
        request: &ActivationRequestBody,
    ) -> Result<(ActivationResponseBody, SocketAddr), Code> {
        let deadline = Deadline::after(self.network.request_timeout);
        let addresses = self.network.addresses(host, deadline, self.entropy);
        transport::send(&addresses, request, deadline)
    }

    fn pack(&self, address: SocketAddr) -> Option<String> {
        transport::pack(address, self.network.request_timeout)
    }
}

/// An answer that was verified.
pub(crate) struct VerifiedResponse {
    pub(crate) reply: ActivationResponseBody,
    pub(crate) activation: Activation,
    pub(crate) address: SocketAddr,
    /// What made the nonce of its request.
    pub(crate) salt: Salt,
}

/// How an attempt went.
pub(crate) struct SessionResult {
    pub(crate) outcome: Outcome,
    pub(crate) accepted: Option<VerifiedResponse>,
    pub(crate) session: Session,
    pub(crate) events: Vec<Event>,
    /// What exactly was wrong with an answer, for the user.
    pub(crate) detail: Option<Sentence>,
    /// A newer license pack that a host offered, and that the installed one vouches for.
    pub(crate) newer_pack: Option<String>,
}

/// Drives a session to its end. `request` is sent to each host with a nonce and a counter of its own; `anchors` verify what it answers.
pub(crate) fn drive(
    mut session: Session,
    hosts: &dyn Hosts,
    anchors: &TrustAnchors,
    request: &ActivationRequest,
    nonces: BoundNonces<'_>,
) -> SessionResult {
    let mut events = Vec::new();
    let mut accepted = None;
    let mut detail = None;
    let mut newer: Option<TrustAnchors> = None;
    let mut domains: Vec<String> = Vec::new();
    loop {
        match session.poll() {
            Step::Lookup(domain) => {
                session.on_lookup(hosts.lookup(&anchors.pack.service, &domain));
                domains.push(domain);
            }
            Step::Request(host) => {
                let drawn = nonces.draw();
                let counter = request.counter + session.tries().len() as u64;
                let request = &ActivationRequest { counter, ..request.clone() };
                let answer = ask(hosts, &host, request, drawn, anchors, &mut newer);
                session.on_response(record(request, &host, &answer, &mut events));
                match answer {
                    HostResponse::Verified(answer) => accepted = Some(answer),
                    HostResponse::Rejected(error) => detail = Some(error.into()),
                    HostResponse::Failed(_) => {}
                }
            }
            Step::Done(outcome) => {
                if let Outcome::Failed(code) = outcome
                    && session.tries().is_empty()
                {
                    let domains = &domains.join(" ");
                    let failed = Occurrence::LookupFailed { code, product: request.product, domains };
                    events.push(Event::new(&failed, request.client_time));
                }
                let newer_pack = newer.map(|anchors| anchors.document().to_owned());
                return SessionResult { outcome, accepted, session, events, detail, newer_pack };
            }
        }
    }
}

enum HostResponse {
    Verified(VerifiedResponse),
    /// There was no answer, or it was a refusal.
    Failed(Code),
    /// It did not verify.
    Rejected(ChainError),
}

fn ask(
    hosts: &dyn Hosts,
    host: &HostAddress,
    request: &ActivationRequest,
    (nonce, salt): (Nonce, Salt),
    anchors: &TrustAnchors,
    newer: &mut Option<TrustAnchors>,
) -> HostResponse {
    let (reply, address) = match hosts.send(host, &ActivationRequestBody::new(request, nonce)) {
        Ok(sent) => sent,
        Err(code) => return HostResponse::Failed(code),
    };
    let known = newer.as_ref().unwrap_or(anchors);
    if reply.pack > known.pack.version
        && let Some(updated) = hosts.pack(address).and_then(|text| known.update(&text).ok())
    {
        *newer = Some(updated);
    }
    match verify(&reply, request, nonce, newer.as_ref().unwrap_or(anchors)) {
        Ok(activation) => HostResponse::Verified(VerifiedResponse { reply, activation, address, salt }),
        Err(error) => HostResponse::Rejected(error),
    }
}

fn verify(
    reply: &ActivationResponseBody,
    request: &ActivationRequest,
    nonce: Nonce,
    anchors: &TrustAnchors,
) -> Result<Activation, ChainError> {
    let license = VerifiedLicense::open(&reply.host_license, Kind::HostLicense, anchors)?;
    let (cmid, product, now) = (request.cmid, request.product, request.client_time);
    let expected = Expected { cmid, product, now, nonce: Some(nonce) };
    chain::open_activation(&reply.activation, &license, &expected)
}

/// Events 12288 and 12289 of one host, and its answer as the session takes it. A host that could not be asked leaves
/// 12288 with the code; one that answered leaves 12288 with zero, and its code in 12289.
fn record(
    request: &ActivationRequest,
    host: &HostAddress,
    answer: &HostResponse,
    events: &mut Vec<Event>,
) -> Result<Grant, Code> {
    let (sent, processed, grant) = match answer {
        HostResponse::Verified(accepted) => {
            let grant = accepted.activation.grant();
            let enough = grant.count >= request.threshold;
            (code::SUCCESS, Some(if enough { code::SUCCESS } else { code::COUNT_TOO_LOW }), Ok(grant))
        }
        HostResponse::Failed(code) if code.is_hosts_answer() => (code::SUCCESS, Some(*code), Err(*code)),
        HostResponse::Failed(code) => (*code, None, Err(*code)),
        HostResponse::Rejected(error) => (code::SUCCESS, Some(error.code()), Err(error.code())),
    };
    events.push(Event::new(&Occurrence::RequestSent { request, host, code: sent }, request.client_time));
    if let Some(code) = processed {
        let (count, intervals) = grant.map_or((0, Intervals::default()), |grant| (grant.count, grant.intervals));
        events.push(Event::new(
            &Occurrence::ResponseProcessed { code, count, intervals: &intervals },
            request.client_time,
        ));
    }
    grant
}

#[cfg(test)]
mod tests;

//! Does what a session says: asks DNS, sends the request, verifies the answer.

use crate::{Env, transport};
use muster_core::{
    client::{
        discovery::HostAddress,
        license::Intervals,
        session::{Outcome, Session, Step},
    },
    code::{self, Code},
    event::Occurrence,
    host::request::{ActivationRequest, Grant},
    id::Nonce,
};
use muster_proto::{
    activation::Activation,
    event::Event,
    request::{ActivationRequestBody, ActivationResponseBody},
};
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, Expected, SentRequest, VerifiedLicense},
    error::ChainError,
    jws::Kind,
};
use std::net::SocketAddr;

/// What an attempt is made with.
pub(crate) struct RequestContext<'a> {
    pub(crate) env: &'a Env,
    pub(crate) trust: &'a TrustAnchors,
    pub(crate) ask: &'a ActivationRequest,
}

/// An answer that was verified.
pub(crate) struct VerifiedResponse {
    pub(crate) reply: ActivationResponseBody,
    pub(crate) activation: Activation,
    pub(crate) address: SocketAddr,
}

/// How an attempt went.
pub(crate) struct SessionResult {
    pub(crate) outcome: Outcome,
    pub(crate) accepted: Option<VerifiedResponse>,
    pub(crate) session: Session,
    pub(crate) events: Vec<Event>,
    /// What exactly was wrong with an answer, for the user.
    pub(crate) detail: Option<String>,
    /// A newer license pack that a host offered, and that the installed one vouches for.
    pub(crate) newer_pack: Option<String>,
}

/// Drives a session to its end.
pub(crate) fn drive(mut session: Session, with: &RequestContext<'_>) -> SessionResult {
    let mut events = Vec::new();
    let mut accepted = None;
    let mut detail = None;
    let mut newer: Option<TrustAnchors> = None;
    loop {
        match session.poll() {
            Step::Lookup(domain) => {
                session.on_lookup(with.env.network.hosts(&with.trust.pack.service, &domain, &with.env.entropy));
            }
            Step::Request(host) => {
                let answer = ask(with, &host, &mut newer);
                session.on_response(record(with, &host, &answer, &mut events));
                match answer {
                    Answer::Verified(answer) => accepted = Some(answer),
                    Answer::Rejected(error) => detail = Some(error.to_string()),
                    Answer::Failed(_) => {}
                }
            }
            Step::Done(outcome) => {
                let newer_pack = newer.map(|trust| trust.document().to_owned());
                return SessionResult { outcome, accepted, session, events, detail, newer_pack };
            }
        }
    }
}

enum Answer {
    /// Verified.
    Verified(VerifiedResponse),
    /// There was no answer, or it was a refusal.
    Failed(Code),
    /// It did not verify.
    Rejected(ChainError),
}

fn ask(with: &RequestContext<'_>, host: &HostAddress, newer: &mut Option<TrustAnchors>) -> Answer {
    let Env { network, entropy, .. } = with.env;
    let nonce = Nonce::from_bytes(entropy.bytes());
    let addresses = network.addresses(host, entropy);
    let (reply, address) =
        match transport::send(&addresses, &ActivationRequestBody::new(with.ask, nonce), network.request_timeout) {
            Ok(sent) => sent,
            Err(code) => return Answer::Failed(code),
        };
    let known = newer.as_ref().unwrap_or(with.trust);
    if reply.pack > known.pack.version
        && let Some(trust) = transport::pack(address, network.request_timeout).and_then(|text| known.update(&text).ok())
    {
        *newer = Some(trust);
    }
    let trust = newer.as_ref().unwrap_or(with.trust);
    match verify(with, trust, &reply, nonce) {
        Ok(activation) => Answer::Verified(VerifiedResponse { reply, activation, address }),
        Err(error) => Answer::Rejected(error),
    }
}

fn verify(
    with: &RequestContext<'_>,
    trust: &TrustAnchors,
    reply: &ActivationResponseBody,
    nonce: Nonce,
) -> Result<Activation, ChainError> {
    let credential = VerifiedLicense::open(&reply.host_license, Kind::HostLicense, trust)?;
    let request = Some(SentRequest { nonce, now: with.env.now });
    let expected = Expected { cmid: with.ask.cmid, product: with.ask.product, request };
    chain::open_activation(&reply.activation, &credential, &expected)
}

/// Events 12288 and 12289 of one host, and its answer as the session takes it. A host that could not be asked leaves
/// 12288 with the code; one that answered leaves 12288 with zero, and its code in 12289.
fn record(
    with: &RequestContext<'_>,
    host: &HostAddress,
    answer: &Answer,
    events: &mut Vec<Event>,
) -> Result<Grant, Code> {
    let (sent, processed, grant) = match answer {
        Answer::Verified(accepted) => {
            let grant = accepted.activation.grant();
            let enough = grant.count >= with.ask.threshold;
            (code::SUCCESS, Some(if enough { code::SUCCESS } else { code::COUNT_TOO_LOW }), Ok(grant))
        }
        Answer::Failed(code) if code.is_hosts_answer() => (code::SUCCESS, Some(*code), Err(*code)),
        Answer::Failed(code) => (*code, None, Err(*code)),
        Answer::Rejected(error) => (code::SUCCESS, Some(error.code()), Err(error.code())),
    };
    events.push(Event::new(&Occurrence::RequestSent { request: with.ask, host, code: sent }, with.env.now));
    if let Some(code) = processed {
        let (count, intervals) = grant.map_or((0, Intervals::default()), |grant| (grant.count, grant.intervals));
        events.push(Event::new(&Occurrence::ResponseProcessed { code, count, intervals: &intervals }, with.env.now));
    }
    grant
}

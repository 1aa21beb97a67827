//! What one way of activation came to, before it is taken into the state.

use crate::{error::ClientError, state::Discovered, stored_activation::StoredActivation};
use muster_core::{
    client::{discovery::HostAddress, session::Try},
    code::{self, Code},
    host::request::Grant,
    sentence::Sentence,
    time::Moment,
};
use muster_proto::event::Event;

/// How an attempt by one way ended.
pub(crate) struct AttemptResult {
    /// Zero for success.
    pub(crate) code: Code,
    pub(crate) detail: Option<Sentence>,
    pub(crate) events: Vec<Event>,
    /// What activates the product from now on, with the evidence of its way; none if the attempt failed.
    pub(crate) activation: Option<StoredActivation>,
    /// Whether a confirmation id has opened it, which is used by that.
    pub(crate) deposited: bool,
    /// The time that a signed answer to this request states, if this machine's clock agreed with it.
    pub(crate) confirmed_time: Option<Moment>,
    /// When to ask again, if it is not the intervals that say so.
    pub(crate) renew_at: Option<Moment>,
    /// What hosts answered; empty where none was asked.
    pub(crate) hosts: HostAnswers,
}

/// What the hosts that were asked answered.
#[derive(Default)]
pub(crate) struct HostAnswers {
    pub(crate) tries: Vec<Try>,
    pub(crate) granted: Option<HostGrant>,
    /// A newer license pack that the installed one vouches for.
    pub(crate) newer_pack: Option<String>,
}

/// What a host granted, whether or not its count is enough.
pub(crate) struct HostGrant {
    pub(crate) host: HostAddress,
    pub(crate) grant: Grant,
    pub(crate) discovered: Discovered,
}

impl AttemptResult {
    pub(crate) fn activated(activation: StoredActivation) -> Self {
        Self { activation: Some(activation), ..Self::ended(code::SUCCESS, None) }
    }

    pub(crate) fn deposited(activation: StoredActivation) -> Self {
        Self { deposited: true, ..Self::activated(activation) }
    }

    pub(crate) fn failed(code: Code, detail: impl Into<Sentence>) -> Self {
        Self::ended(code, Some(detail.into()))
    }

    fn ended(code: Code, detail: Option<Sentence>) -> Self {
        let hosts = HostAnswers::default();
        let (confirmed_time, renew_at) = (None, None);
        let (events, activation, deposited) = (Vec::new(), None, false);
        Self { code, detail, events, activation, deposited, confirmed_time, renew_at, hosts }
    }

    pub(crate) fn is_success(&self) -> bool {
        self.code == code::SUCCESS
    }
}

impl From<Result<StoredActivation, ClientError>> for AttemptResult {
    fn from(result: Result<StoredActivation, ClientError>) -> Self {
        match result {
            Ok(activation) => Self::activated(activation),
            Err(error) => Self::failed(error.code(), error),
        }
    }
}

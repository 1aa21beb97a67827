//! What a host orders of a machine that it manages, and what became of it.

use crate::{
    client::activation::ActivationType,
    code::{self, Code},
    id::ActivationId,
    time::{Moment, Span},
};

/// How long an order may be carried out, at most: so long an agent remembers which ones it has carried out.
pub const TERM_MAX: Span = Span::days(90);

/// After a contact that failed an agent tries again so soon, unless it asks more often anyway.
const RETRY_EVERY: Span = Span::minutes(10);

/// When an agent asks its hosts for orders again: within the last eighth of the interval, at a point that `random` chooses, so
/// that machines which started together do not ask together.
pub fn next_contact(every: Span, reached: bool, random: u32, now: Moment) -> Moment {
    let every = every.max(Span::minutes(1));
    let interval = if reached { every } else { every.min(RETRY_EVERY) };
    let eighth = u32::try_from((interval / 8).as_seconds()).unwrap_or(u32::MAX).saturating_add(1);
    now + interval.saturating_sub(Span::seconds(random % eighth))
}

/// What a machine is to do. Each may be done twice and leaves what once leaves: an agent that is killed begins again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Install the product key that comes with the order, sealed.
    InstallKey,
    /// Allow every way of activation, or one: for a product, or for the machine.
    SetActivationType(ActivationType, Option<ActivationId>),
    /// Activate a product, or every one that is installed.
    Activate(Option<ActivationId>),
    /// Tell the installation id of a product with a MAK, and apply the confirmation id that somebody got for it elsewhere.
    ProxyActivate(ActivationId),
    /// Apply the confirmation id again that activated a product on the same hardware before.
    Reapply(ActivationId),
    /// Remove the key of a product, and its activation.
    RemoveKey(ActivationId),
}

impl Task {
    /// The name of what is to be done, as documents and commands write it.
    pub fn verb(self) -> &'static str {
        match self {
            Self::InstallKey => "install-key",
            Self::SetActivationType(..) => "activation-type",
            Self::Activate(_) => "activate",
            Self::ProxyActivate(_) => "proxy-activate",
            Self::Reapply(_) => "reapply",
            Self::RemoveKey(_) => "remove-key",
        }
    }

    /// Whether it ends with a confirmation id: first the machine tells its installation id, then it is given the confirmation id.
    pub fn takes_confirmation(self) -> bool {
        matches!(self, Self::ProxyActivate(_) | Self::Reapply(_))
    }

    /// The product that it is about, if it is about one alone.
    pub fn product(self) -> Option<ActivationId> {
        match self {
            Self::InstallKey => None,
            Self::SetActivationType(_, product) | Self::Activate(product) => product,
            Self::ProxyActivate(product) | Self::Reapply(product) | Self::RemoveKey(product) => Some(product),
        }
    }

    /// The way of activation that it chooses.
    pub fn activation_type(self) -> Option<ActivationType> {
        match self {
            Self::SetActivationType(kind, _) => Some(kind),
            _ => None,
        }
    }

    /// The task of its parts; `None` if one is missing or is one too many.
    pub fn from_parts(
        verb: &str,
        product: Option<ActivationId>,
        activation_type: Option<ActivationType>,
    ) -> Option<Self> {
        match (verb, product, activation_type) {
            ("install-key", None, None) => Some(Self::InstallKey),
            ("activation-type", product, Some(kind)) => Some(Self::SetActivationType(kind, product)),
            ("activate", product, None) => Some(Self::Activate(product)),
            ("proxy-activate", Some(product), None) => Some(Self::ProxyActivate(product)),
            ("reapply", Some(product), None) => Some(Self::Reapply(product)),
            ("remove-key", Some(product), None) => Some(Self::RemoveKey(product)),
            _ => None,
        }
    }
}

/// What is recorded of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderRecord {
    /// When it was given.
    pub created: Moment,
    /// When it ends.
    pub until: Moment,
    /// When the machine's agent fetched it first.
    pub fetched: Option<Moment>,
    /// When the agent told the installation id of its machine.
    pub identified: Option<Moment>,
    /// What the authority answered to the installation id, and when that was brought here: success is a confirmation id.
    pub answer: Option<(Moment, Code)>,
    /// What the agent reported, and when.
    pub outcome: Option<(Moment, Code)>,
    /// When it was taken back.
    pub cancelled: Option<Moment>,
}

/// How an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// No agent has fetched it, since this moment.
    Waiting(Moment),
    /// An agent fetched it at this moment, and has not reported.
    Fetched(Moment),
    /// The installation id is known since this moment, and its confirmation id is to be brought.
    Identified(Moment),
    /// The authority refused the installation id with this code. Another answer may still be brought.
    Refused(Moment, Code),
    /// The confirmation id is here since this moment, and the machine has not reported.
    Confirmed(Moment),
    /// It was carried out.
    Done(Moment),
    /// The machine tried and failed, with this code.
    Failed(Moment, Code),
    /// It was taken back before the agent reported.
    Cancelled(Moment),
    /// Its time ended before the agent reported.
    Expired(Moment),
}

impl OrderRecord {
    /// How it stands at `now`. What an agent has reported holds, whatever happened meanwhile.
    pub fn state(&self, now: Moment) -> OrderState {
        match (self.outcome, self.cancelled, self.fetched) {
            (Some((at, code::SUCCESS)), ..) => OrderState::Done(at),
            (Some((at, code)), ..) => OrderState::Failed(at, code),
            (None, Some(at), _) => OrderState::Cancelled(at),
            _ if now >= self.until => OrderState::Expired(self.until),
            (None, None, fetched) => self.open_state(fetched),
        }
    }

    fn open_state(&self, fetched: Option<Moment>) -> OrderState {
        match (self.identified, self.answer, fetched) {
            (Some(identified), Some((at, code::SUCCESS)), _) => OrderState::Confirmed(at.max(identified)),
            (Some(_), Some((at, code)), _) => OrderState::Refused(at, code),
            (Some(at), None, _) => OrderState::Identified(at),
            (None, _, Some(at)) => OrderState::Fetched(at),
            (None, _, None) => OrderState::Waiting(self.created),
        }
    }
}

impl OrderState {
    /// The name, as documents write it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Waiting(_) => "waiting",
            Self::Fetched(_) => "fetched",
            Self::Identified(_) => "identified",
            Self::Refused(..) => "refused",
            Self::Confirmed(_) => "confirmed",
            Self::Done(_) => "done",
            Self::Failed(..) => "failed",
            Self::Cancelled(_) => "cancelled",
            Self::Expired(_) => "expired",
        }
    }

    /// Since when it stands so.
    pub fn since(self) -> Moment {
        match self {
            Self::Waiting(at) | Self::Fetched(at) | Self::Identified(at) | Self::Confirmed(at) | Self::Done(at) => at,
            Self::Refused(at, _) | Self::Failed(at, _) | Self::Cancelled(at) | Self::Expired(at) => at,
        }
    }

    /// The code that the machine reported, or of the authority's refusal.
    pub fn code(self) -> Option<Code> {
        match self {
            Self::Done(_) => Some(code::SUCCESS),
            Self::Refused(_, code) | Self::Failed(_, code) => Some(code),
            _ => None,
        }
    }

    /// Whether nothing more is expected of the machine.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Done(_) | Self::Failed(..) | Self::Cancelled(_) | Self::Expired(_))
    }
}

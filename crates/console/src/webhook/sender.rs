//! Posts a message. What a receiver answers beyond its status is not read; it is sent nowhere else.

use super::{
    retry::Outcome,
    signature,
    store::{Delivery, Webhook},
};
use crate::outgoing;
use muster_core::time::Moment;
use std::time::Duration;

/// From the look-up of the name to the end of the answer's head.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(10);

/// Posts a delivery once.
pub(crate) fn send(webhook: &Webhook, delivery: &Delivery, now: Moment) -> Outcome {
    let message = &delivery.message;
    let mut request = outgoing::agent(TIMEOUT, outgoing::permits).post(&webhook.url).content_type("application/json");
    for (name, value) in signature::headers(&message.id, now, &message.body, &webhook.secret) {
        request = request.header(name, value);
    }
    match request.send(message.body.as_str()) {
        Ok(answer) => Outcome::Answered(answer.status().as_u16()),
        Err(error) => Outcome::Failed(outgoing::why(&error)),
    }
}

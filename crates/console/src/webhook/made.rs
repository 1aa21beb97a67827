//! A webhook as an administrator makes one, in the console or by command.

use super::{event::WebhookEvent, refusal::WebhookRefusal, signature, store::Webhook, target};
use crate::account_name;
use muster_core::time::Moment;
use muster_platform::entropy::Entropy;

/// A new webhook, and its secret as its receiver is told it.
///
/// # Errors
/// If it has no name, nothing can be sent to the address, or no event is chosen.
pub fn made_webhook(
    (name, url): (&str, &str),
    events: Vec<WebhookEvent>,
    maker: &str,
    now: Moment,
    entropy: &Entropy,
) -> Result<(Webhook, String), WebhookRefusal> {
    let (name, url) = (account_name::normalised(name), target::parse(url)?);
    if !account_name::is_good(&name) {
        return Err(WebhookRefusal::BadName);
    }
    if events.is_empty() {
        return Err(WebhookRefusal::NoEvent);
    }
    let secret = entropy.bytes();
    let (text, maker) = (signature::secret_text(&secret), maker.to_owned());
    Ok((Webhook { name, url, secret, events, maker, created: now }, text))
}

//! What a machine has told as one text: as the commands of its client print it, so that the doctor reads it, and a person too.

use crate::view::HeldEvidence;
use muster_core::{code::Code, event::RequestHandled, id::Cmid};
use muster_proto::{
    event::Event,
    evidence::{EventEvidence, ProductEvidence},
    instant::rfc3339,
};
use serde::Serialize;

/// A product as `muster client status --json` tells it.
#[derive(Serialize)]
struct Product {
    product: String,
    activation_id: String,
    channel: &'static str,
    partial_key: String,
    status: u8,
    until: Option<String>,
    reason: Option<String>,
    set_host: Option<String>,
    next_attempt: Option<String>,
    last_code: Option<String>,
}

/// A client as `muster client status --json` tells it.
#[derive(Serialize)]
struct Client {
    cmid: String,
    muster: String,
    products: Vec<Product>,
}

/// What the machine has told; `name` gives the names of products.
pub(crate) fn told(cmid: Cmid, held: &HeldEvidence, name: impl Fn(&ProductEvidence) -> String) -> String {
    let evidence = &held.evidence;
    let products = evidence.products.iter().map(|product| of_product(product, name(product)));
    let client = Client { cmid: cmid.to_string(), muster: evidence.muster.clone(), products: products.collect() };
    let status = serde_json::to_string_pretty(&client).unwrap_or_default();
    let events = listed(evidence.events.iter().map(EventEvidence::event));
    format!("$ muster client status --json\n{status}\n$ muster client events --json\n{events}\n")
}

/// The requests of a machine as its host has recorded them.
pub(crate) fn recorded(requests: &[RequestHandled]) -> String {
    format!("$ muster host events --json\n{}\n", listed(requests.iter().rev().map(Event::of_request)))
}

/// One event a line, so that one line can be quoted.
fn listed(events: impl Iterator<Item = Event>) -> String {
    let lines: Vec<String> = events.filter_map(|event| serde_json::to_string(&event).ok()).collect();
    if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", lines.join(",\n")) }
}

fn of_product(evidence: &ProductEvidence, name: String) -> Product {
    let ProductEvidence { product, mak, partial_key, status, until, reason, host, next_attempt, last_code } = evidence;
    let time = |unix: &Option<i64>| unix.map(|unix| rfc3339(muster_core::time::Moment::from_unix(unix)));
    let code = |code: &Option<Code>| code.map(|code| code.to_string());
    Product {
        product: name,
        activation_id: product.to_string(),
        channel: if *mak { "Volume:MAK" } else { "Volume:GVLK" },
        partial_key: partial_key.clone(),
        status: *status,
        until: time(until),
        reason: code(reason),
        set_host: host.as_ref().map(ToString::to_string),
        next_attempt: time(next_attempt),
        last_code: code(last_code),
    }
}

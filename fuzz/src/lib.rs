//! Every decoder of foreign bytes as a function that takes any bytes, and panics if what it decoded contradicts itself.
//!
//! `cargo test -p muster-fuzz` runs the seeds in `fuzz/seeds` through them, whole and damaged; `tools/fuzz` lets libFuzzer look
//! for bytes that make one panic, take too long or take too much memory.

#![allow(clippy::expect_used, reason = "fuzzing looks for panics")]

mod certificates;
mod documents;
mod evidence;
mod files;
mod ids;
mod management;
mod messages;
mod network;
mod vendor;

/// A decoder.
pub struct Target {
    /// Its name, and that of the folder of its seeds.
    pub name: &'static str,
    /// Whether the bytes were understood.
    pub run: fn(&[u8]) -> bool,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "activation", run: documents::activation },
    Target { name: "activation-request", run: messages::activation_request },
    Target { name: "activation-response", run: messages::activation_response },
    Target { name: "agent", run: messages::agent },
    Target { name: "archive", run: evidence::archive },
    Target { name: "authority-request", run: messages::authority_request },
    Target { name: "authority-response", run: messages::authority_response },
    Target { name: "certificate", run: certificates::certificate },
    Target { name: "certificate-list", run: certificates::list },
    Target { name: "client-toml", run: files::client_toml },
    Target { name: "contact", run: management::contact },
    Target { name: "container", run: evidence::container },
    Target { name: "dns-answer", run: network::dns_answer },
    Target { name: "dns-update", run: network::dns_update },
    Target { name: "enrolment", run: documents::enrolment },
    Target { name: "evidence-claims", run: management::evidence },
    Target { name: "event-log", run: evidence::event_log },
    Target { name: "host-toml", run: files::host_toml },
    Target { name: "issuance-license", run: documents::issuance_license },
    Target { name: "jwk", run: documents::jwk },
    Target { name: "jws", run: documents::jws },
    Target { name: "ldap", run: network::ldap },
    Target { name: "license", run: documents::license },
    Target { name: "license-statement", run: documents::license_statement },
    Target { name: "order", run: management::order },
    Target { name: "pack", run: documents::pack },
    Target { name: "pack-toml", run: files::pack_toml },
    Target { name: "phone-ids", run: ids::phone_ids },
    Target { name: "qr-image", run: ids::qr_image },
    Target { name: "probe", run: evidence::probe },
    Target { name: "product-key", run: ids::product_key },
    Target { name: "proxy-list", run: ids::proxy_list },
    Target { name: "signer-request", run: messages::signer_request },
    Target { name: "slot-file", run: documents::slot_file },
    Target { name: "state", run: files::state },
    Target { name: "text", run: evidence::text },
    Target { name: "token", run: documents::token },
    Target { name: "tsig-key", run: files::tsig_key },
];

/// The text that most decoders take; other bytes never reach them.
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

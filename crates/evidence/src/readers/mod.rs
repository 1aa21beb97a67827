//! Readers: each finds its shapes anywhere in a text, so one paste may hold the outputs of several tools.

mod anchor;
mod code;
mod dns;
mod event;
mod event_block;
pub(crate) mod evtx;
mod expiry;
mod genuine;
mod history;
mod json;
mod message;
mod net;
mod ospp;
mod outcome;
mod probe;
mod settings;
mod slmgr;
mod system;
mod xml;

use crate::{fact::Fact, lines::Document};

/// Reads a page. The more exact reader comes first; what one has taken, a later one does not read again.
pub(crate) fn read_all(document: &mut Document) -> Vec<Fact> {
    let readers: [fn(&mut Document) -> Vec<Fact>; 18] = [
        xml::read,
        probe::read,
        json::read,
        history::read,
        ospp::read,
        slmgr::read,
        expiry::read,
        outcome::read,
        event::read,
        outcome::errors,
        dns::read,
        net::read,
        message::read,
        genuine::read,
        settings::read,
        system::read,
        anchor::read,
        code::read,
    ];
    readers.into_iter().flat_map(|read| read(document)).collect()
}

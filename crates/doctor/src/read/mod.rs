//! Readers: each finds its shapes anywhere in a text, so one paste may hold the outputs of several tools.

mod anchor;
mod code;
mod dns;
mod event;
pub(crate) mod evtx;
mod expiry;
mod net;
mod ospp;
mod outcome;
mod slmgr;
mod xml;

use crate::{fact::Fact, page::Page};

/// Reads a page. The more exact reader comes first; what one has taken, a later one does not read again.
pub(crate) fn page(page: &mut Page) -> Vec<Fact> {
    let readers: [fn(&mut Page) -> Vec<Fact>; 10] = [
        xml::read,
        ospp::read,
        slmgr::read,
        expiry::read,
        outcome::read,
        event::read,
        dns::read,
        net::read,
        anchor::read,
        code::read,
    ];
    readers.into_iter().flat_map(|read| read(page)).collect()
}

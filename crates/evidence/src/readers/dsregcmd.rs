//! `dsregcmd /status`, of which only the kind is recognised.

use crate::{fact::Fact, kind::Kind, lines::Document};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    document.recognise_lines(Kind::Dsregcmd, |line| line.contains("AzureAdJoined :"));
    Vec::new()
}

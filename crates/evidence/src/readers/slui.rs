//! The command line of slui.exe, as process lists and sensors write it outside of events: which license the service tried, and why.

use crate::{
    event_record,
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Slui]) {
        if document.is_consumed(index) {
            continue;
        }
        for (field, value) in event_record::arguments(document.line(index)) {
            found.push(document.observe(index, Kind::EventText, ObservationKind::Slui, field.id(), &value));
        }
    }
    found
}

//! Activation objects of Active Directory: `slmgr /ao-list`, or a dump of their container.

use crate::{
    channel,
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::ActivationObject]) {
        let line = document.line(index).trim().to_owned();
        if !document.is_consumed(index) && line.contains("CN=Activation Objects") {
            let name = split_label(document.line(index.saturating_sub(1))).map(|(_, value)| value.to_owned());
            let value = name.filter(|name| channel::token(name).is_some()).unwrap_or(line);
            found.push(document.observe(index, Kind::ActivationObjects, ObservationKind::ActivationObject, "", &value));
        }
    }
    found
}

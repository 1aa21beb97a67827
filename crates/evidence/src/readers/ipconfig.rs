//! `ipconfig /all`: the primary DNS suffix, what is searched beside it, and the DNS servers.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    labels::{self, Label},
    lines::{Document, split_label},
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Label]) {
        let Some((label, value)) = split_label(document.line(index)) else { continue };
        let (label, value) = (labels::label(label), value.to_lowercase());
        let kind = match label {
            Some(Label::PrimarySuffix) => {
                document.recognise(Kind::Ipconfig);
                found.push(Fact::PrimarySuffix(value, vec![document.consume(index)]));
                continue;
            }
            Some(Label::DnsServers) => ObservationKind::DnsServer,
            // The suffix that DHCP gives is searched too; most adapters print it empty.
            Some(Label::ConnectionSuffix) if value.is_empty() => {
                document.claim(index);
                continue;
            }
            Some(Label::SearchList | Label::ConnectionSuffix) => ObservationKind::SearchList,
            _ => continue,
        };
        found.push(document.observe(index, Kind::Ipconfig, kind, "", &value));
    }
    found
}

//! `slmgr /xpr`: the name of the product, and below it a sentence about the end of its state.

use crate::{
    fact::{Fact, License},
    kind::Kind,
    labels,
    lines::Document,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Expiry]) {
        let line = document.line(index);
        let known = labels::expiry(line).filter(|_| !document.is_consumed(index));
        let Some((status, channel)) = known else { continue };
        let name =
            (0..index).rev().map(|above| (above, document.line(above).trim())).find(|(_, line)| !line.is_empty());
        let name = name
            .filter(|(_, line)| line.ends_with([':', '：']))
            .map(|(above, line)| (above, line.trim_end_matches([':', '：']).to_owned()));
        let (above, name) = name.unzip();
        let mut cites: Vec<_> = above.into_iter().map(|above| document.consume(above)).collect();
        cites.push(document.consume(index));
        document.recognise(Kind::SlmgrShort);
        let license = License {
            name: name.unwrap_or_default(),
            channel: channel.to_owned(),
            status: Some(status),
            ..License::default()
        };
        found.push(Fact::License(Box::new(license), cites));
    }
    found
}

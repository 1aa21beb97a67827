//! `slmgr /xpr`: the product's name, and below it when its state ends.

use crate::{
    fact::{Fact, License},
    kind::Kind,
    lines::Document,
};

/// The phrase, the status that it tells of, and the channel if the phrase tells it.
const PHRASES: &[(&str, u8, &str)] = &[
    ("Volume activation will expire", 1, "VOLUME"),
    ("ボリューム ライセンス認証の有効期限", 1, "VOLUME"),
    ("The machine is permanently activated.", 1, ""),
    ("计算机已永久激活。", 1, ""),
    ("Initial grace period ends", 2, ""),
    ("Additional grace period ends", 3, ""),
    ("Non-genuine grace period ends", 4, ""),
    ("Extended grace period ends", 6, ""),
    ("is in Notification mode", 5, ""),
    ("处于通知模式", 5, ""),
];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in 0..document.len() {
        let line = document.line(index);
        let known = PHRASES.iter().find(|(phrase, ..)| line.contains(phrase));
        let Some((_, status, channel)) = known.filter(|_| !document.is_consumed(index)) else { continue };
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
            channel: (*channel).to_owned(),
            status: Some(*status),
            ..License::default()
        };
        found.push(Fact::License(Box::new(license), cites));
    }
    found
}

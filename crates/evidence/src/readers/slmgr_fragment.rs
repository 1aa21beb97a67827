//! What is left of a print of `slmgr /dlv` whose description was cut off: several labels of the script, in any language, each
//! with a value of its form.

use super::{
    slmgr_blocks::ends,
    slmgr_dlv::{Reader, STRANGERS_MAX, stated},
};
use crate::{
    channel,
    fact::Fact,
    instance::names::{self, Name},
    labels::{self, Label},
    lines::{Document, split_label},
    pattern,
    terms::Term,
    whole_value,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut lines: Vec<(usize, Label)> = Vec::new();
    for index in document.with(&[Term::Label]) {
        let known = (!document.is_consumed(index)).then(|| own_label(document.line(index))).flatten();
        let repeated = known.is_some_and(|label| lines.iter().any(|(_, other)| *other == label));
        let far = lines.last().is_some_and(|(last, _)| index - last > STRANGERS_MAX + 1);
        if repeated || far {
            found.extend(fragment(document, &std::mem::take(&mut lines), index));
        }
        lines.extend(known.map(|label| (index, label)));
    }
    found.extend(fragment(document, &lines, document.len()));
    found
}

/// The label of a line of this script, if its value has the form that it must have.
fn own_label(line: &str) -> Option<Label> {
    let (label, value) = split_label(line)?;
    let known = labels::label(label)?;
    let fits = match known {
        Label::LicenseStatus => labels::status(value).is_some() || stated(value).is_some(),
        Label::Reason => pattern::REASON.is_match(value),
        Label::PartialKey => whole_value::is_partial_key(value),
        Label::HostRegistered | Label::DnsName => whole_value::is_host_port(value),
        Label::CurrentCount | Label::Listening | Label::TotalRequests | Label::FailedRequests => {
            value.parse::<i64>().is_ok()
        }
        Label::ActivationId | Label::ApplicationId => whole_value::guid(value).is_some(),
        Label::ActivationInterval | Label::RenewalInterval | Label::RearmCount => {
            value.starts_with(|c: char| c.is_ascii_digit())
        }
        Label::Name => value.contains("Windows") || value.contains("Office"),
        _ => false,
    };
    fits.then_some(known)
}

/// The license of some labels, if they are enough to be no accident; it ends where the next one begins.
fn fragment(document: &mut Document, lines: &[(usize, Label)], end: usize) -> Option<Fact> {
    const TELLING: [Label; 5] =
        [Label::LicenseStatus, Label::PartialKey, Label::HostRegistered, Label::DnsName, Label::CurrentCount];
    let (first, last) = (lines.first()?.0, lines.last()?.0);
    if lines.len() < 2 || !lines.iter().any(|(_, label)| TELLING.contains(label)) {
        return None;
    }
    let mut reader = Reader::new(document.words());
    for index in first..end.min(last + STRANGERS_MAX + 1) {
        let line = document.line(index).trim().to_owned();
        if ends(&line) || index > last && line.is_empty() {
            break;
        }
        if document.is_consumed(index) || line.is_empty() {
            continue;
        }
        let named = lines.contains(&(index, Label::Name));
        if named {
            reader.license.name = split_label(&line).map(|(_, value)| value.to_owned()).unwrap_or_default();
        }
        let channel = channel(&line);
        let told = named || channel.is_some();
        if let Some(channel) = channel {
            reader.license.channel = channel;
        }
        if told || reader.line(&line) {
            reader.cites.push(document.consume(index));
        }
    }
    if reader.license.name.is_empty() {
        reader.license.name = named_above(document, first).unwrap_or_default();
    }
    if lines.iter().any(|(_, label)| *label == Label::CurrentCount) {
        reader.license.channel = "VOLUME_KMS".to_owned();
    } else {
        reader.license.host = None;
    }
    Some(reader.finish(document))
}

/// The channel in a line of its own, under whatever label people gave it.
fn channel(line: &str) -> Option<String> {
    let (label, value) = split_label(line)?;
    let is_description = names::meaning(label) == Some(Name::Description);
    channel::token(value).filter(|_| is_description).map(str::to_owned)
}

/// The name of the product in a line above, under whatever label people gave it.
fn named_above(document: &Document, first: usize) -> Option<String> {
    let named = |index: usize| {
        let (label, value) = split_label(document.line(index))?;
        let is_product = names::meaning(label) == Some(Name::Product);
        (is_product && (value.contains("Windows") || value.contains("Office"))).then(|| value.to_owned())
    };
    (first.saturating_sub(STRANGERS_MAX)..first).rev().find_map(named)
}

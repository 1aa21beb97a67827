//! The values of one event, from its message or its `<Data>`: value lists keep their order in every language.

use crate::{
    event_states,
    fact::{EventField, Record},
    pattern::{self, Pattern},
    value_list::{self, Form},
};
use muster_core::code::Code;

/// The event in a text, by the form of its value list or by its id. Patterns cost time, so with a known id only its own
/// pattern is tried.
pub(crate) fn record(text: &str, id: Option<u32>, time: &str) -> Option<Record> {
    let listed = |text: &str| match id {
        Some(12288) => sent(text),
        Some(12289) => processed(text),
        Some(12290) => handled(text),
        Some(_) => None,
        // Most lines with a code hold no list.
        None => (text.contains("0x") && (value_list::may_begin(text) || !text.is_ascii()))
            .then(|| sent(text).or_else(|| handled(text)).or_else(|| processed(text)))
            .flatten(),
    };
    // A console may break a list in the middle of a word.
    let found = listed(text).or_else(|| text.contains('\n').then(|| listed(&text.replace('\n', ""))).flatten());
    let found = found.or_else(|| other(text, id?));
    found.map(|record| Record { time: time.to_owned(), ..record })
}

/// The values of a list, by their forms or by the pattern.
fn values<'t>(text: &'t str, forms: &[Form], pattern: &Pattern) -> Option<Vec<&'t str>> {
    value_list::values(text, forms).or_else(|| {
        let found = value_list::may_begin(text).then(|| pattern.captures(text)).flatten()?;
        Some((1..=forms.len()).map(|group| found.get(group).map_or("", |text| text.as_str())).collect())
    })
}

/// The list of event 12290.
const REQUEST: [Form; 9] =
    [Form::Code, Form::Number, Form::Text, Form::Id, Form::Date, Form::Digit, Form::Digit, Form::Number, Form::Id];

/// Whether a text holds the list of event 12290.
pub(crate) fn is_request(text: &str) -> bool {
    value_list::values(text, &REQUEST).is_some() || value_list::may_begin(text) && pattern::HANDLED.is_match(text)
}

/// Fields of a value list by name; the first value is the HRESULT.
fn listed(values: &[&str], id: u32, names: &[EventField]) -> Record {
    let field = |place: usize| values.get(place).map_or(String::new(), |text| text.trim().to_owned());
    // An id that somebody masked in part names nothing.
    let is_id = |name: EventField| matches!(name, EventField::ActivationId | EventField::Cmid);
    let is_masked = |text: &str| text.contains(|c: char| c != '-' && !c.is_ascii_hexdigit()) || text.len() != 36;
    let is_removed =
        |name, text: &str| name == EventField::ClientTime && !text.starts_with(|c: char| c.is_ascii_digit());
    let kept = |(name, text): (EventField, String)| {
        let is_told = !(is_id(name) && is_masked(&text) || is_removed(name, &text));
        (name, if is_told { text } else { String::new() })
    };
    let fields = names.iter().enumerate().map(|(index, name)| kept((*name, field(index + 1))));
    Record { id, code: field(0).parse().ok(), fields: fields.collect(), ..Record::default() }
}

fn sent(text: &str) -> Option<Record> {
    let names = [
        EventField::Flags,
        EventField::Host,
        EventField::Cmid,
        EventField::ClientTime,
        EventField::VirtualMachine,
        EventField::Status,
        EventField::MinutesLeft,
        EventField::ActivationId,
        EventField::Threshold,
    ];
    let forms = [
        Form::Code,
        Form::Code,
        Form::Text,
        Form::Id,
        Form::Date,
        Form::Digit,
        Form::Digit,
        Form::Number,
        Form::Id,
        Form::Number,
    ];
    Some(listed(&values(text, &forms, &pattern::SENT)?, 12288, &names))
}

fn handled(text: &str) -> Option<Record> {
    let names = [
        EventField::Threshold,
        EventField::Machine,
        EventField::Cmid,
        EventField::ClientTime,
        EventField::VirtualMachine,
        EventField::Status,
        EventField::MinutesLeft,
        EventField::ActivationId,
    ];
    // Who copies many of them cuts them behind the time.
    const CUT: usize = 5;
    let cut = || value_list::values(text, REQUEST.get(..CUT)?);
    let found = values(text, &REQUEST, &pattern::HANDLED).or_else(cut)?;
    Some(listed(&found, 12290, names.get(..found.len() - 1)?))
}

fn processed(text: &str) -> Option<Record> {
    let names = [
        EventField::Flags,
        EventField::Activated,
        EventField::Reserved,
        EventField::Count,
        EventField::ActivationInterval,
        EventField::RenewalInterval,
        EventField::ClientTime,
    ];
    let forms =
        [Form::Code, Form::Code, Form::Digit, Form::Number, Form::Number, Form::Number, Form::Number, Form::Date];
    Some(listed(&values(text, &forms, &pattern::PROCESSED)?, 12289, &names))
}

/// Events without a value list: their `name=value` pairs, and their first code, whatever word stands before it.
fn other(text: &str, id: u32) -> Option<Record> {
    // It tells of the newest check among others: none of its codes is what failed.
    const STATE: u32 = 8230;
    let named: [(EventField, &str); 9] = [
        (EventField::AoName, "AO name"),
        (EventField::ActivationId, "Sku Id"),
        (EventField::LicenseState, "LicenseState"),
        (EventField::KeyChannel, "ProductKeyType"),
        (EventField::PartialKey, "PartialProductKey"),
        (EventField::Reason, "LastConsumptionReason"),
        (EventField::Notification, "LastNotificationId"),
        (EventField::GraceEnd, "GraceEndDate"),
        (EventField::Caller, "caller"),
    ];
    if is_plain(id) {
        let fields = match id {
            902 => version(text).map(|version| (EventField::ServiceVersion, version)).into_iter().collect(),
            1003 => event_states::fields(text),
            _ => Vec::new(),
        };
        return Some(Record { id, fields, ..Record::default() });
    }
    let code = || {
        let plain = text.split_once("hr=").and_then(|(_, rest)| rest.get(..10)).filter(|code| pattern::is_code(code));
        let spaced = || pattern::HR.captures(text).and_then(|found| Some(found.get(1)?.as_str()));
        plain.or_else(spaced).or_else(|| pattern::code_in(text))
    };
    let code = (id != STATE && text.contains("0x")).then(code).flatten().and_then(|code| code.parse().ok());
    let code = code.or_else(|| (12288..=12290).contains(&id).then(|| short_success(text)).flatten());
    let mut fields = arguments(text);
    if text.contains('=') {
        let own = named.iter().filter(|(field, _)| *field != EventField::ActivationId || matches!(id, 12308 | 1014));
        fields.extend(own.filter_map(|(field, name)| Some((*field, value_of(text, name)?))));
    }
    let published = matches!(id, 12293 | 12294).then(|| pattern::QUOTED_DOMAIN.captures(text)).flatten();
    if let Some(domain) = published.and_then(|found| Some(found.get(1)?.as_str().to_lowercase())) {
        fields.push((EventField::Domain, domain));
    }
    Some(Record { id, code, fields, ..Record::default() })
}

/// `0x0`, as people shorten the code of a success.
fn short_success(text: &str) -> Option<Code> {
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.find(|word| word.starts_with("0x")).filter(|first| *first == "0x0").map(|_| Code(0))
}

/// What the service hands to slui.exe: the license, what to do, and why.
pub(crate) fn arguments(text: &str) -> Vec<(EventField, String)> {
    const NAMES: [(EventField, &str); 4] = [
        (EventField::ActivationId, "SkuId"),
        (EventField::Action, "Action"),
        (EventField::RuleId, "RuleId"),
        (EventField::Trigger, "Trigger"),
    ];
    if !text.contains('=') {
        return Vec::new();
    }
    NAMES.iter().filter_map(|(field, name)| Some((*field, value_of(text, name)?))).collect()
}

/// The version that the service logs when it has started.
fn version(text: &str) -> Option<String> {
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
    text.split_whitespace().map(plain).find(|word| pattern::VERSION.is_match(word))
}

/// Events without a code: starts and stops of the service, lists of states.
pub(crate) fn is_plain(id: u32) -> bool {
    matches!(id, 902 | 903 | 1003 | 1033 | 1034 | 1036 | 1037 | 1066 | 16384 | 16394 | 16398)
}

/// The value after `name=`, up to a semicolon, a comma or a blank, or to the end of its line; a GUID in lower case.
fn value_of(text: &str, name: &str) -> Option<String> {
    let start = memchr::memchr_iter(b'=', text.as_bytes()).find_map(|sign| {
        let before = text.get(..sign)?.trim_end().strip_suffix(name)?;
        let own = !before.ends_with(|c: char| c.is_ascii_alphanumeric());
        text.get(sign + 1..).filter(|_| own)
    })?;
    // The name of an activation object has blanks and commas; nothing stands behind it on its line.
    let is_end = |c: &char| if name == "AO name" { "\"\n\r<".contains(*c) } else { ";, \"\n\r<".contains(*c) };
    let value: String = start.trim_start().chars().take_while(|c| !is_end(c)).collect();
    let value = value.split(" AO DN").next().unwrap_or_default().trim_end().to_owned();
    // Long as a GUID and with a hyphen where one has it.
    let value = if value.len() == 36 && value.get(8..9) == Some("-") { value.to_lowercase() } else { value };
    (!value.is_empty()).then_some(value)
}

/// The event in one line, to be quoted.
pub(crate) fn quote(event: &Record) -> String {
    let fields = event.fields.iter().map(|(_, value)| value.as_str());
    let code = event.code.map(|code| code.to_string());
    let said: Vec<&str> = code.iter().map(String::as_str).chain(fields).collect();
    format!("{} {} {}", event.time, event.id, said.join(", ")).trim_end().to_owned()
}

/// Ids that only activation uses, so that a block needs no source.
pub(crate) fn is_known(id: u32) -> bool {
    matches!(id, 8193..=8233 | 12288..=12321 | 16384..=16398 | 1003 | 1014 | 1058 | 900..=903)
}

#[cfg(test)]
mod tests {
    use super::record;

    #[test]
    fn a_request_is_read_where_its_list_is_cut_behind_the_time_and_not_before() {
        const CMID: &str = "7f3c9a10-1f0e-4c55-9d1b-0a77c2e4b6d1";
        for tail in ["", ",", ",0,2,...", ", 0, 5, 43,", ",0,2,…"] {
            let found =
                record(&format!("  0xC004F038,25,PC-001,{CMID},2026/3/9 1:02{tail}"), None, "").expect("an event");
            assert_eq!((found.id, found.fields.len()), (12290, 4), "{tail}");
        }
        for text in
            [&format!("0xC004F038,25,PC-001,{CMID},..."), "0xC004F038, 25, PC-001, same as above, 2026/3/9 1:02,0"]
        {
            assert!(record(text, None, "").is_none(), "{text}");
        }
    }
}

//! How a license stands, as its instance says: a number, a word of any language, whether it is activated.

use super::{
    product_name::product_name,
    status_word::{is_denying, status_word},
    values::truth,
};
use crate::{
    channel,
    holds::holds_any,
    instance::{
        Instance, Property,
        names::{self, Name},
    },
    pattern, state_code,
};
use muster_core::code::Code;

/// The status and the word for it.
pub(super) fn status(instance: &Instance) -> Option<(u8, Option<String>)> {
    // A tool may number the states in a way of its own; words mean the same everywhere.
    // A value in which the next state stands was cut at no end: it is of two machines, or of two times.
    let is_whole = |own: &&Property| !holds_any(&own.value.to_lowercase(), &["status=", "status =", "status:"]);
    let of_status =
        |own: &Property| status_of(&own.value).or_else(|| active(&own.value).filter(|_| is_of_activation(own)));
    let states = || instance.all(Name::Status).filter(is_whole).filter_map(of_status);
    let own = states().find(|(_, word)| word.is_some()).or_else(|| states().next());
    // Behind a date or a machine the name is another: `2026-11-19 LicenseStatus=1`, `2026-11-20 LicenseStatus=5`.
    let is_repeated = instance.all(Name::Status).filter(|own| own.name.ends_with("licensestatus")).nth(1).is_some();
    let worse = states().find(|(status, _)| is_repeated && *status != 1);
    let own = worse.filter(|_| own.as_ref().is_some_and(|(status, _)| *status == 1)).or(own);
    let is_unactivated = || instance.first(Name::Activated).and_then(|own| truth(&own.value)) == Some(false);
    let is_contradicted = |word: &Option<String>| word.is_none() && is_denied(instance) || is_unactivated();
    if own.as_ref().is_some_and(|(status, word)| *status == 1 && is_contradicted(word)) {
        return None;
    }
    let plain = || {
        let of_license = instance.first(Name::PartialKey).is_some()
            || instance.properties.iter().any(|own| channel::token(&own.value).is_some());
        let named = || product_name(instance).is_some_and(|name| name.contains("Windows") || name.contains("Office"));
        instance.all(Name::PlainStatus).find_map(|own| {
            let found = status_of(&own.value)?;
            (of_license || found.1.is_some() && named()).then_some(found)
        })
    };
    let told = || {
        let activated = truth(&instance.first(Name::Activated)?.value)?;
        product_name(instance)?;
        Some((u8::from(activated), None))
    };
    let in_words = || {
        let found =
            instance.all(Name::Activation).chain(instance.all(Name::Activated)).find_map(|own| in_words(&own.value))?;
        product_name(instance)?;
        Some(found)
    };
    // Of Windows XP and Server 2003: `ActivationRequired = 0`.
    let required = || Some((u8::from(!truth(&instance.first(Name::ActivationRequired)?.value)?), None));
    own.or_else(in_words).or_else(plain).or_else(told).or_else(required)
}

/// The state that a report writes beside what it calls the activation, in words: a number may be anything's there.
fn in_words(value: &str) -> Option<(u8, Option<String>)> {
    // `Activated: False`
    if let Some((name, value)) = value.split_once([':', '=']) {
        return truth(value)
            .map(|told| (u8::from(told), None))
            .filter(|_| names::meaning(name) == Some(Name::Activated));
    }
    active(value).or_else(|| status_of(value).filter(|(_, word)| word.is_some()))
}

/// What Settings calls the state.
fn active(value: &str) -> Option<(u8, Option<String>)> {
    let status = match value.trim().to_lowercase().as_str() {
        "active" | "アクティブ" | "aktiv" => 1,
        "not active" | "inactive" | "アクティブではありません" | "非アクティブ" | "nicht aktiv" => 0,
        _ => return None,
    };
    Some((status, Some(value.trim().to_owned())))
}

/// Whether the name of a state says that it is one of activation: what is active in any other way is not licensed for that.
fn is_of_activation(own: &Property) -> bool {
    own.name.contains("activation") || own.name.contains("認証")
}

/// Whether a word beside a number says that the number is none of Microsoft's: in another numbering 1 may stand for anything.
fn is_denied(instance: &Instance) -> bool {
    let is_of_state = |own: &&Property| {
        matches!(own.meaning(), Some(Name::Status | Name::PlainStatus | Name::Activated))
            || holds_any(&own.name, &["activation", "licens", "genuine", "認証", "ライセンス"])
    };
    let is_other = |value: &str| status_word(value).is_some_and(|status| status != 1);
    instance.properties.iter().filter(is_of_state).any(|own| is_denying(&own.value) || is_other(&own.value))
}

/// `5`, `Notification`, `5 (Notification)`, `1 - Licensed`, a word of any language.
fn status_of(value: &str) -> Option<(u8, Option<String>)> {
    // `---OOB_GRACE---`, as ospp.vbs prints it.
    let value = value.trim();
    let value = if value.starts_with("--") { value.trim_matches('-') } else { value };
    let digit = |text: &str| text.trim().parse::<u8>().ok().filter(|status| *status <= 6);
    let word = |text: &str| status_word(text).map(|status| (status, Some(text.trim().to_owned())));
    // -1 says that nothing is known; its digit is none of a status.
    let is_number = value.trim().parse::<i64>().is_ok();
    let parts = || value.split(['(', ')', '-', ':', '=', ',', '/', '[', ']', '|']).filter(|_| !is_number);
    // A number before words is the state, whatever the words explain.
    let first = || digit(value.split(|c: char| !c.is_ascii_alphanumeric()).next()?);
    let agrees = |(status, _): &(u8, Option<String>)| first().is_none_or(|first| first == *status);
    digit(value)
        .map(|status| (status, None))
        .or_else(|| word(value))
        .or_else(|| {
            parts()
                .find_map(word)
                .filter(agrees)
                .filter(|(told, _)| parts().filter_map(status_word).all(|other| other == *told))
        })
        .or_else(|| word(before_means(value)?))
        // A date has digits of its own.
        .or_else(|| {
            parts()
                .find_map(digit)
                .filter(|_| !pattern::DATE.is_match(value))
                .map(|other| (first().unwrap_or(other), None))
        })
}

/// `Activated` of `Activated with a digital license linked to your Microsoft account`.
fn before_means(value: &str) -> Option<&str> {
    const BEHIND: [&str; 6] = [" with ", " using ", " by ", " via ", " until ", " through "];
    let place = BEHIND.iter().filter_map(|word| value.find(word)).min()?;
    value.get(..place)
}

/// Where the word for the status is not known, the reason of some states tells it.
pub(super) fn status_of_reason(reason: Code) -> Option<u8> {
    // A license in force may have a word for its status that is not known, and a reason of its last grace period.
    let grace = state_code::status(reason).filter(|status| *status != 1);
    grace.or_else(|| matches!(reason.0, 0xC004_F009 | 0xC004_F200).then_some(5))
}

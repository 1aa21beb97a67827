//! Labels that tools print, by the tables of every language in `muster_core::text`. They confirm; the form of a value decides.

use crate::{heads::Heads, normalise::width::fold};
use muster_core::text::{LABELS, Table, literal};
use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

macro_rules! labels {
    ($($label:ident = $key:literal,)*) => {
        /// The line in a tool's output that a label stands for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Label {
            $($label,)*
        }

        impl Label {
            fn of_key(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$label),)*
                    _ => None,
                }
            }
        }
    };
}

labels! {
    ActivationId = "activation_id",
    ActivationInterval = "activation_interval",
    ActivationType = "activation_type",
    ApplicationId = "application_id",
    ConnectionSuffix = "connection_suffix",
    CurrentCount = "current_count",
    DnsName = "dns_name",
    DnsServers = "dns_servers",
    ExtendedPid = "extended_pid",
    FailedRequests = "failed_requests",
    HostExtendedPid = "host_epid",
    HostRegistered = "host_registered",
    LicenseStatus = "license_status",
    Listening = "listening",
    LookupDomain = "lookup_domain",
    Name = "name",
    NotInUse = "not_in_use",
    PartialKey = "partial_key",
    PrimarySuffix = "primary_suffix",
    PriorityLow = "priority_low",
    PriorityNormal = "priority_normal",
    Reason = "notification_reason",
    RearmCount = "rearm_count",
    RenewalInterval = "renewal_interval",
    SearchList = "search_list",
    ServiceVersion = "service_version",
    TotalRequests = "total_requests",
    TrustedTime = "trusted_time",
}

/// License status 0 to 6, by the key of its word.
const STATUSES: [&str; 7] = [
    "status_unlicensed",
    "status_licensed",
    "status_initial_grace",
    "status_additional_grace",
    "status_non_genuine_grace",
    "status_notification",
    "status_extended_grace",
];

/// What the sentences of `slmgr /xpr` say: key, license status, and the channel if the sentence tells it.
const EXPIRIES: [(&str, u8, &str); 8] = [
    ("expiry_timebased", 1, "TIMEBASED_EVAL"),
    ("expiry_volume", 1, "VOLUME"),
    ("expiry_permanent", 1, ""),
    ("expiry_initial_grace", 2, ""),
    ("expiry_additional_grace", 3, ""),
    ("expiry_non_genuine_grace", 4, ""),
    ("expiry_notification", 5, ""),
    ("expiry_extended_grace", 6, ""),
];

/// The key of what Settings says of a Windows that is activated.
const SETTINGS_ACTIVATED: &str = "settings_activated";

static BY_LABEL: LazyLock<HashMap<String, Label>> = LazyLock::new(|| {
    let entries = LABELS.iter().flat_map(Table::entries);
    entries.filter_map(|(key, text)| Some((plain(&fold(text)), Label::of_key(key)?))).collect()
});

static HEADS: LazyLock<Heads> = LazyLock::new(|| Heads::of(texts()));

static BY_STATUS_WORD: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let words = |key| LABELS.iter().flat_map(move |table| table.texts(key)).map(|text| word(&fold(text)));
    (0..).zip(STATUSES).flat_map(|(status, key)| words(key).map(move |word| (word, status))).collect()
});

static EXPIRY_SENTENCES: LazyLock<Vec<(Cow<'static, str>, u8, &'static str)>> = LazyLock::new(|| {
    let texts = |key| LABELS.iter().flat_map(move |table| table.texts(key));
    let sentences = |(key, status, channel)| texts(key).map(move |text| (fold(literal(text)), status, channel));
    let told = PERMANENT.into_iter().map(|text| (Cow::from(text), 1, ""));
    EXPIRIES.into_iter().flat_map(sentences).chain(told).collect()
});

/// The sentence of a license without an end, as people write it off.
const PERMANENT: [&str; 7] = [
    "永続的にライセンス認証されています",
    "永続的にライセンス認証済み",
    "永続的に認証されています",
    "永久にライセンス認証されています",
    "is permanently activated",
    "已永久激活",
    "ist dauerhaft aktiviert",
];

/// Every label, in small letters.
pub(crate) fn texts() -> impl Iterator<Item = &'static str> {
    BY_LABEL.keys().map(String::as_str)
}

/// Every word for a state, in small letters.
pub(crate) fn status_words() -> impl Iterator<Item = &'static str> {
    BY_STATUS_WORD.keys().map(String::as_str)
}

/// Every sentence of `slmgr /xpr`.
pub(crate) fn expiry_sentences() -> impl Iterator<Item = &'static str> {
    EXPIRY_SENTENCES.iter().map(|(sentence, ..)| &**sentence)
}

/// What Settings says of a Windows that is activated.
pub(crate) fn settings_sentences() -> impl Iterator<Item = Cow<'static, str>> {
    LABELS.iter().flat_map(|table| table.texts(SETTINGS_ACTIVATED)).map(fold)
}

/// The same without blanks and without their subject, as people of Japan type them off; none that is so short that it may be of anything.
pub(crate) fn typed_settings_sentences() -> impl Iterator<Item = String> {
    const LENGTH_MIN: usize = 48;
    let typed = settings_sentences().filter(|text| !text.is_ascii()).map(|text| text.replace(' ', ""));
    let bare = typed.map(|text| text.trim_start_matches("Windowsは").trim_start_matches('、').to_owned());
    bare.filter(|text| text.len() >= LENGTH_MIN)
}

/// No label or word of a state is longer, in bytes.
const LENGTH_MAX: usize = 128;

/// The label before the first colon of a line, if it is a known one.
pub(crate) fn label(text: &str) -> Option<Label> {
    let may_be = text.len() <= LENGTH_MAX && HEADS.may_be_in_capitals(bare(text));
    if may_be { BY_LABEL.get(&plain(text)).copied() } else { None }
}

/// A label in small letters.
fn plain(text: &str) -> String {
    bare(text).to_lowercase()
}

/// A label without the dots with which ipconfig fills the space up to the colon.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ' ', '\u{a0}'])
}

/// The license status that a word stands for; whole words only, for "Unlicensed" contains "Licensed".
pub(crate) fn status(word: &str) -> Option<u8> {
    if word.len() > LENGTH_MAX { None } else { BY_STATUS_WORD.get(&self::word(word)).copied() }
}

/// A word in small letters, without the full stop that some of them have in some languages, and without the sign before what
/// people write behind it.
fn word(text: &str) -> String {
    text.trim().trim_end_matches(['.', '。', ',', ';', '、', '，', ' ']).to_lowercase()
}

/// The license status that a sentence of `slmgr /xpr` tells, and the channel if it tells that too.
pub(crate) fn expiry(line: &str) -> Option<(u8, &'static str)> {
    // People type the word of the script as two, and tell its sentence.
    let line = &*if line.contains("ime") {
        let one = ["Time based", "Time-based", "time-based", "time based"].iter().fold(Cow::from(line), |line, two| {
            if line.contains(two) { line.replace(two, "Timebased").into() } else { line }
        });
        one.replace("imebased activation expires", "imebased activation will expire").into()
    } else {
        Cow::from(line)
    };
    let (sentence, status, channel) = EXPIRY_SENTENCES.iter().find(|(sentence, ..)| line.contains(&**sentence))?;
    let behind = line.find(&**sentence).and_then(|place| line.get(place + sentence.len()..)).unwrap_or_default();
    // A question tells nothing.
    let is_asked = behind.trim_start_matches(['」', '』', '"', '”']).starts_with(['か', '?', '？']);
    (!is_asked).then_some((*status, channel))
}

/// How many known labels with a character beyond ASCII a text holds: a text in the wrong code page holds none.
pub(crate) fn count_known(text: &str) -> usize {
    let labels = LABELS.iter().flat_map(labels_of);
    labels.filter(|label| !label.is_ascii() && text.contains(label)).count()
}

/// The language of the labels in lines of Latin letters, BCP 47; `und` where no label is known.
pub(crate) fn language<'l>(lines: impl Iterator<Item = &'l str>) -> &'static str {
    let mut wanted: Vec<(&str, &str)> = LANGUAGES.iter().flat_map(|language| printed(language)).collect();
    let mut counts = LANGUAGES.map(|language| (0, language));
    for line in lines {
        for before in memchr::memchr_iter(b':', line.as_bytes()).filter_map(|colon| line.get(..colon)) {
            // Some languages set the colon apart.
            let label = before.strip_suffix(' ').unwrap_or(before);
            wanted.retain(|(language, text)| {
                let stands = label.ends_with(text);
                if let Some((count, _)) = counts.iter_mut().find(|(_, known)| stands && known == language) {
                    *count += 1;
                }
                !stands
            });
        }
    }
    let best = counts.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(count, _)| *count > 0).map_or("und", |(_, language)| language)
}

/// Languages of Latin letters; on equal counts the first one wins.
const LANGUAGES: [&str; 4] = ["en", "de", "fr", "es"];

/// The labels of a language.
fn printed(language: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let own = LABELS.iter().filter(move |table| table.language == language).flat_map(labels_of);
    own.map(move |label| (language, label))
}

fn labels_of(table: &Table) -> impl Iterator<Item = &'static str> {
    table.entries().filter(|(key, _)| Label::of_key(key).is_some()).map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::{EXPIRIES, LENGTH_MAX, Label, SETTINGS_ACTIVATED, STATUSES, label, status};
    use crate::lines::split_label;
    use muster_core::{labels, text::LABELS};

    #[test]
    fn every_text_of_every_language_is_read_and_has_one_meaning() {
        for (key, text) in LABELS.iter().flat_map(|table| table.entries()) {
            let is_sentence = key == SETTINGS_ACTIVATED || EXPIRIES.iter().any(|(known, ..)| *known == key);
            let is_printed = || labels::ALL.iter().any(|(name, _)| name.eq_ignore_ascii_case(key));
            let number = STATUSES.iter().position(|known| *known == key);
            match (Label::of_key(key), number) {
                (Some(known), None) => assert_eq!(label(text), Some(known), "{text}"),
                (None, Some(number)) => assert_eq!(status(text).map(usize::from), Some(number), "{text}"),
                _ => assert!(is_sentence || is_printed(), "nothing reads {key}, and nothing prints it"),
            }
            assert!(text.len() <= LENGTH_MAX || is_sentence || is_printed(), "{text}");
        }
    }

    #[test]
    fn a_state_is_read_as_people_of_any_language_write_it_and_a_wish_is_none() {
        for (line, number) in [
            ("Stato licenza: Con licenza", 1),
            ("Stan licencji: Powiadomienie", 5),
            ("Stan licencji: Licencjonowany", 1),
            ("Status van licentie: Niet gelicentieerd", 0),
            ("Situação da licença: Período de carência inicial", 2),
            ("Stav licence: Oznámení,", 5),
            ("Licensstatus: Ej licensierad", 0),
            ("Lisans Durumu: Bildirim", 5),
            ("Статус лицензии: Уведомление", 5),
            ("라이선스 상태: 알림,", 5),
            ("Statut de la licence : Sous licence", 1),
            ("Licencállapot: Türelmi időszak", 2),
            ("授权状态：宽限期", 2),
        ] {
            let (before, word) = split_label(line).expect("a label");
            assert_eq!((label(before), status(word)), (Some(Label::LicenseStatus), Some(number)), "{line}");
        }
        for line in [
            "Stato licenza: da verificare",
            "Stan licencji: nie wiem",
            "Licentiestatus: zie bijlage",
            "라이선스 상태: 확인 필요",
        ] {
            let (before, word) = split_label(line).expect("a label");
            assert_eq!((label(before), status(word)), (Some(Label::LicenseStatus), None), "{line}");
        }
    }
}

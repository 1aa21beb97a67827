//! What names nobody: the words, products and hosts that are the same on every machine.

use super::run;
use crate::{
    channel,
    fact::{EventField, ObservationKind},
    instance,
    kind::Kind,
    loose_code, pattern, product,
};
use muster_core::text::LABELS;
use std::{collections::HashSet, sync::LazyLock};

const WORDS: &str = include_str!("../../data/public-words.txt");
const LINE_STARTS: &str = include_str!("../../data/line-starts.txt");

/// Microsoft's own, with what lies below.
const DOMAINS: [&str; 5] = ["microsoft.com", "time.windows.com", "time.nist.gov", "pool.ntp.org", "w3.org"];
/// Hosts of Microsoft and of Google beside names of customers.
const HOSTS: [&str; 11] = [
    "azkms.core.windows.net",
    "kms.core.windows.net",
    "azkms.core.usgovcloudapi.net",
    "kms.core.usgovcloudapi.net",
    "azkms.core.chinacloudapi.cn",
    "kms.core.chinacloudapi.cn",
    "kms.core.cloudapi.de",
    "kms.windows.googlecloud.com",
    "login.live.com",
    "login.microsoftonline.com",
    "purchase.windows.net",
];
/// Servers of every machine in the clouds of Microsoft and of Amazon, by address.
const ADDRESSES: [&str; 8] = [
    "168.63.129.16",
    "169.254.169.250",
    "169.254.169.251",
    "169.254.169.253",
    "169.254.169.254",
    "20.118.99.224",
    "40.83.235.53",
    "23.102.135.246",
];
/// Applications: Windows, Office 2010, Office 2013 and later.
const APPLICATIONS: [&str; 3] = [
    "55c92734-d682-4d71-983e-d6ec3f16059f",
    "59a52881-a989-479d-af46-f275c6370663",
    "0ff1ce15-a989-479d-af46-f275c6370663",
];
/// What a public word may have numbers after, such as `Office16`.
const NUMBERED: [&str; 14] = [
    "office",
    "windows",
    "win",
    "project",
    "visio",
    "word",
    "excel",
    "access",
    "outlook",
    "publisher",
    "powerpoint",
    "server",
    "infopath",
    "lync",
];
/// Versions, years and editions.
const NUMBERS: [&str; 26] = [
    "7", "8", "10", "11", "12", "14", "15", "16", "19", "21", "24", "32", "64", "86", "365", "2003", "2007", "2008",
    "2010", "2012", "2013", "2016", "2019", "2021", "2022", "2024",
];

static PUBLIC: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists = [WORDS, LINE_STARTS].into_iter().flat_map(str::lines).filter(|line| !line.starts_with('#'));
    let labels = LABELS.iter().flat_map(|table| table.entries()).map(|(_, text)| text);
    let ids = Kind::ALL.iter().map(|kind| kind.id());
    let keys = ObservationKind::ALL.iter().map(|kind| kind.id()).chain(EventField::ALL.iter().map(|field| field.id()));
    let texts = lists.chain(labels).chain(product::names()).chain(ids).chain(keys).chain(instance::names::all());
    let mut words = HashSet::new();
    for text in texts {
        for run in run::runs(text).filter(|run| run.is_word) {
            words.insert(run.text.to_lowercase());
            words.extend(run.text.split(['_', '.', '-']).filter(|part| !has_digit(part)).map(str::to_lowercase));
        }
    }
    words
});

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a word, or a run of one script, names nobody.
pub(super) fn is_public(word: &str) -> bool {
    word.chars().count() == 1 && word.is_ascii() || PUBLIC.contains(&word.to_lowercase()) || is_host_channel(word)
}

/// The channel of a host key, `VOLUME_KMS_WS19`, of which the end says for which products it is.
fn is_host_channel(word: &str) -> bool {
    const END_MAX: usize = 8;
    let end = word.strip_prefix("VOLUME_KMS_");
    end.is_some_and(|end| end.len() <= END_MAX) && channel::token(word) == Some(word)
}

/// Whether an identifier of a program is made of public words: `LicenseStatusReason`, `Office16ProPlusVL`, `KB5012345`.
pub(super) fn is_identifier(word: &str) -> bool {
    let parts = parts(word);
    let is_part = |(place, part): (usize, &&str)| {
        let follows_product = || parts.get(..place).is_some_and(|before| before.iter().any(|part| is_numbered(part)));
        PUBLIC.contains(&part.to_lowercase()) && !has_digit(part) && (part.len() > 1 || follows_product())
            || NUMBERS.contains(part) && follows_product()
    };
    let is_update = |word: &str| word.len() == 9 && word.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("kb"));
    is_update(word) && pattern::KB.is_match(word) || parts.len() > 1 && parts.iter().enumerate().all(is_part)
}

fn is_numbered(part: &str) -> bool {
    NUMBERED.contains(&part.to_lowercase().as_str())
}

/// Cuts where a capital follows a small letter, and between letters and digits.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    for (index, window) in letters.windows(2).enumerate() {
        let [(_, one), (place, next)] = *window else { continue };
        let ends_capitals = one.is_uppercase()
            && next.is_uppercase()
            && letters.get(index + 2).is_some_and(|(_, third)| third.is_lowercase());
        if one.is_lowercase() && next.is_uppercase() || one.is_numeric() != next.is_numeric() || ends_capitals {
            parts.extend(word.get(start..place));
            start = place;
        }
    }
    parts.extend(word.get(start..));
    parts
}

/// Whether a number tells nothing of its owner: short, a code, or a code in decimal.
pub(super) fn is_number(word: &str) -> bool {
    let hexadecimal = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
    if let Some(digits) = hexadecimal {
        return digits.len() <= 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    if !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.len() == 8 && loose_code::is_in(word);
    }
    let is_code = |code: u32| [code, code.wrapping_neg()].into_iter().any(loose_code::is_of_activation);
    word.len() <= 6 || word.parse().is_ok_and(is_code)
}

/// Whether a name of DNS is one of Microsoft's.
pub(super) fn is_public_host(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_lowercase();
    let below = |domain: &str| name == domain || name.ends_with(&format!(".{domain}"));
    HOSTS.contains(&name.as_str()) || DOMAINS.iter().any(|domain| below(domain))
}

/// Whether an address is one of Microsoft's.
pub(super) fn is_public_address(address: &str) -> bool {
    ADDRESSES.contains(&address)
}

/// Whether a GUID is that of a product or an application.
pub(super) fn is_public_id(id: &str) -> bool {
    let id = id.to_lowercase();
    product::by_id(&id).is_some() || APPLICATIONS.contains(&id.as_str()) || id.starts_with("00000000-0000-0000-")
}

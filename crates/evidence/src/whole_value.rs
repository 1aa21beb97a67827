//! Whole values that no translation changes, known by their bytes: every cell of a table is asked, and a pattern takes much longer.

use crate::product_key::LETTERS;

/// A GUID without its braces.
pub(crate) fn guid(value: &str) -> Option<&str> {
    let inner = value.strip_prefix('{').unwrap_or(value);
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let fits = |(place, byte): (usize, u8)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    (inner.len() == 36 && inner.bytes().enumerate().all(fits)).then_some(inner)
}

/// The last five characters of a key.
pub(crate) fn is_partial_key(value: &str) -> bool {
    value.len() == 5 && value.bytes().all(|byte| LETTERS.contains(&byte))
}

/// `Volume:GVLK`, `Retail`, `OEM:DM`.
pub(crate) fn is_key_channel(value: &str) -> bool {
    let Some(rest) = ["Volume", "Retail", "OEM"].iter().find_map(|kind| value.strip_prefix(kind)) else { return false };
    let named = rest.strip_prefix(':').is_some_and(|name| !name.is_empty());
    rest.is_empty() || named && rest.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b':')
}

/// A name or an address, and a port behind a colon.
pub(crate) fn is_host_port(value: &str) -> bool {
    let Some((host, port)) = value.rsplit_once(':') else { return false };
    let all = |text: &str, fits: fn(u8) -> bool| !text.is_empty() && text.bytes().all(fits);
    let address = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_host = match address {
        Some(address) => all(address, |byte| byte.is_ascii_hexdigit() || byte == b':' || byte == b'.'),
        None => all(host, |byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)),
    };
    is_host && port.len() <= 5 && all(port, |byte| byte.is_ascii_digit())
}

/// An installation id: 54 or 63 digits.
pub(crate) fn is_installation_id(value: &str) -> bool {
    matches!(value.len(), 54 | 63) && value.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{guid, is_host_port, is_installation_id, is_key_channel, is_partial_key};

    fn check(is: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        yes.iter().for_each(|value| assert!(is(value), "{value}"));
        no.iter().for_each(|value| assert!(!is(value), "{value}"));
    }

    #[test]
    fn a_guid_is_known_with_and_without_braces() {
        let plain = "55c92734-d682-4d71-983e-D6EC3F16059F";
        assert_eq!(guid(plain), Some(plain));
        assert_eq!(guid(&format!("{{{plain}}}")), Some(plain));
        let no = ["", "55c92734-d682-4d71-983e-d6ec3f16059", "55c92734xd682-4d71-983e-d6ec3f16059f"];
        check(|value| guid(value).is_some(), &[], &no);
        check(
            |value| guid(value).is_some(),
            &[],
            &["g5c92734-d682-4d71-983e-d6ec3f16059f", "５5c92734-d682-4d71-983e-d6ec3f1605"],
        );
    }

    #[test]
    fn other_values_are_known_by_their_form() {
        check(is_partial_key, &["2YT43", "8NK4N", "XXXXX"], &["", "2YT4", "2YT433", "2yt43", "2YT4E", "2YT4０"]);
        check(
            is_key_channel,
            &["Volume:GVLK", "Retail", "Retail:TB:Eval", "OEM:DM"],
            &["", "Volume:", "Volume GVLK", "Mak", "OEM:D1"],
        );
        let hosts = ["kms1:1688", "kms-1.corp_x.example:1", "192.0.2.1:65535", "[2001:db8::1]:1688"];
        check(
            is_host_port,
            &hosts,
            &["", "kms1", "kms1:", ":1688", "kms1:168800", "2001:db8::1:1688", "[]:1688", "k s:1", "kms1:16x"],
        );
        check(is_installation_id, &[&"1".repeat(54), &"2".repeat(63)], &["", &"1".repeat(55), &"x".repeat(54)]);
    }
}

//! The name by which a machine is reached. It stands on command lines, so it holds no character that any shell reads.

use muster_core::{id::Cmid, sentences_of};
use std::{fmt, str::FromStr};

/// The longest name, as in DNS (RFC 1035, 2.3.4).
const LENGTH_MAX: usize = 253;

/// A letter or digit, then letters, digits, `-`, `.`, `_` and `:` (ASCII, up to 253): a DNS name or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineName(String);

/// Why a text is no name of a machine.
#[derive(Debug, PartialEq, Eq)]
pub struct NotAMachineName(String);

impl MachineName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An id is written with letters, digits and `-`.
impl From<Cmid> for MachineName {
    fn from(cmid: Cmid) -> Self {
        Self(cmid.to_string())
    }
}

impl FromStr for MachineName {
    type Err = NotAMachineName;

    fn from_str(text: &str) -> Result<Self, NotAMachineName> {
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte);
        let begins = text.starts_with(|first: char| first.is_ascii_alphanumeric());
        if begins && text.len() <= LENGTH_MAX && text.bytes().all(legal) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAMachineName(text.to_owned()))
        }
    }
}

impl fmt::Display for MachineName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotAMachineName {}

sentences_of!(NotAMachineName, lang {
    Self(text) => (
        "{text:?} is not the name of a machine: letters, digits, '-', '.', '_' and ':'",
        "{text:?} はコンピューターの名前ではありません。英数字、'-'、'.'、'_'、':' で指定してください"
    );
});

#[cfg(test)]
mod tests {
    use super::MachineName;
    use muster_core::id::Cmid;

    #[test]
    fn an_id_is_a_name() {
        let id = Cmid::from_bytes([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(MachineName::from(id)));
    }

    #[test]
    fn a_name_holds_nothing_that_a_shell_reads() {
        for name in ["pc-1", "PC_1.example.com", "192.0.2.7", "2001:db8::7"] {
            assert_eq!(name.parse::<MachineName>().expect("a name").as_str(), name);
        }
        let long = "a".repeat(254);
        let hostile = [
            "",
            "-oProxyCommand=id",
            ".",
            "..",
            "a b",
            "a;b",
            "$(id)",
            "`id`",
            "a'b",
            "a\"b",
            "a\nb",
            "a/b",
            "ａ",
            &long,
        ];
        for name in hostile {
            assert!(name.parse::<MachineName>().is_err(), "{name:?}");
        }
    }
}

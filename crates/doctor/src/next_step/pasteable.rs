//! What of the evidence may stand in a command that an administrator pastes into a shell. Evidence comes from customers, and an SRV
//! record from whoever may write it: a name with a character that a shell knows, or that looks like an option, stands in no command.

/// Whether a text is no more than a host or a domain, with or without a port.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('-') && text.chars().all(|c| c.is_alphanumeric() || ".-_:[]".contains(c))
}

/// Whether a text is no more than the path of a folder, to stand between quotation marks.
pub(super) fn is_folder(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || " .-_:\\/(),+#".contains(c))
}

/// Whether a text is no more than an id or a part of a key.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty() && !text.starts_with('-') && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::{is_folder, is_id, is_name};

    #[test]
    fn names_of_hosts_domains_and_folders_stand() {
        for name in ["kms01", "kms-01.corp.example", "kms_1", "10.0.0.5:1688", "[fe80::1]:1688", "ホスト.example"] {
            assert!(is_name(name), "{name}");
        }
        assert!(is_folder(r"C:\Program Files (x86)\Microsoft Office\Office16"));
        assert!(is_id("2e28138a-847f-42bc-9752-61b03fff33cd") && is_id("T83GX"));
    }

    #[test]
    fn nothing_that_a_shell_knows_stands() {
        for sign in "$();&|`'\"<>%^!{}*?~=@ \n\t".chars() {
            assert!(!is_name(&format!("kms{sign}calc")), "{sign:?}");
            assert!(!is_id(&format!("T83{sign}GX")), "{sign:?}");
        }
        for sign in "$;&|`'\"<>%^!{}*?~=@\n\t".chars() {
            assert!(!is_folder(&format!(r"C:\Office{sign}16")), "{sign:?}");
        }
        assert!(!is_name("-oProxy") && !is_name("") && !is_id("-x"));
    }
}

//! The command behind a code: what an error means depends on what was asked.

use muster_evidence::fact::Cite;

/// The tool that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tool {
    /// `slmgr.vbs`, which without an activation id is about Windows.
    Slmgr,
    /// `ospp.vbs`, which knows Office only.
    Ospp,
}

/// A command as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) tool: Tool,
    /// The option without its mark, lower case, such as `ipk`; empty where only the tool is known.
    pub(crate) option: String,
}

impl Command {
    /// The command among the lines of an error.
    pub(crate) fn of(cites: &[Cite]) -> Option<Self> {
        cites.iter().find_map(|cite| Self::typed(&cite.text)).or_else(|| {
            let office = cites.iter().any(|cite| cite.text.trim_start().starts_with("ERROR CODE:"));
            office.then(|| Self { tool: Tool::Ospp, option: String::new() })
        })
    }

    fn typed(line: &str) -> Option<Self> {
        let lower = line.to_lowercase();
        let (tool, place) = [("ospp", Tool::Ospp), ("slmgr", Tool::Slmgr)]
            .into_iter()
            .find_map(|(name, tool)| Some((tool, lower.find(name)? + name.len())))?;
        let words = lower.get(place..)?.split_whitespace();
        let option =
            words.filter_map(|word| word.strip_prefix(['/', '-'])).find(|word| word.starts_with(char::is_alphabetic));
        let letters = |word: &str| word.chars().take_while(|c| c.is_ascii_alphabetic() || *c == '-').collect();
        Some(Self { tool, option: option.map(letters).unwrap_or_default() })
    }

    /// Whether it installs a key.
    pub(crate) fn installs_key(&self) -> bool {
        matches!(self.option.as_str(), "ipk" | "inpkey")
    }

    /// Whether it was typed at an elevated prompt, which starts in the system folder, or in a window that says so.
    pub(crate) fn is_elevated(cites: &[Cite]) -> bool {
        const SIGNS: [&str; 4] = ["\\system32>", "administrator:", "管理者:", "administrateur :"];
        cites.iter().any(|cite| SIGNS.iter().any(|sign| cite.text.to_lowercase().contains(sign)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, Tool};
    use muster_evidence::Cite;

    fn of(line: &str) -> Option<Command> {
        Command::of(&[Cite { line: Some(1), text: line.into(), ..Cite::default() }])
    }

    #[test]
    fn tool_and_option_are_told_however_the_command_is_written() {
        for (line, tool, option) in [
            (r"C:\Windows\system32>cscript //nologo slmgr.vbs /ipk NPPR9-XXXXX", Tool::Slmgr, "ipk"),
            ("PS C:\\> slmgr -ato", Tool::Slmgr, "ato"),
            (r#"cscript "C:\Program Files\Microsoft Office\Office16\OSPP.VBS" /inpkey:XXXXX"#, Tool::Ospp, "inpkey"),
            ("ERROR CODE: 0xC004F069", Tool::Ospp, ""),
        ] {
            assert_eq!(of(line), Some(Command { tool, option: option.to_owned() }), "{line}");
        }
        assert_eq!(of("Error: 0xC004F069"), None);
    }
}

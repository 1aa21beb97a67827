//! What stands for the placeholders of a command, and how a command is shown above its output.

use super::{hosts::is_name, part::Command};

/// Placeholders and what stands for them, as `{suffix}` and `corp.example`.
#[derive(Clone, Debug, Default)]
pub struct Places(pub Vec<(&'static str, String)>);

impl Places {
    /// These places, and one more.
    pub fn with(&self, placeholder: &'static str, value: impl Into<String>) -> Self {
        let mut places = self.clone();
        places.0.push((placeholder, value.into()));
        places
    }

    /// A word of a command as it is run.
    pub fn filled(&self, word: &str) -> String {
        self.0.iter().fold(word.to_owned(), |word, (placeholder, value)| word.replace(placeholder, value))
    }

    /// The line of the prompt, which tells the doctor what was asked: of Windows or of a shell. PowerShell has none: its text
    /// names what it asks in its output.
    pub fn prompt(&self, command: &Command, is_windows: bool) -> String {
        if command.is_power_shell() {
            return String::new();
        }
        let shown = |word: &&str| {
            let word = self.filled(&word.replace(r"{bundle}\", ""));
            if word.contains(' ') { format!("\"{word}\"") } else { word }
        };
        let words: Vec<String> = command.words.iter().map(shown).collect();
        let prompt = if is_windows { "\r\nC:\\>" } else { "\n$ " };
        format!("{prompt}{}{}", words.join(" "), if is_windows { "\r\n" } else { "\n" })
    }
}

/// The DNS suffixes in what `reg query` printed of the settings of DNS, each once.
pub fn registry_suffixes(printed: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in printed.lines() {
        let mut words = line.split_whitespace().skip(1);
        if words.next() != Some("REG_SZ") {
            continue;
        }
        let listed = words.flat_map(|word| word.split(',')).map(str::to_lowercase);
        for suffix in listed.filter(|suffix| is_name(suffix)) {
            if !found.contains(&suffix) {
                found.push(suffix);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{super::windows::WINDOWS, Places, registry_suffixes};
    use crate::collector::{Command, Work};

    fn command(file: &str) -> &'static Command {
        let part = WINDOWS.iter().find(|part| part.file == file).expect("a part");
        let Work::Commands(commands) = part.work else { panic!("{file} has no commands") };
        commands.first().expect("a command")
    }

    #[test]
    fn a_prompt_shows_the_command_as_cmd_would() {
        let places = Places::default().with("{system}", r"C:\Windows\System32").with("{suffix}", "corp.example");
        assert_eq!(
            places.prompt(command("slmgr-dlv.txt"), true),
            "\r\nC:\\>cscript //nologo C:\\Windows\\System32\\slmgr.vbs /dlv\r\n"
        );
        assert_eq!(
            places.prompt(command("nslookup-suffixes.txt"), true),
            "\r\nC:\\>nslookup -type=srv _vlmcs._tcp.corp.example\r\n"
        );
        assert_eq!(places.prompt(command("computer.txt"), true), "");
    }

    #[test]
    fn suffixes_of_the_registry_are_listed_once() {
        let printed = "\r\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\r\n    \
                       Domain    REG_SZ    Corp.Example\r\n    SearchList    REG_SZ    corp.example,branch.corp.example\r\n    \
                       DhcpDomain    REG_SZ    -x\r\n";
        assert_eq!(registry_suffixes(printed), ["corp.example", "branch.corp.example"]);
    }
}

//! How a command reaches a machine (`--via`): a program and its arguments. No shell runs here.

use crate::failure::Failure;
use muster_core::code::{self, Code};
use muster_core::{lang::Text, sentence::Sentence};
use muster_proto::machine_name::MachineName;
use std::process::{Command, Output};

const MACHINE: &str = "{machine}";

const OPEN_QUOTE: Text = Text { en: "a quote is not closed", ja: "引用符が閉じられていません" };
const NO_PROGRAM: Text = Text { en: "it names no program", ja: "プログラムが指定されていません" };
const MACHINE_AS_PROGRAM: Text = Text {
    en: "{machine} cannot be the program",
    ja: "{machine} をプログラムとして指定することはできません",
};
const NO_MACHINE: Text = Text {
    en: "{machine} must stand for the name of the machine",
    ja: "コンピューターの名前の位置に {machine} を指定してください",
};

/// The words of `--via`. A program such as `ssh` that hands its arguments to a shell far away gives that shell the words as the
/// administrator wrote them, the name of a machine, and words of ours made of letters, digits, `/` and `-`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Via {
    program: String,
    arguments: Vec<String>,
}

impl Via {
    /// Splits as a POSIX shell splits words: at blanks, with quotes, backslashes and comments (`#`). Nothing else has a meaning.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let wrong =
            |problem: Text| Failure::usage(Sentence::of(|lang| format!("--via {text:?}: {}", problem.get(lang))));
        let mut words = shlex::split(text).ok_or_else(|| wrong(OPEN_QUOTE))?.into_iter();
        let program = words.next().ok_or_else(|| wrong(NO_PROGRAM))?;
        let arguments: Vec<String> = words.collect();
        if program.contains(MACHINE) {
            return Err(wrong(MACHINE_AS_PROGRAM));
        }
        if !arguments.iter().any(|argument| argument.contains(MACHINE)) {
            return Err(wrong(NO_MACHINE));
        }
        Ok(Self { program, arguments })
    }

    /// Runs muster on a machine. A command that failed says its code on standard error.
    pub(super) fn run(&self, machine: &MachineName, words: &[&str]) -> Result<Output, Failure> {
        let mut command = Command::new(&self.program);
        command.args(self.arguments_for(machine)).args(words);
        let output = command
            .output()
            .map_err(|error| Failure::foreign(code::NETWORK_UNREACHABLE, format_args!("{}: {error}", self.program)))?;
        if output.status.success() {
            return Ok(output);
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let code =
            said.split_whitespace().find(|word| word.starts_with("0x")).and_then(|word| word.parse::<Code>().ok());
        Err(Failure::foreign(code.unwrap_or(code::NETWORK_UNREACHABLE), format_args!("{machine}: {}", said.trim())))
    }

    fn arguments_for(&self, machine: &MachineName) -> impl Iterator<Item = String> {
        self.arguments.iter().map(|argument| argument.replace(MACHINE, machine.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::Via;
    use muster_core::lang::Lang;

    /// What would be run for pc-1, one argument in brackets each; or the refusal.
    fn check(via: &str, expected: &str) {
        let machine = "pc-1".parse().expect("a name");
        let words = Via::parse(via).map(|via| {
            let arguments: String = via.arguments_for(&machine).map(|argument| format!(" [{argument}]")).collect();
            format!("{}{arguments}", via.program)
        });
        let found = words.unwrap_or_else(|failure| failure.text(Lang::En));
        assert!(found == expected || found.ends_with(&format!(": {expected}")), "{via}: {found}");
    }

    #[test]
    fn words_are_split_once_and_never_read_by_a_shell() {
        check("ssh {machine} sudo muster", "ssh [pc-1] [sudo] [muster]");
        check("'/opt/my way' --to={machine} 'a  b'", "/opt/my way [--to=pc-1] [a  b]");
        check("ssh {machine} 'sudo muster --state \"/var/x y\"'", "ssh [pc-1] [sudo muster --state \"/var/x y\"]");
        check("run {machine}; reboot $(id) | tee > x && y", "run [pc-1;] [reboot] [$(id)] [|] [tee] [>] [x] [&&] [y]");
        check("run {machine} 'open", "a quote is not closed");
        check("  ", "it names no program");
        check("{machine} muster", "{machine} cannot be the program");
        check("ssh pc muster", "{machine} must stand for the name of the machine");
    }
}

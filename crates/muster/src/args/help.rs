//! The definition of the command line, with its help in either language. English stands beside each definition; Japanese is the
//! table `text/help.ja.toml`, by command and argument.

use super::arguments::Arguments;
use crate::exit;
use clap::{Arg, Command, CommandFactory, builder::Resettable};
use muster_core::lang::Lang;
use std::collections::BTreeMap;

const JAPANESE: &str = include_str!("../../text/help.ja.toml");
/// The entry of a command itself.
const ABOUT: &str = "about";
/// The entries of arguments that mean the same in every command.
const EVERYWHERE: &str = "*";
/// The command that clap adds to every command with commands, and its entry.
const HELP: &str = "help";
const HELP_COMMAND: &str = "help command";

/// What clap itself says.
const PHRASES: [(&str, &str); 12] = [
    ("Usage:", "使用法:"),
    ("Commands:", "コマンド:"),
    ("Arguments:", "引数:"),
    ("Global options:", "共通オプション:"),
    ("Options:", "オプション:"),
    ("Possible values:", "使用できる値:"),
    ("[possible values: ", "[使用できる値: "),
    ("[default: ", "[既定値: "),
    ("[env: ", "[環境変数: "),
    ("[OPTIONS]", "[オプション]"),
    ("<COMMAND>", "<コマンド>"),
    ("[COMMAND]", "[コマンド]"),
];

/// What clap_mangen itself says.
const MANUAL_PHRASES: [(&str, &str); 12] = [
    ("\n.SH \"EXIT STATUS\"\n", "\n.SH 終了コード\n"),
    ("<\\fIsubcommands\\fR>", "<コマンド>"),
    ("\n.SH NAME\n", "\n.SH 名前\n"),
    ("\n.SH SYNOPSIS\n", "\n.SH 書式\n"),
    ("\n.SH DESCRIPTION\n", "\n.SH 説明\n"),
    ("\n.SH OPTIONS\n", "\n.SH オプション\n"),
    ("\n.SH \"GLOBAL OPTIONS\"\n", "\n.SH 共通オプション\n"),
    ("\n.SH SUBCOMMANDS\n", "\n.SH コマンド\n"),
    ("[default: ", "[既定値: "),
    ("Possible values:", "使用できる値:"),
    ("May also be specified with the ", "環境変数 "),
    (" environment variable. ", " でも指定できます。"),
];

/// The command line, with its help in a language.
pub(crate) fn command(lang: Lang) -> Command {
    let command = without_values(Arguments::command().after_long_help(exit::help(lang)));
    match lang {
        Lang::En => command,
        Lang::Ja => japanese(command),
    }
}

/// Help says which variables are read and not what they hold: it is our text alone.
fn without_values(command: Command) -> Command {
    command.mut_args(|argument| set_or_absent(argument.hide_env_values(true))).mut_subcommands(without_values)
}

/// A variable that is empty counts as one that is not set.
#[expect(clippy::disallowed_methods, reason = "the variables are part of the command line")]
fn set_or_absent(argument: Arg) -> Arg {
    let value = argument.get_env().and_then(std::env::var_os);
    if value.is_some_and(|value| value.is_empty()) { argument.env(Resettable::Reset) } else { argument }
}

/// The command line without the command `help` at any level, for what lists all commands: `--help` says the same.
pub(crate) fn command_without_help(lang: Lang) -> Command {
    fn without_help(command: Command) -> Command {
        command.disable_help_subcommand(true).mut_subcommands(without_help)
    }
    let command = without_help(Arguments::command());
    match lang {
        Lang::En => command,
        Lang::Ja => japanese(command),
    }
}

/// A rendered text with clap's own phrases in a language.
pub(super) fn localized(text: &str, lang: Lang) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Ja => PHRASES.iter().fold(text.to_owned(), |text, (en, ja)| text.replace(en, ja)),
    }
}

type Table = BTreeMap<String, BTreeMap<String, String>>;

fn table() -> Table {
    // A test holds that it can be read; whoever broke it reads English.
    toml::from_str(JAPANESE).unwrap_or_default()
}

fn japanese(mut command: Command) -> Command {
    // Arguments and commands that clap adds are there only then.
    command.build();
    translate(command, "muster", &table())
}

fn translate(command: Command, path: &str, table: &Table) -> Command {
    let found = |entry: &str| {
        let own = table.get(path).and_then(|entries| entries.get(entry));
        own.or_else(|| table.get(EVERYWHERE)?.get(entry)).cloned()
    };
    let command = command.mut_args(|argument| match found(argument.get_id().as_str()) {
        Some(help) => argument.help(help).long_help(Resettable::Reset),
        None => argument,
    });
    let command = command.mut_subcommands(|child| {
        let path = child_path(path, child.get_name());
        translate(child, &path, table)
    });
    let about = if path.ends_with(" help") { found(HELP_COMMAND) } else { found(ABOUT) };
    match about {
        Some(about) => command.about(about).long_about(Resettable::Reset),
        None => command,
    }
}

/// `muster help host` shows what `muster host` is.
fn child_path(path: &str, name: &str) -> String {
    match path.strip_suffix(HELP) {
        Some(of) => format!("{of}{name}"),
        None if name == HELP => format!("{path} {HELP}"),
        None => format!("{path} {name}"),
    }
}

/// A manual page with its own phrases in a language.
pub(crate) fn localized_manual(page: &str, lang: Lang) -> String {
    match lang {
        Lang::En => page.to_owned(),
        Lang::Ja => MANUAL_PHRASES.iter().fold(page.to_owned(), |page, (en, ja)| page.replace(en, ja)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_definitions_contradict_nowhere() {
        command(Lang::En).debug_assert();
        command(Lang::Ja).debug_assert();
    }

    /// Command and argument, for each that a user can see.
    fn entries(command: &Command, path: &str, found: &mut BTreeSet<(String, String)>) {
        if path.ends_with(" help") {
            return;
        }
        found.insert((path.to_owned(), ABOUT.to_owned()));
        let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
        found.extend(arguments.map(|argument| (path.to_owned(), argument.get_id().to_string())));
        command.get_subcommands().for_each(|child| entries(child, &child_path(path, child.get_name()), found));
    }

    #[test]
    #[cfg(all(feature = "bench", feature = "doctor", feature = "lab"))]
    fn every_command_and_argument_is_in_japanese_and_no_other() {
        let table: Table = toml::from_str(JAPANESE).expect("a table");
        let mut built = command(Lang::En);
        built.build();
        let mut needed = BTreeSet::new();
        entries(&built, "muster", &mut needed);
        let has = |path: &str, entry: &str| table.get(path).is_some_and(|entries| entries.contains_key(entry));
        let missing: Vec<_> =
            needed.iter().filter(|(path, entry)| !has(path, entry) && !has(EVERYWHERE, entry)).collect();
        assert!(missing.is_empty(), "text/help.ja.toml lacks {missing:#?}");
        let of_clap = [HELP, HELP_COMMAND, "version", "subcommand"];
        for (path, entries) in &table {
            for (entry, text) in entries {
                let is_known = if path == EVERYWHERE {
                    of_clap.contains(&entry.as_str()) || needed.iter().any(|(_, needed)| needed == entry)
                } else {
                    needed.contains(&(path.clone(), entry.clone()))
                };
                assert!(is_known, "text/help.ja.toml: nothing is called {path} {entry}");
                assert!(!text.is_ascii() && text.ends_with('。'), "{path} {entry}: {text}");
            }
        }
    }
}

//! From the words of a command line to [`Arguments`], or to what is printed in their place: help, version, an error.

#[cfg(feature = "doctor")]
use super::collect_script;
use super::{arguments::Arguments, help, usage_error};
use crate::{exit, failure::Failure, out, terminal};
use clap::{
    FromArgMatches,
    builder::StyledStr,
    error::{Error, ErrorKind},
};
use muster_core::{lang::Lang, sentence::Sentence};
use std::{ffi::OsString, process::ExitCode};

/// Understands a command line; the exit code, if there is nothing more to do.
pub(crate) fn parse(words: &[OsString], lang: Lang, json: bool) -> Result<Arguments, ExitCode> {
    let mut command = help::command(lang);
    let matches = command.try_get_matches_from_mut(words);
    let parsed = matches.and_then(|matches| {
        #[cfg(feature = "doctor")]
        collect_script::check(&matches)?;
        Arguments::from_arg_matches(&matches)
    });
    parsed.map_err(|error| print(&error.format(&mut command), lang, json))
}

fn print(error: &Error, lang: Lang, json: bool) -> ExitCode {
    let (styled, code) = (error.render(), ExitCode::from(exit::USAGE));
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            out::coloured(&help::localized(&with_colours(&styled), lang));
            ExitCode::SUCCESS
        }
        _ if json => {
            out::failure(&Failure::usage(Sentence::of(|lang| usage_error::problem(error, lang))), lang, json);
            code
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            out::error(help::localized(&styled.to_string(), lang).trim_end());
            code
        }
        _ => {
            let message = match lang {
                Lang::En => styled.to_string(),
                Lang::Ja => usage_error::japanese(error),
            };
            out::error(message.trim_end());
            code
        }
    }
}

/// With colours for a terminal. An error has none: it repeats words of the command line, which somebody else may have written.
fn with_colours(styled: &StyledStr) -> String {
    if terminal::has_colours() { styled.ansi().to_string() } else { styled.to_string() }
}

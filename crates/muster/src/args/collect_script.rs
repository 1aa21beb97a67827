//! `muster doctor collect --script` collects nothing, so what says how to collect is refused beside it. What comes from the
//! environment stands there for every command, and is not.

use clap::{
    ArgMatches,
    error::{ContextKind, ContextValue, Error, ErrorKind},
    parser::ValueSource,
};

/// Ids and names of options that are also read from the environment; clap itself refuses `--limit`.
const REFUSED: [(&str, &str); 5] = [
    ("at", "--at <SECONDS>"),
    ("machine_name", "--machine-name <NAME>"),
    ("identity", "--identity <TEXT>"),
    ("name_server", "--name-server <ADDRESS:PORT>"),
    ("domain", "--domain <DOMAIN>"),
];

pub(super) fn check(matches: &ArgMatches) -> Result<(), Error> {
    let doctor = matches.subcommand_matches("doctor");
    let Some(collect) = doctor.and_then(|doctor| doctor.subcommand_matches("collect")) else { return Ok(()) };
    let is_typed = |id: &str| collect.value_source(id) == Some(ValueSource::CommandLine);
    match REFUSED.iter().find(|(id, _)| collect.get_flag("script") && is_typed(id)) {
        None => Ok(()),
        Some((_, name)) => {
            let mut error = Error::new(ErrorKind::ArgumentConflict);
            error.insert(ContextKind::InvalidArg, ContextValue::String("--script".to_owned()));
            error.insert(ContextKind::PriorArg, ContextValue::String((*name).to_owned()));
            Err(error)
        }
    }
}

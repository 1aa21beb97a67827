//! The `muster` command as a library, so that its tests drive what a user runs. It parses, calls, prints, exits.

mod args;
mod bench;
mod cmd;
mod failure;
pub mod lab;
mod out;
mod slmgr;

use args::{Arguments, Command};
use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    if std::env::args_os().len() == 1 {
        out::print(&Arguments::command().render_help().to_string());
        return ExitCode::from(2);
    }
    let arguments = Arguments::parse();
    muster_service::log::start(&arguments.log);
    let lang = arguments.language();
    let done = match arguments.command {
        Command::Authority(command) => cmd::authority::run(command, &arguments.state, lang),
        Command::Bench(command) => bench::run(&command, lang),
        Command::Client(command) => cmd::client::run(command, &arguments.state, lang),
        Command::Doctor(command) => cmd::doctor::run(command, &arguments.state, lang),
        Command::Host(command) => cmd::host::run(command, &arguments.state, lang),
        Command::Lab(command) => lab::run(&command, lang),
        Command::Slmgr(command) => slmgr::run(&command, &arguments.state, lang),
    };
    match done {
        Ok(code) => code,
        Err(failure) => {
            out::error(&failure.text(lang));
            failure.exit()
        }
    }
}

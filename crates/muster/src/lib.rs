//! The `muster` command as a library, so that its tests drive what a user runs. It parses, calls, prints, exits. The feature `lab`, on by
//! default and off in packages, brings `muster lab`, `muster bench` and the plots of `muster plan`.

mod args;
#[cfg(feature = "lab")]
mod bench;
mod cmd;
mod failure;
#[cfg(feature = "lab")]
mod lab;
mod ospp;
mod out;
#[cfg(feature = "lab")]
mod plot;
mod slmgr;
mod table;

use args::{Arguments, Command};
use clap::{CommandFactory, Parser};
use std::{ffi::OsString, path::Path, process::ExitCode};

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let words = words();
    if words.len() == 1 {
        out::print(&Arguments::command().render_help().to_string());
        return ExitCode::from(2);
    }
    let arguments = Arguments::parse_from(words);
    muster_server::log::start(&arguments.log);
    let lang = arguments.language();
    let done = match arguments.command {
        Command::Agent(command) => cmd::agent::run(&command, &arguments.state),
        Command::Authority(command) => cmd::authority::run(command, &arguments.state, lang),
        #[cfg(feature = "lab")]
        Command::Bench(command) => bench::run(&command, lang),
        Command::Client(command) => cmd::client::run(command, &arguments.state, lang),
        Command::Doctor(command) => cmd::doctor::run(command, &arguments.state, lang),
        Command::Host(command) => cmd::host::run(command, &arguments.state, lang),
        #[cfg(feature = "lab")]
        Command::Lab(command) => lab::run(&command, lang),
        Command::Ospp(command) => ospp::run(&command, &arguments.state, lang),
        Command::Phone(command) => cmd::phone::run(command, &arguments.state, lang),
        Command::Plan(command) => cmd::plan::run(&command, lang),
        Command::Proxy(command) => cmd::proxy::run(command, lang),
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

/// The words of this process. A link named slmgr or ospp stands for that command.
fn words() -> Vec<OsString> {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    let name = words.first().and_then(|path| Path::new(path).file_stem()).and_then(|name| name.to_str());
    if let Some(linked) = name.filter(|name| ["slmgr", "ospp"].contains(name)).map(OsString::from) {
        words.insert(1, linked);
    }
    words
}

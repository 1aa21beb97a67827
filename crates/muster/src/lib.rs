//! The `muster` command as a library, so that its tests drive what a user runs. It parses, calls, prints, exits. Features, all on by default,
//! bring whole commands: `doctor`; `lab` and `bench`, which packages lack. A newcomer's first build has `lab` alone.

mod args;
#[cfg(feature = "bench")]
mod bench;
mod cmd;
pub mod exit;
mod failure;
mod input_file;
mod key_file;
#[cfg(feature = "lab")]
mod lab;
mod ospp;
mod out;
mod output_file;
#[cfg(feature = "bench")]
mod plot;
mod slmgr;
mod table;
mod terminal;

use args::{Arguments, Command};
use muster_core::lang::Lang;
use std::{ffi::OsString, path::Path, process::ExitCode};

/// Runs the command line of this process. `stdout_is_open` is false if standard output was closed when the process began.
pub fn main(stdout_is_open: bool) -> ExitCode {
    if !stdout_is_open {
        out::set_closed();
    }
    let words = words();
    #[cfg(feature = "doctor")]
    if words.len() <= 1 && muster_platform::console::is_own_window() {
        let lang = args::language(&words);
        let code = cmd::doctor::collect::double_click(&muster_platform::state_folder::of_machine(), lang);
        return out::finish(code, lang, false);
    }
    let json = words.iter().take_while(|word| *word != "--").any(|word| word == "--json");
    let mut lang = args::language(&words);
    let code = match args::parse(&words, lang, json) {
        Ok(arguments) => {
            lang = arguments.language(lang);
            run(arguments, lang).unwrap_or_else(|failure| {
                out::failure(&failure, lang, json);
                failure.exit()
            })
        }
        Err(code) => code,
    };
    out::finish(code, lang, json)
}

fn run(mut arguments: Arguments, lang: Lang) -> Result<ExitCode, failure::Failure> {
    muster_server::log::start(&arguments.log);
    let state = &arguments.state;
    let is_host = matches!(arguments.command, Command::Host(_));
    if let Some(machine) = arguments.command.machine_mut() {
        let (client, host) = (state.join("client"), state.join("host"));
        cmd::identity::fill(machine, if is_host { [&host, &client] } else { [&client, &host] });
    }
    if arguments.command.serves() {
        return cmd::service::run(move || command(arguments, lang));
    }
    command(arguments, lang)
}

fn command(arguments: Arguments, lang: Lang) -> Result<ExitCode, failure::Failure> {
    let state = &arguments.state;
    match arguments.command {
        Command::Agent(command) => cmd::agent::run(&command, state),
        Command::Authority(command) => cmd::authority::run(command, state, lang),
        #[cfg(feature = "bench")]
        Command::Bench(command) => bench::run(&command, lang),
        Command::Client(command) => cmd::client::run(command, state, lang),
        Command::Completions { shell } => Ok(cmd::manual::completions(shell)),
        #[cfg(feature = "doctor")]
        Command::Doctor(command) => cmd::doctor::run(command, state, lang),
        Command::Host(command) => cmd::host::run(command, state, lang),
        #[cfg(feature = "lab")]
        Command::Lab(command) => lab::run(&command, lang),
        Command::Man { page, out, force } => cmd::manual::run(page.as_deref(), out.as_deref(), force, lang),
        Command::Ospp(command) => ospp::run(&command, state, lang),
        Command::Phone(command) => cmd::phone::run(command, state, lang),
        Command::Plan(command) => cmd::plan::run(&command, lang),
        Command::Proxy(command) => cmd::proxy::run(command, lang),
        Command::Slmgr(command) => slmgr::run(&command, state, lang),
    }
}

/// The words of this process. A link named slmgr or ospp stands for that command.
fn words() -> Vec<OsString> {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    let name = words.first().and_then(|path| Path::new(path).file_stem()).and_then(|name| name.to_str());
    if let Some(linked) = name.filter(|name| ["slmgr", "ospp"].contains(name)).map(OsString::from) {
        words.splice(..1, ["muster".into(), linked]);
    }
    words
}

//! `muster man` and `muster completions`: what packages install beside the command, made from the definition of the command line.

use crate::{
    args::{self, localized_manual},
    exit,
    failure::Failure,
    out, output_file,
};
use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use muster_core::{code, lang::Lang, sentence};
use std::{path::Path, process::ExitCode};

/// The apostrophe of roff, which every section defines anew.
const PREAMBLE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

pub(crate) fn completions(shell: Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command_without_help(Lang::En), "muster", &mut script);
    out::content(&script);
    ExitCode::SUCCESS
}

/// Prints one page, or writes all of them into a folder.
pub(crate) fn run(page: Option<&str>, folder: Option<&Path>, force: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let pages = pages(lang)?;
    if let Some(folder) = folder {
        let files: Vec<(&str, String)> = pages.iter().map(|(name, page)| (name.as_str(), page.clone())).collect();
        output_file::write_folder(folder, &files, force)?;
        return Ok(ExitCode::SUCCESS);
    }
    let name = page.map_or("muster.1".to_owned(), |command| format!("muster-{command}.1"));
    let found = pages.iter().find(|(file, _)| *file == name);
    let (_, text) = found.ok_or_else(|| {
        let command = page.unwrap_or_default();
        Failure::usage(sentence!(
            "there is no page of '{command}'; muster --help lists the commands",
            "'{command}' のページはありません。コマンドの一覧は muster --help で確認できます。"
        ))
    })?;
    out::content(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// A page for the command, and one for each command below it with everything below that.
fn pages(lang: Lang) -> Result<Vec<(String, String)>, Failure> {
    let mut root = args::command_without_help(lang);
    root.build();
    let mut pages = vec![("muster.1".to_owned(), first_page(&root, lang)?)];
    for command in root.get_subcommands() {
        let mut page = render(command, lang)?;
        append(command, lang, &mut page)?;
        pages.push((format!("muster-{}.1", command.get_name()), page));
    }
    Ok(pages)
}

fn render(command: &Command, lang: Lang) -> Result<String, Failure> {
    let man = manual(command.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    Ok(PREAMBLE.to_owned() + &text(page, lang)?)
}

/// The page of the command itself lists the pages of those below it, and the exit codes.
fn first_page(root: &Command, lang: Lang) -> Result<String, Failure> {
    let mut page = Vec::new();
    manual(root.clone()).render_subcommands_section(&mut page)?;
    page.extend_from_slice(b".SH \"EXIT STATUS\"\n");
    for (code, meaning) in exit::CODES {
        page.extend_from_slice(format!(".TP\n{code}\n{}\n", meaning.get(lang)).as_bytes());
    }
    Ok(render(root, lang)? + &text(page, lang)?)
}

/// The commands below a command, each as a section of its page.
fn append(command: &Command, lang: Lang, page: &mut String) -> Result<(), Failure> {
    for child in command.get_subcommands() {
        let own = child.clone().mut_args(|argument| {
            let is_repeated = argument.is_global_set() || ["help", "version"].contains(&argument.get_id().as_str());
            argument.hide(is_repeated)
        });
        let name = own.get_bin_name().unwrap_or_default().to_uppercase();
        let man = manual(own);
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        let section = text(section, Lang::En)?;
        let section = section.replace(".SH SYNOPSIS\n", &format!(".SH \"{name}\"\n"));
        let section = section.replace(".SH DESCRIPTION\n", ".PP\n").replace(".SH OPTIONS\n", "");
        *page += &localized_manual(&section, lang);
        append(child, lang, page)?;
    }
    Ok(())
}

fn manual(command: Command) -> Man {
    Man::new(command).source(concat!("muster ", env!("CARGO_PKG_VERSION")))
}

fn text(page: Vec<u8>, lang: Lang) -> Result<String, Failure> {
    let page = String::from_utf8(page).map_err(|error| Failure::foreign(code::UNEXPECTED, error))?;
    Ok(localized_manual(&page.replace(PREAMBLE, ""), lang))
}

//! `muster.exe` by a double click: it collects, diagnoses, shows the report, says which file to send, and waits for a key, for its
//! window closes with it.

use super::{
    bundle::{Place, free},
    collector::Machinery,
    command::{collect, tell},
};
use crate::{
    args::MachineArguments,
    cmd::{
        doctor::{exit_code, paper},
        now,
    },
    failure::Failure,
    out,
};
use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, report};
use muster_platform::console;
use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Runs until the user has read what it says.
pub(crate) fn double_click(state: &Path, lang: Lang) -> ExitCode {
    out::line(lang.pick(
        "muster collects what tells why this computer is not activated. It only reads, and sends nothing. It takes one to five minutes.",
        "このコンピューターがライセンス認証されない理由を示す情報を収集します。読み取りのみを行い、何も送信しません。1 ～ 5 分かかります。",
    ));
    let ended = collected(state, lang);
    if let Err(failure) = &ended {
        out::failure(failure, lang, false);
    }
    out::line(lang.pick("Press Enter to close this window.", "Enter キーを押すと、このウィンドウを閉じます。"));
    // A console that is gone has nobody left who reads.
    let _ = io::stdin().read_line(&mut String::new());
    ended.unwrap_or_else(|failure| failure.exit())
}

fn collected(state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let machinery = Machinery::of_machine(&MachineArguments::default(), state, None);
    let collected = collect(machinery, true, lang);
    let diagnosis = Diagnosis::of(&muster_doctor::read(&collected.sources));
    // What took minutes is kept first: the report can be made from it again.
    let zip = first(|folder| Place::Folder { folder: folder.to_owned(), force: false }.write(&collected))?;
    let page = first(|folder| {
        let file = free(folder, &report::file_name(&collected.computer), false)?;
        file.write_public(report::html(&diagnosis, Some(paper::imprint(now())), lang))?;
        Ok(PathBuf::from(file.to_string()))
    });
    match &page {
        Ok(page) => show(page, lang),
        Err(failure) => out::failure(failure, lang, false),
    }
    tell(Some(&zip), &collected.errors, false, lang);
    Ok(exit_code(&diagnosis))
}

/// Beside the program; where nothing may be written there, among temporary files.
fn first<T>(write: impl Fn(&Path) -> Result<T, Failure>) -> Result<T, Failure> {
    let own = std::env::current_exe().ok();
    let beside = own.as_deref().and_then(Path::parent).unwrap_or(Path::new("."));
    write(beside).or_else(|_| write(&std::env::temp_dir()))
}

fn show(page: &Path, lang: Lang) {
    if let Err(error) = console::open_document(page) {
        tracing::warn!(%error, "cannot open the report");
    }
    let page = page.display();
    out::line(&lang.pick(format!("Report: {page}"), format!("レポート: {page}")));
}

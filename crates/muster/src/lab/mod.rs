//! `muster lab`: a vendor, a host and a fleet go through volume activation on this machine, over real sockets.

#[cfg(feature = "console")]
mod console_link;
mod fleet;
mod history;
mod managed;
mod report;
mod running_lab;
#[cfg(feature = "doctor")]
mod scenario;
mod stay;

use crate::{args::LabArguments, cmd::block_on, failure::Failure, out};
use fleet::Fleet;
use history::HISTORY;
use muster_core::{code, lang::Lang, sentence};
use muster_platform::files::FileError;
use running_lab::{Lab, RETRY};
use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

/// Runs the lab.
pub(crate) fn run(arguments: &LabArguments, lang: Lang) -> Result<ExitCode, Failure> {
    #[cfg(feature = "doctor")]
    if let Some(name) = &arguments.scenario {
        return block_on(scenario::run(name, arguments.keep.as_deref(), arguments.json, lang));
    }
    let folder = Folder::new(arguments.keep.as_deref())?;
    block_on(async {
        let behind = if arguments.stay { HISTORY } else { RETRY };
        let lab = Lab::start(folder.path(), behind, arguments.stay && cfg!(feature = "console")).await?;
        let progress = progress(arguments, lang);
        let fleet = Arc::new(Fleet::new(&lab, arguments.machines));
        let running = fleet.clone();
        let rows = waiting(move || running.run(&progress)).await?;
        let summary = report::Summary::new(&lab, rows.clone(), arguments.machines)?;
        if arguments.keep.is_some() {
            export(&lab, &summary)?;
        }
        if arguments.json {
            out::json(&summary.document());
        } else {
            out::print(&summary.text(&lab, folder.kept(), lang)?);
        }
        let code = if summary.is_as_intended() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
        if arguments.stay {
            stay::stay(&lab, fleet, rows, lang).await?;
        }
        lab.stop().await;
        Ok(code)
    })
}

/// Waits for machines and files without holding up what runs in the lab.
async fn waiting<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::foreign(code::UNEXPECTED, error))?
}

/// Leaves the chain of trust as files that any JOSE library can check.
fn export(lab: &Lab, summary: &report::Summary) -> Result<(), Failure> {
    let path = |name: &str| lab.directory.join(name);
    for (name, document) in [("root.jwk", &lab.vendor.root), ("pack.jws", &lab.vendor.pack)] {
        muster_platform::files::write_public(&path(name), document)?;
    }
    fs::copy(path("host/host-license.jws"), path("host-license.jws"))?;
    fs::create_dir_all(path("activations"))?;
    for (machine, document) in summary.activations() {
        muster_platform::files::write_public(&path("activations").join(format!("{machine}.jws")), document)?;
    }
    Ok(())
}

fn progress(arguments: &LabArguments, lang: Lang) -> indicatif::ProgressBar {
    if arguments.json || !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let template =
        lang.pick("{spinner} {bar:30} {pos}/{len} requests  {msg}", "{spinner} {bar:30} {pos}/{len} 件の要求  {msg}");
    let style = indicatif::ProgressStyle::with_template(template);
    let bar = indicatif::ProgressBar::new(0);
    bar.with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar()))
}

/// Where a lab lives: a folder that is kept, or one that goes with it.
enum Folder {
    Kept(PathBuf),
    Temporary(tempfile::TempDir),
}

impl Folder {
    fn new(keep: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = keep else { return Ok(Self::Temporary(tempfile::tempdir()?)) };
        fs::create_dir_all(path).map_err(FileError::new(FileError::CREATE, path))?;
        if fs::read_dir(path).map_err(FileError::new(FileError::READ, path))?.next().is_some() {
            return Err(Failure::usage(sentence!(
                "{folder} is not empty: name a new folder",
                "{folder} は空ではありません。新しいフォルダーを指定してください",
                folder = path.display()
            )));
        }
        Ok(Self::Kept(fs::canonicalize(path)?))
    }

    fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Temporary(folder) => folder.path(),
        }
    }

    fn kept(&self) -> bool {
        matches!(self, Self::Kept(_))
    }
}

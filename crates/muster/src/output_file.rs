//! Files that the user names for what a command makes. One rule for all of them: `-` is standard output, and a file that
//! exists is replaced only with `--force`. A file is written whole or not at all. A device or pipe is written to, the target of a
//! link is replaced; device, pipe and link themselves stay.

use crate::{failure::Failure, out};
use muster_core::{
    code::{self, Code},
    sentence,
};
use muster_platform::files::{self, Readers, io_text};
use std::{
    fs::{self, File},
    io::{self, BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Where a command writes what it makes.
#[derive(Clone, Debug)]
pub(crate) enum OutputFile {
    File { path: PathBuf, force: bool },
    StandardOutput,
}

impl OutputFile {
    /// Refuses a path that is in use, before anything is done for what would be written there.
    pub(crate) fn new(path: &Path, force: bool) -> Result<Self, Failure> {
        if [Path::new("-"), Path::new("/dev/stdout")].contains(&path) {
            return Ok(Self::StandardOutput);
        }
        if !force && path.symlink_metadata().is_ok() && !is_device(path) {
            return Err(exists(path));
        }
        Ok(Self::File { path: path.to_owned(), force })
    }

    /// Refuses standard output for the content where `--json` needs it for the report.
    pub(crate) fn beside_report(self, json: bool) -> Result<Self, Failure> {
        if json && self.is_standard_output() {
            return Err(Failure::usage(sentence!(
                "standard output is for --json here: name a file instead of '-'",
                "標準出力は --json で使用されます。'-' の代わりにファイルを指定してください。"
            )));
        }
        Ok(self)
    }

    pub(crate) fn is_standard_output(&self) -> bool {
        matches!(self, Self::StandardOutput)
    }

    /// Writes a file that everybody may read.
    pub(crate) fn write_public(&self, content: impl AsRef<[u8]>) -> Result<(), Failure> {
        self.write(content.as_ref(), Readers::Everybody)
    }

    /// Writes a file that only its owner may read.
    pub(crate) fn write_secret(&self, content: impl AsRef<[u8]>) -> Result<(), Failure> {
        self.write(content.as_ref(), Readers::Owner)
    }

    fn write(&self, content: &[u8], readers: Readers) -> Result<(), Failure> {
        let mut writer = self.create(readers)?;
        writer.write(content);
        writer.finish()
    }

    /// Opens a public file for content that comes piece by piece.
    pub(crate) fn writer(&self) -> Result<Writer, Failure> {
        self.create(Readers::Everybody)
    }

    fn create(&self, readers: Readers) -> Result<Writer, Failure> {
        let (path, target) = match self {
            Self::StandardOutput => ("-".into(), Target::StandardOutput),
            Self::File { path, .. } if is_device(path) => {
                (path.clone(), Target::Device(File::options().write(true).open(path).map_err(cannot_write(path))?))
            }
            Self::File { path, force } => {
                let real =
                    if path.is_symlink() { path.canonicalize().map_err(cannot_write(path))? } else { path.clone() };
                let path = real.as_path();
                let new = BufWriter::new(files::beside(path, readers).map_err(cannot_write(path))?);
                (real, Target::File { new, force: *force })
            }
        };
        Ok(Writer { path, target, failed: None })
    }

    /// Prints a report beside the content: where standard output carries the content, the text goes to standard error.
    pub(crate) fn report(&self, json: bool, document: &serde_json::Value, text: &str) {
        match self {
            Self::File { .. } => out::report(json, document, text),
            Self::StandardOutput => out::error(text.trim_end()),
        }
    }
}

impl std::fmt::Display for OutputFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File { path, .. } => path.display().fmt(f),
            Self::StandardOutput => f.write_str("-"),
        }
    }
}

/// A file that is being written. Nothing is at its path until [`Writer::finish`].
pub(crate) struct Writer {
    path: PathBuf,
    target: Target,
    failed: Option<io::Error>,
}

enum Target {
    Device(File),
    File { new: BufWriter<NamedTempFile>, force: bool },
    StandardOutput,
}

impl Writer {
    /// Writes a piece. A failure is told by [`Writer::finish`].
    pub(crate) fn write(&mut self, piece: &[u8]) {
        if self.failed.is_none() {
            self.failed = match &mut self.target {
                Target::Device(file) => file.write_all(piece).err(),
                Target::File { new, .. } => new.write_all(piece).err(),
                Target::StandardOutput => {
                    out::content(piece);
                    None
                }
            };
        }
    }

    /// Puts the file at its path.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let Self { path, target, failed } = self;
        let path = path.as_path();
        failed.map_or(Ok(()), Err).map_err(cannot_write(path))?;
        let Target::File { new, force } = target else { return Ok(()) };
        let new = new.into_inner().map_err(|error| cannot_write(path)(error.into_error()))?;
        new.as_file().sync_all().map_err(cannot_write(path))?;
        let put = if force { new.persist(path) } else { new.persist_noclobber(path) };
        put.map(drop).map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => exists(path),
            _ => cannot_write(path)(error.error),
        })
    }
}

/// The files of one command, of which one may be standard output.
pub(crate) fn files<const N: usize>(
    paths: [Option<&Path>; N],
    force: bool,
    json: bool,
) -> Result<[Option<OutputFile>; N], Failure> {
    if paths.iter().flatten().filter(|path| **path == Path::new("-")).count() > 1 {
        return Err(Failure::usage(sentence!(
            "only one file can be written to standard output ('-')",
            "標準出力 ('-') に書き込めるファイルは 1 つだけです。"
        )));
    }
    let mut files = [const { None }; N];
    for (file, path) in files.iter_mut().zip(paths) {
        *file = path.map(|path| OutputFile::new(path, force)?.beside_report(json)).transpose()?;
    }
    Ok(files)
}

/// Writes some files into a folder. All of their paths are looked at before the first is written.
pub(crate) fn write_folder(folder: &Path, files: &[(&str, String)], force: bool) -> Result<(), Failure> {
    make_folder(folder)?;
    let file = |(name, _): &(&str, String)| OutputFile::new(&folder.join(name), force);
    let outputs = files.iter().map(file).collect::<Result<Vec<_>, _>>()?;
    outputs.iter().zip(files).try_for_each(|(output, (_, content))| output.write_public(content))
}

/// Makes a folder for output, if there is none.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Failure> {
    if folder == Path::new("-") {
        return Err(Failure::usage(sentence!(
            "'-' is no folder: name one",
            "'-' はフォルダーではありません。フォルダーを指定してください。"
        )));
    }
    fs::create_dir_all(folder).map_err(cannot_write(folder))
}

/// Whether a path leads to a device, pipe or socket: it is written to, never replaced.
fn is_device(path: &Path) -> bool {
    path.metadata().is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}

fn exists(path: &Path) -> Failure {
    Failure::foreign(code::FILE_EXISTS, path.display()).into_usage()
}

fn cannot_write(path: &Path) -> impl Fn(io::Error) -> Failure {
    move |error| {
        let code = match error.kind() {
            ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::StorageFull => Code::of_file(error.kind()),
            _ => code::WRITE_FAULT,
        };
        let problem = sentence!(lang =>
            "cannot write {path}: {error}",
            "{path} に書き込めません: {error}",
            path = path.display(),
            error = io_text(&error, lang)
        );
        Failure::new(code, problem)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn read(path: &Path) -> String {
        fs::read_to_string(path).unwrap_or_default()
    }

    fn write(path: &Path, force: bool, text: &str) -> Result<(), Code> {
        let written = OutputFile::new(path, force).and_then(|file| file.write_secret(text));
        written.map_err(|failure| failure.code())
    }

    #[test]
    fn a_file_that_exists_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys.txt");
        assert_eq!(write(&path, false, "one"), Ok(()));
        assert_eq!(path.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
        assert_eq!(write(&path, false, "two"), Err(code::FILE_EXISTS));
        assert_eq!(read(&path), "one");
        assert_eq!(write(&path, true, "two"), Ok(()));
        assert_eq!(read(&path), "two");
        assert_eq!(write(&folder.path().join("none/keys.txt"), true, "three"), Err(code::FILE_NOT_FOUND));
    }

    /// A file that appears between the first look and the end is not lost.
    #[test]
    fn a_file_that_appeared_meanwhile_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pack.jws");
        let file = OutputFile::new(&path, false).expect("a free path");
        fs::write(&path, "theirs").expect("written");
        assert_eq!(file.write_public("ours").map_err(|failure| failure.code()), Err(code::FILE_EXISTS));
        assert_eq!(read(&path), "theirs");
    }

    /// What is at the path stays what it is: only the bytes go through it.
    #[test]
    fn a_link_or_pipe_is_never_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("target"), "old").expect("a file");
        for (link, target) in [("link", at("target")), ("dangling", at("nowhere")), ("null", "/dev/null".into())] {
            std::os::unix::fs::symlink(&target, at(link)).expect("a link");
            assert_eq!(write(&at(link), false, "new"), if link == "null" { Ok(()) } else { Err(code::FILE_EXISTS) });
            assert_eq!(
                write(&at(link), true, "new"),
                if link == "dangling" { Err(code::FILE_NOT_FOUND) } else { Ok(()) }
            );
            assert_eq!(fs::read_link(at(link)).expect("still a link"), target);
        }
        assert_eq!((read(&at("target")).as_str(), at("nowhere").exists()), ("new", false));
        let pipe = at("pipe");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
            .expect("a pipe");
        for force in [false, true] {
            let reader = std::thread::spawn({
                let pipe = pipe.clone();
                move || read(&pipe)
            });
            assert_eq!(write(&pipe, force, "through"), Ok(()));
            assert_eq!(reader.join().expect("read"), "through");
        }
        assert!(is_device(&pipe));
    }

    #[test]
    fn standard_output_has_two_names() {
        for name in ["-", "/dev/stdout"] {
            assert!(OutputFile::new(Path::new(name), true).expect("a place").is_standard_output());
        }
        assert!(!Path::new("-").exists());
    }

    #[test]
    fn a_device_is_written_to_and_stays_a_device() {
        let device = Path::new("/dev/full");
        assert_eq!(write(device, false, "lost"), Err(code::DISK_FULL));
        assert!(is_device(device));
        assert_eq!(write(Path::new("/dev/null"), true, "gone"), Ok(()));
        assert!(is_device(Path::new("/dev/null")));
    }
}

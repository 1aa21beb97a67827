//! Standard output and standard error: the only place that prints. Every text is made visible on its way
//! ([`visible`]), so nothing that others wrote reaches a terminal as a command; only help and the doctor's report have colours, and they are ours.
//! Printing never fails where it happens; what could not be written decides the exit code at the end ([`finish`]).

use crate::{exit, failure::Failure};
use muster_core::{code, lang::Lang, sentence, visible};
use std::{
    borrow::Cow,
    io::{self, ErrorKind, IsTerminal, Write},
    process::ExitCode,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

/// Whether standard output was closed before this process began (`>&-`): the standard library opens the null device in its
/// place, and every write to it would succeed.
static CLOSED: AtomicBool = AtomicBool::new(false);
/// The first write to standard output that failed.
static LOST: OnceLock<ErrorKind> = OnceLock::new();

/// Standard output was closed before this process began.
pub(crate) fn set_closed() {
    CLOSED.store(true, Ordering::Relaxed);
}

/// Prints a text on standard output.
pub(crate) fn print(text: &str) {
    write(visible::text(text).as_bytes());
}

/// Prints help or a report, with the colours that it has; whoever made it has made the words of others visible.
pub(crate) fn coloured(text: &str) {
    write(text.as_bytes());
}

/// Writes the content of a file to standard output: byte by byte, unless a person is to read it.
pub(crate) fn content(bytes: &[u8]) {
    write(&shown(bytes, io::stdout().is_terminal()));
}

fn shown(bytes: &[u8], terminal: bool) -> Cow<'_, [u8]> {
    if !terminal {
        return Cow::Borrowed(bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    Cow::Owned(visible::text(&text).into_owned().into_bytes())
}

fn write(bytes: &[u8]) {
    if bytes.is_empty() || LOST.get().is_some() {
        return;
    }
    let written =
        if CLOSED.load(Ordering::Relaxed) { Err(ErrorKind::BrokenPipe.into()) } else { io::stdout().write_all(bytes) };
    note(written);
}

/// Prints a line.
pub(crate) fn line(text: &str) {
    print(&format!("{text}\n"));
}

/// Prints the last text of a command that has succeeded.
pub(crate) fn done(text: &str) -> std::process::ExitCode {
    print(text);
    std::process::ExitCode::SUCCESS
}

/// Prints a document, line by line: it may be large.
pub(crate) fn json(document: &impl serde::Serialize) {
    let mut lines = JsonLines { held: Vec::new() };
    // What could not be printed decides the exit code at the end.
    drop(serde_json::to_writer_pretty(&mut lines, document));
    lines.held.push(b'\n');
    lines.print();
}

/// Bytes of a document that are held before whole lines are printed.
const HELD_MAX: usize = 64 * 1024;

/// The end of a document that is being printed.
struct JsonLines {
    held: Vec<u8>,
}

impl JsonLines {
    /// Prints the lines that are whole.
    fn print(&mut self) {
        let end = self.held.iter().rposition(|byte| *byte == b'\n').map_or(0, |place| place + 1);
        let rest = self.held.split_off(end);
        let lines = String::from_utf8_lossy(&self.held);
        write(visible::json(&lines).as_bytes());
        self.held = rest;
    }
}

impl Write for JsonLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() > HELD_MAX {
            self.print();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Prints a report: under `--json` as a document, else as a text that ends its lines itself or a single line.
pub(crate) fn report(json: bool, document: &serde_json::Value, text: &str) {
    if json {
        self::json(document);
    } else {
        print(text);
        print(if text.ends_with('\n') || text.is_empty() { "" } else { "\n" });
    }
}

/// Prints a line on standard error. If that cannot be written, nobody is left to be told.
pub(crate) fn error(text: &str) {
    drop(writeln!(io::stderr(), "{}", visible::text(text)));
}

/// Prints a failure on standard error: as one line of JSON under `--json`.
pub(crate) fn failure(failure: &Failure, lang: Lang, json: bool) {
    error(&if json { visible::json(&failure.document(lang).to_string()).into_owned() } else { failure.text(lang) });
}

/// The exit code, once everything is printed: the command's own, or that of an output that was lost. A reader that went away,
/// as `head` does, is not worth a message.
pub(crate) fn finish(own: ExitCode, lang: Lang, json: bool) -> ExitCode {
    note(io::stdout().flush());
    let Some(kind) = LOST.get() else { return own };
    if *kind != ErrorKind::BrokenPipe {
        let detail = sentence!(
            "cannot write to standard output: {error}",
            "標準出力に書き込めません: {error}",
            error = io::Error::from(*kind)
        );
        let lost = Failure::new(code::WRITE_FAULT, detail).with_exit(exit::OUTPUT_LOST);
        self::failure(&lost, lang, json);
    }
    ExitCode::from(exit::OUTPUT_LOST)
}

fn note(written: io::Result<()>) {
    if let Err(error) = written {
        LOST.get_or_init(|| error.kind());
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn a_file_is_written_as_it_is_unless_a_person_reads_it() {
        let bytes = b"\x1b]0;title\x07\xff\n";
        assert_eq!(&*shown(bytes, false), bytes);
        assert_eq!(&*shown(bytes, true), "\\u{1b}]0;title\\u{7}\u{fffd}\n".as_bytes());
    }
}

//! Standard output and standard error: the only place that prints.

/// Prints a text on standard output. A reader that went away, as `head` does, is no error.
pub(crate) fn print(text: &str) {
    use std::io::Write;
    drop(std::io::stdout().lock().write_all(text.as_bytes()));
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

/// Prints a document.
pub(crate) fn json(document: &impl serde::Serialize) {
    line(&serde_json::to_string_pretty(document).unwrap_or_default());
}

/// Prints a line on standard error.
#[expect(clippy::print_stderr, reason = "this is where the command prints")]
pub(crate) fn error(text: &str) {
    eprintln!("{text}");
}

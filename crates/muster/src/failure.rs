//! Why a command did not do what it was asked: a documented code, the sentence, and the way out.

use crate::{exit, out};
use muster_authority::AuthorityError;
use muster_client::ClientError;
use muster_core::{
    code::{self, Code},
    labels,
    lang::Lang,
};
use muster_host::HostError;
use serde_json::{Value, json};
use std::{fmt::Display, process::ExitCode};

/// A command that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Code,
    detail: String,
    usage: bool,
    exit: u8,
}

impl Failure {
    /// A failure with its code and what was found.
    pub(crate) fn new(code: Code, detail: impl Display) -> Self {
        Self { code, detail: detail.to_string(), usage: false, exit: exit::FAILED }
    }

    /// A command line that is not understood.
    pub(crate) fn usage(detail: impl Display) -> Self {
        Self { usage: true, exit: exit::USAGE, ..Self::new(code::INVALID_ARGUMENT, detail) }
    }

    /// This failure with exit code 2: nothing was begun.
    pub(crate) fn into_usage(self) -> Self {
        self.with_exit(exit::USAGE)
    }

    /// This failure with another exit code.
    pub(crate) fn with_exit(self, exit: u8) -> Self {
        Self { exit, ..self }
    }

    /// The documented code.
    pub(crate) fn code(&self) -> Code {
        self.code
    }

    /// Prints it on standard error: as one line of JSON under `--json`.
    pub(crate) fn print(&self, lang: Lang, json: bool) {
        out::error(&if json { self.document(lang).to_string() } else { self.text(lang) });
    }

    /// `Error: 0xC004F050 the product key is invalid`, what was found, and what to do.
    pub(crate) fn text(&self, lang: Lang) -> String {
        if self.usage {
            return format!("{}: {}", lang.pick("error", "エラー"), self.detail);
        }
        let (error, fix) = (labels::ERROR.get(lang), labels::WHAT_TO_DO.get(lang));
        let (code, detail) = (self.code, self.detail.trim_end());
        format!("{error}: {code} {}\n  {detail}\n{fix}: {}", code.title(lang), code.fix(lang))
    }

    /// What programs read: code, title, detail, fix and exit code.
    fn document(&self, lang: Lang) -> Value {
        json!({ "error": {
            "code": self.code.to_string(),
            "title": self.code.title(lang),
            "detail": self.detail.trim_end(),
            "fix": self.code.fix(lang),
            "exit_code": self.exit,
        }})
    }

    /// The exit code of the command.
    pub(crate) fn exit(&self) -> ExitCode {
        ExitCode::from(self.exit)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

impl From<AuthorityError> for Failure {
    fn from(error: AuthorityError) -> Self {
        Self::new(error.code(), error)
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        Self::new(error.code(), error)
    }
}

impl From<HostError> for Failure {
    fn from(error: HostError) -> Self {
        Self::new(error.code(), error)
    }
}

impl From<muster_platform::files::FileError> for Failure {
    fn from(error: muster_platform::files::FileError) -> Self {
        Self::new(error.code(), error)
    }
}

#[cfg(feature = "lab")]
impl From<muster_testbed::TestbedError> for Failure {
    fn from(error: muster_testbed::TestbedError) -> Self {
        Self::new(error.code(), error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(code::UNEXPECTED, error)
    }
}

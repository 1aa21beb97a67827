//! Why a command did not do what it was asked: a documented code, the sentence, and the way out.

use crate::exit;
use muster_authority::AuthorityError;
use muster_client::ClientError;
use muster_core::{
    code::{self, Code},
    labels,
    lang::{Lang, Text},
    sentence::Sentence,
};
#[cfg(feature = "console")]
use muster_host::ConsoleError;
use muster_host::HostError;
use muster_platform::files::{FileError, io_text};
use muster_trust::sealed_slots::OfflineError;
use serde_json::{Value, json};
use std::{fmt::Display, process::ExitCode};

/// A command that failed.
#[derive(Debug)]
pub(crate) struct Failure {
    code: Code,
    detail: Sentence,
    /// What the user of this command can do about it, where the code's own way out does not say it.
    way_out: Option<Text>,
    /// What to do, where the code's own advice is for another case.
    advice: Option<Text>,
    usage: bool,
    exit: u8,
}

impl Failure {
    /// A failure with its code and what was found.
    pub(crate) fn new(code: Code, detail: impl Into<Sentence>) -> Self {
        Self { code, detail: detail.into(), way_out: None, advice: None, usage: false, exit: exit::FAILED }
    }

    /// A failure that somebody else has words for: the system, a parser, another process.
    pub(crate) fn foreign(code: Code, detail: impl Display) -> Self {
        Self::new(code, Sentence::foreign(detail))
    }

    /// A command line that is not understood.
    pub(crate) fn usage(detail: impl Into<Sentence>) -> Self {
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

    /// This failure after something that succeeded, which the user should know.
    pub(crate) fn after(self, done: Text) -> Self {
        Self { way_out: Some(done), ..self }
    }

    /// This failure with what to do about it, where the code's own advice is for another case.
    pub(crate) fn advising(self, advice: Option<Text>) -> Self {
        Self { advice, ..self }
    }

    /// The documented code.
    pub(crate) fn code(&self) -> Code {
        self.code
    }

    /// `Error: 0xC004F050 the product key is invalid`, what was found, and what to do.
    pub(crate) fn text(&self, lang: Lang) -> String {
        if self.usage {
            return format!("{}: {}", lang.pick("error", "エラー"), self.detail.text(lang));
        }
        let (error, fix) = (labels::ERROR.get(lang), labels::WHAT_TO_DO.get(lang));
        // Further lines stay below the first: none looks like a line of ours.
        let (code, detail) = (self.code, self.detail(lang).replace('\n', "\n  "));
        format!("{error}: {code} {}\n  {detail}\n{fix}: {}", code.title(lang), self.fix(lang))
    }

    fn fix(&self, lang: Lang) -> &'static str {
        self.advice.map_or_else(|| self.code.fix(lang), |advice| advice.get(lang))
    }

    /// What was found, and the way out.
    fn detail(&self, lang: Lang) -> String {
        let detail = self.detail.text(lang);
        let detail = detail.trim_end();
        let joint = lang.pick(": ", "。");
        self.way_out.map_or_else(|| detail.to_owned(), |way_out| format!("{detail}{joint}{}", way_out.get(lang)))
    }

    /// What programs read: code, title, detail, fix and exit code.
    pub(crate) fn document(&self, lang: Lang) -> Value {
        json!({ "error": {
            "code": self.code.to_string(),
            "title": self.code.title(lang),
            "detail": self.detail(lang),
            "fix": self.fix(lang),
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
        let way_out = matches!(error, AuthorityError::Lagging(_)).then_some(FOLLOW_OR_FORCE);
        Self { way_out, ..Self::new(error.code(), error) }
    }
}

#[cfg(feature = "console")]
impl From<ConsoleError> for Failure {
    fn from(error: ConsoleError) -> Self {
        Self::new(error.code, error)
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        let way_out = match &error {
            ClientError::Missing(_) => Some(MAKE_CLIENT),
            ClientError::NothingInstalled | ClientError::KeyWiped => Some(INSTALL_KEY),
            ClientError::HostKey => Some(KEY_OF_HOST),
            ClientError::Offline(error) => install_slots(error),
            _ => None,
        };
        Self { way_out, ..Self::new(error.code(), error) }
    }
}

impl From<HostError> for Failure {
    fn from(error: HostError) -> Self {
        let way_out = match &error {
            HostError::NoHostKey => Some(KEY_OF_MACHINE),
            HostError::Offline(error) => install_slots(error),
            _ => None,
        };
        Self { way_out, ..Self::new(error.code(), error) }
    }
}

const FOLLOW_OR_FORCE: Text = Text {
    en: "install the newest license pack there (`muster host pack FILE`), or leave them behind with --force",
    ja: "最新のライセンス パックをインストールする (`muster host pack ファイル`) か、--force で移行せずに続行してください",
};
const MAKE_CLIENT: Text = Text {
    en: "make one with `muster client init --pack FILE --root FILE`",
    ja: "`muster client init --pack ファイル --root ファイル` で作成してください",
};
const KEY_OF_HOST: Text = Text {
    en: "install the product's setup key (GVLK) here, and this key on the activation host alone",
    ja: "ここには製品のセットアップ キー (GVLK) をインストールし、このキーはライセンス認証ホストだけにインストールしてください",
};
const KEY_OF_MACHINE: Text = Text {
    en: "install it on the machines that the host activates, and the host key that the vendor delivered here",
    ja: "このキーはホストがライセンス認証するコンピューターにインストールし、ここにはベンダーから受け取ったホスト キーをインストールしてください",
};
const INSTALL_KEY: Text = Text {
    en: "install one with `muster slmgr /ipk KEY`",
    ja: "`muster slmgr /ipk キー` でインストールしてください",
};

fn install_slots(error: &OfflineError) -> Option<Text> {
    let way_out =
        Text { en: "slmgr /ilc FILE", ja: "`slmgr /ilc ファイル` でインストールしてください" };
    matches!(error, OfflineError::Missing(_)).then_some(way_out)
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
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
        Self::new(code::UNEXPECTED, Sentence::of(|lang| io_text(&error, lang)))
    }
}

#[cfg(test)]
mod tests {
    use super::Failure;
    use muster_client::ClientError;
    use muster_core::lang::Lang;
    use muster_host::HostError;
    use muster_trust::sealed_slots::OfflineError;

    /// The second line of what a user reads.
    fn detail(failure: impl Into<Failure>, lang: Lang) -> String {
        failure.into().text(lang).lines().nth(1).expect("a second line").trim().to_owned()
    }

    #[test]
    fn what_the_library_misses_the_command_says_how_to_get() {
        let check = |error: fn() -> Failure, en: &str, ja_end: &str| {
            assert_eq!(detail(error(), Lang::En), en);
            let ja = detail(error(), Lang::Ja);
            assert!(ja.ends_with(ja_end), "{ja}");
        };
        check(
            || ClientError::Missing("/var/lib/muster/client".into()).into(),
            "/var/lib/muster/client holds no client: make one with `muster client init --pack FILE --root FILE`",
            "`muster client init --pack ファイル --root ファイル` で作成してください",
        );
        check(
            || ClientError::NothingInstalled.into(),
            "no product key is installed: install one with `muster slmgr /ipk KEY`",
            "`muster slmgr /ipk キー` でインストールしてください",
        );
        check(
            || ClientError::KeyWiped.into(),
            "the product key was wiped from this machine: install one with `muster slmgr /ipk KEY`",
            "`muster slmgr /ipk キー` でインストールしてください",
        );
        let slot = "the confirmation id cannot be used: no installed offline license file of this key has slot 7: slmgr /ilc FILE";
        check(
            || ClientError::from(OfflineError::Missing(7)).into(),
            slot,
            "。`slmgr /ilc ファイル` でインストールしてください",
        );
        check(
            || HostError::from(OfflineError::Missing(7)).into(),
            slot,
            "。`slmgr /ilc ファイル` でインストールしてください",
        );
    }

    #[test]
    fn an_error_that_says_enough_gets_no_way_out() {
        let failure = Failure::from(ClientError::KeyType);
        assert!(
            failure.way_out.is_none() && HostError::from(OfflineError::NotBound).to_string().ends_with("used already")
        );
    }
}

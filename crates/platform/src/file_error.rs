//! Why a file was not read or written.

use muster_core::{
    code::{self, Code},
    lang::{Lang, Text},
    sentence::Sentence,
    sentences_of,
};
use std::{io, path::Path};

/// A file that could not be read or written.
#[derive(Debug, thiserror::Error)]
pub struct FileError {
    action: Text,
    path: String,
    source: io::Error,
}

sentences_of!(FileError, lang {
    Self { action, path, source } => (said(*action, path, &io_text(source, lang), lang));
});

fn said(action: Text, path: &str, reason: &str, lang: Lang) -> String {
    let action = action.get(lang);
    lang.pick(format!("{action} {path}: {reason}"), format!("{path} {action}: {reason}"))
}

/// What the system says, or what we say in its place: an error of its kind may hold a [`Sentence`].
pub fn io_text(error: &io::Error, lang: Lang) -> String {
    let said = error.get_ref().and_then(|held| {
        let not_trusted = held.downcast_ref::<NotTrusted>().map(|problem| problem.text(lang));
        not_trusted.or_else(|| held.downcast_ref::<Sentence>().map(|sentence| sentence.text(lang)))
    });
    said.unwrap_or_else(|| error.to_string())
}

/// What was attempted.
#[allow(missing_docs, reason = "each says it")]
impl FileError {
    pub const ANSWER_AT: Text = Text { en: "cannot answer at", ja: "で応答できません" };
    pub const ASK_AGENT: Text = Text {
        en: "cannot ask the agent at",
        ja: "でエージェントに問い合わせることができません",
    };
    pub const COPY: Text = Text { en: "cannot copy", ja: "をコピーできません" };
    pub const CREATE: Text = Text { en: "cannot create", ja: "を作成できません" };
    pub const LISTEN: Text = Text { en: "cannot listen on", ja: "で待ち受けることができません" };
    pub const LOCK: Text = Text { en: "cannot lock", ja: "をロックできません" };
    pub const OPEN: Text = Text { en: "cannot open", ja: "を開けません" };
    pub const READ: Text = Text { en: "cannot read", ja: "を読み取れません" };
    pub const REMOVE: Text = Text { en: "cannot remove", ja: "を削除できません" };
    pub const USE: Text = Text { en: "cannot use", ja: "を使用できません" };
    pub const WATCH: Text = Text { en: "cannot watch", ja: "を監視できません" };
    pub const WRITE: Text = Text { en: "cannot write", ja: "に書き込めません" };
    pub const WRITE_IN: Text = Text { en: "cannot write in", ja: "内に書き込めません" };
}

impl FileError {
    /// Wraps the error of an action on a file: `open(path).map_err(FileError::new(FileError::OPEN, path))`.
    pub fn new(action: Text, path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self { action, path: path.clone(), source }
    }

    /// Whether the file does not exist.
    pub fn is_not_found(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }

    /// Whether the file is there and holds no UTF-8.
    pub fn is_not_text(&self) -> bool {
        self.source.kind() == io::ErrorKind::InvalidData
    }

    /// The documented code.
    pub fn code(&self) -> Code {
        if self.source.get_ref().is_some_and(|source| source.is::<NotTrusted>()) {
            return code::FILE_NOT_TRUSTED;
        }
        Code::of_file(self.source.kind())
    }
}

/// Why a file of a state folder is not used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotTrusted {
    Link,
    Names,
    Owner(String),
    Special,
}

sentences_of!(NotTrusted, lang {
    Self::Link => (
        "it is a link, and no link in a state folder is followed",
        "リンクです。状態フォルダー内のリンクは使用できません"
    );
    Self::Names => ("it has other names (hard links)", "ほかの名前 (ハード リンク) があります");
    Self::Owner(user) => (
        "it belongs to user {user}, and not to the owner of its folder",
        "ユーザー {user} が所有しています。フォルダーの所有者のファイルである必要があります"
    );
    Self::Special => ("it is neither a file nor a folder", "ファイルでもフォルダーでもありません");
});

impl From<NotTrusted> for io::Error {
    fn from(problem: NotTrusted) -> Self {
        Self::other(problem)
    }
}

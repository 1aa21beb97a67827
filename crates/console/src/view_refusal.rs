//! Why no view is saved.

use crate::{machine_address::KEPT_MAX, pages::name::LENGTH_MAX, saved_view::VIEWS_MAX};
use muster_core::lang::Lang;

/// Why no view is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ViewRefusal {
    /// No view may have this name.
    BadName,
    /// No list has such an address.
    BadQuery,
    /// Its owner has one of this name already.
    Exists,
    /// Its owner has as many as there may be.
    Full,
}

impl ViewRefusal {
    /// As people are told.
    pub(crate) fn text(self, lang: Lang) -> String {
        let (en, ja) = match self {
            Self::BadName => (
                format!("A name has 1 to {LENGTH_MAX} characters, and nothing invisible."),
                format!("名前は 1 ～ {LENGTH_MAX} 文字で指定してください。表示されない文字は使用できません。"),
            ),
            Self::BadQuery => (
                format!(
                    "A view keeps q, state, product and sort of the list's address, and its columns and group, each once and with a value that the list knows, in at most {KEPT_MAX} characters."
                ),
                format!(
                    "ビューには、一覧のアドレスの q、state、product、sort、columns、group を保存できます。それぞれ 1 回だけ、一覧で使用できる値を、合計 {KEPT_MAX} 文字以内で指定してください。"
                ),
            ),
            Self::Exists => {
                ("There is a view of this name already.".to_owned(), "この名前のビューは既に存在します。".to_owned())
            }
            Self::Full => (
                format!("There are {VIEWS_MAX} views already: remove one first."),
                format!("ビューの数が上限の {VIEWS_MAX} 個に達しています。先に既存のビューを削除してください。"),
            ),
        };
        lang.pick(en, ja)
    }
}

//! Why no webhook is made.

use muster_core::lang::Lang;

/// Why no webhook is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookRefusal {
    /// It names an account.
    Account,
    /// No webhook may have this name.
    BadName,
    /// There is a webhook of this name already.
    Exists,
    /// Nothing is chosen that it is to be told.
    NoEvent,
    /// It is none of HTTP.
    NotHttp,
    /// It is to be told what this service does not tell.
    UnknownEvent,
}

impl WebhookRefusal {
    /// As people are told.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Account => lang.pick(
                "An account does not belong in the address: the signature says who sends.",
                "アドレスにアカウントを含めることはできません。送信元は署名で確認できます。",
            ),
            Self::BadName => lang.pick(
                "A name has 1 to 64 characters, no spaces and nothing invisible.",
                "名前は 1 ～ 64 文字で指定してください。空白や表示されない文字は使用できません。",
            ),
            Self::Exists => {
                lang.pick("There is a webhook of this name already.", "この名前の Webhook は既に存在します。")
            }
            Self::NoEvent => lang.pick("Choose at least one event.", "イベントを 1 つ以上選択してください。"),
            Self::NotHttp => lang.pick(
                "Give an address that begins with https:// or http://.",
                "https:// または http:// で始まるアドレスを指定してください。",
            ),
            Self::UnknownEvent => {
                lang.pick("This service has no such event.", "指定されたイベントは、このサービスにはありません。")
            }
        }
    }
}

//! Why what an authenticator says is not taken.

use muster_core::{
    code::{self, Code},
    lang::Lang,
};
use webauthn_rs::prelude::WebauthnError;

/// Why a passkey is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PasskeyRefusal {
    #[error("the challenge was used before, or is not one of this console's")]
    Challenge,
    #[error("the counter of the passkey has not gone on: there may be a copy of it")]
    Counter,
    #[error("more time has passed since the challenge than it lasts")]
    Expired,
    #[error("the authenticator's answer is not understood, or its signature is wrong")]
    Malformed,
    #[error("the answer was made for another address")]
    Origin,
    #[error("the passkey is of another account")]
    OtherAccount,
    #[error("there is no such passkey, or its account may not sign in with it")]
    Unknown,
    #[error("the authenticator did not ask for a PIN, a finger or a face")]
    Unverified,
}

impl From<WebauthnError> for PasskeyRefusal {
    fn from(error: WebauthnError) -> Self {
        match error {
            WebauthnError::CredentialCrossOrigin | WebauthnError::InvalidRPIDHash | WebauthnError::InvalidRPOrigin => {
                Self::Origin
            }
            WebauthnError::CredentialNotFound => Self::OtherAccount,
            WebauthnError::CredentialPossibleCompromise => Self::Counter,
            WebauthnError::MismatchedChallenge => Self::Challenge,
            WebauthnError::UserNotPresent | WebauthnError::UserNotVerified => Self::Unverified,
            _ => Self::Malformed,
        }
    }
}

impl PasskeyRefusal {
    pub(crate) fn code(self) -> Code {
        match self {
            Self::Challenge => code::INVALID_TOKEN,
            Self::Counter => code::INVALID_STATE,
            Self::Expired => code::TIMEOUT,
            Self::Malformed => code::INVALID_DATA,
            Self::Origin => code::NOT_ALLOWED,
            Self::OtherAccount => code::ACCESS_DENIED,
            Self::Unknown => code::DIRECTORY_LOGON,
            Self::Unverified => code::NOT_SUPPORTED,
        }
    }

    /// As people are told.
    pub(crate) fn text(self, lang: Lang) -> String {
        let (en, ja) = match self {
            Self::Challenge => (
                "This page was used already, or is of before a restart. Try again.",
                "このページは既に使用されたか、サービスの再起動前に表示されたものです。もう一度やり直してください。",
            ),
            Self::Counter => (
                "The counter of this passkey has gone back: there may be a copy of it. Sign in with the password, and remove the passkey.",
                "このパスキーの使用回数が以前の値に戻っています。複製された可能性があります。パスワードでサインインし、このパスキーを削除してください。",
            ),
            Self::Expired => (
                "More than 5 minutes have passed since the page was shown. Try again.",
                "ページの表示から 5 分が経過しました。もう一度やり直してください。",
            ),
            Self::Malformed => (
                "The answer of the authenticator is not understood, or its signature is wrong. Try again.",
                "認証器の応答が正しくないか、署名が無効です。もう一度やり直してください。",
            ),
            Self::Origin => (
                "The answer of the authenticator was made for another address than that of this console.",
                "認証器の応答が、このコンソールとは異なるアドレスに対するものです。",
            ),
            Self::OtherAccount => (
                "This passkey is not one of the account that is signed in.",
                "このパスキーは、サインイン中のアカウントのものではありません。",
            ),
            Self::Unknown => (
                "This console does not know the passkey, or its account may not sign in.",
                "このパスキーがコンソールに登録されていないか、アカウントがサインインを許可されていません。",
            ),
            Self::Unverified => (
                "The authenticator did not ask for a PIN, a fingerprint or a face. Use one that does.",
                "認証器で PIN、指紋、または顔による確認が行われませんでした。確認が可能な認証器を使用してください。",
            ),
        };
        format!("{} ({})", lang.pick(en, ja), self.code())
    }
}

//! Why a document is not trusted.

use crate::{jwk::BadKey, jws::OpenError};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, HostId},
    lang::Text,
    sentences_of,
};

/// Why a document of the chain is not trusted.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// A document did not open.
    Open {
        /// Which one.
        document: Text,
        /// Why.
        source: OpenError,
    },
    /// The pack says something that no pack may say.
    Pack(#[from] muster_proto::pack::BadPack),
    /// The pack is not newer than the one that is installed.
    PackVersion {
        /// Its version.
        found: u32,
        /// The installed one.
        known: u32,
    },
    /// The host decides by a pack that the vendor has withdrawn.
    PackRevoked(u32),
    /// A key in a document is none.
    Key(#[from] BadKey),
    /// The vendor has revoked the license.
    Revoked(HostId),
    /// The document is another vendor's.
    Vendor {
        /// The vendor of the pack.
        expected: String,
        /// The vendor of the license.
        found: String,
    },
    /// The installed license pack has ended, and so has the grace after its end.
    PackEnded {
        /// Its version.
        version: u32,
        /// When it ended.
        until: String,
    },
    /// The document is still to come.
    NotYet {
        /// Which one.
        document: Text,
        /// From when on.
        from: String,
    },
    /// The activation has no end, and is of a kind that has one.
    Endless,
    /// The activation lasts longer than the policy allows.
    TooLong {
        /// The end that it states.
        until: String,
        /// The latest end that it may have.
        latest: String,
    },
    /// The host license is not in force.
    Expired {
        /// When it expired.
        until: String,
    },
    /// The host license does not cover the product.
    NotCovered(ActivationId),
    /// The activation answers another request.
    NotMine(Text),
    /// The enrolment file has ended.
    EnrolmentEnded {
        /// When it ended.
        until: String,
    },
    /// The enrolment file is of another root key than the one that is trusted here.
    OtherRoot {
        /// The thumbprint of the key that the file names or that signed it.
        found: String,
        /// The thumbprint that was given, or those that are trusted here.
        expected: String,
    },
    /// The order is not one to carry out.
    Order(Text),
    /// The clocks of host and client are too far apart.
    Clock {
        /// By how much.
        minutes: i64,
    },
}

sentences_of!(ChainError, lang {
    Self::Open { document, source } => (
        "the {document} is not accepted: {source}",
        "{document}を受け入れることができません: {source}",
        document = document.get(lang), source = source.text(lang)
    );
    Self::Pack(error) => (
        "the license pack is not usable: {error}",
        "ライセンス パックを使用できません: {error}",
        error = error.text(lang)
    );
    Self::PackVersion { found, known } => (
        "the license pack has version {found}; version {known} is installed",
        "ライセンス パックのバージョンは {found} です (バージョン {known} がインストールされています)"
    );
    Self::PackRevoked(version) => (
        "the host decides by version {version} of the license pack, which the vendor has withdrawn",
        "ホストが使用しているライセンス パックのバージョン {version} は、ベンダーによって取り消されています"
    );
    Self::Key(error) => (
        "a signed document names no usable key: {error}",
        "署名された文書に使用できるキーが含まれていません: {error}",
        error = error.text(lang)
    );
    Self::Revoked(holder) => (
        "the vendor has revoked the license of {holder}",
        "{holder} のライセンスはベンダーによって取り消されています"
    );
    Self::Vendor { expected, found } => (
        "the document is of vendor '{found}', the installed pack of '{expected}'",
        "文書のベンダーは '{found}' ですが、インストールされているパックのベンダーは '{expected}' です"
    );
    Self::PackEnded { version, until } => (
        "version {version} of the license pack was in force until {until}, and 30 days longer: install the vendor's newest",
        "ライセンス パックのバージョン {version} の有効期限は {until} で、その後の 30 日間も経過しています。ベンダーの最新のパックをインストールしてください"
    );
    Self::NotYet { document, from } => (
        "the {document} is in force from {from}: a clock is wrong",
        "{document}は {from} から有効です。時計を確認してください",
        document = document.get(lang)
    );
    Self::Endless => ("the activation has no end", "ライセンス認証に有効期限がありません");
    Self::TooLong { until, latest } => (
        "the activation ends at {until}; by the license pack or its license it ends at {latest} at the latest",
        "ライセンス認証の有効期限は {until} ですが、ライセンス パックまたはライセンスによる上限は {latest} です"
    );
    Self::Expired { until } => (
        "the host license was in force until {until}",
        "ホスト ライセンスの有効期限は {until} でした"
    );
    Self::NotCovered(product) => (
        "the host license does not cover product {product}",
        "ホスト ライセンスの対象に製品 {product} が含まれていません"
    );
    Self::NotMine(what) => (
        "the activation is for another {what}",
        "ライセンス認証が別の{what}に対するものです",
        what = what.get(lang)
    );
    Self::EnrolmentEnded { until } => (
        "the enrolment file could be used until {until}: ask the vendor for a new one",
        "登録ファイルの有効期限は {until} でした。ベンダーに新しいファイルを依頼してください"
    );
    Self::OtherRoot { found, expected } => (
        "the enrolment file is of root key {found}; expected is {expected}",
        "登録ファイルのルート キーは {found} ですが、{expected} である必要があります"
    );
    Self::Order(what) => ("the order {what}", "指示{what}", what = what.get(lang));
    Self::Clock { minutes } => (
        "the clock of the host differs by {minutes} minutes",
        "ホストの時計が {minutes} 分ずれています"
    );
});

/// What the sentences name.
#[allow(missing_docs, reason = "each says it")]
impl ChainError {
    pub const ACTIVATION: Text = Text { en: "activation", ja: "ライセンス認証" };
    pub const CERTIFICATE: Text = Text { en: "certificate", ja: "証明書" };
    pub const CONTACT: Text = Text { en: "contact", ja: "エージェントの通信" };
    pub const ENROLMENT_FILE: Text = Text { en: "enrolment file", ja: "登録ファイル" };
    pub const EVIDENCE: Text = Text { en: "evidence", ja: "診断データ" };
    pub const HARDWARE: Text = Text { en: "hardware", ja: "ハードウェア" };
    pub const HOST: Text = Text { en: "host", ja: "ホスト" };
    pub const ISSUANCE_LICENSE: Text = Text { en: "issuance license", ja: "発行ライセンス" };
    pub const KEY: Text = Text { en: "key", ja: "キー" };
    pub const LICENSE: Text = Text { en: "license", ja: "ライセンス" };
    pub const LICENSE_STATEMENT: Text = Text { en: "license statement", ja: "ライセンスの応答" };
    pub const MACHINE: Text = Text { en: "machine", ja: "コンピューター" };
    pub const MACHINE_KEY: Text = Text { en: "key of this machine", ja: "コンピューターのキー" };
    pub const ORDER: Text = Text { en: "order", ja: "指示" };
    pub const PACK: Text = Text { en: "license pack", ja: "ライセンス パック" };
    pub const PRODUCT: Text = Text { en: "product", ja: "製品" };
    pub const QUESTION: Text = Text { en: "question (nonce)", ja: "問い合わせ (nonce)" };
    pub const REQUEST: Text = Text { en: "request (nonce)", ja: "要求 (nonce)" };
    pub const VENDOR: Text = Text { en: "vendor", ja: "ベンダー" };
}

impl ChainError {
    /// The documented code.
    pub fn code(&self) -> Code {
        match self {
            Self::Open { source: OpenError::Version { .. }, .. } => code::PACK_VERSION,
            Self::Open { .. } | Self::Pack(_) | Self::Key(_) | Self::Vendor { .. } => code::SIGNATURE_INVALID,
            Self::Endless | Self::TooLong { .. } => code::SIGNATURE_INVALID,
            Self::PackVersion { .. } | Self::PackRevoked(_) | Self::PackEnded { .. } => code::PACK_VERSION,
            Self::Revoked(_) => code::LICENSE_REVOKED,
            Self::Expired { .. } => code::HOST_NOT_ACTIVATED,
            Self::NotCovered(_) => code::PRODUCT_NOT_COVERED,
            Self::EnrolmentEnded { .. } => code::PACK_VERSION,
            Self::OtherRoot { .. } => code::SIGNATURE_INVALID,
            Self::NotMine(_) | Self::Order(_) => code::NONCE_MISMATCH,
            Self::Clock { .. } | Self::NotYet { .. } => code::CLOCK_SKEW,
        }
    }
}

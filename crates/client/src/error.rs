//! What can go wrong at a client. A refused activation is an [`Attempt`](muster_core::client::report::Attempt) with its code, not one of these.

use muster_core::{
    code::{self, Code},
    id::{ActivationId, ApplicationId, HostId},
    keys::product_key::KeyError,
    lang::Lang,
    sentence::Sentence,
    sentences_of,
};
use muster_platform::{files::FileError, tls_roots::TlsRootsError};
use muster_proto::problem::Problem;
use muster_trust::{error::ChainError, jwk::BadKey, jws::SealError, sealed_slots::OfflineError};

/// A fault of the client. The sentence says what is wrong and names no program: what a user can do about it, the program that
/// embeds this library knows.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The directory holds a client already.
    Exists(String),
    /// The directory holds no client.
    Missing(String),
    /// A file cannot be read or written.
    File(#[from] FileError),
    /// A file of trusted certificates cannot be used.
    TlsRoots(#[from] TlsRootsError),
    /// The state file and its copy are both damaged.
    Damaged {
        /// The state file.
        path: String,
        /// Why it cannot be understood.
        problem: Sentence,
    },
    /// A document is not trusted.
    Chain(#[from] ChainError),
    /// The root key file holds something else.
    Root {
        /// The root key file.
        path: String,
        /// Why its text is no key.
        problem: BadKey,
    },
    /// A host that the configuration names gives no orders: it cannot be reached, or refuses.
    ManagingHost {
        /// Where it is.
        host: String,
        /// What happened.
        code: Code,
    },
    /// The key of an order does not open on this machine.
    NotSealedToThis,
    /// The text is no product key.
    KeyForm(#[from] KeyError),
    /// The key is none of the setup keys and MAKs of the license pack; the value is its vendor.
    KeyUnknown(String),
    /// The key is a host key, and this is no host.
    HostKey,
    /// The key is of the wrong kind for what was asked.
    KeyType,
    /// The key was wiped from this machine: what it activated stays, and nothing new is activated with it.
    KeyWiped,
    /// A configuration file cannot be understood.
    Config {
        /// The configuration file.
        file: String,
        /// Why, with line and field.
        problem: Sentence,
    },
    /// The authority refused, with its reason.
    Refused(Box<Problem>),
    /// The authority cannot be reached, or answers something else.
    Authority {
        /// The address that was asked.
        url: String,
        /// What happened.
        problem: Sentence,
        /// The documented code of what happened.
        code: Code,
    },
    /// Neither configuration nor license pack says where the authority is.
    NoAuthority,
    /// No activation by a MAK is there to be returned.
    NothingToReturn,
    /// The activation is permanent by the policy of its key group.
    Permanent,
    /// A confirmation id activates nothing.
    Offline(#[from] OfflineError),
    /// An enrolment file names a product that its license pack does not have.
    EnrolledProduct(ActivationId),
    /// An enrolment file was issued before one that this machine has taken.
    OlderEnrolment {
        /// When the file was issued.
        issued: String,
        /// When the newest was that this machine has taken.
        newest: String,
    },
    /// A file is no license file.
    LicenseFile(Sentence),
    /// The machine is no member of a directory.
    NoDirectory,
    /// The library was built without the feature that this takes.
    NotBuiltIn(&'static str),
    /// The directory refuses, or does not answer.
    Directory(Sentence, Code),
    /// The directory has no such activation object.
    NoObject(String),
    /// No such issuance license is installed.
    NoIssuance(HostId),
    /// A token or smart card fails.
    Token(String),
    /// The limit of rearms is reached; the value says how many there were.
    Rearmed(u32),
    /// No installed product belongs to the application.
    NoApplication(ApplicationId),
    /// The agent does not answer, or refuses.
    Agent(Code, Sentence),
    /// A document could not be signed.
    Seal(#[from] SealError),
    /// No product key is installed.
    NothingInstalled,
    /// The product is not installed.
    NotInstalled(ActivationId),
}

sentences_of!(ClientError, lang {
    Self::Exists(folder) => (
        "{folder} already holds a client: choose another directory, or remove it",
        "{folder} には既にクライアントがあります。別のフォルダーを指定するか、既存のクライアントを削除してください"
    );
    Self::Missing(folder) => ("{folder} holds no client", "{folder} にクライアントがありません");
    Self::File(error) => (error.text(lang));
    Self::TlsRoots(error) => (error.text(lang));
    Self::Damaged { path, problem } => (
        "{path} is damaged ({problem}), and so is its copy: restore it from a backup, or move it away and install the product key again",
        "{path} とそのコピーが破損しています ({problem})。バックアップから復元するか、別の場所に移動してプロダクト キーをもう一度インストールしてください",
        problem = problem.text(lang)
    );
    Self::Chain(error) => (error.text(lang));
    Self::Root { path, problem } => (format!("{path}: {}", problem.text(lang)));
    Self::ManagingHost { host, code } => (
        "the host {host} of [managed] in client.toml: {title} ({code})",
        "client.toml の [managed] のホスト {host}: {title} ({code})",
        title = code.title(lang)
    );
    Self::NotSealedToThis => (
        "the product key of the order was not sealed to this machine",
        "指示のプロダクト キーは、このコンピューター宛てに暗号化されたものではありません"
    );
    Self::KeyForm(error) => (
        "the product key is not valid: {error}",
        "プロダクト キーが無効です: {error}",
        error = error.text(lang)
    );
    Self::KeyUnknown(vendor) => (
        "the product key is not valid: it is not a setup key of the installed license pack (vendor '{vendor}')",
        "プロダクト キーが無効です。インストールされているライセンス パック (ベンダー '{vendor}') のセットアップ キーではありません"
    );
    Self::HostKey => (
        "this is a host key (CSVLK): machines take a setup key or a MAK",
        "ホスト キー (CSVLK) です。コンピューターにはセットアップ キーまたは MAK を指定してください"
    );
    Self::KeyType => (
        "the product key cannot be used for this: a host key activates hosts and directories, a MAK machines",
        "このプロダクト キーは使用できません。ホストとディレクトリのライセンス認証にはホスト キーを、コンピューターには MAK を使用してください"
    );
    Self::KeyWiped => (
        "the product key was wiped from this machine",
        "プロダクト キーはこのコンピューターから消去されています"
    );
    Self::Config { file, problem } => (format!("{file}: {}", problem.text(lang)));
    Self::Refused(problem) => (
        "the authority refused: {title} ({code})",
        "認証局に拒否されました: {title} ({code})",
        title = title(problem, lang), code = problem.code
    );
    Self::Authority { url, problem, .. } => (
        "cannot ask the authority at {url}: {problem}",
        "認証局 {url} に問い合わせることができません: {problem}",
        problem = problem.text(lang)
    );
    Self::NoAuthority => (
        "neither the license pack nor client.toml ([authority], `url`) says where the authority is",
        "認証局の場所がライセンス パックにも client.toml ([authority] の `url`) にも指定されていません"
    );
    Self::NothingToReturn => (
        "there is no activation by a MAK to give back",
        "返却できる MAK のライセンス認証がありません"
    );
    Self::Permanent => (
        "the activation is permanent: by the policy of its key group it cannot be given back",
        "無期限のライセンス認証です。キー グループのポリシーにより返却できません"
    );
    Self::Offline(error) => (
        "the confirmation id cannot be used: {error}",
        "確認 ID を使用できません: {error}",
        error = error.text(lang)
    );
    Self::EnrolledProduct(product) => (
        "the enrolment file names product {product}, which its license pack does not have",
        "登録ファイルの製品 {product} が、そのライセンス パックにありません"
    );
    Self::OlderEnrolment { issued, newest } => (
        "the enrolment file was issued at {issued}, and this machine has taken one of {newest}",
        "登録ファイルの発行日時は {issued} ですが、このコンピューターには {newest} のファイルが既に適用されています"
    );
    Self::LicenseFile(problem) => (problem.text(lang));
    Self::NoDirectory => (
        "this machine is not a member of a directory: client.toml has no [directory]",
        "このコンピューターはディレクトリのメンバーではありません。client.toml に [directory] がありません"
    );
    Self::NotBuiltIn(feature) => (
        "this program was built without the feature '{feature}' of muster-client",
        "このプログラムでは muster-client の機能 '{feature}' が有効になっていません"
    );
    Self::Directory(problem, _) => ("the directory: {problem}", "ディレクトリ: {problem}", problem = problem.text(lang));
    Self::NoObject(vendor) => (
        "the directory has no activation object of '{vendor}'",
        "ディレクトリに '{vendor}' のライセンス認証オブジェクトが見つかりません"
    );
    Self::NoIssuance(id) => (
        "no issuance license {id} is installed",
        "発行ライセンス {id} はインストールされていません"
    );
    Self::Token(problem) => ("the token: {problem}", "トークン: {problem}");
    Self::Rearmed(times) => (
        "the periods were started anew {times} times already",
        "再設定 (rearm) は既に {times} 回実行されています"
    );
    Self::NoApplication(application) => (
        "no installed product belongs to application {application}",
        "アプリケーション {application} の製品はインストールされていません"
    );
    Self::Agent(_, problem) => ("the agent: {problem}", "エージェント: {problem}", problem = problem.text(lang));
    Self::Seal(error) => (error.text(lang));
    Self::NothingInstalled => (
        "no product key is installed",
        "プロダクト キーがインストールされていません"
    );
    Self::NotInstalled(id) => (
        "Activation ID ({id}) not found",
        "ライセンス認証 ID ({id}) が見つかりません"
    );
});

/// What the code means; if it is unknown here, as the authority has it.
fn title(problem: &Problem, lang: Lang) -> &str {
    match lang {
        Lang::Ja if problem.code.entry().is_some() => problem.code.title(lang),
        _ => &problem.title,
    }
}

impl ClientError {
    /// The documented code.
    pub fn code(&self) -> Code {
        match self {
            Self::Exists(_) => code::INVALID_ARGUMENT,
            Self::Missing(_) => code::LICENSE_FILE_NOT_INSTALLED,
            Self::File(error) => error.code(),
            Self::TlsRoots(_) => code::INVALID_ARGUMENT,
            Self::Damaged { .. } | Self::Root { .. } => code::STATE_DAMAGED,
            Self::ManagingHost { code, .. } => *code,
            Self::NotSealedToThis => code::SIGNATURE_INVALID,
            Self::Chain(error) => error.code(),
            Self::KeyForm(_) | Self::KeyUnknown(_) => code::KEY_INVALID,
            Self::NothingInstalled | Self::KeyWiped => code::KEY_NOT_INSTALLED,
            Self::NotInstalled(_) | Self::NoApplication(_) => code::PRODUCT_NOT_INSTALLED,
            Self::HostKey | Self::KeyType => code::KEY_TYPE,
            Self::Config { .. } | Self::NoAuthority => code::INVALID_ARGUMENT,
            Self::Refused(problem) => problem.code,
            Self::Authority { code, .. } | Self::Directory(_, code) | Self::Agent(code, _) => *code,
            Self::Offline(error) => error.code(),
            Self::NothingToReturn | Self::Permanent | Self::NotBuiltIn(_) => code::NOT_ALLOWED,
            Self::OlderEnrolment { .. } => code::PACK_VERSION,
            Self::EnrolledProduct(_) | Self::LicenseFile(_) => code::INVALID_DATA,
            Self::NoDirectory => code::DIRECTORY_UNAVAILABLE,
            Self::NoObject(_) => code::DIRECTORY_NO_OBJECT,
            Self::NoIssuance(_) => code::ISSUANCE_LICENSE_MISSING,
            Self::Token(_) => code::TOKEN_SMARTCARD,
            Self::Rearmed(_) => code::REARM_LIMIT,
            Self::Seal(_) => code::UNEXPECTED,
        }
    }
}

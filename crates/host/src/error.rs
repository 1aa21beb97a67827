//! What can go wrong at a host. A refusal with a documented code is an answer, not one of these.

use crate::store::error::StoreError;
#[cfg(feature = "console")]
use muster_console::ConsoleError;
use muster_core::{
    code::{self, Code},
    id::{ActivationId, Cmid},
    lang::Lang,
    list_refusal::ListRefusal,
    say,
    sentence::Sentence,
    sentences_of,
};
use muster_platform::files::{FileError, io_text};
use muster_server::{sqlite::OpenError, tls::TlsError};
use muster_trust::{error::ChainError, jwk::BadKey, jws::SealError, sealed_slots::OfflineError};

/// A fault of the host.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// There is one already.
    Exists(String),
    /// There is none.
    Missing(String),
    /// A file cannot be read or written.
    File(#[from] FileError),
    /// The configuration is wrong.
    Config {
        /// The file.
        file: String,
        /// What is wrong, with line and field.
        problem: Sentence,
    },
    /// A key file holds something else.
    Key {
        /// The file.
        file: String,
        /// What is wrong.
        problem: BadKey,
    },
    /// A document in the directory, or from the authority, is not trusted.
    Chain(#[from] ChainError),
    /// A document was not signed.
    Seal(#[from] SealError),
    /// The product key has no host key's form.
    ProductKey(Sentence),
    /// The key is a setup key or a MAK, and this is a host.
    NoHostKey,
    /// No product key is installed.
    NoProductKey,
    /// The host was activated on another machine.
    OtherMachine,
    /// A confirmation id was not taken.
    Offline(#[from] OfflineError),
    /// A list of confirmation ids was not taken.
    List(#[from] ListRefusal),
    /// A file is no license file.
    LicenseFile(Sentence),
    /// There is no such job.
    NoJob(i64),
    /// The product is none of the license pack.
    NoProduct(ActivationId),
    /// A host key is for hosts.
    HostKeyForMachines,
    /// None of the chosen machines has an agent that has announced its keys.
    NoAgent,
    /// No confirmation id of the hardware of any of the chosen machines is stored.
    NoConfirmation,
    /// A job has a limit.
    ManyMachines {
        /// How many were chosen.
        found: usize,
        /// How many a job takes.
        most: usize,
    },
    /// The key that a machine announced takes nothing.
    Unsealed(String),
    /// There is no such machine.
    NoMachine(String),
    /// Several machines call themselves by one name, and whose each is the host cannot know.
    SeveralMachines {
        /// The name.
        name: String,
        /// How many have it.
        found: usize,
        /// The first of them, each with the thumbprint of its key; none if no agent has announced one.
        machines: Vec<(Cmid, Option<String>)>,
    },
    /// A product key is sealed to the machines that were shown, and these are others or have other keys.
    OtherMachines,
    /// The thread that writes to the store has ended.
    WriterEnded,
    /// Another process serves from the same directory.
    Running(String),
    /// A backup would lie in what it is a backup of.
    OwnFolder(String),
    /// The backup does not hold together.
    Backup {
        /// Where it is.
        folder: String,
        /// What is wrong with it.
        problem: Sentence,
    },
    /// The store does not open.
    Open(#[from] OpenError),
    /// The store failed.
    Store(#[from] StoreError),
    /// The console's accounts cannot be read.
    #[cfg(feature = "console")]
    Console(#[from] ConsoleError),
    /// The listener cannot start.
    Listen(#[from] std::io::Error),
    /// TLS is not possible.
    Tls(#[from] TlsError),
}

sentences_of!(HostError, lang {
    Self::Exists(folder) => (
        "{folder} already holds a host: choose another directory, or remove it",
        "{folder} には既にホストがあります。別のフォルダーを指定するか、既存のホストを削除してください"
    );
    Self::Missing(folder) => (
        "{folder} holds no host: make one with `muster host init --pack FILE --root FILE`",
        "{folder} にホストがありません。`muster host init --pack ファイル --root ファイル` で作成してください"
    );
    Self::File(error) => (error.text(lang));
    Self::Config { file, problem } => (format!("{file}: {}", problem.text(lang)));
    Self::Key { file, problem } => (format!("{file}: {}", problem.text(lang)));
    Self::Chain(error) => (error.text(lang));
    Self::Seal(error) => (error.text(lang));
    Self::ProductKey(problem) => (
        "the product key is not valid: {problem}",
        "プロダクト キーが無効です: {problem}",
        problem = problem.text(lang)
    );
    Self::NoHostKey => (
        "this is a setup key or a MAK: a host takes a host key (CSVLK)",
        "セットアップ キーまたは MAK です。ホストにはホスト キー (CSVLK) を指定してください"
    );
    Self::NoProductKey => (
        "no host key is installed: install it with `muster slmgr /ipk KEY`",
        "ホスト キーがインストールされていません。`muster slmgr /ipk キー` でインストールしてください"
    );
    Self::OtherMachine => (
        "the host license belongs to another machine: activate the host on this one with `muster host activate`; an identity that was \
         given then with --identity (MUSTER_IDENTITY) is needed at every start",
        "ホスト ライセンスは別のコンピューターのものです。このコンピューターで `muster host activate` を実行してホストのライセンス認証を行ってください。そのときに --identity (MUSTER_IDENTITY) で指定した ID は、起動するたびに必要です"
    );
    Self::Offline(error) => (
        "the confirmation id cannot be used: {error}",
        "確認 ID を使用できません: {error}",
        error = error.text(lang)
    );
    Self::List(refusal) => (refusal.text(lang));
    Self::LicenseFile(problem) => (problem.text(lang));
    Self::NoJob(number) => (
        "there is no job {number}: `muster host job list` shows those that there are",
        "ジョブ {number} が見つかりません。ジョブの一覧は `muster host job list` で確認できます"
    );
    Self::NoProduct(id) => (
        "the license pack has no product {id}",
        "ライセンス パックに製品 {id} がありません"
    );
    Self::HostKeyForMachines => (
        "this is a host key (CSVLK): machines take a setup key or a MAK",
        "ホスト キー (CSVLK) です。コンピューターにはセットアップ キーまたは MAK を指定してください"
    );
    Self::NoAgent => (
        "none of these machines has an agent that names this host: see [managed] in client.toml, and `muster host job machines`",
        "このホストを指定しているエージェントが、どのコンピューターにもありません。client.toml の [managed] と `muster host job machines` を確認してください"
    );
    Self::NoConfirmation => (
        "no confirmation id is stored that activated the hardware of these machines: begin a proxy activation, `muster host job proxy-activate`",
        "これらのコンピューターのハードウェアをライセンス認証した確認 ID が保存されていません。`muster host job proxy-activate` でプロキシ ライセンス認証を開始してください"
    );
    Self::ManyMachines { found, most } => (
        "{found} machines are more than one job takes ({most}): choose fewer",
        "コンピューターの数 ({found}) が 1 つのジョブの上限 ({most}) を超えています。数を減らしてください"
    );
    Self::Unsealed(machine) => (
        "the product key cannot be sealed to {machine}: release the machine, it will announce its keys again",
        "{machine} のキーでプロダクト キーを暗号化できません。コンピューターを解放してください。キーは自動的にもう一度通知されます"
    );
    Self::NoMachine(name) => (
        "no machine '{name}' has ever asked: `muster host machines` shows those that have",
        "コンピューター '{name}' からの要求はまだありません。要求のあったコンピューターは `muster host machines` で確認できます"
    );
    Self::SeveralMachines { name, found, machines } => (
        "{found} machines call themselves '{name}': {machines}; compare the key with `muster client machine-key` on the machine, and name it by its id",
        "'{name}' という名前のコンピューターが {found} 台あります: {machines}。コンピューターで `muster client machine-key` を実行してキーを比較し、ID で指定してください",
        machines = namesakes(machines, lang)
    );
    Self::OtherMachines => (
        "these are not the machines and keys that were shown before: look at them again, and repeat",
        "表示したときとコンピューターまたはキーが異なります。もう一度確認してから、やり直してください"
    );
    Self::WriterEnded => (
        "the host's writer has ended: start the host again, and report what it printed before",
        "ホストの書き込み処理が終了しました。ホストを再起動し、その前に出力された内容を報告してください"
    );
    Self::Running(folder) => (
        "a host is running in {folder}: stop it first",
        "{folder} でホストが実行されています。先に停止してください"
    );
    Self::OwnFolder(folder) => (
        "{folder} is in the host's own directory: back the host up elsewhere",
        "{folder} はホスト自身のフォルダー内にあります。バックアップ先には別の場所を指定してください"
    );
    Self::Backup { folder, problem } => (
        "the backup in {folder} is not usable: {problem}",
        "{folder} のバックアップを使用できません: {problem}",
        problem = problem.text(lang)
    );
    Self::Open(error) => (error.text(lang));
    Self::Store(error) => (error.text(lang));
    #[cfg(feature = "console")]
    Self::Console(error) => (error.text(lang));
    Self::Listen(error) => (io_text(error, lang));
    Self::Tls(error) => (error.text(lang));
});

/// Each id with its key, as `muster host job machines` shows them.
fn namesakes(machines: &[(Cmid, Option<String>)], lang: Lang) -> String {
    let shown = |(cmid, key): &(Cmid, Option<String>)| match key {
        Some(key) => say!(lang; "{cmid} (key {key})", "{cmid} (キー {key})"),
        None => say!(lang; "{cmid} (no agent)", "{cmid} (エージェントなし)"),
    };
    machines.iter().map(shown).collect::<Vec<_>>().join(", ")
}

impl HostError {
    /// The documented code.
    pub fn code(&self) -> Code {
        match self {
            Self::File(error) => error.code(),
            Self::Missing(_) => code::LICENSE_FILE_NOT_INSTALLED,
            Self::Key { .. } => code::STATE_DAMAGED,
            Self::Chain(error) => error.code(),
            Self::ProductKey(_) => code::KEY_INVALID,
            Self::NoHostKey => code::KEY_TYPE,
            Self::NoProductKey => code::KEY_NOT_INSTALLED,
            Self::OtherMachine => code::HARDWARE_OUT_OF_TOLERANCE,
            Self::Offline(error) => error.code(),
            Self::List(refusal) => refusal.code(),
            Self::LicenseFile(_) => code::INVALID_DATA,
            Self::HostKeyForMachines => code::KEY_TYPE,
            Self::NoMachine(_) | Self::NoJob(_) => code::FILE_NOT_FOUND,
            Self::NoProduct(_) => code::PRODUCT_NOT_INSTALLED,
            Self::Unsealed(_) => code::STATE_DAMAGED,
            Self::Backup { .. } => code::STATE_DAMAGED,
            Self::Store(error) => error.code(),
            #[cfg(feature = "console")]
            Self::Console(error) => error.code,
            Self::Open(OpenError::File(error)) => error.code(),
            Self::Open(_) => code::SERVER_DATABASE_ERROR,
            Self::WriterEnded | Self::Seal(_) => code::UNEXPECTED,
            Self::Running(_) => code::SERVER_BUSY,
            Self::NoAgent
            | Self::NoConfirmation
            | Self::ManyMachines { .. }
            | Self::SeveralMachines { .. }
            | Self::OtherMachines => code::INVALID_ARGUMENT,
            Self::Exists(_) | Self::OwnFolder(_) | Self::Config { .. } | Self::Listen(_) | Self::Tls(_) => {
                code::INVALID_ARGUMENT
            }
        }
    }
}

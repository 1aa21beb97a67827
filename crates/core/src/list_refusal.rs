//! Why a host does not take the list of a proxy activation.

use crate::{
    code::{self, Code},
    sentence::Sentence,
    visible,
};

/// Why nothing of a list was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRefusal {
    /// The installation id of a machine of this name is not the one that the machine told.
    Changed(String),
    /// A command collected it for no job.
    Collected,
    /// The authority has answered nothing in it yet.
    Empty,
    /// It is no list, or not a whole one.
    Form(Sentence),
    /// Everything in it was taken before.
    Known,
    /// The job takes no confirmation ids.
    NotByProxy,
    /// It belongs to another job: the host that made it and the number.
    OtherJob(String, i64),
    /// It is that of another vendor.
    OtherVendor(String),
    /// The job was cancelled or has ended.
    Over,
}

impl ListRefusal {
    /// The documented code.
    pub fn code(&self) -> Code {
        match self {
            Self::Form(_) => code::INVALID_DATA,
            _ => code::INVALID_ARGUMENT,
        }
    }
}

crate::sentences_of!(ListRefusal, lang {
    Self::Changed(machine) => (
        "the installation id of {machine} is not the one of the job: take the list of the job again",
        "{machine} のインストール ID がジョブのものと一致しません。ジョブのリストをもう一度取得してください。",
        machine = visible::line(machine)
    );
    Self::Collected => (
        "this list belongs to no job: hand its confirmation ids to the machines with muster proxy deposit",
        "ジョブのリストではありません。確認 ID は muster proxy deposit で各コンピューターに適用してください。"
    );
    Self::Empty => (
        "the list holds no answer of the authority yet: muster proxy fetch FILE --authority URL gets them",
        "リストに認証局の応答がまだありません。muster proxy fetch FILE --authority URL で取得してください。"
    );
    Self::Form(problem) => (
        "this is no whole list of a proxy activation: {problem}",
        "プロキシ ライセンス認証のリストとして読み取れないか、途中で切れています: {problem}",
        problem = visible::line(&problem.text(lang))
    );
    Self::Known => (
        "every answer in the list was taken before: nothing is changed",
        "リストの応答はすべて登録済みです。何も変更されていません。"
    );
    Self::NotByProxy => (
        "this job takes no confirmation ids: only a proxy activation does",
        "このジョブでは確認 ID を使用しません。プロキシ ライセンス認証のジョブを指定してください。"
    );
    Self::OtherJob(host, number) => (
        "the list is that of another job: {number} of {host}",
        "別のジョブのリストです: {host} のジョブ {number}",
        host = visible::line(host)
    );
    Self::OtherVendor(vendor) => (
        "the list is that of another vendor: {vendor}",
        "別のベンダーのリストです: {vendor}",
        vendor = visible::line(vendor)
    );
    Self::Over => (
        "the job was cancelled or has ended: begin a new one for these machines, the same installation ids get the same answers",
        "ジョブは取り消されたか、期限が切れています。新しいジョブを作成してください。同じインストール ID には同じ確認 ID が返されます。"
    );
});

impl std::error::Error for ListRefusal {}

//! Why a host does not take the list of a proxy activation.

use crate::{
    code::{self, Code},
    lang::Lang,
    visible,
};
use std::fmt;

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
    Form(String),
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

    /// What is wrong and what to do, for people.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Changed(machine) => changed(&visible::line(machine), lang),
            Self::Collected => lang.pick(
                "this list belongs to no job: hand its confirmation ids to the machines with muster proxy deposit",
                "ジョブのリストではありません。確認 ID は muster proxy deposit で各コンピューターに適用してください。",
            ).to_owned(),
            Self::Empty => lang.pick(
                "the list holds no answer of the authority yet: muster proxy fetch FILE --authority URL gets them",
                "リストに認証局の応答がまだありません。muster proxy fetch FILE --authority URL で取得してください。",
            ).to_owned(),
            Self::Form(problem) => lang.pick(
                format!("this is no whole list of a proxy activation: {}", visible::line(problem)),
                format!("プロキシ ライセンス認証のリストとして読み取れないか、途中で切れています: {}", visible::line(problem)),
            ),
            Self::Known => lang.pick(
                "every answer in the list was taken before: nothing is changed",
                "リストの応答はすべて登録済みです。何も変更されていません。",
            ).to_owned(),
            Self::NotByProxy => lang.pick(
                "this job takes no confirmation ids: only a proxy activation does",
                "このジョブでは確認 ID を使用しません。プロキシ ライセンス認証のジョブを指定してください。",
            ).to_owned(),
            Self::OtherJob(host, number) => other_job(&visible::line(host), *number, lang),
            Self::OtherVendor(vendor) => lang.pick(
                format!("the list is that of another vendor: {}", visible::line(vendor)),
                format!("別のベンダーのリストです: {}", visible::line(vendor)),
            ),
            Self::Over => lang.pick(
                "the job was cancelled or has ended: begin a new one for these machines, the same installation ids get the same answers",
                "ジョブは取り消されたか、期限が切れています。新しいジョブを作成してください。同じインストール ID には同じ確認 ID が返されます。",
            ).to_owned(),
        }
    }
}

fn changed(machine: &str, lang: Lang) -> String {
    lang.pick(
        format!("the installation id of {machine} is not the one of the job: take the list of the job again"),
        format!("{machine} のインストール ID がジョブのものと一致しません。ジョブのリストをもう一度取得してください。"),
    )
}

fn other_job(host: &str, number: i64, lang: Lang) -> String {
    lang.pick(
        format!("the list is that of another job: {number} of {host}"),
        format!("別のジョブのリストです: {host} のジョブ {number}"),
    )
}

impl fmt::Display for ListRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for ListRefusal {}

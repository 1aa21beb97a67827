//! Jobs as pages show and begin them: what machines are to do, and what became of it.

use muster_core::{
    code::Code,
    id::{ActivationId, Cmid, OrderId},
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::ProductKey,
    },
    lang::Text,
    order::{OrderState, Task},
    time::{Moment, Span},
};
use std::net::IpAddr;

/// A job, and how far it is.
#[derive(Clone, Debug)]
pub struct JobSummary {
    /// Its number.
    pub id: i64,
    /// What is to be done.
    pub task: Task,
    /// The last characters of the product key that is to be installed.
    pub key_tail: Option<String>,
    /// Who began it.
    pub author: String,
    /// When it was begun.
    pub created: Moment,
    /// When its orders end.
    pub until: Moment,
    /// When it was cancelled.
    pub cancelled: Option<Moment>,
    /// Its machines.
    pub progress: JobProgress,
}

/// How many machines of a job have reported what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobProgress {
    /// All of them.
    pub machines: u32,
    /// Those that carried it out.
    pub done: u32,
    /// Those that tried and failed.
    pub failed: u32,
    /// Those that have told an installation id for which there is no confirmation id yet.
    pub unconfirmed: u32,
}

impl JobSummary {
    /// How many machines may still carry it out at `now`.
    pub fn open(&self, now: Moment) -> u32 {
        let JobProgress { machines, done, failed, .. } = self.progress;
        if self.cancelled.is_some() || now >= self.until { 0 } else { machines.saturating_sub(done + failed) }
    }
}

/// One machine of a job.
#[derive(Clone, Debug)]
pub struct JobMachine {
    /// The order.
    pub order: OrderId,
    /// The machine.
    pub cmid: Cmid,
    /// Its name when the job was begun.
    pub name: String,
    /// How the order stands.
    pub state: OrderState,
    /// The installation id that waits for its confirmation id.
    pub installation_id: Option<InstallationId>,
}

/// What an account has machines do.
#[derive(Clone, Debug)]
pub struct JobRequest {
    /// What is to be done.
    pub task: Task,
    /// The product key, to be installed.
    pub key: Option<ProductKey>,
    /// Which machines.
    pub machines: JobMachines,
    /// How long the orders may be carried out.
    pub term: Span,
    /// The machines that were shown before a key is sealed to them, each with the thumbprint of its key.
    pub shown: Vec<(Cmid, String)>,
    /// Who asks.
    pub account: String,
    /// From where.
    pub from: IpAddr,
}

/// Which machines of the inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobMachines {
    /// Those with these names or ids.
    Named(Vec<String>),
    /// All that have asked for a product.
    OfProduct(ActivationId),
}

/// The machines that a choice stands for.
#[derive(Clone, Debug, Default)]
pub struct JobTargets {
    /// Those with an agent.
    pub machines: Vec<JobTarget>,
    /// How many have none.
    pub left_out: usize,
}

/// A machine that an order can reach.
#[derive(Clone, Debug)]
pub struct JobTarget {
    /// The machine.
    pub cmid: Cmid,
    /// As it calls itself.
    pub name: String,
    /// The thumbprint of its key, to be compared with what the machine shows.
    pub key: String,
    /// When its agent announced the key.
    pub since: Moment,
}

/// A job that was begun.
#[derive(Clone, Debug)]
pub struct JobAdded {
    /// Its number.
    pub id: i64,
    /// How many machines were left out, because none of their agents has announced its key.
    pub left_out: usize,
    /// How many were left out, because no confirmation id of their hardware is stored.
    pub without_confirmation: usize,
}

/// A confirmation id that somebody typed for one machine of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfirmedOrder {
    /// The job.
    pub job: i64,
    /// The order.
    pub order: OrderId,
    /// The confirmation id.
    pub confirmation_id: ConfirmationId,
}

/// What became of a list of answers of the authority.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListTaken {
    /// Machines whose confirmation id was taken.
    pub confirmed: usize,
    /// Machines that the authority refused.
    pub refused: usize,
    /// Machines whose answer was here before, or whose order is over.
    pub known: usize,
    /// Machines for which the list holds no answer.
    pub unanswered: usize,
    /// Of those that were confirmed, machines that were released meanwhile: nobody fetches their orders.
    pub released: usize,
}

/// Why a job was not begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JobRefusal {
    /// The license pack does not take the key.
    Key(Code),
    /// More machines than a job takes.
    ManyMachines(usize),
    /// None of the machines has an agent.
    NoAgent,
    /// No confirmation id of the hardware of any of the machines is stored.
    NoConfirmation,
    /// No machine has this name or id.
    NoMachine(String),
    /// The license pack has no such product.
    NoProduct,
    /// The machines or their keys are no longer those that were shown.
    OtherMachines,
    /// Several machines have one name.
    SeveralMachines {
        /// The name.
        name: String,
        /// How many have it.
        found: usize,
        /// The first of them, each with the thumbprint of its key if an agent has announced one.
        machines: Vec<(Cmid, Option<String>)>,
    },
}

/// The name of what is to be done, for people.
pub(crate) fn task_name(task: Task) -> Text {
    let (en, ja) = match task {
        Task::InstallKey => ("Install a key", "キーのインストール"),
        Task::SetActivationType(..) => ("Set the activation type", "ライセンス認証の種類の設定"),
        Task::Activate(_) => ("Activate", "ライセンス認証"),
        Task::ProxyActivate(_) => ("Activate by proxy", "プロキシ ライセンス認証"),
        Task::Reapply(_) => ("Apply the stored confirmation ID again", "確認 ID の再適用"),
        Task::RemoveKey(_) => ("Remove the key", "キーの削除"),
    };
    Text { en, ja }
}

/// The name of a state for people, and its class.
pub(crate) fn state_name(state: OrderState) -> (Text, &'static str) {
    let (en, ja, class) = match state {
        OrderState::Waiting(_) => ("Waiting", "取得待ち", "warn"),
        OrderState::Fetched(_) => ("Fetched", "取得済み", "warn"),
        OrderState::Identified(_) => ("Needs a confirmation ID", "確認 ID 待ち", "warn"),
        OrderState::Refused(..) => ("Refused by the authority", "認証局による拒否", "bad"),
        OrderState::Confirmed(_) => ("Confirmation ID ready", "確認 ID 登録済み", "warn"),
        OrderState::Done(_) => ("Done", "完了", "well"),
        OrderState::Failed(..) => ("Failed", "失敗", "bad"),
        OrderState::Cancelled(_) => ("Cancelled", "取り消し", ""),
        OrderState::Expired(_) => ("Expired", "期限切れ", "bad"),
    };
    (Text { en, ja }, class)
}

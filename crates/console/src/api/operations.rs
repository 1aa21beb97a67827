//! The operations: what each takes, and the document that it answers with.

use super::{
    answer::json,
    authority_operations,
    documents::{
        AccountDocument, AccountList, AuditDocument, AuditPage, EventDocument, EventPage, MachineDetailDocument,
        MachineDocument, MachinePage, OverviewDocument,
    },
    evidence_operations,
    host_document::HostDocument,
    job_documents::{JobDetailDocument, JobDocument, JobMachineDocument, JobPage},
    list_operations,
    metric_documents::{MetricDocument, MetricList},
    operation::{LANG, Operation, parameter},
    parameters::{Parameter, ParameterKind},
    view_operations, webhook_operations,
};
use crate::{
    call::{Call, PageError},
    machine_query::MachineCursor,
    pages,
    role::Permission,
    service_kind::ServiceKind,
};
use axum::response::Response;
use muster_core::lang::Text;
use muster_server::openapi::message;

pub(crate) const OVERVIEW: Operation = Operation {
    path: "/v1/admin/overview",
    permission: Permission::ViewMachines,
    handler: overview,
    summary: Text { en: "Counts, ends and health.", ja: "カウント、期限、状態。" },
    takes: None,
    answer: message::<OverviewDocument>,
    parameters: &[LANG],
};

pub(crate) const METRICS: Operation = Operation {
    path: "/v1/admin/metrics",
    permission: Permission::ViewMetrics,
    handler: metrics,
    summary: Text {
        en: "The metrics of /metrics, with what they mean.", ja: "/metrics のメトリックの意味と値。"
    },
    takes: None,
    answer: message::<MetricList>,
    parameters: &[LANG],
};

pub(crate) const MACHINES: Operation = Operation {
    path: "/v1/admin/machines",
    permission: Permission::ViewMachines,
    handler: machines,
    summary: Text {
        en: "50 machines, each with one product.", ja: "コンピューターと製品の一覧 (1 ページ 50 件)。"
    },
    takes: None,
    answer: message::<MachinePage>,
    parameters: &[
        parameter("q", ParameterKind::Text, "A part of the name.", "名前の一部。"),
        parameter("state", ParameterKind::State, "The state.", "状態。"),
        parameter("product", ParameterKind::Uuid, "The activation id of the product.", "製品のライセンス認証 ID。"),
        parameter(
            "unseen",
            ParameterKind::Days,
            "Only those that have not asked for so many days.",
            "この日数以上、要求がないコンピューターのみ。",
        ),
        parameter("sort", ParameterKind::Sort, "The order; by name without it.", "並べ替え。省略した場合は名前順。"),
        parameter(
            "after",
            ParameterKind::Cursor,
            "Only what comes behind this place: take it from next.",
            "この位置より後の項目。next の値を指定します。",
        ),
        LANG,
    ],
};

pub(crate) const MACHINE: Operation = Operation {
    path: "/v1/admin/machine",
    permission: Permission::ViewMachines,
    handler: machine,
    summary: Text {
        en: "One machine: what it was told, and what that means.",
        ja: "1 台のコンピューター: 返した応答と、その意味。",
    },
    takes: None,
    answer: message::<MachineDetailDocument>,
    parameters: &[Parameter { required: true, ..parameter("id", ParameterKind::Uuid, "The CMID.", "CMID。") }, LANG],
};

pub(crate) const JOBS: Operation = Operation {
    path: "/v1/admin/jobs",
    permission: Permission::ViewMachines,
    handler: jobs,
    summary: Text { en: "20 jobs, the newest first.", ja: "ジョブ (新しい順、1 ページ 20 件)。" },
    takes: None,
    answer: message::<JobPage>,
    parameters: &[
        parameter(
            "before",
            ParameterKind::Number,
            "Only jobs before this number: take it from next.",
            "この番号より前のジョブ。next の値を指定します。",
        ),
        LANG,
    ],
};

pub(crate) const JOB: Operation = Operation {
    path: "/v1/admin/job",
    permission: Permission::ViewMachines,
    handler: job,
    summary: Text {
        en: "One job, with the progress of 100 machines.",
        ja: "1 つのジョブと各コンピューターの進行状況 (1 ページ 100 台)。",
    },
    takes: None,
    answer: message::<JobDetailDocument>,
    parameters: &[
        Parameter {
            required: true,
            ..parameter("id", ParameterKind::Number, "The number of the job.", "ジョブの番号。")
        },
        parameter(
            "after",
            ParameterKind::Uuid,
            "Only machines behind this order: take it from next.",
            "この指示より後のコンピューター。next の値を指定します。",
        ),
        LANG,
    ],
};

pub(crate) const EVENTS: Operation = Operation {
    path: "/v1/admin/events",
    permission: Permission::ReadEvents,
    handler: events,
    summary: Text { en: "50 events, the newest first.", ja: "イベント (新しい順、1 ページ 50 件)。" },
    takes: None,
    answer: message::<EventPage>,
    parameters: &[
        parameter(
            "before",
            ParameterKind::Number,
            "Only events before this number: take it from next.",
            "この番号より前のイベント。next の値を指定します。",
        ),
        LANG,
    ],
};

pub(crate) const HOST_STATUS: Operation = Operation {
    path: "/v1/admin/host",
    permission: Permission::ViewMachines,
    handler: host,
    summary: Text {
        en: "The host: key, license, counts, refusals by code, settings and backup.",
        ja: "ホスト: キー、ライセンス、カウント、コードごとの拒否の数、設定、バックアップ。",
    },
    takes: None,
    answer: message::<HostDocument>,
    parameters: &[LANG],
};

pub(crate) const ACCOUNTS: Operation = Operation {
    path: "/v1/admin/accounts",
    permission: Permission::ManageAccounts,
    handler: accounts,
    summary: Text { en: "All accounts.", ja: "すべてのアカウント。" },
    takes: None,
    answer: message::<AccountList>,
    parameters: &[LANG],
};

pub(crate) const AUDIT: Operation = Operation {
    path: "/v1/admin/audit",
    permission: Permission::ReadAudit,
    handler: audit,
    summary: Text {
        en: "50 entries of the audit log, the newest first.",
        ja: "監査ログのエントリ (新しい順、1 ページ 50 件)。",
    },
    takes: None,
    answer: message::<AuditPage>,
    parameters: &[
        parameter(
            "account",
            ParameterKind::Text,
            "The account that acted, or that it was done to.",
            "操作を実行したアカウント、または操作の対象。",
        ),
        parameter("action", ParameterKind::Action, "What was done.", "操作。"),
        parameter(
            "before",
            ParameterKind::Number,
            "Only entries before this number: take it from next.",
            "この番号より前のエントリ。next の値を指定します。",
        ),
        LANG,
    ],
};

const HOST: &[Operation] = &[
    OVERVIEW,
    HOST_STATUS,
    MACHINES,
    MACHINE,
    evidence_operations::EVIDENCE,
    view_operations::LIST,
    view_operations::ADD,
    view_operations::RENAME,
    view_operations::REMOVE,
    JOBS,
    JOB,
    list_operations::IDS,
    list_operations::CONFIRM,
    EVENTS,
];
const SHARED: &[Operation] = &[METRICS, ACCOUNTS, AUDIT];

/// All operations of the console of a service.
pub(crate) fn operations(kind: ServiceKind) -> impl Iterator<Item = &'static Operation> {
    let own = match kind {
        ServiceKind::Authority => authority_operations::ALL,
        ServiceKind::Host => HOST,
    };
    own.iter().chain(SHARED).chain(webhook_operations::ALL)
}

/// The operation at a path.
pub(crate) fn at(kind: ServiceKind, path: &str) -> Option<&'static Operation> {
    operations(kind).find(|operation| operation.path == path)
}

/// The first page's data.
fn overview(call: &Call<'_>) -> Result<Response, PageError> {
    json(&OverviewDocument::new(pages::overview::read(call)?, call.lang()))
}

/// The host.
fn host(call: &Call<'_>) -> Result<Response, PageError> {
    json(&HostDocument::new(pages::host::read(call)?, call))
}

/// A page of machines.
fn machines(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::machines::find(call)?;
    let now = call.host_time();
    let machines = found.machines.iter().map(|machine| MachineDocument::new(machine, &found.products, now));
    json(&MachinePage {
        machines: machines.collect(),
        count: found.count,
        next: found.next.as_ref().map(MachineCursor::text),
    })
}

/// The metrics.
fn metrics(call: &Call<'_>) -> Result<Response, PageError> {
    let metrics = call.console.service.owner().metrics(call.host_time());
    json(&MetricList { metrics: metrics.iter().map(|metric| MetricDocument::new(metric, call.lang())).collect() })
}

/// One machine.
fn machine(call: &Call<'_>) -> Result<Response, PageError> {
    let (detail, products) = pages::machine::read(call)?;
    json(&MachineDetailDocument::new(&detail, &products, call))
}

/// A page of jobs.
fn jobs(call: &Call<'_>) -> Result<Response, PageError> {
    let (found, products) = (pages::jobs::find(call)?, call.host()?.products()?);
    let jobs = found.jobs.iter().map(|job| JobDocument::new(job, &products, call)).collect();
    json(&JobPage { jobs, next: found.next })
}

/// One job.
fn job(call: &Call<'_>) -> Result<Response, PageError> {
    let (found, products) = (pages::job::find(call)?, call.host()?.products()?);
    json(&JobDetailDocument {
        job: JobDocument::new(&found.job, &products, call),
        machines: found.machines.iter().map(JobMachineDocument::new).collect(),
        next: found.next.map(|order| order.to_string()),
    })
}

/// A page of events.
fn events(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::events::find(call)?;
    let events = found.events.into_iter().map(|event| EventDocument::new(event, call.lang())).collect();
    json(&EventPage { events, next: found.next })
}

/// All accounts.
fn accounts(call: &Call<'_>) -> Result<Response, PageError> {
    let accounts = call.store()?.accounts()?;
    json(&AccountList { accounts: accounts.iter().map(|account| AccountDocument::new(account, call.now)).collect() })
}

/// A page of the audit log.
fn audit(call: &Call<'_>) -> Result<Response, PageError> {
    let found = pages::audit::find(call)?;
    let entries = found.entries.into_iter().map(|(entry, hash)| AuditDocument { entry, hash }).collect();
    json(&AuditPage { entries, next: found.next })
}

//! The list of a proxy activation in the API: what the page of a job does with it.

use super::{
    answer::json,
    job_documents::ListTakenDocument,
    operation::{LANG, Operation, parameter},
    parameters::{Parameter, ParameterKind},
    problem::list_refused,
};
use crate::{
    call::{Call, PageError},
    job::JobSummary,
    pages::job_list,
    role::Permission,
};
use axum::response::Response;
use muster_core::lang::Text;
use muster_proto::proxy_list::ProxyList;
use muster_server::openapi::message;

const JOB: Parameter = Parameter {
    required: true,
    ..parameter("id", ParameterKind::Number, "The number of the job.", "ジョブの番号。")
};

pub(crate) const IDS: Operation = Operation {
    path: "/v1/admin/job/list",
    permission: Permission::RunJobs,
    handler: ids,
    summary: Text {
        en: "The installation ids of a proxy activation that wait for an answer of the authority.",
        ja: "プロキシ ライセンス認証のジョブで、確認 ID を待っているインストール ID のリスト。",
    },
    takes: None,
    answer: message::<ProxyList>,
    parameters: &[JOB, LANG],
};

pub(crate) const CONFIRM: Operation = Operation {
    path: "/v1/admin/job/confirm",
    permission: Permission::RunJobs,
    handler: confirm,
    summary: Text {
        en: "Takes the answers of the authority in the list of a proxy activation: all, or nothing if the list does not fit the job.",
        ja: "プロキシ ライセンス認証のリストにある認証局の応答を登録します。リストがジョブと一致しない場合は何も登録されません。",
    },
    takes: Some(message::<ProxyList>),
    answer: message::<ListTakenDocument>,
    parameters: &[JOB, LANG],
};

fn job(call: &Call<'_>) -> Result<JobSummary, PageError> {
    let id = call.request.query("id").parse().map_err(|_| PageError::NotFound)?;
    call.host()?.job(id)?.ok_or(PageError::NotFound)
}

/// The list, which has nothing where the job takes none.
fn ids(call: &Call<'_>) -> Result<Response, PageError> {
    match job_list::read(call, &job(call)?)? {
        Ok(list) => json(&list),
        Err(refusal) => Ok(list_refused(&refusal, 404)),
    }
}

/// Takes the answers.
fn confirm(call: &Call<'_>) -> Result<Response, PageError> {
    match job_list::answers(call, &job(call)?, &call.request.message)? {
        Ok(taken) => json(&ListTakenDocument::new(taken)),
        Err(refusal) => Ok(list_refused(&refusal, 422)),
    }
}

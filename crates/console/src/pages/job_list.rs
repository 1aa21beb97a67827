//! The list of a job's installation ids: it goes out as a file, and comes back with the answers of the authority.

use super::{job, response::redirect};
use crate::{
    audit::{AuditAction, AuditEntry},
    call::{Call, PageError},
    job::{JobSummary, ListTaken},
};
use axum::{
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use muster_core::{lang::Lang, list_refusal::ListRefusal};
use muster_proto::proxy_list::ProxyList;

/// The job that the address names.
pub(super) fn named(call: &Call<'_>) -> Result<JobSummary, PageError> {
    let id = call.request.query("id").parse().map_err(|_| PageError::NotFound)?;
    call.host()?.job(id)?.ok_or(PageError::NotFound)
}

/// The list of a job, when it is recorded that it is taken.
pub(crate) fn read(call: &Call<'_>, job: &JobSummary) -> Result<Result<ProxyList, ListRefusal>, PageError> {
    let list = match call.host()?.proxy_list(job.id, call.host_time())? {
        Ok(list) => list,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let entry = AuditEntry { new: Some(call.request.address()), ..call.entry(AuditAction::Download) };
    call.store()?.add_audit(&entry)?;
    Ok(Ok(list))
}

/// Takes what came back.
pub(crate) fn answers(
    call: &Call<'_>,
    job: &JobSummary,
    list: &[u8],
) -> Result<Result<ListTaken, ListRefusal>, PageError> {
    let entry = call.entry(AuditAction::JobConfirm);
    Ok(call.host()?.take_answers(job.id, list, &entry.account, entry.from, call.host_time())?)
}

/// Sends it as a file.
pub(crate) fn download(call: &Call<'_>) -> Result<Response, PageError> {
    let job = named(call)?;
    let list = match read(call, &job)? {
        Ok(list) => list,
        Err(refusal) => return job::refused(call, job, sentence(&refusal, call.lang())),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"muster-job-{}.json\"", job.id)),
        (HeaderName::from_static("x-download-options"), "noopen".to_owned()),
    ];
    Ok((headers, list.text().map_err(PageError::Encoding)?).into_response())
}

/// Takes the file that came back.
pub(crate) fn take(call: &Call<'_>) -> Result<Response, PageError> {
    let (job, list) = (named(call)?, call.request.form("list"));
    if list.is_empty() {
        let problem = call.lang().pick("Choose the file with the list.", "リストのファイルを選択してください。");
        return job::refused(call, job, problem.to_owned());
    }
    match answers(call, &job, list.as_bytes())? {
        Ok(taken) => Ok(redirect(&shown(call, &job, taken))),
        Err(refusal) => job::refused(call, job, sentence(&refusal, call.lang())),
    }
}

/// The page of the job, which says what was taken.
pub(super) fn shown(call: &Call<'_>, job: &JobSummary, taken: ListTaken) -> String {
    let ListTaken { confirmed, refused, known, unanswered, released } = taken;
    let counts = [confirmed, refused, known, unanswered, released].map(|count| count.to_string());
    let names = ["confirmed", "refused", "known", "unanswered", "released"];
    let id = job.id.to_string();
    let counts = names
        .into_iter()
        .zip(counts.iter().map(String::as_str))
        .filter(|(name, count)| *name == "confirmed" || *count != "0");
    let pairs: Vec<(&str, &str)> = [("id", id.as_str())].into_iter().chain(counts).collect();
    call.request.links().to("/job", &pairs)
}

/// A refusal as a sentence.
pub(super) fn sentence(refusal: &ListRefusal, lang: Lang) -> String {
    super::code_text::sentence(&refusal.text(lang))
}

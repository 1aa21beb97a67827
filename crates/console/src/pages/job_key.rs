//! The page of the machines that a product key is to be sealed to, with the keys of their agents: it is shown before the key is typed.

use super::{
    code_text::shown,
    frame::Frame,
    new_job::{self, Asked},
    response::html,
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    job::{JobTarget, JobTargets},
};
use askama::Template;
use aws_lc_rs::digest::{Context, SHA256};
use axum::{http::StatusCode, response::Response};
use data_encoding::HEXLOWER;
use muster_core::{
    keys::product_key::{KeyError, ProductKey},
    lang::Lang,
    order::Task,
};

#[derive(Template)]
#[template(path = "job_key.html")]
struct Page {
    frame: Frame,
    back: String,
    action: String,
    problem: String,
    rows: Vec<Row>,
    left_out: usize,
    /// What the form before said.
    machines: String,
    of_product: String,
    days: String,
    /// What this page shows, as the next request brings it along.
    shown: String,
}

struct Row {
    name: String,
    href: String,
    cmid: String,
    key: String,
    since: String,
}

/// Shows machines and keys, or begins a job with a key for those that were shown.
pub(crate) fn install(call: &Call<'_>) -> Result<Response, PageError> {
    let lang = call.lang();
    let asked = match new_job::asked(call) {
        Ok(asked) => asked,
        Err(problem) => return new_job::refused(call, problem),
    };
    let targets = match call.host()?.job_targets(&asked.machines)? {
        Ok(targets) if targets.machines.is_empty() => return new_job::refused(call, new_job::no_agent(lang)),
        Ok(targets) => targets,
        Err(refusal) => return new_job::refused(call, &new_job::refusal_text(&refusal, lang)),
    };
    let brought = call.request.form("shown");
    if brought.is_empty() {
        return page(call, StatusCode::OK, &targets, String::new());
    }
    if brought != digest(&targets.machines) {
        let problem = new_job::other_machines(lang).to_owned();
        return page(call, StatusCode::UNPROCESSABLE_ENTITY, &targets, problem);
    }
    match call.request.form("key").parse::<ProductKey>() {
        Ok(key) => begin(call, asked, key, &targets),
        Err(error) => page(call, StatusCode::UNPROCESSABLE_ENTITY, &targets, key_problem(&error, lang)),
    }
}

fn begin(call: &Call<'_>, asked: Asked, key: ProductKey, targets: &JobTargets) -> Result<Response, PageError> {
    let shown = targets.machines.iter().map(|target| (target.cmid, target.key.clone())).collect();
    match new_job::begin(call, asked, Task::InstallKey, Some(key), shown)? {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let problem = new_job::refusal_text(&refusal, call.lang());
            page(call, StatusCode::UNPROCESSABLE_ENTITY, targets, problem)
        }
    }
}

fn key_problem(error: &KeyError, lang: Lang) -> String {
    // What is wrong with it names no character of it.
    lang.pick(format!("The product key is not valid: {error}"), "プロダクト キーが無効です。".to_owned())
}

/// Another machine or another key makes another digest.
fn digest(machines: &[JobTarget]) -> String {
    let mut context = Context::new(&SHA256);
    for JobTarget { cmid, key, .. } in machines {
        context.update(format!("{cmid} {key}\n").as_bytes());
    }
    HEXLOWER.encode(context.finish().as_ref())
}

fn page(call: &Call<'_>, status: StatusCode, targets: &JobTargets, problem: String) -> Result<Response, PageError> {
    let (links, typed) = (call.request.links(), |name| call.request.form(name).to_owned());
    let row = |target: &JobTarget| Row {
        name: shown(&target.name),
        href: links.to("/machine", &[("id", &target.cmid.to_string())]),
        cmid: target.cmid.to_string(),
        key: target.key.clone(),
        since: utc(target.since),
    };
    let page = Page {
        frame: Frame::new(call, call.lang().pick("Install a key", "キーのインストール")),
        back: links.to("/jobs/new", &[]),
        action: links.to("/jobs/key", &[]),
        problem,
        rows: targets.machines.iter().map(row).collect(),
        left_out: targets.left_out,
        machines: typed("machines"),
        of_product: typed("of-product"),
        days: typed("days"),
        shown: digest(&targets.machines),
    };
    html(status, &page)
}

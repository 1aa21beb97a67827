//! The form that begins a job, and beginning it. The product key is in the body of the request alone: neither page nor audit log repeats it.

use super::{
    frame::Frame,
    response::{html, redirect},
};
use crate::{
    audit::AuditAction,
    call::{Call, PageError},
    job::{JobAdded, JobMachines, JobRefusal, JobRequest},
    role::Permission,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{
    client::activation::ActivationType,
    code::Code,
    id::ActivationId,
    keys::product_key::{KeyError, ProductKey},
    lang::Lang,
    order::{TERM_MAX, Task},
    time::Span,
};

/// The term that the form offers, in days.
const DAYS_OFFERED: u32 = 30;

#[derive(Template)]
#[template(path = "new_job.html")]
struct Page {
    frame: Frame,
    back: String,
    action: String,
    key_action: String,
    /// Whether whoever looks may install keys.
    installs: bool,
    problem: String,
    machines: String,
    days: String,
    days_max: i64,
    products: Vec<Choice>,
    of_products: Vec<Choice>,
    types: Vec<Choice>,
    verbs: Vec<Choice>,
}

struct Choice {
    id: String,
    name: String,
    chosen: bool,
}

/// Shows the form.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    page(call, StatusCode::OK, String::new())
}

/// Begins a job that takes no key.
pub(crate) fn add(call: &Call<'_>) -> Result<Response, PageError> {
    let product = call.request.form("product").parse::<ActivationId>().ok();
    let kind = call.request.form("type").parse().ok().and_then(ActivationType::from_number);
    let task = match call.request.form("verb") {
        "activate" => Some(Task::Activate(product)),
        "remove-key" => product.map(Task::RemoveKey),
        "activation-type" => kind.map(|kind| Task::SetActivationType(kind, product)),
        _ => return page(call, StatusCode::UNPROCESSABLE_ENTITY, String::new()),
    };
    match task {
        Some(task) => begin(call, task, None),
        None => refused(call, call.lang().pick("Choose the product.", "製品を選択してください。")),
    }
}

/// Begins a job that installs a key.
pub(crate) fn install_key(call: &Call<'_>) -> Result<Response, PageError> {
    match call.request.form("key").parse::<ProductKey>() {
        Ok(key) => begin(call, Task::InstallKey, Some(key)),
        Err(error) => refused(call, &key_problem(&error, call.lang())),
    }
}

fn key_problem(error: &KeyError, lang: Lang) -> String {
    // What is wrong with it names no character of it.
    lang.pick(format!("The product key is not valid: {error}"), "プロダクト キーが無効です。".to_owned())
}

fn begin(call: &Call<'_>, task: Task, key: Option<ProductKey>) -> Result<Response, PageError> {
    let lang = call.lang();
    let days = call.request.form("days").trim().parse().ok();
    let Some(term) = days.map(Span::days).filter(|term| (Span::days(1)..=TERM_MAX).contains(term)) else {
        return refused(call, lang.pick("The orders last 1 to 90 days.", "期間は 1 ～ 90 日で指定してください。"));
    };
    let named: Vec<String> = call.request.form("machines").lines().map(str::trim).map(str::to_owned).collect();
    let named: Vec<String> = named.into_iter().filter(|name| !name.is_empty()).collect();
    let machines = match (call.request.form("of-product").parse().ok(), named.is_empty()) {
        (Some(product), true) => JobMachines::OfProduct(product),
        (None, false) => JobMachines::Named(named),
        _ => {
            let text = lang.pick(
                "Name the machines, or choose all of a product.",
                "コンピューターを入力するか、製品のすべてのコンピューターを選択してください。",
            );
            return refused(call, text);
        }
    };
    let entry = call.entry(AuditAction::JobAdd);
    let request = JobRequest { task, key, machines, term, account: entry.account, from: entry.from };
    match call.host()?.add_job(&request, call.host_time())? {
        Ok(JobAdded { id, left_out }) => {
            let (id, left_out) = (id.to_string(), left_out.to_string());
            Ok(redirect(&call.request.links().to("/job", &[("id", &id), ("left-out", &left_out)])))
        }
        Err(refusal) => refused(call, &refusal_text(&refusal, lang)),
    }
}

fn refusal_text(refusal: &JobRefusal, lang: Lang) -> String {
    let coded = |code: &Code| format!("{code} {}", code.title(lang));
    match refusal {
        JobRefusal::Key(code) => coded(code),
        JobRefusal::ManyMachines(found) => lang.pick(
            format!("{found} machines are more than one job takes: choose fewer."),
            format!("{found} 台は 1 つのジョブで指定できる台数を超えています。"),
        ),
        JobRefusal::NoAgent => lang.pick(
            "None of these machines has an agent that names this host in its client.toml.".to_owned(),
            "client.toml でこのホストを指定しているエージェントのあるコンピューターがありません。".to_owned(),
        ),
        JobRefusal::NoMachine(name) => lang.pick(
            format!("No machine '{}' has ever asked.", super::code_text::shown(name)),
            format!("「{}」というコンピューターからの要求はありません。", super::code_text::shown(name)),
        ),
        JobRefusal::NoProduct => lang
            .pick("The license pack has no such product.".to_owned(), "ライセンス パックにない製品です。".to_owned()),
    }
}

fn refused(call: &Call<'_>, problem: &str) -> Result<Response, PageError> {
    page(call, StatusCode::UNPROCESSABLE_ENTITY, problem.to_owned())
}

/// What was typed before, or what the address brings along.
fn typed<'c>(call: &'c Call<'_>, name: &str) -> &'c str {
    let form = call.request.form(name);
    if form.is_empty() { call.request.query(name) } else { form }
}

fn page(call: &Call<'_>, status: StatusCode, problem: String) -> Result<Response, PageError> {
    let (lang, links, products) = (call.lang(), call.request.links(), call.host()?.products()?);
    let choices = |field| -> Vec<Choice> {
        let chosen = typed(call, field);
        let choice = |id: String, name: String| Choice { chosen: chosen == id, id, name };
        products.iter().map(|product| choice(product.id.to_string(), product.name.clone())).collect()
    };
    let listed = |field, listed: &[(&str, &str)]| -> Vec<Choice> {
        let chosen = typed(call, field);
        let choice =
            |(id, name): &(&str, &str)| Choice { id: (*id).into(), name: (*name).into(), chosen: chosen == *id };
        listed.iter().map(choice).collect()
    };
    let page = Page {
        frame: Frame::new(call, lang.pick("New job", "ジョブの作成")),
        back: links.to("/jobs", &[]),
        action: links.to("/jobs", &[]),
        key_action: links.to("/jobs/key", &[]),
        installs: call.session.as_ref().is_some_and(|session| session.role.has(Permission::InstallKeys)),
        problem,
        machines: typed(call, "machines").to_owned(),
        days: match typed(call, "days") {
            "" => DAYS_OFFERED.to_string(),
            days => days.to_owned(),
        },
        days_max: TERM_MAX.as_days_started(),
        products: choices("product"),
        of_products: choices("of-product"),
        types: listed(
            "type",
            &[
                ("0", lang.pick("0: all", "0: すべて")),
                ("1", lang.pick("1: directory", "1: ディレクトリ")),
                ("2", lang.pick("2: activation host", "2: ライセンス認証ホスト")),
                ("3", lang.pick("3: certificate", "3: 証明書")),
            ],
        ),
        verbs: listed(
            "verb",
            &[
                ("activate", lang.pick("Activate", "ライセンス認証")),
                ("remove-key", lang.pick("Remove the key", "キーの削除")),
                ("activation-type", lang.pick("Set the activation type", "ライセンス認証の種類の設定")),
            ],
        ),
    };
    html(status, &page)
}

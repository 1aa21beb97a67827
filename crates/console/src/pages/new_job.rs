//! The form that begins a job, and beginning it. A product key is in the body of the request alone: neither page nor audit log repeats it.

use super::{
    choice::Choice,
    frame::Frame,
    response::{html, redirect},
};
use crate::{
    audit::AuditAction,
    call::{Call, PageError},
    job::{JobAdded, JobMachines, JobRefusal, JobRequest},
    role::Permission,
    view::ProductName,
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{
    client::activation::ActivationType,
    code::Code,
    id::{ActivationId, Cmid},
    keys::product_key::ProductKey,
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
        "proxy-activate" => product.map(Task::ProxyActivate),
        "reapply" => product.map(Task::Reapply),
        "remove-key" => product.map(Task::RemoveKey),
        "activation-type" => kind.map(|kind| Task::SetActivationType(kind, product)),
        _ => return page(call, StatusCode::UNPROCESSABLE_ENTITY, String::new()),
    };
    let Some(task) = task else {
        return refused(call, call.lang().pick("Choose the product.", "製品を選択してください。"));
    };
    let asked = match asked(call) {
        Ok(asked) => asked,
        Err(problem) => return refused(call, problem),
    };
    match begin(call, asked, task, None, Vec::new())? {
        Ok(response) => Ok(response),
        Err(refusal) => refused(call, &refusal_text(&refusal, call.lang())),
    }
}

/// Which machines a form names, and for how long.
pub(super) struct Asked {
    pub(super) machines: JobMachines,
    term: Span,
}

/// Reads the form; the error is what whoever filled it in is told.
pub(super) fn asked(call: &Call<'_>) -> Result<Asked, &'static str> {
    let lang = call.lang();
    let days = call.request.form("days").trim().parse().ok();
    let Some(term) = days.map(Span::days).filter(|term| (Span::days(1)..=TERM_MAX).contains(term)) else {
        return Err(lang.pick("The orders last 1 to 90 days.", "期間は 1 ～ 90 日で指定してください。"));
    };
    let named: Vec<String> = call.request.form("machines").lines().map(str::trim).map(str::to_owned).collect();
    let named: Vec<String> = named.into_iter().filter(|name| !name.is_empty()).collect();
    match (call.request.form("of-product").parse().ok(), named.is_empty()) {
        (Some(product), true) => Ok(Asked { machines: JobMachines::OfProduct(product), term }),
        (None, false) => Ok(Asked { machines: JobMachines::Named(named), term }),
        _ => Err(lang.pick(
            "Name the machines, or choose all of a product.",
            "コンピューターを入力するか、製品のすべてのコンピューターを選択してください。",
        )),
    }
}

/// Begins a job; a refusal is an answer.
pub(super) fn begin(
    call: &Call<'_>,
    Asked { machines, term }: Asked,
    task: Task,
    key: Option<ProductKey>,
    shown: Vec<(Cmid, String)>,
) -> Result<Result<Response, JobRefusal>, PageError> {
    let entry = call.entry(AuditAction::JobAdd);
    let request = JobRequest { task, key, machines, term, shown, account: entry.account, from: entry.from };
    Ok(call.host()?.add_job(&request, call.host_time())?.map(|JobAdded { id, left_out, without_confirmation }| {
        let [id, left_out, without] = [id.to_string(), left_out.to_string(), without_confirmation.to_string()];
        let mut pairs = vec![("id", id.as_str()), ("left-out", &left_out)];
        if without_confirmation > 0 {
            pairs.push(("without-confirmation", &without));
        }
        redirect(&call.request.links().to("/job", &pairs))
    }))
}

pub(super) fn no_agent(lang: Lang) -> &'static str {
    lang.pick(
        "None of these machines has an agent that names this host in its client.toml.",
        "client.toml でこのホストを指定しているエージェントのあるコンピューターがありません。",
    )
}

fn no_confirmation(lang: Lang) -> &'static str {
    lang.pick(
        "No confirmation ID is stored that activated the hardware of these machines: activate them by proxy.",
        "これらのコンピューターのハードウェアに使用した確認 ID は保存されていません。プロキシ ライセンス認証を実行してください。",
    )
}

pub(super) fn other_machines(lang: Lang) -> &'static str {
    lang.pick(
        "The machines or their keys have changed since they were shown: look at them again.",
        "表示後にコンピューターまたはキーが変更されました。もう一度確認してください。",
    )
}

/// A name that several machines have, with their keys and how to name one.
fn several(name: &str, found: usize, machines: &[(Cmid, Option<String>)], lang: Lang) -> String {
    let machine = |(cmid, key): &(Cmid, Option<String>)| match key {
        Some(key) => lang.pick(format!("{cmid} (key {key})"), format!("{cmid} (キー {key})")),
        None => lang.pick(format!("{cmid} (no agent)"), format!("{cmid} (エージェントなし)")),
    };
    let machines = machines.iter().map(machine).collect::<Vec<_>>().join(", ");
    let name = super::code_text::shown(name);
    lang.pick(
        format!("{found} machines call themselves '{name}': {machines}. Compare the key with what the machine shows, and name it by its CMID."),
        format!("「{name}」という名前のコンピューターが {found} 台あります: {machines}。キーをコンピューターで表示されるキーと比較し、CMID で指定してください。"),
    )
}

pub(super) fn refusal_text(refusal: &JobRefusal, lang: Lang) -> String {
    let coded = |code: &Code| format!("{code} {}", code.title(lang));
    match refusal {
        JobRefusal::Key(code) => coded(code),
        JobRefusal::ManyMachines(found) => lang.pick(
            format!("{found} machines are more than one job takes: choose fewer."),
            format!("{found} 台は 1 つのジョブで指定できる台数を超えています。"),
        ),
        JobRefusal::NoAgent => no_agent(lang).to_owned(),
        JobRefusal::NoConfirmation => no_confirmation(lang).to_owned(),
        JobRefusal::OtherMachines => other_machines(lang).to_owned(),
        JobRefusal::SeveralMachines { name, found, machines } => several(name, *found, machines, lang),
        JobRefusal::NoMachine(name) => lang.pick(
            format!("No machine '{}' has ever asked.", super::code_text::shown(name)),
            format!("「{}」というコンピューターからの要求はありません。", super::code_text::shown(name)),
        ),
        JobRefusal::NoProduct => lang
            .pick("The license pack has no such product.".to_owned(), "ライセンス パックにない製品です。".to_owned()),
    }
}

pub(super) fn refused(call: &Call<'_>, problem: &str) -> Result<Response, PageError> {
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
        let choice = |product: &ProductName| {
            let id = product.id.to_string();
            let is_chosen = chosen == id;
            Choice::new(id, product.name.clone(), is_chosen)
        };
        products.iter().map(choice).collect()
    };
    let listed = |field, listed: &[(&'static str, &'static str)]| -> Vec<Choice> {
        let chosen = typed(call, field);
        listed.iter().map(|(id, name)| Choice::new(*id, *name, chosen == *id)).collect()
    };
    let page = Page {
        frame: Frame::new(call, lang.pick("New job", "ジョブの作成")),
        back: links.to("/jobs", &[]),
        action: links.to("/jobs", &[]),
        key_action: links.to("/jobs/key", &[]),
        installs: call.may(Permission::InstallKeys),
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
                ("proxy-activate", lang.pick("Activate by proxy", "プロキシ ライセンス認証")),
                ("reapply", lang.pick("Apply the stored confirmation ID again", "確認 ID の再適用")),
                ("remove-key", lang.pick("Remove the key", "キーの削除")),
                ("activation-type", lang.pick("Set the activation type", "ライセンス認証の種類の設定")),
            ],
        ),
    };
    html(status, &page)
}

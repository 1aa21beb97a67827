//! `muster host job`: what machines are to do, and what became of it.

use super::{
    job_actor::actor,
    job_key, job_list,
    job_table::{machine_table, print_table},
};
use crate::{
    args::{JobCommand, JobMachines},
    cmd::now,
    failure::Failure,
    input_file, key_file, out,
    output_file::OutputFile,
};
use muster_client::ActivationType;
use muster_core::{
    id::{ActivationId, Cmid},
    lang::{Lang, Text},
    order::{OrderState, Task},
    time::{Moment, Span},
};
use muster_host::{AddedJob, Host, Job, JobOrder, MachineChoice, ManagedRow, NewJob};
use muster_platform::entropy::Entropy;
use muster_proto::instant;
use serde_json::{Value, json};
use std::path::Path;

/// More is no list of machines.
const LIST_BYTES_MAX: u64 = 16 * 1024 * 1024;

pub(super) fn run(command: JobCommand, host: &Host, lang: Lang) -> Result<(), Failure> {
    match command {
        JobCommand::InstallKey { key_file, machines, yes, json } => {
            let key = Some(key_file::read(&key_file)?);
            let new = NewJob { key, ..new(Task::InstallKey, machines)? };
            let chosen = host.admin()?.choose(&new.machines)?;
            job_key::confirm(&chosen, yes, json, lang)?;
            add(host, &NewJob { shown: chosen.keys(), ..new }, &chosen.machines, json, lang)
        }
        JobCommand::Activate { activation_id, machines, json } => {
            let task = Task::Activate(activation_id.as_deref().map(product).transpose()?);
            add(host, &new(task, machines)?, &[], json, lang)
        }
        JobCommand::RemoveKey { activation_id, machines, json } => {
            add(host, &new(Task::RemoveKey(product(&activation_id)?), machines)?, &[], json, lang)
        }
        JobCommand::ActivationType { number, activation_id, machines, json } => {
            let kind = ActivationType::from_number(number).unwrap_or_default();
            let product = activation_id.as_deref().map(product).transpose()?;
            add(host, &new(Task::SetActivationType(kind, product), machines)?, &[], json, lang)
        }
        JobCommand::ProxyActivate { activation_id, machines, json } => {
            add(host, &new(Task::ProxyActivate(product(&activation_id)?), machines)?, &[], json, lang)
        }
        JobCommand::Reapply { activation_id, machines, json } => {
            add(host, &new(Task::Reapply(product(&activation_id)?), machines)?, &[], json, lang)
        }
        JobCommand::InstallationIds { job, out, force, json } => {
            let out = OutputFile::new(&out, force)?.beside_report(json)?;
            job_list::write(host, job, &out, json, lang)
        }
        JobCommand::Confirm { job, list, machine: None, json } => job_list::take(host, job, &list, json, lang),
        JobCommand::Confirm { job, list, machine: Some(machine), json } => {
            job_list::take_one(host, job, (&machine, &list), json, lang)
        }
        JobCommand::List { limit, json } => list(host, limit, json, lang),
        JobCommand::Show { job, json } => show(host, job, json, lang),
        JobCommand::Cancel { job, json } => cancel(host, job, json, lang),
        JobCommand::Machines { json } => machines(host, json, lang),
    }
}

fn product(text: &str) -> Result<ActivationId, Failure> {
    text.parse().map_err(Failure::usage)
}

fn new(task: Task, JobMachines { machine, list, of_product, days }: JobMachines) -> Result<NewJob, Failure> {
    let machines = match of_product {
        Some(id) => MachineChoice::OfProduct(product(&id)?),
        None => {
            let listed = list.as_deref().map(listed).transpose()?.unwrap_or_default();
            MachineChoice::Named(machine.into_iter().chain(listed).collect())
        }
    };
    Ok(NewJob { task, key: None, machines, term: Span::days(days), shown: Vec::new() })
}

/// One machine a line.
fn listed(path: &Path) -> Result<Vec<String>, Failure> {
    let text = input_file::read(path, LIST_BYTES_MAX)?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

fn add(host: &Host, new: &NewJob, sealed_to: &[ManagedRow], json: bool, lang: Lang) -> Result<(), Failure> {
    let added = host.admin()?.add_job(new, &actor(), &Entropy::system(), now())?;
    let AddedJob { id, machines, without_agent, without_confirmation } = added;
    let mut text = lang.pick(
        format!("Job {id} is for {machines} machine(s), which fetch it at their next contact: muster host job show {id}"),
        format!("ジョブ {id} を作成しました。対象は {machines} 台です。各コンピューターは次の接続で指示を取得します: muster host job show {id}"),
    );
    for (cmid, name) in &without_agent {
        text.push_str(&lang.pick(
            format!("\nLeft out, for no agent has announced its key: {name} ({cmid})"),
            format!("\nエージェントのキーが登録されていないため対象外: {name} ({cmid})"),
        ));
    }
    for (cmid, name) in &without_confirmation {
        text.push_str(&lang.pick(
            format!("\nLeft out, for no confirmation id of its hardware is stored: {name} ({cmid})"),
            format!("\nハードウェアの確認 ID が保存されていないため対象外: {name} ({cmid})"),
        ));
    }
    let mut shown = json!({ "job": id, "machines": machines, "without_agent": left_out(&without_agent) });
    if matches!(new.task, Task::Reapply(_)) {
        shown["without_confirmation"] = left_out(&without_confirmation);
    }
    if new.key.is_some() {
        shown["sealed_to"] = sealed_to.iter().map(machine_document).collect();
    }
    out::report(json, &shown, &text);
    Ok(())
}

fn left_out(machines: &[(Cmid, String)]) -> Value {
    machines.iter().map(|(cmid, name)| json!({ "cmid": cmid.to_string(), "name": name })).collect()
}

/// How many machines of a job are over, and how.
#[derive(Clone, Copy, Default)]
struct Progress {
    machines: u32,
    done: u32,
    failed: u32,
    open: u32,
}

impl Progress {
    fn add(&mut self, state: OrderState) {
        self.machines += 1;
        match state {
            OrderState::Done(_) => self.done += 1,
            OrderState::Failed(..) => self.failed += 1,
            state => self.open += u32::from(!state.is_over()),
        }
    }
}

fn progress(host: &Host, job: &Job, now: Moment) -> Result<Progress, Failure> {
    let mut progress = Progress::default();
    host.admin()?.each_order(job.id, |order| progress.add(order.state(job.term(), now)))?;
    Ok(progress)
}

fn list(host: &Host, limit: u32, json: bool, lang: Lang) -> Result<(), Failure> {
    let now = now();
    let mut documents = Vec::new();
    let mut rows = vec![
        match lang {
            Lang::En => ["JOB", "BEGUN", "TASK", "MACHINES", "DONE", "FAILED", "OPEN", "BY"],
            Lang::Ja => ["ジョブ", "作成日時", "内容", "台数", "完了", "失敗", "未完了", "作成者"],
        }
        .map(str::to_owned),
    ];
    for job in host.admin()?.jobs(i64::MAX, limit)? {
        let progress = progress(host, &job, now)?;
        documents.push(document(&job, progress));
        let Progress { machines, done, failed, open } = progress;
        let counts = [machines, done, failed, open].map(|count| count.to_string());
        let [machines, done, failed, open] = counts;
        let begun = instant::rfc3339(job.created);
        rows.push([job.id.to_string(), begun, task(&job, lang), machines, done, failed, open, job.author]);
    }
    if json {
        out::json(&documents);
    } else {
        print_table(&rows);
    }
    Ok(())
}

fn show(host: &Host, id: i64, json: bool, lang: Lang) -> Result<(), Failure> {
    let (job, now) = (host.admin()?.job(id)?, now());
    let mut orders: Vec<(JobOrder, OrderState)> = Vec::new();
    host.admin()?.each_order(id, |order| {
        let state = order.state(job.term(), now);
        orders.push((order, state));
    })?;
    orders.sort_by(|(one, _), (other, _)| (&one.machine, one.cmid).cmp(&(&other.machine, other.cmid)));
    let mut progress = Progress::default();
    orders.iter().for_each(|(_, state)| progress.add(*state));
    if json {
        let mut shown = document(&job, progress);
        shown["orders"] = orders.iter().map(|(order, state)| order_document(order, *state, lang)).collect();
        out::json(&shown);
        return Ok(());
    }
    out::line(&heading(&job, progress, lang));
    let head = match lang {
        Lang::En => ["MACHINE", "CMID", "STATE", "SINCE", "RESULT"],
        Lang::Ja => ["コンピューター", "CMID", "状態", "日時", "結果"],
    };
    let mut rows = vec![head.map(str::to_owned)];
    rows.extend(orders.iter().map(|(order, state)| order_row(order, *state, lang)));
    print_table(&rows);
    Ok(())
}

fn heading(job: &Job, Progress { machines, done, failed, open }: Progress, lang: Lang) -> String {
    let (begun, until) = (instant::rfc3339(job.created), instant::rfc3339(job.until));
    let (id, task, author) = (job.id, task(job, lang), &job.author);
    let cancelled = job.cancelled.map(instant::rfc3339).map_or_else(String::new, |at| {
        lang.pick(format!(" Cancelled at {at}."), format!(" {at} に取り消されました。"))
    });
    lang.pick(
        format!("Job {id}: {task}, by {author} at {begun}, until {until}. Of {machines} machine(s) {done} done, {failed} failed, {open} open.{cancelled}"),
        format!("ジョブ {id}: {task}。作成者: {author}、作成日時: {begun}、期限: {until}。全 {machines} 台中、完了 {done} 台、失敗 {failed} 台、未完了 {open} 台。{cancelled}"),
    )
}

/// What a job does, with the last characters of its key, its product or its way of activation.
fn task(job: &Job, lang: Lang) -> String {
    let text = match job.task {
        Task::InstallKey => Text { en: "install a key", ja: "キーのインストール" },
        Task::SetActivationType(..) => {
            Text { en: "set the activation type", ja: "ライセンス認証の種類の設定" }
        }
        Task::Activate(_) => Text { en: "activate", ja: "ライセンス認証" },
        Task::ProxyActivate(_) => Text { en: "activate by proxy", ja: "プロキシ ライセンス認証" },
        Task::Reapply(_) => Text { en: "apply the stored confirmation id again", ja: "確認 ID の再適用" },
        Task::RemoveKey(_) => Text { en: "remove the key", ja: "キーの削除" },
    };
    let mut words = vec![text.get(lang).to_owned()];
    words.extend(job.key_tail.as_ref().map(|tail| format!("…-{tail}")));
    words.extend(job.task.activation_type().map(|kind| (kind as u8).to_string()));
    words.extend(job.task.product().map(|id| id.to_string()));
    words.join(" ")
}

fn state_name(state: OrderState, lang: Lang) -> &'static str {
    let text = match state {
        OrderState::Waiting(_) => Text { en: "waiting", ja: "取得待ち" },
        OrderState::Fetched(_) => Text { en: "fetched", ja: "取得済み" },
        OrderState::Identified(_) => Text { en: "identified", ja: "確認 ID 待ち" },
        OrderState::Refused(..) => Text { en: "refused", ja: "認証局による拒否" },
        OrderState::Confirmed(_) => Text { en: "confirmed", ja: "確認 ID 登録済み" },
        OrderState::Done(_) => Text { en: "done", ja: "完了" },
        OrderState::Failed(..) => Text { en: "failed", ja: "失敗" },
        OrderState::Cancelled(_) => Text { en: "cancelled", ja: "取り消し" },
        OrderState::Expired(_) => Text { en: "expired", ja: "期限切れ" },
    };
    text.get(lang)
}

fn order_row(order: &JobOrder, state: OrderState, lang: Lang) -> [String; 5] {
    let result = match state {
        OrderState::Failed(_, code) | OrderState::Refused(_, code) => format!("{code} {}", code.title(lang)),
        _ => "-".to_owned(),
    };
    let since = instant::rfc3339(state.since());
    [order.machine.clone(), order.cmid.to_string(), state_name(state, lang).to_owned(), since, result]
}

fn document(job: &Job, Progress { machines, done, failed, open }: Progress) -> Value {
    json!({
        "job": job.id,
        "verb": job.task.verb(),
        "activation_id": job.task.product().map(|id| id.to_string()),
        "activation_type": job.task.activation_type().map(|kind| kind as u8),
        "partial_key": job.key_tail,
        "author": job.author,
        "created": instant::rfc3339(job.created),
        "until": instant::rfc3339(job.until),
        "cancelled": job.cancelled.map(instant::rfc3339),
        "machines": machines,
        "done": done,
        "failed": failed,
        "open": open,
    })
}

fn order_document(order: &JobOrder, state: OrderState, lang: Lang) -> Value {
    json!({
        "order": order.id.to_string(),
        "cmid": order.cmid.to_string(),
        "machine": order.machine,
        "state": state.id(),
        "since": instant::rfc3339(state.since()),
        "code": state.code().map(|code| code.to_string()),
        "reason": state.code().map(|code| code.title(lang)),
    })
}

fn cancel(host: &Host, id: i64, json: bool, lang: Lang) -> Result<(), Failure> {
    let cancelled = host.admin()?.cancel_job(id, &actor(), now())?;
    let text = if cancelled {
        lang.pick(
            format!("Job {id} is cancelled. A machine that has fetched it may have carried it out."),
            format!("ジョブ {id} を取り消しました。既に取得したコンピューターでは実行されている可能性があります。"),
        )
    } else {
        lang.pick(format!("Job {id} was cancelled before."), format!("ジョブ {id} は既に取り消されています。"))
    };
    out::report(json, &json!({ "job": id, "cancelled": cancelled }), &text);
    Ok(())
}

fn machines(host: &Host, json: bool, lang: Lang) -> Result<(), Failure> {
    let machines = host.admin()?.managed_machines()?;
    let own = host.license().map(|license| license.key.thumbprint());
    if json {
        let machines: Vec<Value> = machines.iter().map(machine_document).collect();
        out::json(&json!({ "host_key": own, "machines": machines }));
        return Ok(());
    }
    let own = own.unwrap_or_else(|| "-".to_owned());
    out::line(&lang.pick(
        format!("The key of this host, as client.toml of its machines names it: {own}"),
        format!("このホストのキー (各コンピューターの client.toml で指定する値): {own}"),
    ));
    print_table(&machine_table(&machines, lang));
    Ok(())
}

fn machine_document(ManagedRow { cmid, name, key, since }: &ManagedRow) -> Value {
    json!({ "cmid": cmid.to_string(), "name": name, "key": key, "first_contact": instant::rfc3339(*since) })
}

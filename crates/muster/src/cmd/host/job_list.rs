//! The list of a proxy activation: the installation ids of a job go out as a file, and come back with the answers of the authority.

use super::job_actor::actor;
use crate::{
    cmd::{now, ticket},
    failure::Failure,
    input_file, out,
    output_file::OutputFile,
};
use muster_core::{
    code,
    id::{Cmid, OrderId},
    keys::installation_id::ConfirmationId,
    lang::{Lang, Text},
    sentence,
    sentence::Sentence,
    visible,
};
use muster_host::{Host, TakenAnswers};
use serde_json::{Value, json};
use std::path::Path;

/// More is no list of a job.
const LIST_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// Writes the installation ids that wait for an answer.
pub(super) fn write(host: &Host, job: i64, file: &OutputFile, json: bool, lang: Lang) -> Result<(), Failure> {
    let list = host.admin()?.proxy_list(job, now())?;
    let document = list.text().map_err(|error| Failure::foreign(code::UNEXPECTED, error))?;
    file.write_secret(document)?;
    let count = list.machines.len();
    let text = lang.pick(
        format!("Installation ids of job {job} that wait for an answer of the authority: {count}. Where there is a network: muster proxy fetch FILE --authority URL"),
        format!("ジョブ {job} で確認 ID を待っているインストール ID: {count} 件。ネットワークに接続されたコンピューターで実行してください: muster proxy fetch FILE --authority URL"),
    );
    file.report(json, &json!({ "job": job, "installation_ids": count }), &text);
    Ok(())
}

/// Takes the answers in a list.
pub(super) fn take(host: &Host, job: i64, path: &Path, json: bool, lang: Lang) -> Result<(), Failure> {
    let text = input_file::read(path, LIST_BYTES_MAX)?;
    let taken = host.admin()?.take_answers(job, text.as_bytes(), &actor(), now())?;
    out::report(json, &document(job, &taken), &sentences(job, &taken, lang));
    Ok(())
}

/// Takes the confirmation id of one machine: as digits, or in a file or an image of its QR code.
pub(super) fn take_one(
    host: &Host,
    job: i64,
    (machine, word): (&str, &Path),
    json: bool,
    lang: Lang,
) -> Result<(), Failure> {
    let confirmation_id: ConfirmationId = ticket::read(&word.display().to_string())?;
    let mut admin = host.admin()?;
    let (mut found, cmid) = (Vec::new(), machine.parse::<Cmid>().ok());
    admin.each_order(job, |order| {
        if cmid.map_or(order.machine == machine, |cmid| order.cmid == cmid) {
            found.push((order.cmid, order.id));
        }
    })?;
    let &[(_, order)] = found.as_slice() else {
        return Err(Failure::new(code::INVALID_ARGUMENT, not_one(job, machine, &found)));
    };
    admin.confirm_order(job, order, confirmation_id, &actor(), now())?;
    let taken = TakenAnswers { confirmed: 1, ..TakenAnswers::default() };
    out::report(json, &document(job, &taken), &sentences(job, &taken, lang));
    Ok(())
}

/// Why a name is not that of one machine of a job.
fn not_one(job: i64, name: &str, found: &[(Cmid, OrderId)]) -> Sentence {
    let name = visible::line(name);
    if found.is_empty() {
        return sentence!(
            "job {job} has no machine {name}: muster host job show {job} lists its machines",
            "ジョブ {job} にコンピューター {name} はありません。muster host job show {job} で確認してください。"
        );
    }
    let ids = found.iter().map(|(cmid, _)| cmid.to_string()).collect::<Vec<_>>().join(", ");
    sentence!(
        "several machines are called {name}: name one by its CMID: {ids}",
        "{name} という名前のコンピューターが複数あります。CMID で指定してください: {ids}"
    )
}

fn document(job: i64, taken: &TakenAnswers) -> Value {
    let TakenAnswers { confirmed, refused, known, unanswered, released } = taken;
    let released: Vec<Value> =
        released.iter().map(|(cmid, name)| json!({ "cmid": cmid.to_string(), "name": name })).collect();
    json!({
        "job": job,
        "confirmed": confirmed,
        "refused": refused,
        "known": known,
        "unanswered": unanswered,
        "released": released,
    })
}

fn sentences(job: i64, taken: &TakenAnswers, lang: Lang) -> String {
    let counts = [
        (Some(taken.confirmed), Text { en: "confirmed", ja: "登録した確認 ID" }),
        (
            Some(taken.refused).filter(|count| *count > 0),
            Text { en: "refused by the authority", ja: "認証局による拒否" },
        ),
        (Some(taken.unanswered).filter(|count| *count > 0), Text { en: "without an answer", ja: "応答なし" }),
        (Some(taken.known).filter(|count| *count > 0), Text { en: "taken before", ja: "登録済み" }),
    ];
    let counts = counts.into_iter().filter_map(|(count, what)| Some(format!("{} {}", what.get(lang), count?)));
    let counts = counts.collect::<Vec<_>>().join(", ");
    let mut text = lang.pick(
        format!("Job {job}: {counts}. The machines fetch their confirmation ids at their next contact: muster host job show {job}"),
        format!("ジョブ {job}: {counts}。各コンピューターは次の接続で確認 ID を取得します: muster host job show {job}"),
    );
    text.extend(taken.released.iter().map(|machine| released(machine, lang)));
    text
}

fn released((cmid, name): &(Cmid, String), lang: Lang) -> String {
    let name = visible::line(name);
    lang.pick(
        format!("\nReleased meanwhile, so nobody fetches its order: {name} ({cmid})"),
        format!("\n解放されたため指示を取得しないコンピューター: {name} ({cmid})"),
    )
}

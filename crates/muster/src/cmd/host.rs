//! `muster host`.

use super::{block_on, machine, now, stopped};
use crate::{
    args::{HostCommand, MachineArguments},
    failure::Failure,
    out, slmgr,
};
use muster_core::{code, key::ProductKey, lang::Lang};
use muster_host::{Host, MachineRow, PublishOutcome, Serving};
use muster_service::{clock::Clock, entropy, files};
use muster_wire::{event::Event, instant};
use serde_json::{Value, json};
use std::{path::Path, process::ExitCode};

pub(crate) fn run(command: HostCommand, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let directory = state.join("host");
    let open = || Host::open(&directory);
    match command {
        HostCommand::Init { root, pack, config, machine } => {
            init(&directory, [&root, &pack], config.as_deref(), &machine, lang)?;
        }
        HostCommand::Activate { key, machine } => activate(&mut open()?, key.as_deref(), &machine, lang)?,
        HostCommand::Serve { port } => serve(open()?, port, lang)?,
        HostCommand::Status { json: true } => out::json(&status(&open()?)?),
        HostCommand::Status { json: false } => out::print(&slmgr::host_block(&open()?, true, now(), lang)?),
        HostCommand::Publish => return Ok(published(&open()?.publish(now(), now())?, lang)),
        HostCommand::Withdraw => return Ok(withdrawn(&open()?.withdraw(now())?, lang)),
        HostCommand::Events { limit, json } => events(&open()?, limit, json, lang)?,
        HostCommand::Machines { json } => machines(&open()?, json)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn init(
    directory: &Path,
    [root, pack]: [&Path; 2],
    config: Option<&Path>,
    arguments: &MachineArguments,
    lang: Lang,
) -> Result<(), Failure> {
    let config = match config {
        Some(path) => files::read(path)?,
        None => format!("name = {}\n", toml_text(&machine(arguments).name)),
    };
    Host::init(directory, &files::read(root)?, &files::read(pack)?, &config, entropy::bytes())?;
    let file = directory.join("host.toml");
    out::line(&lang.pick(
        format!("New host in {}. Its configuration is {}.", directory.display(), file.display()),
        format!("{} にホストを作成しました。構成ファイルは {} です。", directory.display(), file.display()),
    ));
    Ok(())
}

fn toml_text(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn activate(host: &mut Host, key: Option<&str>, arguments: &MachineArguments, lang: Lang) -> Result<(), Failure> {
    if let Some(key) = key {
        let key: ProductKey = key.parse().map_err(|error| Failure::new(code::KEY_INVALID, error))?;
        host.install_key(&key)?;
    }
    host.activate(machine(arguments).id())?;
    out::line(lang.pick(
        "Product activated successfully. Restart the service to use the license.",
        "製品は正常にライセンス認証されました。ライセンスを使用するにはサービスを再起動してください。",
    ));
    Ok(())
}

fn serve(host: Host, port: Option<u16>, lang: Lang) -> Result<(), Failure> {
    let activated = host.credential().is_some();
    block_on(async {
        let serving = Serving::start(host, port, Clock::System).await?;
        let address = serving.address()?;
        out::line(&lang.pick(format!("The host answers at {address}"), format!("ホストは {address} で応答します。")));
        if !activated {
            out::line(lang.pick(
                "It is not activated and refuses every request (0xC004F041): muster host activate --key KEY",
                "ライセンス認証されていないため、すべての要求を拒否します (0xC004F041): muster host activate --key キー",
            ));
        }
        serving.publish().await;
        Ok(serving.run(stopped()).await?)
    })
}

/// What came of publishing, one line a domain.
pub(crate) fn published(outcomes: &[PublishOutcome], lang: Lang) -> ExitCode {
    if outcomes.is_empty() {
        out::line(lang.pick(
            "Nothing to publish: publishing is off, or host.toml has no [dns].",
            "発行するものがありません。発行が無効か、host.toml に [dns] がありません。",
        ));
    }
    report(outcomes, lang.pick("published", "発行しました"), lang)
}

/// What came of taking the records back.
pub(crate) fn withdrawn(outcomes: &[PublishOutcome], lang: Lang) -> ExitCode {
    report(outcomes, lang.pick("withdrawn", "削除しました"), lang)
}

fn report(outcomes: &[PublishOutcome], done: &str, lang: Lang) -> ExitCode {
    for outcome in outcomes {
        match &outcome.result {
            Ok(()) => out::line(&format!("{}: {done}: {}", outcome.domain, outcome.record)),
            Err(error) => {
                let by_hand = lang.pick("create or remove by hand", "手動で作成または削除してください");
                let title = error.code.title(lang);
                out::error(&format!("{}: {} {title} ({})", outcome.domain, error.code, error.detail));
                out::error(&format!("  {by_hand}: {}", outcome.record));
            }
        }
    }
    if outcomes.iter().all(|outcome| outcome.result.is_ok()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The host's state as a document.
pub(crate) fn status(host: &Host) -> Result<Value, Failure> {
    let report = host.report(now())?;
    let [unlicensed, licensed, initial, additional, non_genuine, notification] = report.counters.by_status;
    Ok(json!({
        "name": host.config.name,
        "vendor": host.pack.vendor,
        "licensed": matches!(host.standing(now()), muster_core::request::HostStanding::Activated(_)),
        "extended_pid": host.credential().map(|credential| credential.license.epid.clone()),
        "port": report.settings.port,
        "dns_publishing": report.settings.dns_publishing,
        "counts": report.counts.iter().map(|count| json!({
            "application": count.id.to_string(), "name": count.name, "count": count.count,
        })).collect::<Vec<_>>(),
        "requests": {
            "total": report.counters.total,
            "failed": report.counters.failed,
            "unlicensed": unlicensed,
            "licensed": licensed,
            "initial_grace": initial,
            "additional_grace": additional,
            "non_genuine_grace": non_genuine,
            "notification": notification,
        },
    }))
}

fn events(host: &Host, limit: u32, json: bool, lang: Lang) -> Result<(), Failure> {
    let mut events = host.events(limit)?;
    events.extend(host.requests(limit)?.iter().map(muster_wire::event::RequestHandled::event));
    events.sort_by(|a, b| b.time.cmp(&a.time));
    events.truncate(limit as usize);
    print_events(&events, json, lang);
    Ok(())
}

/// Events as lines, or as a document.
pub(crate) fn print_events(events: &[Event], json: bool, lang: Lang) {
    if json {
        return out::json(&events);
    }
    for event in events {
        let message = muster_wire::event::message(event.id, lang).unwrap_or(&event.message);
        out::line(&format!("{}  {}  {message}\n    Info: {}", event.time, event.id, event.info));
    }
}

fn machines(host: &Host, json: bool) -> Result<(), Failure> {
    let mut rows: Vec<MachineRow> = Vec::new();
    host.machines(|row| rows.push(row))?;
    // Rows come in the order of their ids, so the copies of one machine stand together.
    let cloned = |row: &MachineRow| {
        rows.iter()
            .any(|other| other.cmid == row.cmid && other.product == row.product && other.hardware != row.hardware)
    };
    let documents: Vec<Value> = rows
        .iter()
        .map(|row| {
            json!({
                "cmid": row.cmid.to_string(),
                "product": row.product.to_string(),
                "name": row.name,
                "hardware": row.hardware.to_string(),
                "first_seen": instant::rfc3339(row.first_seen),
                "last_seen": instant::rfc3339(row.last_seen),
                "requests": row.requests,
                "last_code": row.last_code.to_string(),
                "activated_until": row.activated_until.map(instant::rfc3339),
                "cloned": cloned(row),
            })
        })
        .collect();
    if json {
        out::json(&documents);
        return Ok(());
    }
    for row in &rows {
        let until = row.activated_until.map_or_else(|| "-".to_owned(), instant::rfc3339);
        let mark = if cloned(row) { "  CMID x2" } else { "" };
        out::line(&format!("{}  {:<24}  {}  {until}{mark}", row.cmid, row.name, row.last_code));
    }
    Ok(())
}

//! `muster host`.

use super::{block_on, locale, machine, now, ready, stopped};
use crate::{
    args::{ExportFormat, HostCommand, MachineArguments},
    failure::Failure,
    out, slmgr,
};
use muster_client::{AuthorityConfig, ClientError, Machine, authority};
use muster_core::{
    code::{self, Code},
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyKind, ProductKey},
    },
    lang::Lang,
};
use muster_host::{Host, MachineRow, MigrationStats, PublishOutcome, Serving, StoreConfig};
use muster_platform::{clock::Clock, entropy, files};
use muster_proto::{
    event::{Event, RequestHandled},
    instant,
};
use serde_json::{Value, json};
use std::{io::Write, path::Path, process::ExitCode};

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
        HostCommand::Status { json: false } => {
            out::print(&slmgr::host_text(&open()?, true, None, now(), &locale(lang))?);
        }
        HostCommand::Publish => return Ok(published(&open()?.publish(now(), now())?, lang)),
        HostCommand::Withdraw => return Ok(withdrawn(&open()?.withdraw(now())?, lang)),
        HostCommand::Events { limit, json } => events(&open()?, limit, json, lang)?,
        HostCommand::Export { format, out } => export(&open()?, format, out.as_deref())?,
        HostCommand::Machines { json } => machines(&open()?, json, lang)?,
        care => return take_care(care, &directory, lang),
    }
    Ok(ExitCode::SUCCESS)
}

/// What an administrator does with a host over its life.
fn take_care(command: HostCommand, directory: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let open = || Host::open(directory);
    match command {
        HostCommand::Pack { file } => {
            let version = open()?.install_pack(&files::read(&file)?, now())?;
            out::line(&lang.pick(
                format!("License pack version {version} installed."),
                format!("ライセンス パック バージョン {version} をインストールしました。"),
            ));
        }
        HostCommand::Release { machine } => {
            let released = open()?.release(&machine, now())?;
            out::line(&lang.pick(
                format!("Released {released} machine(s): they do not count until they ask again."),
                format!("{released} 台を解放しました。もう一度要求するまでカウントされません。"),
            ));
        }
        HostCommand::Migrate { postgres, password_file, ca } => {
            let target = StoreConfig { postgres: Some(postgres), password_file, ca };
            let MigrationStats { machines, requests, events } = open()?.migrate(&target)?;
            out::line(&lang.pick(
                format!("MigrationStats and compared row by row: {machines} machines, {requests} requests, {events} events. host.toml names the database now; the old store stays as it is."),
                format!("移行し、1 行ずつ照合しました: コンピューター {machines} 行、要求 {requests} 行、イベント {events} 行。host.toml にデータベースを記録しました。以前のストアはそのまま残ります。"),
            ));
        }
        HostCommand::Retire => return Ok(withdrawn(&open()?.retire(now())?, lang)),
        HostCommand::Resume => return Ok(published(&open()?.resume(now(), now())?, lang)),
        HostCommand::Backup { folder } => {
            open()?.back_up(&folder)?;
            let folder = folder.display();
            out::line(&lang.pick(
                format!("The host is backed up in {folder}. It holds the host's keys: keep it as safe as the host."),
                format!("ホストを {folder} にバックアップしました。ホストのキーが含まれます。厳重に保管してください。"),
            ));
        }
        HostCommand::Restore { folder } => {
            Host::restore(&folder, directory)?;
            let directory = directory.display();
            out::line(&lang.pick(
                format!("The host is restored in {directory}."),
                format!("ホストを {directory} に復元しました。"),
            ));
        }
        // Everything else was answered before.
        _ => {}
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
    activate_online(host, &machine(arguments))?;
    out::line(lang.pick("Product activated successfully.", "製品は正常にライセンス認証されました。"));
    Ok(())
}

/// Asks the authority for a license and installs it. A running host signs by it from the next request on.
pub(crate) fn activate_online(host: &mut Host, machine: &Machine) -> Result<(), Failure> {
    let config = host.authority().ok_or(ClientError::NoAuthority)?;
    let config = AuthorityConfig { url: config.url, ca: config.ca };
    let request = host.license_request(machine.id())?;
    let license = authority::license(&config, KeyKind::Host, ActivationTarget::Machine, &request)?;
    Ok(host.install_license(&license)?)
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
        ready();
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
        "vendor": host.pack().vendor,
        "pack": host.pack().version,
        "enabled": report.settings.enabled,
        "licensed": matches!(host.standing(now()), muster_core::host::request::HostStatus::Activated(_)),
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
    events.extend(host.requests(limit)?.iter().map(muster_proto::event::RequestHandled::event));
    events.sort_by_key(|event| std::cmp::Reverse(event.time));
    events.truncate(limit as usize);
    print_events(&events, json, lang);
    Ok(())
}

/// Events as lines, or as a document.
pub(crate) fn print_events(events: &[Event], json: bool, lang: Lang) {
    if json {
        return out::json(&events);
    }
    events.iter().for_each(|event| out::line(&event_text(event, lang)));
}

/// An event as the commands print it.
pub(crate) fn event_text(event: &Event, lang: Lang) -> String {
    let message = muster_proto::event::message(event.id, lang).unwrap_or(&event.message);
    format!("{}  {}  {message}\n    Info: {}", instant::rfc3339(event.time), event.id, event.info)
}

const CSV_HEADER: &str =
    "time,code,threshold,machine,cmid,client_time,virtual_machine,status,minutes_left,product,count\n";

/// The whole history, a line at a time: it may be long.
fn export(host: &Host, format: ExportFormat, path: Option<&Path>) -> Result<(), Failure> {
    let wrong = |path: &Path, error: std::io::Error| {
        Failure::new(Code::of_file(error.kind()), format!("cannot write {}: {error}", path.display()))
    };
    let mut file = match path {
        Some(path) => Some(std::io::BufWriter::new(std::fs::File::create(path).map_err(|error| wrong(path, error))?)),
        None => None,
    };
    let mut failed = None;
    let mut write = |text: &str| match (&mut file, path) {
        (Some(file), Some(path)) => {
            if let Err(error) = file.write_all(text.as_bytes()) {
                failed.get_or_insert(wrong(path, error));
            }
        }
        _ => out::print(text),
    };
    if matches!(format, ExportFormat::Csv) {
        write(CSV_HEADER);
    }
    host.each_request(|request| write(&export_line(&request, format)))?;
    if let (Some(mut file), Some(path)) = (file, path) {
        file.flush().map_err(|error| wrong(path, error))?;
    }
    failed.map_or(Ok(()), Err)
}

fn export_line(request: &RequestHandled, format: ExportFormat) -> String {
    let event = request.event();
    match format {
        ExportFormat::Csv => format!("{},{}\n", instant::rfc3339(event.time), request.info()),
        ExportFormat::Json => serde_json::to_string(&event).map(|line| line + "\n").unwrap_or_default(),
        ExportFormat::Text => {
            format!("{}  {}  {}\n    Info: {}\n", instant::rfc3339(event.time), event.id, event.message, event.info)
        }
    }
}

fn machines(host: &Host, json: bool, lang: Lang) -> Result<(), Failure> {
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
        let mark = if cloned(row) {
            lang.pick(
                "  cloned: another machine has this CMID; run slmgr /rearm on the copy",
                "  複製: 同じ CMID のコンピューターが別にあります。複製で slmgr /rearm を実行してください",
            )
        } else {
            ""
        };
        out::line(&format!("{}  {:<24}  {}  {until}{mark}", row.cmid, row.name, row.last_code));
    }
    Ok(())
}

//! `muster host`.

mod events;
mod history_csv;
mod job;
mod job_actor;
mod job_key;
mod job_list;
mod job_table;
mod machines;
mod publish;

pub(crate) use publish::{published, withdrawn};

#[cfg(feature = "console")]
use super::{account, console_audit, webhook};
use super::{block_on, identity, locale, machine, now, ready, stopped};
use crate::{
    args::{ExportFormat, HostCommand, MachineArguments},
    failure::Failure,
    key_file, out,
    output_file::OutputFile,
    slmgr,
};
use muster_client::{ClientError, Machine, authority};
#[cfg(feature = "console")]
use muster_core::code;
use muster_core::{
    id::Nonce,
    keys::{installation_id::ActivationTarget, product_key::KeyKind},
    lang::{Lang, Text},
};
use muster_host::{AskAuthority, AskFailure, ConfigFiles, Host, HostError, MigrationStats, Serving};
use muster_platform::{clock::Clock, entropy, files, process, state_folder};
use muster_proto::instant;
use publish::{PUBLISHED, WITHDRAWN};
use serde_json::{Value, json};
use std::{path::Path, process::ExitCode};

pub(crate) fn run(command: HostCommand, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let directory = state.join("host");
    let open = || Host::open(&directory);
    match command {
        HostCommand::Init { root, pack, config, json, machine } => {
            init(&directory, [&root, &pack], config.as_deref(), &machine, json, lang)?;
        }
        HostCommand::Activate { key_file, json, machine } => {
            activate(&mut open()?, key_file.as_deref(), &machine, json, lang)?;
        }
        HostCommand::Serve { port, machine: arguments } => serve(open()?, machine(&arguments), port, lang)?,
        HostCommand::Status { json: true } => out::json(&status(&open()?)?),
        HostCommand::Status { json: false } => {
            out::print(&slmgr::host_text(&open()?, true, None, now(), &locale(lang))?);
        }
        HostCommand::Publish { json } => {
            return Ok(publish::report(&open()?.admin()?.publish(now(), now())?, PUBLISHED, json, lang));
        }
        HostCommand::Withdraw { json } => {
            return Ok(publish::report(&open()?.admin()?.withdraw(now())?, WITHDRAWN, json, lang));
        }
        HostCommand::Events { limit, json } => events::show(&open()?, limit, json, lang)?,
        HostCommand::Export { format, out, force, json } => {
            let out = OutputFile::new(out.as_deref().unwrap_or(Path::new("-")), force)?;
            let format = format.unwrap_or(if json { ExportFormat::Json } else { ExportFormat::Csv });
            events::export(&open()?, format, &out, json)?;
        }
        HostCommand::Machines { not_activated, unseen_days, by_end, json } => {
            machines::show(&open()?, machines::List { not_activated, unseen_days, by_end }, json, lang)?;
        }
        other => return maintain(other, &directory, lang),
    }
    Ok(ExitCode::SUCCESS)
}

/// What an administrator does with a host over its life.
fn maintain(command: HostCommand, directory: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let open = || Host::open(directory);
    match command {
        HostCommand::Pack { file, json, machine } => pack(&mut open()?, &file, &machine, json, lang)?,
        HostCommand::Release { machine, json } => {
            let released = open()?.admin()?.release(&machine, now())?;
            let text = lang.pick(
                format!("Released {released} machine(s): they do not count until they ask again."),
                format!("{released} 台を解放しました。もう一度要求するまでカウントされません。"),
            );
            out::report(json, &json!({ "released": released }), &text);
        }
        HostCommand::Migrate { database, json } => {
            let MigrationStats { machines, requests, events } = open()?.migrate(&database.store()?)?;
            let text = lang.pick(
                format!("Moved and compared row by row: {machines} machines, {requests} requests, {events} events. host.toml names the database now; the old store stays as it is."),
                format!("移行し、1 行ずつ照合しました: コンピューター {machines} 行、要求 {requests} 行、イベント {events} 行。host.toml にデータベースを記録しました。以前のストアはそのまま残ります。"),
            );
            out::report(json, &json!({ "machines": machines, "requests": requests, "events": events }), &text);
        }
        HostCommand::Retire { json } => {
            return Ok(publish::report(&open()?.admin()?.retire(now())?, WITHDRAWN, json, lang));
        }
        HostCommand::Resume { json } => {
            return Ok(publish::report(&open()?.admin()?.resume(now(), now())?, PUBLISHED, json, lang));
        }
        HostCommand::ConfirmClock { json } => {
            let clock = instant::rfc3339(open()?.admin()?.confirm_clock(now())?);
            let text = lang.pick(
                format!("Confirmed: it is {clock}. The host counts and removes history by this clock."),
                format!("時計を確認しました: {clock}。ホストはこの時計に基づいてカウントと履歴の削除を行います。"),
            );
            out::report(json, &json!({ "clock": clock }), &text);
        }
        HostCommand::Job(command) => job::run(command, &open()?, lang)?,
        #[cfg(feature = "console")]
        HostCommand::Account(command) => run_account(command, &open()?, lang)?,
        #[cfg(feature = "console")]
        HostCommand::Audit(command) => console_audit::run(command, open()?.admin()?.console_store(), lang)?,
        #[cfg(feature = "console")]
        HostCommand::Webhook(command) => {
            webhook::run(command, open()?.admin()?.console_store(), muster_host::ServiceKind::Host, lang)?;
        }
        HostCommand::Backup { folder, json } => {
            open()?.back_up(&folder, now())?;
            let folder = folder.display().to_string();
            let text = lang.pick(
                format!("The host is backed up in {folder}. It holds the host's keys: keep it as safe as the host."),
                format!("ホストを {folder} にバックアップしました。ホストのキーが含まれます。厳重に保管してください。"),
            );
            out::report(json, &json!({ "folder": folder }), &text);
        }
        HostCommand::Restore { folder, json } => {
            Host::restore(&folder, directory)?;
            let directory = directory.display().to_string();
            let text = lang.pick(
                format!("The host is restored in {directory}."),
                format!("ホストを {directory} に復元しました。"),
            );
            out::report(json, &json!({ "directory": directory }), &text);
        }
        // Everything else was answered before.
        _ => {}
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(feature = "console")]
fn run_account(command: crate::args::AccountCommand, host: &Host, lang: Lang) -> Result<(), Failure> {
    let origin = || Ok(host.console_site()?.ok_or_else(|| no_console(host))?.origin());
    account::run(command, muster_host::ServiceKind::Host, host.admin()?.console_store(), origin, lang)
}

fn init(
    directory: &Path,
    [root, pack]: [&Path; 2],
    config: Option<&Path>,
    arguments: &MachineArguments,
    json: bool,
    lang: Lang,
) -> Result<(), Failure> {
    let (config, named) = match config {
        Some(path) => {
            let config = files::read(path)?;
            let named = ConfigFiles::read(&config, state_folder::folder(path))?;
            (config, named)
        }
        None => (format!("name = {}\n", toml_text(&machine(arguments).name)), ConfigFiles::default()),
    };
    let (root, pack) = (files::read(root)?, files::read(pack)?);
    Host::init_with(directory, &root, &pack, &config, &named, entropy::bytes())?;
    identity::keep(directory, arguments)?;
    let config = directory.join("host.toml").display().to_string();
    let directory = directory.display().to_string();
    let text = lang.pick(
        format!("New host in {directory}. Its configuration is {config}."),
        format!("{directory} にホストを作成しました。構成ファイルは {config} です。"),
    );
    out::report(json, &json!({ "directory": directory, "configuration": config }), &text);
    Ok(())
}

#[cfg(feature = "console")]
fn no_console(host: &Host) -> Failure {
    let file = host.directory().join("host.toml").display().to_string();
    let problem = muster_core::sentence!(
        "{file}: it names no web console ([console] listen)",
        "{file}: Web コンソールが構成されていません ([console] listen)"
    );
    Failure::new(code::INVALID_ARGUMENT, problem)
}

fn toml_text(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn activate(
    host: &mut Host,
    key_file: Option<&Path>,
    arguments: &MachineArguments,
    json: bool,
    lang: Lang,
) -> Result<(), Failure> {
    if let Some(path) = key_file {
        host.install_key(&key_file::read(path)?)?;
    }
    activate_online(host, &machine(arguments))?;
    let text = lang.pick("Product activated successfully.", "製品は正常にライセンス認証されました。");
    let license = host.license().map(|credential| &credential.license);
    let document = json!({ "activated": true, "extended_pid": license.map(|license| &license.epid) });
    out::report(json, &document, text);
    Ok(())
}

/// Installs a license pack. While the vendor changes its root key, an activated host asks for its license again: the authority learns
/// that it has the pack, and signs with the newest key.
fn pack(host: &mut Host, file: &Path, arguments: &MachineArguments, json: bool, lang: Lang) -> Result<(), Failure> {
    let roots = host.anchors().roots.clone();
    let was_activated = host.license().is_some();
    let version = host.install_pack(&files::read(file)?, now())?;
    let roots_changed = host.anchors().roots != roots;
    let asks = (was_activated && roots_changed) || host.has_license_by_older_root()?;
    if asks && host.authority().is_some() {
        activate_online(host, &machine(arguments)).map_err(|failure| failure.after(PACK_INSTALLED))?;
    }
    super::shown::pack_installed(version, json, lang);
    Ok(())
}

const PACK_INSTALLED: Text = Text {
    en: "the license pack is installed; it changes root keys, and the host could not get its license again (`muster host activate`)",
    ja: "ライセンス パックはインストールされました。ルート キーが変更されていますが、ホストのライセンスを再取得できませんでした (`muster host activate`)",
};

/// Asks the authority for a license and installs it. A running host signs by it from the next request on. A license that is not
/// in force on this machine is a failure.
pub(crate) fn activate_online(host: &mut Host, machine: &Machine) -> Result<(), Failure> {
    let config = host.authority().ok_or(ClientError::NoAuthority)?;
    let request = host.license_request(host.hardware(machine)?, Nonce::from_bytes(entropy::bytes()), now())?;
    let license = authority::license(&config, KeyKind::Host, ActivationTarget::Machine, &request)?;
    host.install_license_on(machine, &license)?;
    let in_force = host.license().map_or(Ok(()), |license| license.in_force(now()));
    Ok(in_force.map_err(HostError::from)?)
}

/// The authority as a running host asks it.
fn ask_authority() -> AskAuthority {
    AskAuthority {
        license: Box::new(|config, request| {
            authority::license(config, KeyKind::Host, ActivationTarget::Machine, request).map_err(ask_failure)
        }),
        pack: Box::new(|config, ()| authority::pack(config).map_err(ask_failure)),
    }
}

fn ask_failure(error: ClientError) -> AskFailure {
    AskFailure { code: error.code(), detail: error.to_string() }
}

fn serve(host: Host, machine: Machine, port: Option<u16>, lang: Lang) -> Result<(), Failure> {
    process::keep_memory_private()?;
    let activated = host.license().is_some();
    block_on(async {
        let serving = Serving::start(host, machine, port, Clock::System).await?.renewing(ask_authority());
        let address = serving.address()?;
        out::line(&lang.pick(format!("The host answers at {address}"), format!("ホストは {address} で応答します。")));
        if !activated {
            out::line(lang.pick(
                "It is not activated and refuses every request (0xC004F041): muster host activate --key-file FILE",
                "ライセンス認証されていないため、すべての要求を拒否します (0xC004F041): muster host activate --key-file ファイル",
            ));
        }
        if let Some(console) = serving.console() {
            super::console::show(console.origin(), console.setup_link(), lang);
        }
        serving.publish().await;
        ready();
        Ok(serving.run(stopped()).await?)
    })
}

/// The host's state as a document.
pub(crate) fn status(host: &Host) -> Result<Value, Failure> {
    let report = host.admin()?.report(now())?;
    let [unlicensed, licensed, initial, additional, non_genuine, notification] = report.counters.by_status;
    Ok(json!({
        "name": host.config.name,
        "vendor": host.pack().vendor,
        "pack": host.pack().version,
        "enabled": report.settings.enabled,
        "licensed": matches!(host.status(now()), muster_core::host::request::HostStatus::Activated(_)),
        "extended_pid": host.license().map(|credential| credential.license.epid.clone()),
        "port": report.settings.port,
        "listening": report.listening,
        "key": host.license().map(|credential| credential.key.thumbprint()),
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

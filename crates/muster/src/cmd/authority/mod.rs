//! `muster authority`.

mod audit;
mod backup;
#[cfg(feature = "console")]
mod customers;
mod enrolment;
mod key_limit;
mod key_list;
mod keys;
mod migrate;
mod passphrase_file;
mod root;
mod serve;
mod signer;

use super::now;
#[cfg(feature = "console")]
use super::{account, console_audit, webhook};
use crate::{
    args::{AuthorityCommand, ComputerCommand, IssuanceArguments, Passphrase, RootAccess, RootArguments},
    cmd::ticket,
    failure::Failure,
    out,
    output_file::OutputFile,
};
#[cfg(feature = "console")]
use muster_authority::ConsoleRecords;
use muster_authority::{ActivatedComputer, Authority, HsmPlace, IssuanceTerms, NewSecrets, Records, RootPlace};
#[cfg(feature = "console")]
use muster_core::code;
use muster_core::{id::HostId, keys::installation_id::InstallationId, lang::Lang, sentence};
use muster_platform::{entropy, files, process};
use muster_proto::{authority::Ticket, instant};
use muster_server::tls::TlsFiles;
use serde_json::json;
use std::{path::Path, process::ExitCode};
use zeroize::Zeroizing;

pub(crate) fn run(command: AuthorityCommand, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let directory = state.join("authority");
    match command {
        AuthorityCommand::Init { place, json, passphrase } => init(&directory, &place, &passphrase, json, lang)?,
        AuthorityCommand::Pack { description, out, force, json, access } => {
            let out = OutputFile::new(out.as_deref().unwrap_or(Path::new("-")), force)?.beside_report(json)?;
            pack(&open(&directory, &access, lang)?, description.as_deref(), &out, json)?;
        }
        AuthorityCommand::RevokePack { pack_version, json, access } => {
            open(&directory, &access, lang)?.revoke_pack(pack_version, now())?;
            out::report(json, &json!({ "revoked_pack": pack_version }), next_pack(lang));
        }
        AuthorityCommand::Confirm { installation_id, ticket, access } => {
            let files = ticket::Outputs::new(&ticket)?;
            confirm(&open(&directory, &access, lang)?, &installation_id, &files, lang)?;
        }
        AuthorityCommand::Computer(command) => computer(command, &directory, lang)?,
        #[cfg(feature = "console")]
        AuthorityCommand::Audit { console: true, command } => {
            console_audit::run(command, &mut *ConsoleRecords::of(&directory)?.open()?, lang)?;
        }
        AuthorityCommand::Audit { command, .. } => audit::run(command, &directory, lang)?,
        #[cfg(feature = "console")]
        AuthorityCommand::Account(command) => {
            let records = ConsoleRecords::of(&directory)?;
            let origin = || records.origin()?.ok_or_else(no_console);
            account::run(command, muster_host::ServiceKind::Authority, &mut *records.open()?, origin, lang)?;
        }
        #[cfg(feature = "console")]
        AuthorityCommand::Webhook(command) => {
            let kind = muster_host::ServiceKind::Authority;
            webhook::run(command, &mut *ConsoleRecords::of(&directory)?.open()?, kind, lang)?;
        }
        AuthorityCommand::Root(command) => root::run(command, &directory, lang)?,
        AuthorityCommand::Issuance { terms, json, access } => {
            let out = OutputFile::new(&terms.out, terms.force)?.beside_report(json)?;
            issuance(&open(&directory, &access, lang)?, &terms, &out, json, lang)?;
        }
        AuthorityCommand::Enrolment { terms, json, access } => {
            let out = OutputFile::new(&terms.out, terms.force)?.beside_report(json)?;
            enrolment::sign(terms, &out, json, lang, || open(&directory, &access, lang))?;
        }
        AuthorityCommand::Key(command) => keys::run(command, &directory, lang)?,
        #[cfg(feature = "console")]
        AuthorityCommand::Customer(command) => customers::run(command, &directory, lang)?,
        AuthorityCommand::Backup { folder, json } => backup::back_up(&directory, &folder, json, lang)?,
        AuthorityCommand::Restore { from, json } => backup::restore(&from, &directory, json, lang)?,
        AuthorityCommand::Migrate { database, json } => {
            let by = process::account();
            migrate::run(&Authority::migrate(&directory, &database.store()?, &by, now())?, json, lang);
        }
        AuthorityCommand::Signer { socket, passphrase } => {
            signer::run(&directory, socket.as_deref(), lang, || read_passphrase(&passphrase, false, lang))?;
        }
        AuthorityCommand::Serve {
            listen,
            tls_certificate,
            tls_key,
            insecure_http,
            trusted_proxy,
            #[cfg(feature = "console")]
            console,
            access,
        } => {
            serve::warn_of_passphrase(&access);
            let tls = tls_certificate.zip(tls_key).map(|(certificate, key)| TlsFiles { certificate, key });
            if tls.is_none() && !insecure_http {
                serve::check_loopback(&listen)?;
            }
            #[cfg(feature = "console")]
            let console = serve::console_site(console, tls.as_ref())?;
            let served = serve::Served {
                listen,
                tls,
                proxies: trusted_proxy,
                #[cfg(feature = "console")]
                console,
            };
            serve::run(open(&directory, &access, lang)?, served, lang)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A link begins with the address of the pages, which only the authority that serves them knows.
#[cfg(feature = "console")]
fn no_console() -> Failure {
    let problem = sentence!(
        "the operators' pages are not being served: start them first (muster authority serve --console 127.0.0.1:8689)",
        "オペレーター用 Web コンソールが実行されていません。先に muster authority serve --console 127.0.0.1:8689 で起動してください。"
    );
    Failure::new(code::INVALID_ARGUMENT, problem)
}

fn root_place(arguments: &RootArguments) -> RootPlace {
    match (&arguments.pkcs11_module, &arguments.token) {
        (Some(module), Some(token)) => {
            RootPlace::Hsm(HsmPlace { module: module.clone(), token: token.clone(), key: arguments.key_label.clone() })
        }
        _ => RootPlace::File,
    }
}

fn init(
    directory: &Path,
    place: &RootArguments,
    passphrase: &Passphrase,
    json: bool,
    lang: Lang,
) -> Result<(), Failure> {
    let passphrase = read_passphrase(passphrase, place.pkcs11_module.is_none(), lang)?;
    let authority = Authority::init(directory, &root_place(place), &passphrase, &NewSecrets::random())?;
    let file = authority.root_file();
    let thumbprint = authority.root().thumbprint();
    let (directory, file) = (directory.display().to_string(), file.display().to_string());
    let document = json!({ "directory": directory, "root_key": thumbprint, "root_file": file });
    let text = lang.pick(
        format!("New authority in {directory}.\nRoot key {thumbprint}\nGive {file} to every host and client."),
        format!(
            "{directory} に認証局を作成しました。\nルート キー {thumbprint}\n{file} をすべてのホストとクライアントに配布してください。"
        ),
    );
    out::report(json, &document, &text);
    Ok(())
}

fn pack(authority: &Authority, description: Option<&Path>, out: &OutputFile, json: bool) -> Result<(), Failure> {
    let document = match description {
        Some(description) => authority.sign_pack(&files::read(description)?, now())?,
        None => authority.sign_pack_again(now())?,
    };
    out.write_public(&document)?;
    if json {
        out::json(&json!({ "version": authority.pack()?.version, "file": out.to_string() }));
    }
    Ok(())
}

fn next_pack(lang: Lang) -> &'static str {
    lang.pick(
        "It takes effect with the next license pack: sign one (muster authority pack --out FILE) and install it on the hosts.",
        "次のライセンス パックから有効になります。muster authority pack --out FILE で署名し、ホストにインストールしてください。",
    )
}

/// The desk: the confirmation id, or why there is none.
fn confirm(authority: &Authority, word: &str, files: &ticket::Outputs, lang: Lang) -> Result<(), Failure> {
    let iid: InstallationId = ticket::read(word)?;
    let confirmed = authority.confirm(&iid, now())?;
    let cid =
        confirmed.map_err(|code| Failure::new(code, sentence!("installation id {iid}", "インストール ID {iid}")))?;
    files.write(&Ticket::Confirmation(cid), lang.pick("Confirmation ID", "確認 ID"))
}

fn computer(command: ComputerCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        ComputerCommand::List { json } => computers(&Records::open(directory)?.computers()?, json, lang),
        ComputerCommand::Reinstate { holder, json, access } => {
            let holder: HostId = holder.parse().map_err(Failure::usage)?;
            open(directory, &access, lang)?.reinstate(holder, now())?;
            out::report(json, &json!({ "reinstated": holder.to_string() }), next_pack(lang));
        }
        ComputerCommand::Revoke { holder, json, access } => {
            let holder: HostId = holder.parse().map_err(Failure::usage)?;
            open(directory, &access, lang)?.revoke(holder, now())?;
            out::report(json, &json!({ "revoked": holder.to_string() }), next_pack(lang));
        }
    }
    Ok(())
}

fn computers(computers: &[ActivatedComputer], json: bool, lang: Lang) {
    if json {
        let rows = computers.iter().map(|computer| {
            json!({
                "partial_key": computer.claim.partial(),
                "holder": computer.holder.to_string(),
                "machine": computer.machine,
                "hardware": computer.hardware.to_string(),
                "activations": computer.activations,
                "activated": instant::rfc3339(computer.activated),
                "revoked": computer.revoked,
            })
        });
        return out::json(&rows.collect::<Vec<_>>());
    }
    for computer in computers {
        let ActivatedComputer { claim, holder, machine, activations, .. } = computer;
        let revoked = if computer.revoked { lang.pick("  revoked", "  取り消し済み") } else { "" };
        let day = instant::rfc3339(computer.activated);
        out::line(&format!("{}  {holder}  {machine}  {day}  x{activations}{revoked}", claim.masked()));
    }
}

fn issuance(
    authority: &Authority,
    arguments: &IssuanceArguments,
    out: &OutputFile,
    json: bool,
    lang: Lang,
) -> Result<(), Failure> {
    let id = arguments.id.as_deref().map(str::parse::<HostId>).transpose().map_err(Failure::usage)?;
    let terms = IssuanceTerms {
        group: arguments.group,
        anchors: files::read(&arguments.anchors)?,
        description: arguments.description.clone(),
        version: arguments.license_version,
        days: arguments.days,
        validity_days: arguments.validity_days,
        key_purpose: arguments.key_purpose.clone(),
        require_crl: arguments.require_crl,
        hardware_keys_only: arguments.hardware_keys_only,
    };
    let (id, document) = authority.issue_issuance(&terms, id, entropy::bytes(), now())?;
    out.write_public(&document)?;
    let text = lang.pick(
        format!("Issuance license {id} written to {out}. Install it with slmgr /ilc FILE."),
        format!("発行ライセンス {id} を {out} に書き込みました。slmgr /ilc ファイル でインストールしてください。"),
    );
    let document = json!({ "id": id.to_string(), "version": terms.version, "file": out.to_string() });
    out.report(json, &document, &text);
    Ok(())
}

fn open(directory: &Path, access: &RootAccess, lang: Lang) -> Result<Authority, Failure> {
    match &access.signer {
        Some(socket) => Ok(Authority::connect(directory, socket)?.on_behalf_of(&process::account())),
        None => Ok(unlock(directory, &access.passphrase, lang)?.0),
    }
}

/// The authority, and the passphrase that opened it. The audit log names the account that gives the command.
fn unlock(directory: &Path, passphrase: &Passphrase, lang: Lang) -> Result<(Authority, Zeroizing<String>), Failure> {
    // Nobody is asked for a passphrase that opens nothing.
    if !directory.exists() {
        return Err(muster_authority::AuthorityError::Missing(directory.display().to_string()).into());
    }
    let passphrase = read_passphrase(passphrase, false, lang)?;
    Ok((Authority::open(directory, &passphrase)?.on_behalf_of(&process::account()), passphrase))
}

fn read_passphrase(from: &Passphrase, new: bool, lang: Lang) -> Result<Zeroizing<String>, Failure> {
    if let Some(file) = &from.passphrase_file {
        return passphrase_file::read(file, from.credentials_directory.as_deref());
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt).map(Zeroizing::new).map_err(|_| {
            Failure::usage(sentence!(
                "there is no terminal to ask for the passphrase at: give --passphrase-file FILE",
                "パスフレーズを入力する端末がありません。--passphrase-file FILE を指定してください。"
            ))
        })
    };
    let passphrase = ask(lang.pick("Passphrase of the root key: ", "ルート キーのパスフレーズ: "))?;
    if new && ask(lang.pick("The same again: ", "もう一度入力してください: "))? != passphrase {
        return Err(Failure::usage(sentence!("the two passphrases differ", "パスフレーズが一致しません。")));
    }
    Ok(passphrase)
}

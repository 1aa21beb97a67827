//! `muster authority`.

use super::{block_on, now, stopped};
use crate::{
    args::{
        AuthorityCommand, ComputerCommand, IssuanceArguments, KeyCommand, KeyKindArgument, Passphrase, RootArguments,
        RootCommand, TicketArguments,
    },
    cmd::ticket,
    failure::Failure,
    out,
};
use muster_authority::{
    ActivatedComputer, Authority, HsmPlace, IssuanceTerms, IssuedKey, KeyOrder, NewSecrets, RootPlace,
};
use muster_core::{
    authority::quota::Limit,
    code,
    id::HostId,
    keys::{
        installation_id::InstallationId,
        product_key::{KeyKind, ProductKey},
    },
    lang::Lang,
};
use muster_platform::{clock::Clock, entropy, files};
use muster_proto::{authority::Ticket, instant};
use muster_server::{listener, tls};
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

pub(crate) fn run(command: AuthorityCommand, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let directory = state.join("authority");
    match command {
        AuthorityCommand::Init { place, passphrase } => init(&directory, &place, &passphrase, lang)?,
        AuthorityCommand::Pack { description, out, passphrase } => {
            pack(&open(&directory, &passphrase, lang)?, description.as_deref(), out.as_deref())?;
        }
        AuthorityCommand::RevokePack { pack_version, passphrase } => {
            open(&directory, &passphrase, lang)?.revoke_pack(pack_version, now())?;
            out::line(next_pack(lang));
        }
        AuthorityCommand::Confirm { installation_id, ticket, passphrase } => {
            confirm(&open(&directory, &passphrase, lang)?, &installation_id, &ticket, lang)?;
        }
        AuthorityCommand::Computer(command) => computer(command, &directory, lang)?,
        AuthorityCommand::Root(command) => root(command, &directory, lang)?,
        AuthorityCommand::Issuance { terms, passphrase } => {
            issuance(&open(&directory, &passphrase, lang)?, &terms, lang)?;
        }
        AuthorityCommand::Key(command) => key(command, &directory, lang)?,
        AuthorityCommand::Serve { listen, tls_certificate, tls_key, passphrase } => {
            let authority = open(&directory, &passphrase, lang)?;
            serve(authority, &listen, tls_certificate.zip(tls_key), lang)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn root_place(arguments: &RootArguments) -> RootPlace {
    match (&arguments.pkcs11_module, &arguments.token) {
        (Some(module), Some(token)) => {
            RootPlace::Hsm(HsmPlace { module: module.clone(), token: token.clone(), key: arguments.key_label.clone() })
        }
        _ => RootPlace::File,
    }
}

fn init(directory: &Path, place: &RootArguments, passphrase: &Passphrase, lang: Lang) -> Result<(), Failure> {
    let passphrase = read_passphrase(passphrase, place.pkcs11_module.is_none(), lang)?;
    let authority = Authority::init(directory, &root_place(place), &passphrase, &NewSecrets::random())?;
    let file = authority.root_file();
    out::line(&lang.pick(
        format!(
            "New authority in {}.\nRoot key {}\nGive {} to every host and client.",
            directory.display(),
            authority.root().thumbprint(),
            file.display()
        ),
        format!(
            "{} に認証局を作成しました。\nルート キー {}\n{} をすべてのホストとクライアントに配布してください。",
            directory.display(),
            authority.root().thumbprint(),
            file.display()
        ),
    ));
    Ok(())
}

fn pack(authority: &Authority, description: Option<&Path>, out: Option<&Path>) -> Result<(), Failure> {
    let document = match description {
        Some(description) => authority.sign_pack(&files::read(description)?, now())?,
        None => authority.sign_pack_again(now())?,
    };
    match out {
        Some(path) => files::write_public(path, &document)?,
        None => out::print(&document),
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
fn confirm(authority: &Authority, word: &str, form: &TicketArguments, lang: Lang) -> Result<(), Failure> {
    let iid: InstallationId = ticket::read(word)?;
    let confirmed = authority.confirm(&iid, now())?;
    let cid = confirmed.map_err(|code| Failure::new(code, format!("installation id {iid}")))?;
    ticket::hand_over(&Ticket::Confirmation(cid), lang.pick("Confirmation ID", "確認 ID"), form)
}

fn computer(command: ComputerCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        ComputerCommand::List { json, passphrase } => {
            computers(&open(directory, &passphrase, lang)?.computers()?, json, lang);
        }
        ComputerCommand::Revoke { holder, passphrase } => {
            let holder: HostId = holder.parse().map_err(Failure::usage)?;
            open(directory, &passphrase, lang)?.revoke(holder, now())?;
            out::line(next_pack(lang));
        }
    }
    Ok(())
}

fn computers(computers: &[ActivatedComputer], json: bool, lang: Lang) {
    if json {
        let rows = computers.iter().map(|computer| {
            json!({
                "partial_key": computer.key.partial(),
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
        let ActivatedComputer { key, holder, machine, activations, .. } = computer;
        let revoked = if computer.revoked { lang.pick("  revoked", "  取り消し済み") } else { "" };
        let day = instant::rfc3339(computer.activated);
        out::line(&format!("{key:?}  {holder}  {machine}  {day}  x{activations}{revoked}"));
    }
}

fn root(command: RootCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    let passphrase = |from: &Passphrase| read_passphrase(from, false, lang);
    match command {
        RootCommand::List { passphrase } => {
            for root in open(directory, &passphrase, lang)?.roots()? {
                let signs = if root.signs { lang.pick("  signs", "  署名用") } else { "" };
                let trusted = if root.trusted { lang.pick("  trusted", "  信頼済み") } else { "" };
                out::line(&format!("{}{trusted}{signs}", root.key.thumbprint()));
            }
            return Ok(());
        }
        RootCommand::Add { place, passphrase: from } => {
            let authority = open(directory, &from, lang)?;
            let key = authority.add_root(&root_place(&place), &passphrase(&from)?, &NewSecrets::random())?;
            out::line(&key.thumbprint());
        }
        RootCommand::Switch { passphrase: from } => {
            let authority = open(directory, &from, lang)?.switch_root(&passphrase(&from)?)?;
            out::line(&authority.root().thumbprint());
        }
        RootCommand::Drop { passphrase } => open(directory, &passphrase, lang)?.drop_roots()?,
    }
    out::line(next_pack(lang));
    Ok(())
}

fn issuance(authority: &Authority, arguments: &IssuanceArguments, lang: Lang) -> Result<(), Failure> {
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
    files::write_public(&arguments.out, &document)?;
    let path = arguments.out.display();
    out::line(&lang.pick(
        format!("Issuance license {id} written to {path}. Install it with slmgr /ilc FILE."),
        format!("発行ライセンス {id} を {path} に書き込みました。slmgr /ilc ファイル でインストールしてください。"),
    ));
    Ok(())
}

fn key(command: KeyCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        KeyCommand::Issue { group, kind, count, limit, ceiling, out: file, passphrase } => {
            refuse_existing(&file, lang)?;
            let multiple = Limit::Multiple { limit, ceiling: ceiling.unwrap_or(limit).max(limit) };
            let (kind, limit) = match kind {
                KeyKindArgument::Host => (KeyKind::Host, Limit::Host),
                KeyKindArgument::Mak => (KeyKind::Multiple, multiple),
            };
            let issue = KeyOrder { kind, group, count, limit };
            let keys = open(directory, &passphrase, lang)?.issue_keys(&issue, now())?;
            files::write_secret(&file, &lines(keys.iter().map(ProductKey::reveal)))?;
            keys.iter().for_each(|key| out::line(&format!("{key:?}  {}", file.display())));
        }
        KeyCommand::Setup { out: file, passphrase } => {
            refuse_existing(&file, lang)?;
            let pack = open(directory, &passphrase, lang)?.pack()?;
            let keys = pack.products.iter().map(|product| format!("{}  {}", product.setup_key.reveal(), product.name));
            files::write_public(&file, &lines(keys))?;
            for product in &pack.products {
                out::line(&format!("{:?}  {}  {}", product.setup_key, product.name, file.display()));
            }
        }
        KeyCommand::List { json, passphrase } => list(&open(directory, &passphrase, lang)?.keys()?, json, lang),
        KeyCommand::Offline { key, slots, out: file, passphrase } => {
            let file_text = open(directory, &passphrase, lang)?.offline_file(&parse_key(&key)?, slots, now())?;
            let text = serde_json::to_string(&file_text).map_err(|error| Failure::new(code::UNEXPECTED, error))?;
            files::write_secret(&file, &text)?;
            out::line(&lang.pick(
                format!("{} holds {slots} sealed license(s): deliver it with the key.", file.display()),
                format!(
                    "{} に封印されたライセンスが {slots} 件あります。キーと一緒に納品してください。",
                    file.display()
                ),
            ));
        }
        KeyCommand::Raise { key, to, passphrase } => {
            let limit = open(directory, &passphrase, lang)?.raise_limit(&parse_key(&key)?, to)?;
            out::line(&limit_text(limit));
        }
        KeyCommand::Block { key, passphrase } => {
            let key = parse_key(&key)?;
            open(directory, &passphrase, lang)?.block_key(&key, now())?;
            out::line(&lang.pick(format!("Blocked {key:?}."), format!("{key:?} をブロックしました。")));
        }
    }
    Ok(())
}

fn parse_key(text: &str) -> Result<ProductKey, Failure> {
    text.parse().map_err(|error| Failure::new(code::KEY_INVALID, error))
}

/// `3/5`: activates 3 computers, and can be raised to 5.
fn limit_text(limit: Limit) -> String {
    match limit {
        Limit::Host => muster_core::authority::quota::COMPUTERS.to_string(),
        Limit::Multiple { limit, ceiling } => format!("{limit}/{ceiling}"),
    }
}

/// A file of keys is the only place where they stand whole, so it is never overwritten.
fn refuse_existing(file: &Path, lang: Lang) -> Result<(), Failure> {
    let exists = lang.pick("exists already: name a new file", "は既に存在します。新しいファイルを指定してください。");
    if file.exists() { Err(Failure::usage(format!("{} {exists}", file.display()))) } else { Ok(()) }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.flat_map(|line| [line, "\n".into()]).collect()
}

fn list(keys: &[IssuedKey], json: bool, lang: Lang) {
    let channel = |key: &IssuedKey| key.key.claim().map_or("", |claim| claim.kind.channel());
    if json {
        let rows: Vec<_> = keys
            .iter()
            .map(|key| {
                json!({
                    "partial_key": key.key.partial(),
                    "channel": channel(key),
                    "group": key.key.claim().map(|claim| claim.group),
                    "issued": instant::rfc3339(key.issued),
                    "blocked": key.blocked.map(instant::rfc3339),
                    "computers": key.computers,
                    "limit": limit_text(key.limit),
                })
            })
            .collect();
        return out::json(&rows);
    }
    for key in keys {
        let group = key.key.claim().map_or(0, |claim| claim.group);
        let blocked = if key.blocked.is_some() { lang.pick("  blocked", "  ブロック済み") } else { "" };
        let (used, limit) = (key.computers, limit_text(key.limit));
        let computers = lang.pick(format!("{used} of {limit} computer(s)"), format!("{used} 台 (上限 {limit})"));
        out::line(&format!("{:?}  {:<12} {group:>4}  {computers}{blocked}", key.key, channel(key)));
    }
}

fn serve(authority: Authority, listen: &str, tls: Option<(PathBuf, PathBuf)>, lang: Lang) -> Result<(), Failure> {
    authority.pack()?;
    let tls = tls.map(|(certificate, key)| tls::acceptor(&certificate, &key)).transpose();
    let tls = tls.map_err(|error| Failure::new(code::INVALID_ARGUMENT, error))?;
    block_on(async {
        let listener = listener::bind(listen).await?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let address = format!("{scheme}://{}", listener.local_addr()?);
        out::line(
            &lang.pick(format!("The authority answers at {address}"), format!("認証局は {address} で応答します。")),
        );
        let router = muster_authority::router(Arc::new(authority), Clock::System);
        listener::serve(listener, tls, router, stopped()).await;
        Ok(())
    })
}

fn open(directory: &Path, passphrase: &Passphrase, lang: Lang) -> Result<Authority, Failure> {
    if !directory.exists() {
        return Err(muster_authority::AuthorityError::Missing(directory.display().to_string()).into());
    }
    Ok(Authority::open(directory, &read_passphrase(passphrase, false, lang)?)?)
}

fn read_passphrase(from: &Passphrase, new: bool, lang: Lang) -> Result<String, Failure> {
    if let Some(file) = &from.passphrase_file {
        return Ok(files::read(file)?.trim_end_matches(['\r', '\n']).to_owned());
    }
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt).map_err(|_| {
            Failure::usage(lang.pick(
                "there is no terminal to ask for the passphrase at: give --passphrase-file FILE",
                "パスフレーズを入力する端末がありません。--passphrase-file FILE を指定してください。",
            ))
        })
    };
    let passphrase = ask(lang.pick("Passphrase of the root key: ", "ルート キーのパスフレーズ: "))?;
    if new && ask(lang.pick("The same again: ", "もう一度入力してください: "))? != passphrase {
        return Err(Failure::usage(lang.pick("the two passphrases differ", "パスフレーズが一致しません。")));
    }
    Ok(passphrase)
}

//! `muster authority`.

use super::{block_on, now, stopped};
use crate::{
    args::{AuthorityCommand, KeyCommand, KeyKindArgument, Passphrase},
    failure::Failure,
    out,
};
use muster_authority::{Authority, IssuedKey, NewSecrets, SealEntropy};
use muster_core::{
    code,
    key::{KeyKind, ProductKey},
    lang::Lang,
};
use muster_service::{clock::Clock, entropy, files, http, tls};
use muster_wire::instant;
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

pub(crate) fn run(command: AuthorityCommand, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let directory = state.join("authority");
    match command {
        AuthorityCommand::Init { passphrase } => init(&directory, &passphrase, lang)?,
        AuthorityCommand::Pack { description, out, passphrase } => {
            pack(&open(&directory, &passphrase, lang)?, &description, out.as_deref())?;
        }
        AuthorityCommand::Key(command) => key(command, &directory, lang)?,
        AuthorityCommand::Serve { listen, tls_certificate, tls_key, passphrase } => {
            let authority = open(&directory, &passphrase, lang)?;
            serve(authority, &listen, tls_certificate.zip(tls_key), lang)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Random bytes for a new authority.
pub(crate) fn new_secrets() -> NewSecrets {
    NewSecrets {
        root: entropy::bytes(),
        key_secret: entropy::bytes(),
        seal: SealEntropy { salt: entropy::bytes(), nonce: entropy::bytes() },
    }
}

fn init(directory: &Path, passphrase: &Passphrase, lang: Lang) -> Result<(), Failure> {
    let passphrase = read_passphrase(passphrase, true, lang)?;
    let authority = Authority::init(directory, &passphrase, &new_secrets())?;
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

fn pack(authority: &Authority, description: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let document = authority.sign_pack(&files::read(description)?, now())?;
    match out {
        Some(path) => files::write_public(path, &document)?,
        None => out::line(&document),
    }
    Ok(())
}

fn key(command: KeyCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        KeyCommand::Issue { group, kind, count, out: file, passphrase } => {
            refuse_existing(&file, lang)?;
            let kind = match kind {
                KeyKindArgument::Host => KeyKind::Host,
                KeyKindArgument::Mak => KeyKind::Multiple,
            };
            let keys = open(directory, &passphrase, lang)?.issue_keys(kind, group, count, now())?;
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
        KeyCommand::Block { key, passphrase } => {
            let key: ProductKey = key.parse().map_err(|error| Failure::new(code::KEY_INVALID, error))?;
            open(directory, &passphrase, lang)?.block_key(&key, now())?;
            out::line(&lang.pick(format!("Blocked {key:?}."), format!("{key:?} をブロックしました。")));
        }
    }
    Ok(())
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
                })
            })
            .collect();
        return out::json(&rows);
    }
    for key in keys {
        let group = key.key.claim().map_or(0, |claim| claim.group);
        let blocked = if key.blocked.is_some() { lang.pick("  blocked", "  ブロック済み") } else { "" };
        let computers = lang.pick(format!("{} computer(s)", key.computers), format!("{} 台", key.computers));
        out::line(&format!("{:?}  {:<12} {group:>4}  {computers}{blocked}", key.key, channel(key)));
    }
}

fn serve(authority: Authority, listen: &str, tls: Option<(PathBuf, PathBuf)>, lang: Lang) -> Result<(), Failure> {
    authority.pack()?;
    let tls = tls.map(|(certificate, key)| tls::acceptor(&certificate, &key)).transpose();
    let tls = tls.map_err(|error| Failure::new(code::INVALID_ARGUMENT, error))?;
    block_on(async {
        let listener = http::bind(listen).await?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let address = format!("{scheme}://{}", listener.local_addr()?);
        out::line(
            &lang.pick(format!("The authority answers at {address}"), format!("認証局は {address} で応答します。")),
        );
        let router = muster_authority::router(Arc::new(authority), Clock::System);
        http::serve(listener, tls, router, stopped()).await;
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

//! `muster authority key`.

use super::open;
use crate::{
    args::{KeyCommand, KeyKindArgument},
    cmd::now,
    failure::Failure,
    out,
    output_file::OutputFile,
};
use muster_authority::{IssuedKey, KeyOrder};
use muster_core::{
    authority::quota::{self, Limit},
    code,
    keys::product_key::{KeyKind, ProductKey},
    lang::Lang,
    pack::Product,
};
use muster_proto::instant;
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn run(command: KeyCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        KeyCommand::Issue { group, kind, count, limit, ceiling, out, force, json, passphrase } => {
            let out = OutputFile::new(&out, force)?.beside_report(json, lang)?;
            let multiple = Limit::Multiple { limit, ceiling: ceiling.unwrap_or(limit).max(limit) };
            let (kind, limit) = match kind {
                KeyKindArgument::Host => (KeyKind::Host, Limit::Host),
                KeyKindArgument::Mak => (KeyKind::Multiple, multiple),
            };
            let issue = KeyOrder { kind, group, count, limit };
            let keys = open(directory, &passphrase, lang)?.issue_keys(&issue, now())?;
            out.write_secret(lines(keys.iter().map(ProductKey::reveal)))?;
            let document = keys.iter().map(|key| json!({ "partial_key": key.partial(), "file": out.to_string() }));
            let text = lines(keys.iter().map(|key| format!("{key:?}  {out}")));
            out.report(json, &document.collect(), &text);
        }
        KeyCommand::Setup { out, force, json, passphrase } => {
            let out = OutputFile::new(&out, force)?.beside_report(json, lang)?;
            let products = open(directory, &passphrase, lang)?.pack()?.products;
            let keys = products.iter().map(|product| format!("{}  {}", product.setup_key.reveal(), product.name));
            out.write_public(lines(keys))?;
            let document = products.iter().map(|product| {
                let (name, key) = (&product.name, product.setup_key.partial());
                json!({ "product": name, "partial_key": key, "file": out.to_string() })
            });
            let line = |product: &Product| format!("{:?}  {}  {out}", product.setup_key, product.name);
            out.report(json, &document.collect(), &lines(products.iter().map(line)));
        }
        KeyCommand::List { json, passphrase } => list(&open(directory, &passphrase, lang)?.keys()?, json, lang),
        KeyCommand::Offline { key, slots, out, force, json, passphrase } => {
            let out = OutputFile::new(&out, force)?.beside_report(json, lang)?;
            let file = open(directory, &passphrase, lang)?.offline_file(&parse_key(&key)?, slots, now())?;
            let text = serde_json::to_string(&file).map_err(|error| Failure::new(code::UNEXPECTED, error))?;
            out.write_secret(text)?;
            let text = lang.pick(
                format!("{out} holds {slots} sealed license(s): deliver it with the key."),
                format!("{out} に封印されたライセンスが {slots} 件あります。キーと一緒に納品してください。"),
            );
            out.report(json, &json!({ "file": out.to_string(), "licenses": slots }), &text);
        }
        KeyCommand::Raise { key, to, json, passphrase } => {
            let limit = open(directory, &passphrase, lang)?.raise_limit(&parse_key(&key)?, to, now())?;
            out::report(json, &limit_document(limit), &limit_text(limit));
        }
        KeyCommand::Block { key, json, passphrase } => {
            let key = parse_key(&key)?;
            open(directory, &passphrase, lang)?.block_key(&key, now())?;
            let text = lang.pick(format!("Blocked {key:?}."), format!("{key:?} をブロックしました。"));
            out::report(json, &json!({ "partial_key": key.partial(), "blocked": true }), &text);
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
        Limit::Host => quota::COMPUTERS.to_string(),
        Limit::Multiple { limit, ceiling } => format!("{limit}/{ceiling}"),
    }
}

/// The same for programs. A host key has no ceiling.
fn limit_document(limit: Limit) -> Value {
    match limit {
        Limit::Host => json!({ "limit": quota::COMPUTERS, "ceiling": null }),
        Limit::Multiple { limit, ceiling } => json!({ "limit": limit, "ceiling": ceiling }),
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.flat_map(|line| [line, "\n".into()]).collect()
}

fn list(keys: &[IssuedKey], json: bool, lang: Lang) {
    if json {
        let rows: Vec<_> = keys
            .iter()
            .map(|key| {
                let limit = limit_document(key.limit);
                json!({
                    "partial_key": key.claim.partial(),
                    "channel": key.claim.kind.channel(),
                    "group": key.claim.group,
                    "issued": instant::rfc3339(key.issued),
                    "blocked": key.blocked.map(instant::rfc3339),
                    "computers": key.computers,
                    "limit": limit["limit"],
                    "ceiling": limit["ceiling"],
                })
            })
            .collect();
        return out::json(&rows);
    }
    for key in keys {
        let blocked = if key.blocked.is_some() { lang.pick("  blocked", "  ブロック済み") } else { "" };
        let (used, limit) = (key.computers, limit_text(key.limit));
        let computers = lang.pick(format!("{used} of {limit} computer(s)"), format!("{used} 台 (上限 {limit})"));
        out::line(&format!(
            "{}  {:<12} {:>4}  {computers}{blocked}",
            key.claim.masked(),
            key.claim.kind.channel(),
            key.claim.group
        ));
    }
}

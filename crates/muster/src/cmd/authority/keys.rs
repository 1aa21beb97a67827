//! `muster authority key`.

use super::{
    key_limit::{limit_document, limit_text},
    key_list, open,
};
use crate::{
    args::{KeyCommand, KeyDetailArguments, KeyKindArgument, KeyTermArguments},
    cmd::now,
    failure::Failure,
    out,
    output_file::OutputFile,
};
use muster_authority::{AuthorityError, KeyDetails, KeyOrder, KeyTerms, KeyTermsChange, Records};
use muster_core::{
    authority::quota::Limit,
    code,
    features::Features,
    keys::product_key::{KeyClaim, KeyKind, ProductKey},
    lang::Lang,
    pack::Product,
};
use serde_json::json;
use std::path::Path;

pub(super) fn run(command: KeyCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        KeyCommand::Issue { group, kind, count, limit, ceiling, details, terms, days, out, force, json, access } => {
            let out = OutputFile::new(&out, force)?.beside_report(json)?;
            let multiple = Limit::Multiple { limit, ceiling: ceiling.unwrap_or(limit).max(limit) };
            let (kind, limit) = match kind {
                KeyKindArgument::Host => (KeyKind::Host, Limit::HOST),
                KeyKindArgument::Mak => (KeyKind::Multiple, multiple),
            };
            let KeyTermsChange { features, ends } = terms_change(&terms)?;
            let terms = KeyTerms { features, ends: ends.flatten(), days };
            let issue = KeyOrder { kind, group, count, limit, details: details.into(), terms };
            let keys = open(directory, &access, lang)?.issue_keys(&issue, now())?;
            out.write_secret(lines(keys.iter().map(ProductKey::reveal)))?;
            let document = keys.iter().map(|key| json!({ "partial_key": key.partial(), "file": out.to_string() }));
            let text = lines(keys.iter().map(|key| format!("{key:?}  {out}")));
            out.report(json, &document.collect(), &text);
        }
        KeyCommand::Setup { out, force, json, access } => {
            let out = OutputFile::new(&out, force)?.beside_report(json)?;
            let products = open(directory, &access, lang)?.pack()?.products;
            let keys = products.iter().map(|product| format!("{}  {}", product.setup_key.reveal(), product.name));
            out.write_public(lines(keys))?;
            let document = products.iter().map(|product| {
                let (name, key) = (&product.name, product.setup_key.partial());
                json!({ "product": name, "partial_key": key, "file": out.to_string() })
            });
            let line = |product: &Product| format!("{:?}  {}  {out}", product.setup_key, product.name);
            out.report(json, &document.collect(), &lines(products.iter().map(line)));
        }
        KeyCommand::List { find, json } => {
            let records = Records::open(directory)?;
            let mut keys = records.keys()?;
            keys.retain(|key| find.as_ref().is_none_or(|words| key_list::is_found(key, words)));
            key_list::show(&keys, records.last_restore()?, json, lang);
        }
        KeyCommand::Offline { key, slots, out, force, json, access } => {
            let out = OutputFile::new(&out, force)?.beside_report(json)?;
            let authority = open(directory, &access, lang)?;
            let claim = authority.find_key(&key)?;
            let file = authority.offline_file_of(&claim, slots, now())?;
            let text = serde_json::to_string(&file).map_err(|error| Failure::foreign(code::UNEXPECTED, error))?;
            out.write_secret(text)?;
            let text = lang.pick(
                format!("{out} holds {slots} sealed license(s): deliver it with the key."),
                format!("{out} に封印されたライセンスが {slots} 件あります。キーと一緒に納品してください。"),
            );
            out.report(json, &json!({ "file": out.to_string(), "licenses": slots }), &text);
        }
        KeyCommand::Raise { key, to, json, access } => {
            let authority = open(directory, &access, lang)?;
            let limit = authority.raise_limit(&authority.find_key(&key)?, to, now())?;
            out::report(json, &limit_document(limit), &limit_text(limit));
        }
        KeyCommand::Block { key, json, access } => {
            let authority = open(directory, &access, lang)?;
            let claim = authority.find_key(&key)?;
            authority.block_key(&claim, now())?;
            report(&claim, ("blocked", true), json, lang.pick("Blocked {key}.", "{key} をブロックしました。"));
        }
        KeyCommand::Unblock { key, json, access } => {
            let authority = open(directory, &access, lang)?;
            let claim = authority.find_key(&key)?;
            authority.unblock_key(&claim, now())?;
            report(&claim, ("blocked", false), json, lang.pick("Unblocked {key}.", "{key} のブロックを解除しました。"));
        }
        KeyCommand::Edit { key, details, terms, json, access } => {
            let (details, change) = (KeyDetails::from(details), terms_change(&terms)?);
            let authority = open(directory, &access, lang)?;
            let claim = authority.find_key(&key)?;
            let changes_terms = change != KeyTermsChange::default();
            if changes_terms {
                authority.change_key_terms(&claim, &change, now())?;
            }
            if !changes_terms || details != KeyDetails::default() {
                authority.edit_key(&claim, &details, now())?;
            }
            report(&claim, ("edited", true), json, lang.pick("Edited {key}.", "{key} を編集しました。"));
        }
    }
    Ok(())
}

/// Says what was done with a key.
fn report(claim: &KeyClaim, (done, value): (&str, bool), json: bool, text: &str) {
    let document = json!({ "partial_key": claim.partial(), done: value });
    out::report(json, &document, &text.replace("{key}", &claim.masked()));
}

impl From<KeyDetailArguments> for KeyDetails {
    fn from(KeyDetailArguments { customer, order, note }: KeyDetailArguments) -> Self {
        Self { customer, order, note }
    }
}

fn terms_change(KeyTermArguments { features, ends }: &KeyTermArguments) -> Result<KeyTermsChange, Failure> {
    let features = Features::parse(features.iter().map(String::as_str)).map_err(AuthorityError::from)?;
    Ok(KeyTermsChange { features, ends: ends.map(|end| end.0) })
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.flat_map(|line| [line, "\n".into()]).collect()
}

//! `muster authority enrolment`.

use crate::{args::EnrolmentArguments, cmd::now, failure::Failure, key_file, output_file::OutputFile};
use muster_authority::{Authority, EnrolmentTerms, SignedEnrolment};
use muster_client::ClientConfig;
use muster_core::{keys::product_key::KeyKind, lang::Lang};
use muster_platform::files;
use muster_proto::instant;
use serde_json::json;

/// Signs an enrolment file and writes it. What it is made of is read before the passphrase is asked for.
pub(super) fn sign(
    arguments: EnrolmentArguments,
    out: &OutputFile,
    json: bool,
    lang: Lang,
    open: impl FnOnce() -> Result<Authority, Failure>,
) -> Result<(), Failure> {
    let EnrolmentArguments { products, key_file, host, dns_domain, config, days, .. } = arguments;
    let product_key = key_file.as_deref().map(key_file::read).transpose()?;
    let config = config.as_deref().map(files::read).transpose()?;
    config.as_deref().map_or(Ok(()), ClientConfig::check_portable)?;
    let terms = EnrolmentTerms { products, product_key, host, domain: dns_domain, config, days };
    let signed = open()?.issue_enrolment(&terms, now())?;
    // A setup key is public, and anybody who has a MAK can use it up.
    let secret = product_key.is_some_and(|key| key.claim().kind == KeyKind::Multiple);
    let text = format!("{}\n", signed.document);
    if secret {
        out.write_secret(text)?;
    } else {
        out.write_public(text)?;
    }
    report(&signed, out, secret, json, lang);
    Ok(())
}

fn report(signed: &SignedEnrolment, out: &OutputFile, secret: bool, json: bool, lang: Lang) {
    let (until, root) = (instant::rfc3339(signed.until), &signed.root_key);
    let mut text = lang.pick(
        format!(
            "Enrolment file written to {out}, for use until {until}. On each machine: muster client enrol FILE\nRoot key {root}: tell it by another way than the file, for --root-key."
        ),
        format!(
            "登録ファイルを {out} に書き込みました。{until} まで使用できます。各コンピューターで muster client enrol ファイル を実行してください。\nルート キー {root}: --root-key で指定できるように、ファイルとは別の方法で伝えてください。"
        ),
    );
    if secret {
        text += lang.pick(
            "\nIt holds a product key: whoever reads it can use the key.",
            "\nプロダクト キーが含まれています。ファイルを読み取れる人は誰でもキーを使用できます。",
        );
    }
    let document = json!({ "file": out.to_string(), "holds_key": secret, "root_key": root, "until": until });
    out.report(json, &document, &text);
}

//! `muster client enrol`.

use super::{env, identity};
use crate::{args::MachineArguments, failure::Failure, input_file, out};
use muster_client::{Client, ClientError, Enrolled, Pack};
use muster_core::{
    code,
    keys::product_key::MASK,
    lang::{Lang, Text},
};
use serde_json::json;
use std::path::Path;

/// More is no enrolment file: it holds a license pack and little else.
const ENROLMENT_BYTES_MAX: u64 = 4 << 20;

/// Makes the machine a client by an enrolment file.
pub(super) fn run(
    directory: &Path,
    file: &Path,
    root_key: Option<&str>,
    json: bool,
    arguments: &MachineArguments,
    lang: Lang,
) -> Result<(), Failure> {
    let document = input_file::read(file, ENROLMENT_BYTES_MAX)?;
    let enrolled = Client::enrol(directory, &document, root_key, &env(arguments)).map_err(refused)?;
    identity::keep(directory, arguments)?;
    let (status, pack) = (enrolled.client.status(&env(arguments))?, enrolled.client.pack());
    let installed: Vec<String> = enrolled.products.iter().map(ToString::to_string).collect();
    let products: Vec<_> =
        status.products.iter().filter(|product| installed.contains(&product.activation_id)).collect();
    let document = json!({
        "changed": enrolled.changed,
        "cmid": enrolled.client.cmid().to_string(),
        "directory": directory.display().to_string(),
        "pack_version": pack.version,
        "products": products,
        "root_key": enrolled.root_key,
        "vendor": pack.vendor,
    });
    let mut text = enrolled_text(&enrolled, directory, root_key.is_some(), lang);
    for product in products {
        text += &format!("\n  {}  {}{}", product.product, MASK, product.partial_key);
    }
    out::report(json, &document, &text);
    Ok(())
}

/// Codes are of the chain in general: their advice speaks of hosts and of license packs.
fn refused(error: ClientError) -> Failure {
    let advice = match error.code() {
        code::SIGNATURE_INVALID => Some(FILE_OF_VENDOR),
        code::PACK_VERSION => Some(NEWEST_FILE),
        _ => None,
    };
    Failure::from(error).advising(advice)
}

const FILE_OF_VENDOR: Text = Text {
    en: "get the file from the vendor again, and compare its root key with the one that the vendor names; a machine takes files of its own vendor only",
    ja: "ベンダーからファイルを入手し直し、ルート キーをベンダーが公開しているものと照合してください。コンピューターが受け付けるのは、そのベンダーのファイルだけです。",
};
const NEWEST_FILE: Text = Text {
    en: "take the vendor's newest enrolment file, or have this one signed anew; if it was written for a newer Muster, update Muster",
    ja: "ベンダーの最新の登録ファイルを使用するか、このファイルの再署名をベンダーに依頼してください。新しい Muster 用に作成されたファイルの場合は、Muster を更新してください。",
};

fn enrolled_text(enrolled: &Enrolled, directory: &Path, verified: bool, lang: Lang) -> String {
    let (directory, root) = (directory.display(), &enrolled.root_key);
    let Pack { vendor, version, .. } = enrolled.client.pack();
    let mut text = match enrolled.changed {
        true => lang.pick(
            format!("{directory} is a client of '{vendor}' as the file says, with version {version} of the license pack."),
            format!("{directory} を、ファイルの内容に従って '{vendor}' のクライアントとして設定しました (ライセンス パックのバージョン {version})。"),
        ),
        false => lang.pick(
            format!("{directory} already is as the file says: nothing was changed."),
            format!("{directory} は既にファイルの内容のとおりに設定されています。変更はありません。"),
        ),
    };
    if !verified {
        text += &lang.pick(
            format!("\nRoot key {root}: compare it with the one that the vendor names, unless the file came by a safe way."),
            format!("\nルート キー {root}: ファイルを安全な方法で受け取っていない場合は、ベンダーが公開しているルート キーと照合してください。"),
        );
    }
    text
}

//! `muster authority backup` and `muster authority restore`.

use crate::{cmd::now, failure::Failure, out};
use muster_authority::{Authority, Restored};
use muster_core::{keys::product_key::KeyClaim, lang::Lang};
use muster_platform::process;
use serde_json::json;
use std::path::Path;

pub(super) fn back_up(directory: &Path, folder: &Path, json: bool, lang: Lang) -> Result<(), Failure> {
    Authority::back_up(directory, folder)?;
    let shared = Authority::shares_database(directory)?;
    let holds_root = Authority::holds_root(directory);
    let folder = folder.display().to_string();
    let mut text = if holds_root { with_root(&folder, lang) } else { without_root(&folder, lang) };
    if shared {
        text += lang.pick(
            "\nThe database is not in it: back it up with its own tools (pg_dump).",
            "\nデータベースは含まれません。データベースのツール (pg_dump) でバックアップしてください。",
        );
    }
    let document = json!({ "folder": folder, "shared_database": shared, "sealed_root": holds_root });
    out::report(json, &document, &text);
    Ok(())
}

fn with_root(folder: &str, lang: Lang) -> String {
    lang.pick(
        format!(
            "The authority is backed up in {folder}. It holds the sealed root key: keep it as safe as the authority."
        ),
        format!(
            "認証局を {folder} にバックアップしました。封印されたルート キーが含まれます。厳重に保管してください。"
        ),
    )
}

/// A signer has the sealed root key in a folder that the account of the authority does not read.
fn without_root(folder: &str, lang: Lang) -> String {
    lang.pick(
        format!(
            "The authority is backed up in {folder}. The sealed root key is not in it: copy root.sealed.json of the signer's folder after each \
             change of the root key, and keep it as safe as the signer."
        ),
        format!(
            "認証局を {folder} にバックアップしました。封印されたルート キーは含まれません。ルート キーを変更するたびに、署名プロセスのフォルダーの \
             root.sealed.json をコピーし、厳重に保管してください。"
        ),
    )
}

pub(super) fn restore(folder: &Path, directory: &Path, json: bool, lang: Lang) -> Result<(), Failure> {
    let restored = Authority::restore(folder, directory, &process::account(), now())?;
    let directory = directory.display().to_string();
    let files: Vec<_> = restored.offline_files.iter().map(|key| json!({ "partial_key": key.partial() })).collect();
    let document = json!({ "directory": directory, "first_pack": restored.first_pack, "offline_files": files });
    let mut text = meaning(&directory, &restored, lang);
    if !Authority::holds_root(Path::new(&directory)) {
        text += lang.pick(
            "\n- The backup has no sealed root key: put the signer's root.sealed.json back into its folder, and start the signer.",
            "\n- バックアップに封印されたルート キーはありません。root.sealed.json を署名プロセスのフォルダーに戻し、署名プロセスを起動してください。",
        );
    }
    out::report(json, &document, &text);
    Ok(())
}

/// What the restore means, and what is to be done.
fn meaning(directory: &str, restored: &Restored, lang: Lang) -> String {
    let Restored { first_pack, offline_files } = restored;
    let mut text = lang.pick(
        format!(
            "The authority is restored in {directory}. What it did after the backup is unknown to it:\n\
             - Product keys issued after the backup activate nothing: issue new ones.\n\
             - Keys blocked, limits raised and licenses revoked after the backup: do it again.\n\
             - The next license pack has version {first_pack}: sign one (muster authority pack --out FILE) and install it on the hosts."
        ),
        format!(
            "認証局を {directory} に復元しました。バックアップ後に行われた操作の記録はありません。\n\
             - バックアップ後に発行したプロダクト キーではライセンス認証できません。新しいキーを発行してください。\n\
             - バックアップ後に行ったキーのブロック、上限の引き上げ、ライセンスの取り消しは、もう一度行ってください。\n\
             - 次のライセンス パックはバージョン {first_pack} になります。muster authority pack --out FILE で署名し、ホストにインストールしてください。"
        ),
    );
    if !offline_files.is_empty() {
        text += lang.pick(
            "\n- Unused licenses of offline files are given to nobody any more, for they may have been given out after the backup. Make the files \
             of these keys again (muster authority key offline) and deliver them:",
            "\n- オフライン ライセンス ファイルの未使用のライセンスは、バックアップ後に割り当てられた可能性があるため、今後は割り当てられません。\
             次のキーのファイルを muster authority key offline で再作成し、納品してください。",
        );
        text.extend(offline_files.iter().map(KeyClaim::masked).flat_map(|key| ["\n  ".to_owned(), key]));
    }
    text
}

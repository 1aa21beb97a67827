//! `muster authority migrate`.

use crate::out;
use muster_authority::MoveStats;
use muster_core::lang::Lang;
use serde_json::json;

/// Says what was moved, and what is to be done.
pub(super) fn run(stats: &MoveStats, json: bool, lang: Lang) {
    let MoveStats { rows, keys, computers, audit } = stats;
    let text = lang.pick(
        format!(
            "Moved and compared: {rows} rows, of them {keys} product keys and {computers} computers. The audit log is whole in the database: {} \
             entries, the last has the hash {}. authority.toml names the database now. The old file stays and takes nothing more: restart the \
             authority's service.",
            audit.entries, audit.hash
        ),
        format!(
            "移行し、照合しました: {rows} 行 (プロダクト キー {keys} 件、コンピューター {computers} 台)。データベース内の監査ログに欠落や改ざんはありません ({} 件、最後の\
             エントリのハッシュ {})。authority.toml にデータベースを記録しました。以前のファイルはそのまま残りますが、書き込みはできません。認証局の\
             サービスを再起動してください。",
            audit.entries, audit.hash
        ),
    );
    let document = json!({
        "rows": rows, "keys": keys, "computers": computers, "audit_entries": audit.entries, "audit_hash": audit.hash,
    });
    out::report(json, &document, &text);
}

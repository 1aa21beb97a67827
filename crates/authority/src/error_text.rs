//! What people are told of each error of the authority, in both languages.

use crate::error::AuthorityError;
use muster_core::{lang::Lang, say, sentences_of};
use muster_platform::files::io_text;

sentences_of!(AuthorityError, lang {
    Self::Exists(folder) => (
        "{folder} already holds an authority: choose another directory",
        "{folder} には既に認証局があります。別のフォルダーを指定してください"
    );
    Self::Missing(folder) => (
        "{folder} holds no authority: make one with `muster authority init`",
        "{folder} に認証局がありません。`muster authority init` で作成してください"
    );
    Self::File(error) => (error.text(lang));
    Self::Damaged(what) => (
        "{what} is damaged: restore it from a backup",
        "{what}が破損しています。バックアップから復元してください",
        what = what.get(lang)
    );
    Self::Passphrase => (
        "the passphrase does not open the root key",
        "このパスフレーズではルート キーを開けません"
    );
    Self::StoreMissing(store) => (
        "{store} is missing beside a root key: move the folder away and restore a backup with `muster authority restore --from DIR`; a new database would give the same pack versions out again",
        "ルート キーがあるフォルダーに {store} がありません。フォルダーを別の場所に移動し、`muster authority restore --from フォルダー` でバックアップを復元してください。新しいデータベースでは、同じバージョンのパックが再び発行されます"
    );
    Self::StoreOld(folder) => (
        "the database in {folder} is an old copy: more keys, licenses or packs were issued since. Move the folder away and restore it: `muster authority restore --from DIR`",
        "{folder} のデータベースは古いコピーです。その後にキー、ライセンス、またはパックが発行されています。フォルダーを別の場所に移動し、`muster authority restore --from フォルダー` で復元してください"
    );
    Self::Config(problem) => (format!("authority.toml: {}", problem.text(lang)));
    Self::StoreNotEmpty => (
        "the database is not empty: a new authority needs an empty one. To share the one of another authority, copy its root.jwk, root.sealed.json and authority.toml into a folder of this machine",
        "データベースが空ではありません。新しい認証局には空のデータベースが必要です。ほかの認証局のデータベースを共有するには、その root.jwk、root.sealed.json、authority.toml をこのコンピューターのフォルダーにコピーしてください"
    );
    Self::DatabaseEmpty => (
        "the database holds no authority: restore it by its own tools, or move an authority into it with `muster authority migrate`",
        "データベースに認証局がありません。データベースのツールで復元するか、`muster authority migrate` で認証局を移行してください"
    );
    Self::OtherDatabase => (
        "the database is that of another authority: it does not know the root key of this folder",
        "別の認証局のデータベースです。このフォルダーのルート キーが登録されていません"
    );
    Self::AlreadyMoved => (
        "the authority's store is in PostgreSQL already",
        "認証局のストアは既に PostgreSQL にあります"
    );
    Self::DatabaseUnnamed(problem, section) => (
        "the authority is in the database now, but its folder does not say so: {problem}. Add this to authority.toml, and restart the authority's service:\n{section}",
        "認証局はデータベースに移行されましたが、フォルダーに設定を書き込めませんでした: {problem}。authority.toml に次の内容を追加し、認証局のサービスを再起動してください:\n{section}",
        problem = problem.text(lang)
    );
    Self::Mismatch(table) => (
        "the rows of {table} are not the same in the database; nothing was moved",
        "{table} の行がデータベースと一致しません。何も移行されていません"
    );
    Self::AuditBroken(error) => (
        "the audit log is not whole, and nothing was moved: {error}",
        "監査ログが完全ではないため、何も移行されていません: {error}",
        error = error.text(lang)
    );
    Self::EpochEnded => (
        "another authority of the database was restored: restart this one",
        "データベースを共有する別の認証局が復元されました。この認証局を再起動してください"
    );
    Self::RootDropped => (
        "the root key of this folder is trusted no more: copy root.jwk and root.sealed.json of the authority on which it was switched",
        "このフォルダーのルート キーは信頼されなくなりました。ルート キーを切り替えた認証局の root.jwk と root.sealed.json をコピーしてください"
    );
    Self::Console(error) => (
        "the console cannot be started: {error}",
        "コンソールを開始できません: {error}",
        error = io_text(error, lang)
    );
    #[cfg(feature = "console")]
    Self::ConsoleStore(error) => (error.text(lang));
    Self::OwnFolder(folder) => (
        "{folder} is in the folder that it would be a copy of: choose another",
        "{folder} はコピー元のフォルダー内にあります。別のフォルダーを指定してください"
    );
    Self::NotNew(folder) => (
        "{folder} is there already: name a new folder, or move it away",
        "{folder} は既に存在します。新しいフォルダーを指定するか、既存のフォルダーを移動してください"
    );
    Self::Backup { folder, problem } => (
        "{folder} is no usable backup of an authority: {problem}",
        "{folder} は認証局のバックアップとして使用できません: {problem}",
        problem = problem.text(lang)
    );
    Self::Epochs => (
        "the authority was restored as often as its product keys can tell: make a new one",
        "認証局の復元回数が上限に達しました。新しい認証局を作成してください"
    );
    Self::PassphraseShort(least) => (
        "the passphrase must have at least {least} characters",
        "パスフレーズは {least} 文字以上で指定してください"
    );
    Self::RootKey(problem) => (
        "the root key is unusable: {problem}",
        "ルート キーを使用できません: {problem}",
        problem = problem.text(lang)
    );
    Self::Store(error) => (error.text(lang));
    Self::Encode(error) => ("cannot encode: {error}", "エンコードできません: {error}");
    Self::Source(error) => (
        "the pack description is wrong: {error}",
        "ライセンス パックの説明に誤りがあります: {error}",
        error = error.text(lang)
    );
    Self::Pack(error) => (
        "the pack would not be accepted: {error}",
        "このパックは受け入れられません: {error}",
        error = error.text(lang)
    );
    Self::NoPack => (
        "there is no license pack yet: sign one with `muster authority pack FILE`",
        "ライセンス パックがまだありません。`muster authority pack ファイル` で署名してください"
    );
    Self::PackEnded { version, until } => (
        "license pack version {version} ended on {until}: sign the next with `muster authority pack`",
        "ライセンス パックのバージョン {version} の有効期限は {until} でした。`muster authority pack` で次のパックに署名してください"
    );
    Self::NoGroup(group, groups) => (
        "the license pack has no key group {group}: its groups are {groups}",
        "ライセンス パックにキー グループ {group} がありません。使用できるグループ: {groups}"
    );
    Self::NoProduct(product, products) => (
        "the license pack has no product {product}: its products are {products}",
        "ライセンス パックに製品 {product} がありません。使用できる製品: {products}"
    );
    Self::KeyOfHost(key) => (
        "{key} is a host key (CSVLK): machines take a setup key or a MAK",
        "{key} はホスト キー (CSVLK) です。コンピューターにはセットアップ キーまたは MAK を指定してください"
    );
    Self::Anchors => (
        "the file of the site's certificate authorities holds no certificate (PEM)",
        "サイトの証明機関のファイルに証明書 (PEM) が含まれていません"
    );
    Self::NoSuchPack(version) => (
        "there is no version {version} of the license pack that could be withdrawn: the newest is always in use",
        "取り消すことができるライセンス パックのバージョン {version} はありません。最新のバージョンは常に使用中です"
    );
    #[cfg(feature = "console")]
    Self::NoCustomer(name) => (
        "no key has the customer '{name}': `muster authority customer list` shows the customers, which are written as there, in capitals and small letters",
        "顧客 '{name}' のキーが見つかりません。顧客は `muster authority customer list` で確認し、大文字と小文字を含めて表示どおりに指定してください"
    );
    #[cfg(feature = "console")]
    Self::ChangedMeanwhile(name) => (
        "somebody else has changed the customer '{name}' at the same time: look at it (`muster authority customer show`), and ask again",
        "顧客 '{name}' が同時に変更されました。`muster authority customer show` で確認してから、やり直してください"
    );
    Self::NoHolder(holder) => (
        "no license was issued to {holder}: `muster authority computer list` shows the holders",
        "{holder} に発行されたライセンスが見つかりません。所有者は `muster authority computer list` で確認できます"
    );
    Self::NotRevoked(holder) => (
        "the license of {holder} is not revoked: `muster authority computer list` shows those that are",
        "{holder} のライセンスは取り消されていません。取り消されたライセンスは `muster authority computer list` で確認できます"
    );
    Self::Ceiling { to, ceiling } => (
        "the limit cannot be raised to {to}: the ceiling of the key is {ceiling}",
        "上限を {to} に引き上げることはできません。このキーの最大値は {ceiling} です"
    );
    Self::Serials { group, left } => (
        "key group {group} has {left} serial numbers left for keys of this kind: issue the keys from another group",
        "キー グループ {group} のこの種類のキーのシリアル番号は残り {left} 個です。別のグループからキーを発行してください"
    );
    Self::Slots(left) => (
        "the key has only {left} slots left: issue another key",
        "キーのスロットは残り {left} 個です。別のキーを発行してください"
    );
    Self::SealSlot(error) => (error.text(lang));
    Self::Lagging(machines) => (
        "these have not followed the change of the root key yet: {names}",
        "次のコンピューターにはルート キーの変更がまだ反映されていません: {names}",
        names = names(machines, lang)
    );
    Self::Rotation(problem) => (problem.get(lang).to_owned());
    Self::RootSwitched => (
        "the root key was switched, and the passphrase that this process was started with does not open the new one: restart it",
        "ルート キーが切り替えられました。このプロセスの起動時のパスフレーズでは新しいルート キーを開けません。再起動してください"
    );
    Self::Hsm(problem) => (
        "the hardware security module: {problem}",
        "ハードウェア セキュリティ モジュール: {problem}",
        problem = problem.text(lang)
    );
    Self::Seal(error) => (error.text(lang));
    Self::Sign(error) => (error.text(lang));
    Self::SignerRequest(what) => (
        "the signer takes {what} here",
        "署名プロセスには{what}を指定してください",
        what = what.get(lang)
    );
    Self::SignerUnknown => (
        "the signer knows no such request: restart it after an update of Muster",
        "署名プロセスが対応していない要求です。Muster の更新後に署名プロセスを再起動してください"
    );
    Self::SignerDenied => (
        "the signer does not answer this to your account: root and the account of the signer may ask for everything, that of the authority for licenses and confirmation ids",
        "署名プロセスはこのアカウントからの要求に応答しません。root と署名プロセスのアカウントはすべてを、認証局のアカウントはライセンスと確認 ID を要求できます"
    );
    Self::SignerLine(most) => (
        "the document is too large for the signer: at most {most} bytes with all that is around it",
        "文書が大きすぎるため署名プロセスで処理できません (要求全体で {most} バイトまで)"
    );
    Self::SignerRefused(_, detail) => (
        "refused by the signer: {detail}",
        "署名プロセスに拒否されました: {detail}"
    );
    Self::SignerAway { socket, error } => (
        "the signer does not answer at {socket}: {error}. Start it: muster authority signer",
        "署名プロセスが {socket} で応答しません: {error}。muster authority signer で開始してください",
        error = io_text(error, lang)
    );
    Self::SignerOther => (
        "the signer holds the root key of another authority: compare the thumbprint that it prints at its start with `muster authority root list`",
        "署名プロセスのルート キーが別の認証局のものです。署名プロセスの開始時に表示される拇印を `muster authority root list` と比較してください"
    );
    Self::SignerFolder(folder) => (
        "{folder} belongs to another account, which could replace what the signer opens: give the folder to the account of the signer",
        "{folder} は別のアカウントが所有しており、署名プロセスが開くファイルを置き換えることができます。フォルダーの所有者を署名プロセスのアカウントに変更してください"
    );
    Self::NoSealedRoot(folder) => (
        "{folder} holds no sealed root key that this account can read: where a signer holds it, give --signer SOCKET",
        "{folder} に、このアカウントで読み取れる封印されたルート キーがありません。署名プロセスを使用している場合は、--signer ソケット を指定してください"
    );
    Self::NotSigned => (
        "the root key signs license packs, licenses and enrolment files alone",
        "ルート キーで署名できるのは、ライセンス パック、ライセンス、登録ファイルだけです"
    );
    Self::NotUnderstood(kind) => (
        "the signer does not understand all of a document of type '{kind}': restart it after an update of Muster",
        "署名プロセスが種類 '{kind}' の文書の一部に対応していません。Muster の更新後に署名プロセスを再起動してください"
    );
    Self::RootUnknown => (
        "the document names a root key that the signer does not know: was it made by `muster authority root add`? Compare `muster authority root list`",
        "文書のルート キーが署名プロセスに登録されていません。`muster authority root add` で作成したキーかどうかを `muster authority root list` で確認してください"
    );
    Self::OtherRoot => (
        "the root key was switched a moment ago: ask again",
        "直前にルート キーが切り替えられました。もう一度実行してください"
    );
    Self::SignerAnswer => (
        "the signer gives an answer that is none: restart it after an update of Muster",
        "署名プロセスの応答が正しくありません。Muster の更新後に署名プロセスを再起動してください"
    );
    Self::NoKey(problem) => (
        "no key of this authority: {problem}",
        "この認証局のキーではありません: {problem}",
        problem = problem.text(lang)
    );
    Self::SeveralKeys { name, keys } => (
        "'{name}' names more than one key: {keys}",
        "'{name}' に一致するキーが複数あります: {keys}",
        keys = names(keys, lang)
    );
    Self::WholeKey => (
        "name the key by its last five characters or its serial (`muster authority key list`): a whole key on a command line can be read by every user of this machine",
        "キーは末尾の 5 文字またはシリアル番号 (`muster authority key list`) で指定してください。コマンド ラインに指定したキー全体は、このコンピューターのすべてのユーザーが読み取ることができます"
    );
    Self::NoLimit(key) => (
        "{key} is a setup key: it activates nothing and has no limit; host keys and MAKs have one",
        "{key} はセットアップ キーです。ライセンス認証を行うキーではないため、上限はありません。上限があるのはホスト キーと MAK です"
    );
    Self::NotBlocked(key) => ("{key} is not blocked", "{key} はブロックされていません");
    Self::NoDetail => (
        "nothing is to be changed: name a customer, an order, a note, a feature or an end",
        "変更する内容がありません。顧客、注文、メモ、機能、有効期限のいずれかを指定してください"
    );
    Self::Features(error) => (error.text(lang));
    Self::KeyDays => (
        "a key has an end that is still to come, or lasts from 1 to 3650 days from its first activation",
        "キーの有効期限には、今後の日付、または最初のライセンス認証からの日数 (1 ～ 3650) を指定してください"
    );
    Self::KeyEnded(key) => (
        "{key} has ended: move its end",
        "{key} の有効期限が切れています。有効期限を変更してください"
    );
    Self::Detail { field, problem } => (
        "the {field} {problem}",
        "{field}は{problem}",
        field = field.get(lang), problem = problem.get(lang)
    );
});

/// At most ten names, and how many more there are.
fn names(machines: &[String], lang: Lang) -> String {
    const NAMED_MAX: usize = 10;
    let mut text = machines.iter().take(NAMED_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
    if machines.len() > NAMED_MAX {
        text += &say!(lang; " and {more} more", "、ほか {more} 件", more = machines.len() - NAMED_MAX);
    }
    text
}

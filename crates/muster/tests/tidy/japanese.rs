//! The Japanese of Muster: Microsoft's words, and one word for one thing.

use crate::{files, read, relative, root};

/// Words that a Japanese administrator would not read in Microsoft's documentation, each with the one to use.
const INSTEAD: &[(&str, &str)] = &[
    ("アクティベーション", "ライセンス認証"),
    ("アクティブ化", "ライセンス認証"),
    ("キー マネジメント", "キー管理サービス"),
    ("ほぼ確実", "可能性が高い"),
    ("緊急", "重大"),
    ("昇格", "管理者として実行"),
    ("証拠", "診断データ"),
    ("書庫", "アーカイブ"),
    ("通知モード", "通知状態"),
    ("遮断", "ブロック"),
    ("保護サービス", "Software Protection サービス"),
    ("Microsoft ライセンス認証窓口", "マイクロソフト ライセンス認証専用窓口"),
    ("プロダクトキー", "プロダクト キー"),
    ("ボリュームライセンス", "ボリューム ライセンス"),
    ("KMSホスト", "KMS ホスト"),
    ("英語のみ", "the Japanese text"),
];

/// Words that Microsoft writes with the long vowel.
const LONG: &[&str] =
    &["コンピュータ", "サーバ", "ユーザ", "フォルダ", "プリンタ", "ドライバ", "エクスプローラ", "レジスタ"];

/// What stands before or after 認証 where it is authentication, not activation.
const AUTHENTICATION: &[&str] =
    &["プロキシ認証", "認証プロキシ", "認証なし", "認証データ", "認証キー", "認証器", "認証局", "認証のため"];

/// Crates whose errors are told in both languages.
const WITH_ERRORS: &[&str] =
    &["authority", "client", "host", "muster", "platform", "proto", "server", "simulation", "testbed", "trust"];

/// Files that hold what is said to people, not what is read.
fn texts() -> Vec<std::path::PathBuf> {
    let crates = root().join("crates");
    let mut all = files(&crates.join("doctor/src"), ".rs");
    all.extend(files(&crates.join("doctor/data"), ".tsv"));
    all.extend(files(&crates.join("doctor/templates"), ".html"));
    all.extend(WITH_ERRORS.iter().flat_map(|name| files(&crates.join(name).join("src"), ".rs")));
    all.extend(files(&crates.join("console/src"), ".rs"));
    all.extend(files(&crates.join("console/templates"), ".html"));
    all.push(crates.join("evidence/src/unread.rs"));
    all.push(root().join("web/text/page.ja.tsv"));
    all.push(root().join("web/page/page.html"));
    all
}

/// Whether every 認証 in a line is ライセンス認証 or one of the few that mean authentication.
fn says_activation(line: &str) -> bool {
    let plain = AUTHENTICATION.iter().fold(line.to_owned(), |line, word| line.replace(word, ""));
    plain.match_indices("認証").all(|(at, _)| plain[..at].ends_with("ライセンス"))
}

fn is_long(line: &str, word: &str) -> bool {
    line.split(word).skip(1).all(|rest| rest.starts_with('ー'))
}

#[test]
fn what_people_read_is_written_as_microsoft_writes() {
    for path in texts() {
        for (number, line) in read(&path).lines().enumerate() {
            let place = format!("{}:{}", relative(&path), number + 1);
            for (word, instead) in INSTEAD {
                assert!(!line.contains(word), "{place}: not `{word}` but `{instead}`");
            }
            for word in LONG {
                assert!(is_long(line, word), "{place}: `{word}` ends with ー");
            }
            assert!(says_activation(line), "{place}: 認証 alone is authentication: write ライセンス認証");
        }
    }
}

/// What is written here is ours: a sentence of it has both languages.
#[test]
fn no_sentence_of_ours_is_called_foreign() {
    for path in WITH_ERRORS.iter().flat_map(|name| files(&root().join("crates").join(name).join("src"), ".rs")) {
        for (number, line) in read(&path).lines().enumerate() {
            let said = line.split("foreign(\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            assert!(!said.contains(' '), "{}:{}: write sentence!(…), not `{said}`", relative(&path), number + 1);
        }
    }
}

/// One is not "1 failures": a number stands behind its noun, or the sentence names a unit.
#[test]
fn no_sentence_counts_one_in_the_plural() {
    const NOUNS: [&str; 10] =
        ["computers", "days", "failures", "files", "hosts", "hours", "licenses", "machines", "requests", "rules"];
    for path in files(&root().join("crates/doctor/src"), ".rs") {
        for (number, line) in read(&path).lines().enumerate() {
            let counted =
                |noun: &&str| line.contains(&format!("}} {noun}")) || line.contains(&format!("}} more {noun}"));
            let found = NOUNS.into_iter().find(counted);
            assert_eq!(found, None, "{}:{}: write `noun: {{number}}`", relative(&path), number + 1);
        }
    }
}
